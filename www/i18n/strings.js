// The sentences of the page, by key, in the language of the moment.
import en from './en.json';
import es from './es.json';

/** @typedef {'es' | 'en'} Language */
/** @typedef {(key: string, args?: Record<string, string | number>) => string} Translate */

/** @type {Record<Language, unknown>} */
const sentences = { es, en };

/** @param {Language} language @returns {Translate} */
export function translator(language) {
  return (key, args = {}) => fill(String(lookup(sentences[language], key) ?? key), args);
}

/** @param {unknown} tree @param {string} key for example "chart.x" @returns {unknown} */
function lookup(tree, key) {
  return key.split('.').reduce((inner, part) => /** @type {any} */ (inner)?.[part], tree);
}

/** Puts arguments into a sentence: "{field} must be positive". @param {string} sentence @param {Record<string, string | number>} args */
export function fill(sentence, args) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in args ? String(args[name]) : whole));
}

/** The language of the browser, if we speak it. @param {readonly string[]} preferred @returns {Language} */
export function preferredLanguage(preferred) {
  for (const tag of preferred) {
    if (tag.startsWith('es')) return 'es';
    if (tag.startsWith('en')) return 'en';
  }
  return 'es';
}
