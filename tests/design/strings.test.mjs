// Spanish and English at equal rank: every sentence is there in both, and every error code has one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files, json, text } from './repository.mjs';

const languages = { es: json('www/i18n/es.json'), en: json('www/i18n/en.json') };

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

const spanish = new Map(sentences(languages.es));
const english = new Map(sentences(languages.en));

test('both languages have the same sentences, none empty', () => {
  assert.deepEqual([...spanish.keys()].sort(), [...english.keys()].sort());
  for (const [key, sentence] of [...spanish, ...english]) assert.ok(String(sentence).trim(), key);
});

test('a sentence fills in the same names in both languages', () => {
  for (const [key, sentence] of spanish) {
    assert.deepEqual(blanks(String(sentence)), blanks(String(english.get(key))), key);
  }
});

test('every error code of the core has a sentence', () => {
  const codes = [...text('core/error.hpp').matchAll(/^\s+X\((\w+)\)/gm)].map((match) => match[1]);
  assert.ok(codes.length > 10);
  for (const code of codes) assert.ok(english.has(`errors.${code}`), code);
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
  const names = new Set([...whole].flatMap((literal) => literal.split('.')));
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
