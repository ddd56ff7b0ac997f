// From a key and arguments to a sentence.
/** @typedef {'es' | 'en'} Language */
/** @typedef {(key: string, args?: Record<string, string | number>) => string} Translate */

/**
 * @param {unknown} sentences a tree of one language's strings
 * @returns {Translate} a key that is missing stands for itself
 */
export function translatorOf(sentences) {
  return (key, args = {}) => fill(String(lookup(sentences, key) ?? key), args);
}

/** @param {unknown} tree @param {string} key for example "chart.x" @returns {unknown} */
function lookup(tree, key) {
  return key.split('.').reduce((inner, part) => /** @type {any} */ (inner)?.[part], tree);
}

/**
 * Puts arguments into a sentence: "It must be between {min} and {max}."
 * @param {string} sentence
 * @param {Record<string, string | number>} args
 */
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
