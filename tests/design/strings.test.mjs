// Spanish and English at equal rank: every sentence is there in both, and every error code has one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, text } from './repository.mjs';

const languages = { es: json('www/i18n/es.json'), en: json('www/i18n/en.json') };

/** The sentences of a language by dotted path.
 * @param {object} strings @param {string} [prefix] @returns {[string, unknown][]} */
function sentences(strings, prefix = '') {
  return Object.entries(strings).flatMap(([key, value]) =>
    typeof value === 'object' ? sentences(value, `${prefix}${key}.`) : [[prefix + key, value]]);
}

/** The names in braces that a sentence fills in. @param {string} sentence */
const blanks = (sentence) => [...new Set(sentence.match(/\{\w+[^}]*\}/g) ?? [])].map((blank) => blank.match(/\w+/)?.[0]).sort();

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
