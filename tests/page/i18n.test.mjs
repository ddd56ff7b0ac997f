import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fill, languageFor } from '../../www/i18n/translate.js';
import { notebook } from '../notebook.mjs';
import { catalog, engine, fields } from './notebook.mjs';

/** Every sentence by its whole key. @param {any} tree @param {string} [prefix] @returns {[string, string][]} */
const flat = (tree, prefix = '') =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flat(value, `${prefix}${key}.`),
  );

const folder = new URL('../../www/i18n/', import.meta.url);
/** Every language that has a file, by its code. @type {Map<string, Map<string, string>>} */
const languages = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.slice(0, -5), new Map(flat(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))]),
);
/** All keys that any language has. */
const keys = new Set([...languages.values()].flatMap((sentences) => [...sentences.keys()]));
const holes = (/** @type {string} */ sentence) =>
  [...new Set(Array.from(sentence.matchAll(/\{(\w+)[^}]*\}/g), ([, name]) => name))].sort();

/** Fails with the keys that a language lacks. @param {Iterable<string>} wanted */
function checkKeys(wanted) {
  for (const [language, sentences] of languages) {
    assert.deepEqual(
      [...wanted].filter((key) => !sentences.has(key)).map((key) => `${language}: ${key}`),
      [],
    );
  }
}

test('every language has every sentence, with the same numbers, and none is empty', () => {
  assert.ok(languages.has('es') && languages.has('en'));
  checkKeys(keys);
  for (const [language, sentences] of languages) {
    for (const [key, sentence] of sentences) {
      assert.ok(sentence.trim().length > 0, `${language}: ${key}`);
      assert.deepEqual(holes(sentence), holes(languages.get('es')?.get(key) ?? ''), `${language}: ${key}`);
    }
  }
});

test('a noun of what is counted follows its number in the singular and in the plural', () => {
  const counted = ['epochs', 'steps', 'rows', 'points', 'columns', 'épocas', 'pasos', 'filas', 'puntos', 'columnas'];
  const onlyPlural = new RegExp(`\\{\\w+\\} (${counted.join('|')})(?!\\p{L})`, 'u');
  for (const [language, sentences] of languages)
    for (const [key, sentence] of sentences) assert.doesNotMatch(sentence, onlyPlural, `${language}: ${key}`);
});

test('every error of the engine, every reason to stop and every field has its words', () => {
  checkKeys(catalog.errors.map((code) => `errors.${code}`));
  checkKeys(catalog.stopReasons.map((reason) => `stop.${reason}`));
  checkKeys(fields.filter((field) => field.type === 'number').map((field) => `fields.${field.path}.name`));
});

test('every method, family, loss, hyperparameter and choice of the catalog has its words', () => {
  const methods = catalog.optimizers.flatMap((method) => method.hyperparameters);
  checkKeys(catalog.optimizers.map(({ name }) => `optimizers.${name}`));
  checkKeys(catalog.optimizers.map(({ family }) => `families.${family}`));
  checkKeys(catalog.losses.map(({ name }) => `losses.${name}`));
  checkKeys(methods.map(({ key }) => `fields.optimizer.${key}.name`));
  checkKeys(methods.flatMap(({ choices }) => choices.map((choice) => `choices.${choice}`)));
  checkKeys(
    [...catalog.losses.flatMap((loss) => loss.hyperparameters), ...catalog.penalties].map(
      ({ key }) => `fields.loss.${key}.name`,
    ),
  );
  checkKeys(catalog.precisions.map((precision) => `options.precision.${precision}`));
});

test('everything that a method remembers has its words, but for single letters and flags without a symbol', () => {
  const remembered = new Set();
  for (const method of catalog.optimizers) {
    const choices = method.hyperparameters.flatMap(({ key, choices }) => choices.map((choice) => ({ [key]: choice })));
    for (const settings of [{}, ...choices]) {
      const optimizer = { name: method.name, ...settings };
      const step = engine.explain({ ...notebook({ model: { start: { w1: 9 } }, stop: { epochs: 2 } }), optimizer }, 1);
      assert.ok(step.ok, `${method.name}: ${JSON.stringify(step)}`);
      for (const { key, symbol } of [...step.vectors, ...step.numbers]) {
        if (key.length > 2 && symbol !== '') remembered.add(`race.memory.${key}`);
      }
    }
  }
  assert.ok(remembered.size > 20);
  checkKeys(remembered);
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
    named.filter((key) => !keys.has(key)),
    [],
  );
});

test('a sentence takes its arguments and leaves what it does not get', () => {
  const plurals = new Intl.PluralRules('en');
  assert.equal(fill('between {min} and {max}', { min: 0, max: 10 }, plurals), 'between 0 and 10');
  assert.equal(fill('{a} {b}', { a: '$&' }, plurals), '$& {b}');
});

test('the browser chooses the language that we speak', () => {
  assert.equal(languageFor(null, ['de-DE', 'en-GB', 'es'], ['es', 'en']), 'en');
  assert.equal(languageFor('es', ['en'], ['es', 'en']), 'es');
  for (const unknown of ['fr', 'constructor', '__proto__', ''])
    assert.equal(languageFor(unknown, ['en'], ['es', 'en']), 'en', unknown);
  assert.equal(languageFor(null, ['es-MX', 'en'], ['es', 'en']), 'es');
  assert.equal(languageFor(null, ['fr'], ['es', 'en']), 'es');
});

test('a noun agrees with its number, which may be text, in each language', () => {
  const rows = (/** @type {string} */ language, /** @type {number | string} */ n) =>
    fill('{n|row|rows}.', { n }, new Intl.PluralRules(language));
  assert.deepEqual(
    [0, 1, 2, '1', '10\u202f000'].map((n) => rows('en', n)),
    ['0 rows.', '1 row.', '2 rows.', '1 row.', '10\u202f000 rows.'],
  );
  assert.deepEqual([rows('es', 1), rows('es', 1_000_000)], ['1 row.', '1000000 rows.']);
  assert.equal(fill('{n|row|rows}', {}, new Intl.PluralRules('en')), '{n|row|rows}');
});
