// From a key and arguments to a sentence.
/**
 * @typedef {(key: string, args?: Record<string, string | number>) => string} Translate
 * @typedef {(t: Translate) => string} Sentence in any language
 */

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
  return key
    .split('.')
    .reduce(
      (inner, part) =>
        typeof inner === 'object' && Object.hasOwn(inner, part) ? /** @type {any} */ (inner)[part] : undefined,
      /** @type {any} */ (tree),
    );
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
    if (!Object.hasOwn(args, name)) return whole;
    if (one === undefined) return String(args[name]);
    return `${args[name]} ${plurals.select(Number(args[name])) === 'one' ? one : other}`;
  });
}

/**
 * The remembered language if it is available, else the first preferred one that is, or else the first available.
 * @param {string | null} remembered
 * @param {readonly string[]} preferred tags such as "es-MX"
 * @param {string[]} available
 */
export const languageFor = (remembered, preferred, available) =>
  [remembered ?? '', ...preferred.map((tag) => tag.split('-')[0])].find((name) => available.includes(name)) ??
  available[0];
