// From a key and arguments to a sentence.
/** @typedef {(key: string, args?: Record<string, string | number>) => string} Translate */

/**
 * @param {unknown} sentences a tree of one language's strings
 * @returns {Translate} a missing key is returned itself
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

/**
 * The first preferred language that is available, or else the first available.
 * @param {readonly string[]} preferred tags such as "es-MX"
 * @param {string[]} available
 */
export const preferredLanguage = (preferred, available) =>
  preferred.map((tag) => tag.split('-')[0]).find((language) => available.includes(language)) ?? available[0];
