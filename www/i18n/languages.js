// The languages of the page, in the order of the switch. A language is one file of sentences and one line here.
import en from './en.json';
import es from './es.json';
import { translatorOf } from './translate.js';

/** @import { Translate } from './translate.js' */

/** Sentences by language. @type {Record<string, unknown>} */
const languages = { es, en };

/** The codes of the languages. */
export const languageNames = Object.keys(languages);

/** @param {string} language @returns {Translate} */
export function translator(language) {
  const known = languageNames.includes(language) ? language : languageNames[0];
  return translatorOf(languages[known], known);
}

/** The language to which the switch changes. @param {string} language */
export const nextLanguage = (language) => languageNames[(languageNames.indexOf(language) + 1) % languageNames.length];
