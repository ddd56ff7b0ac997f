// The data that teach: those of NIST as they are in the reference data, the others by their published fits, and each
// with a model that the engine can fit from its start.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { teachingSets } from '../../www/data/teaching.js';
import { teachingKeys } from '../../www/data/teaching-keys.js';
import { engine, sentences } from './notebook.mjs';

const set = (/** @type {string} */ key) => {
  const found = teachingSets.find((one) => one.key === key);
  assert.ok(found, key);
  return found;
};

/** @param {string} key */
const columnsOf = (key) => set(key).columns.map(({ numbers }) => numbers);

test('the menu has every set, each with its source, licence, name and story in all languages', () => {
  assert.deepEqual(
    teachingSets.map(({ key }) => key),
    teachingKeys,
  );
  for (const { key, source, licence } of teachingSets) {
    assert.match(source, /NIST|\(\d{4}\)/, key);
    assert.match(licence, /^public domain/, key);
    for (const language of /** @type {const} */ (['es', 'en']))
      assert.ok(sentences(language).teaching[key].name && sentences(language).teaching[key].story, key);
  }
});

test("NIST's sets are those of the reference data", () => {
  const lines = readFileSync(new URL('../golden/nist_nonlinear.txt', import.meta.url), 'utf8').split('\n');
  const sets = {
    chwirut: 'Chwirut2',
    misra: 'Misra1a',
    kowalik: 'MGH09',
    rat: 'Rat43',
    eckerle: 'Eckerle4',
    enso: 'ENSO',
  };
  for (const [key, name] of Object.entries(sets)) {
    const at = lines.findIndex((line) => line.startsWith(`${name} `));
    const [, parameters, n] = lines[at].split(' ').map(Number);
    const rows = lines.slice(at + 2 + parameters, at + 2 + parameters + n).map((line) => line.split(' ').map(Number));
    assert.deepEqual(columnsOf(key), [rows.map(([, x]) => x), rows.map(([y]) => y)], key);
  }
});

test("Hubble's and Forbes's numbers give the published lines", () => {
  const [distance, velocity] = columnsOf('hubble');
  assert.deepEqual([distance.length, velocity.length], [24, 24]);
  const product = (/** @type {number[]} */ a, /** @type {number[]} */ b) =>
    a.reduce((sum, value, i) => sum + value * b[i], 0);
  // 423.94 km/s/Mpc through the origin; 454.16 and −40.78 with an intercept.
  assert.equal((product(distance, velocity) / product(distance, distance)).toFixed(2), '423.94');
  assert.deepEqual(
    lineOf(distance, velocity).map((value) => value.toFixed(2)),
    ['-40.78', '454.16'],
  );
  // Weisberg, Applied Linear Regression: pressure = −81.06 + 0.5229 temperature.
  const [temperature, pressure] = columnsOf('forbes');
  assert.deepEqual(
    lineOf(temperature, pressure).map((value) => value.toFixed(4)),
    ['-81.0637', '0.5229'],
  );
});

/** Intercept and slope of the regression line. @param {number[]} x @param {number[]} y */
function lineOf(x, y) {
  const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, i) => (value - mx) * (y[i] - my)));
  const slope = covariance / mean(x.map((value) => (value - mx) ** 2));
  return [my - slope * mx, slope];
}

/** NIST's certified sums of squares, of the models that are NIST's own. @type {Record<string, number>} */
const certified = { chwirut: 513.04802941, misra: 0.12455138894, eckerle: 0.0014635887487 };

for (const { key, columns, formula, start } of teachingSets)
  test(`data that teach: ${key} is fitted from its start`, () => {
    const [x, y] = columns;
    const data = { kind: /** @type {const} */ ('columns'), columns: { [x.title]: x.numbers }, y: y.numbers };
    const experiment = {
      version: /** @type {const} */ (1),
      data,
      model: { formula, start },
      loss: { name: 'mse' },
      optimizer: { name: 'gd', rate: 0.01 },
      stop: { epochs: 1 },
    };
    const fit = engine.fit(experiment);
    assert.ok(fit.ok, JSON.stringify(fit));
    const mean = y.numbers.reduce((sum, value) => sum + value, 0) / y.numbers.length;
    const spread = y.numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    // The annual cycle explains less than half of the differences of pressure: the rest is El Niño.
    assert.ok(fit.rss < (key === 'enso' ? 0.6 : key === 'hubble' ? 0.45 : 0.1) * spread, `${fit.rss} of ${spread}`);
    if (certified[key]) assert.ok(Math.abs(fit.rss / certified[key] - 1) < 1e-8, `${fit.rss}`);
  });
