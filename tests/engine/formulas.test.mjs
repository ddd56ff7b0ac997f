// Formulas with numbers in place of names, and the limits that the catalog publishes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

const engine = await createEngine();

/** @param {string} formula @param {Record<string, number>} values */
function spelled(formula, values) {
  const read = engine.check(formula, ['x'], { values });
  assert.ok(read.ok, formula);
  return read;
}

test('values are substituted in the formula, not in its text', () => {
  assert.equal(spelled('x^-m*x', { m: 1 }).text, 'x^(-1)*x');
  assert.equal(spelled('x^-m*x', { m: 1 }).latex, 'x^{-1}\\,x');
  assert.equal(spelled('m*x', { m: 5 }).text, '5*x');
  assert.equal(spelled('m*x + b', { m: 1, b: -2 }).text, 'x + (-2)');
  assert.deepEqual(spelled('m*x + w1', { m: 2 }).parameters, ['w1']);
  assert.deepEqual(spelled('m*x', {}).parameters, ['m']);
});

test('a value that is not a number is an error with its place', () => {
  const read = engine.check('m*x', ['x'], /** @type {any} */ ({ values: { m: 'five' } }));
  assert.ok(!read.ok);
  assert.equal(read.error.code, 'not_a_number');
  assert.equal(read.error.args.field, 'options.values.m');
});

test("the catalog's limits are those that the calls enforce", () => {
  const { limits } = engine.catalog();
  const experiment = notebook({ stop: { epochs: 1 } });
  for (const [m, ok] of /** @type {[number, boolean][]} */ ([
    [limits.number, true],
    [2 * limits.number, false],
  ])) {
    assert.equal(engine.run({ ...experiment, data: { ...experiment.data, constants: { m } } }).ok, ok);
  }
  const range = { parameter: 'w1', from: 0, to: 1 };
  assert.ok(engine.landscape(experiment, { ...range, points: limits.landscapePoints }).ok);
  assert.ok(!engine.landscape(experiment, { ...range, points: limits.landscapePoints + 1 }).ok);
  const runner = { optimizer: { name: 'gd', rate: 0.01 } };
  assert.ok(engine.race(experiment, Array(limits.runners).fill(runner)).ok);
  assert.ok(!engine.race(experiment, Array(limits.runners + 1).fill(runner)).ok);
  const text = `w1*x${' + 0'.repeat(limits.formulaLength)}`;
  assert.ok(engine.check(text.slice(0, limits.formulaLength)).ok);
  assert.ok(!engine.check(text.slice(0, limits.formulaLength + 1)).ok);
});
