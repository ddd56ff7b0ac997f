// The notebook's numbers through build/site/engine.mjs. The reference, tests/golden/numpy.json, is the output of NumPy
// 1.24.2 and the notebook's own log.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { fingerprint, notebook } from '../notebook.mjs';

const golden = JSON.parse(readFileSync(new URL('../golden/numpy.json', import.meta.url), 'utf8'));
const bits = readFileSync(new URL('../golden/notebook_bits.txt', import.meta.url), 'utf8').split('\n')[0];
const engine = await createEngine();

/** The outcome's value; fails when there is an error instead. @param {any} outcome */
function value(outcome) {
  assert.deepEqual(outcome.error, undefined);
  assert.equal(outcome.ok, true);
  return outcome;
}

/** The number of doubles between two of the same sign. @param {number} a @param {number} b */
function ulps(a, b) {
  const [i, j] = new BigInt64Array(new Float64Array([a, b]).buffer);
  return Number(i > j ? i - j : j - i);
}

/** 0x1.8p+1 → 3. @param {string} hex */
function fromHex(hex) {
  const [, sign, digits, exponent] = /** @type {RegExpMatchArray} */ (hex.match(/^(-?)0x1\.?([0-9a-f]*)p([+-]\d+)$/));
  const magnitude = (1 + parseInt(digits || '0', 16) / 16 ** digits.length) * 2 ** Number(exponent);
  return sign ? -magnitude : magnitude;
}

test("simulate gives the notebook's data bit for bit", () => {
  const { columns, y } = value(engine.simulate(notebook().data));
  assert.deepEqual([...columns.x], golden['linspace_-2_2_100_hex'].map(fromHex));
  assert.deepEqual([...y], golden.y_seed22_hex.map(fromHex));
});

test('the loss at w1 = 10 is exactly 38.407744806265676', () => {
  assert.equal(value(engine.run(notebook())).loss[0], 38.407744806265676);
});

test('float64 descends as NumPy does, to 4 ULP', () => {
  const { parameters, loss, epochs } = value(engine.run(notebook()));
  assert.equal(epochs, 401);
  for (let k = 0; k < 401; ++k) {
    assert.ok(ulps(parameters.w1[k + 1], golden.gd_float64_full.W[k]) <= 4, `w1 of step ${k}`);
    assert.ok(ulps(loss[k + 1], golden.gd_float64_full.loss[k]) <= 4, `loss of step ${k}`);
  }
});

test("float32 prints the notebook's log digit for digit", () => {
  const { parameters, loss } = value(engine.run(notebook({ precision: 'float32' })));
  for (const [iteration, printed] of Object.entries(golden.notebook_log)) {
    assert.equal(loss[Number(iteration) + 1], printed.loss);
    assert.equal(parameters.w1[Number(iteration) + 1], printed.W);
  }
});

test('the trajectory has the same bits here as in the native program', () => {
  assert.equal(fingerprint(value(engine.run(notebook()))), bits);
});

test('one bit more or less is another fingerprint', () => {
  const run = value(engine.run(notebook()));
  run.loss[200] += 2 ** -51;
  assert.notEqual(fingerprint(run), bits);
});

test('results belong to the caller', () => {
  const first = value(engine.run(notebook()));
  const before = fingerprint(first);
  value(engine.run(notebook({ optimizer: { rate: 0.5 } })));
  assert.equal(fingerprint(first), before);
  first.loss.fill(0);
  assert.equal(fingerprint(value(engine.run(notebook()))), before);
});
