// From a key and arguments to a sentence.
/** @typedef {(key: string, args?: Record<string, string | number>) => string} Translate */

/**
 * @param {unknown} sentences a tree of one language's strings
 * @param {string} language whose plurals they have
 * @returns {Translate} a missing key is returned itself
 */
export function translatorOf(sentences, language) {
  const plurals = new Intl.PluralRules(language);
  return (key, args = {}) => fill(String(lookup(sentences, key) ?? key), args, plurals);
}

/** @param {unknown} tree @param {string} key for example "chart.x" @returns {unknown} */
function lookup(tree, key) {
  return key.split('.').reduce((inner, part) => /** @type {any} */ (inner)?.[part], tree);
}

/**
 * Puts arguments into a sentence: "It must be between {min} and {max}." A noun follows its number as
 * "{n|row|rows}": "1 row", "2 rows".
 * @param {string} sentence
 * @param {Record<string, string | number>} args
 * @param {Intl.PluralRules} plurals
 */
export function fill(sentence, args, plurals) {
  return sentence.replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (whole, name, one, other) => {
    if (!(name in args)) return whole;
    if (one === undefined) return String(args[name]);
    return `${args[name]} ${plurals.select(Number(args[name])) === 'one' ? one : other}`;
  });
}

/**
 * The first preferred language that is available, or else the first available.
 * @param {readonly string[]} preferred tags such as "es-MX"
 * @param {string[]} available
 */
export const preferredLanguage = (preferred, available) =>
  preferred.map((tag) => tag.split('-')[0]).find((language) => available.includes(language)) ?? available[0];
