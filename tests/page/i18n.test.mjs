import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fill, preferredLanguage } from '../../www/i18n/translate.js';
import { catalog, fields, sentences } from './notebook.mjs';

/** Every sentence by its whole key. @param {any} tree @param {string} [prefix] @returns {[string, string][]} */
const flat = (tree, prefix = '') =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flat(value, `${prefix}${key}.`),
  );

const es = new Map(flat(sentences('es')));
const en = new Map(flat(sentences('en')));
const holes = (/** @type {string} */ sentence) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();

test('both languages say the same things with the same numbers', () => {
  assert.deepEqual([...es.keys()], [...en.keys()]);
  for (const [key, sentence] of es) assert.deepEqual(holes(sentence), holes(en.get(key) ?? ''), key);
});

test('no sentence is empty', () => {
  for (const [key, sentence] of [...es, ...en]) assert.ok(sentence.trim().length > 0, key);
});

test('every error of the engine, every reason to stop and every field has its words', () => {
  for (const code of catalog.errors) assert.ok(es.has(`errors.${code}`), code);
  for (const reason of catalog.stopReasons) assert.ok(es.has(`stop.${reason}`), reason);
  for (const field of fields) if (field.type === 'number') assert.ok(es.has(`fields.${field.path}.name`), field.path);
});

test('every key that the code names is there', () => {
  const www = new URL('../../www/', import.meta.url);
  const folders = readdirSync(www, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const paths = folders
    .filter(({ name }) => name !== 'node_modules')
    .flatMap(({ name }) => readdirSync(new URL(name, www), { recursive: true }).map((path) => `${name}/${path}`))
    .concat(readdirSync(www));
  const code = paths
    .filter((path) => path.endsWith('.js'))
    .map((path) => readFileSync(new URL(path, www), 'utf8'))
    .join('\n');
  const named = [...code.matchAll(/(?:\bt\(|\b(?:t|label|hint|name): )'([a-z]\w*(?:\.\w+)+)'/g)].map(
    (match) => match[1],
  );
  assert.ok(named.length > 40);
  assert.deepEqual(
    named.filter((key) => !es.has(key)),
    [],
  );
});

test('a sentence takes its arguments and leaves what it does not get', () => {
  assert.equal(fill('between {min} and {max}', { min: 0, max: 10 }), 'between 0 and 10');
  assert.equal(fill('{a} {b}', { a: '$&' }), '$& {b}');
});

test('the browser chooses the language that we speak', () => {
  assert.equal(preferredLanguage(['de-DE', 'en-GB', 'es']), 'en');
  assert.equal(preferredLanguage(['es-MX', 'en']), 'es');
  assert.equal(preferredLanguage(['fr']), 'es');
});
