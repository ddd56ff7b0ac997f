// The sentences of the page in both languages.
import en from './en.json';
import es from './es.json';
import { translatorOf } from './translate.js';

/** @import { Language, Translate } from './translate.js' */

/** @type {Record<Language, unknown>} */
const sentences = { es, en };

/** @param {Language} language @returns {Translate} */
export const translator = (language) => translatorOf(sentences[language]);
