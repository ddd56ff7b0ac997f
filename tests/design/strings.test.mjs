// Languages at equal rank: every sentence is there in each, every error code has one, and each is used.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files, json, text } from './repository.mjs';

/** Every language that has a file, by its code. */
const languages = Object.fromEntries(
  files
    .filter((path) => /^www\/i18n\/\w+\.json$/.test(path))
    .map((path) => [path.replace(/^.*\/|\.json$/g, ''), json(path)]),
);

/** The sentences of a language by dotted path.
 * @param {object} strings @param {string} [prefix] @returns {[string, unknown][]} */
function sentences(strings, prefix = '') {
  return Object.entries(strings).flatMap(([key, value]) =>
    typeof value === 'object' ? sentences(value, `${prefix}${key}.`) : [[prefix + key, value]],
  );
}

/** The names in braces that a sentence fills in. @param {string} sentence */
const blanks = (sentence) =>
  [...new Set(sentence.match(/\{\w+[^}]*\}/g) ?? [])].map((blank) => blank.match(/\w+/)?.[0]).sort();

/** @type {Map<string, Map<string, string>>} */
const byLanguage = new Map(
  Object.entries(languages).map(([language, tree]) => [
    language,
    new Map(sentences(tree).map(([key, sentence]) => [key, String(sentence)])),
  ]),
);
const english = byLanguage.get('en') ?? new Map();

/** The keys that a language lacks or has empty, of those that any language has.
 * @param {Map<string, Map<string, string>>} all @returns {string[]} */
function missing(all) {
  const keys = new Set([...all.values()].flatMap((one) => [...one.keys()]));
  return [...all].flatMap(([language, one]) =>
    [...keys].filter((key) => !one.get(key)?.trim()).map((key) => `${language}: ${key}`),
  );
}

test('every language has every sentence', () => {
  assert.ok(byLanguage.has('es') && byLanguage.has('en'));
  assert.deepEqual(missing(byLanguage), []);
});

test('a sentence fills in the same names in every language', () => {
  for (const [language, one] of byLanguage) {
    for (const [key, sentence] of one) {
      assert.deepEqual(blanks(sentence), blanks(english.get(key) ?? ''), `${language}: ${key}`);
    }
  }
});

test('a sentence that a language lacks, or that is empty, would be noticed', () => {
  const some = (/** @type {Record<string, string>} */ sentences) => new Map(Object.entries(sentences));
  const all = new Map([
    ['es', some({ a: 'uno', b: 'dos' })],
    ['fr', some({ a: ' ', c: 'trois' })],
  ]);
  assert.deepEqual(missing(all), ['es: c', 'fr: a', 'fr: b']);
});

test('every error code of the core has a sentence', () => {
  const codes = [...text('core/error.hpp').matchAll(/^\s+X\((\w+)\)/gm)].map((match) => match[1]);
  assert.ok(codes.length > 10);
  for (const code of codes) assert.ok(english.has(`errors.${code}`), code);
});

test('every finding of a fit has a sentence', () => {
  const codes = [...text('core/fit/report/findings.hpp').matchAll(/^\s+X\((\w+), /gm)].map((match) => match[1]);
  assert.ok(codes.length > 10);
  for (const code of codes) assert.ok(english.has(`fit.findings.${code}`), code);
});

/** The texts in quotes of some files: those of one piece, and those with holes, as patterns of what they may become.
 * @param {string[]} paths */
function quoted(paths) {
  /** @type {Set<string>} */
  const whole = new Set();
  /** @type {Set<string>} */
  const patterns = new Set();
  for (const source of paths.map(text)) {
    for (const [, , one] of source.matchAll(/(['"])((?:(?!\1)[^\\\n]|\\.)*)\1/g)) whole.add(one);
    for (const [, template] of source.matchAll(/`([\w.]+(?:\$\{[^`]*?\}[\w.]*)+)`/g))
      patterns.add(template.replace(/\$\{[^}]*\}/g, '*'));
  }
  return {
    whole,
    patterns: [...patterns].map(
      (pattern) =>
        new RegExp(
          `^${pattern
            .split('*')
            .map((part) => part.replaceAll('.', '\\.'))
            .join('([\\w.]+)')}$`,
        ),
    ),
  };
}

/**
 * The sentences that the page does not use. A sentence is used if its name is written whole, or built around words that
 * are in quotes in the page or are names of the core, which come with its catalog.
 * @param {Iterable<string>} keys
 * @param {string[]} page
 * @param {string[]} core paths
 */
function unused(keys, page, core) {
  const { whole, patterns } = quoted(page);
  const names = new Set([...Object.keys(languages), ...[...whole].flatMap((literal) => literal.split('.'))]);
  for (const path of core)
    for (const [, one, other] of text(path).matchAll(/"(\w+)"|\bX\((\w+)/g)) names.add(one ?? other);
  for (const path of page) for (const [, property] of text(path).matchAll(/[{,]\s*(\w+)\s*:/g)) names.add(property);
  const built = (/** @type {string} */ key) =>
    patterns.some((pattern) =>
      pattern
        .exec(key)
        ?.slice(1)
        .every((filled) => filled.split('.').every((word) => names.has(word))),
    );
  return [...keys].filter((key) => !whole.has(key) && !built(key));
}

const page = files.filter((path) => /^www\/.*\.(js|html)$/.test(path));
const core = files.filter((path) => /^core\/.*\.[ch]pp$/.test(path));

test('every sentence is used somewhere', () => {
  assert.deepEqual(unused(english.keys(), page, core), []);
});

test('a sentence that is not used would be noticed', () => {
  assert.deepEqual(
    unused(['title', 'verdict.slow', 'errors.not_finite', 'verdict.nobody', 'header.nothing'], page, core),
    ['verdict.nobody', 'header.nothing'],
  );
});
