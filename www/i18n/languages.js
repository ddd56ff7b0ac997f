// The languages of the page. Their names are here from the start; every other sentence comes with a later script.
import { sentences } from './sentences.js';
import { translatorOf } from './translate.js';

/** @import { Translate } from './translate.js' */

/** The codes of the languages. */
export const languageNames = Object.keys(sentences);

/** @param {string} language @returns {Translate} */
export function translator(language) {
  const known = languageNames.includes(language) ? language : languageNames[0];
  return translatorOf(sentences[known], known);
}

/** The language to which the switch changes. @param {string} language */
export const nextLanguage = (language) => languageNames[(languageNames.indexOf(language) + 1) % languageNames.length];

/** Adds the sentences of a later script; every translator has them from now on. @param {typeof sentences} more */
export const addSentences = (more) => merge(sentences, more);

/** @param {any} tree @param {any} more branches that it receives */
function merge(tree, more) {
  for (const [key, branch] of Object.entries(more))
    if (typeof tree[key] === 'object') merge(tree[key], branch);
    else tree[key] = branch;
}
