// Gradient descent inside a compiled gradient (core/jit/emit_wasm.hpp) against the same descent step by step, which a
// bound asks for: a target that no loss reaches.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

const engine = await createEngine();

/** @param {string} formula @param {Record<string, number>} start */
const modelOf = (formula, start) => ({ model: { formula, start } });

/** @type {[string, any][]} */
const experiments = [
  ['the notebook', {}],
  ['rows that fill no register', { data: { n: 101 } }],
  ['several leaves of a sum', { data: { n: 1027 } }],
  ['two rows', { data: { n: 2 } }],
  ['no step', { stop: { epochs: 0 } }],
  ['more entries than the first columns hold', { stop: { epochs: 2500 } }],
  ['exactly as many entries as the first columns hold', { stop: { epochs: 1023 } }],
  ['a divergence', { optimizer: { name: 'gd', rate: 5 }, stop: { epochs: 5000 } }],
  ['a divergence after the columns have grown', { optimizer: { name: 'gd', rate: 0.95 }, stop: { epochs: 5000 } }],
  ['a plane of three parameters', modelOf('w1+w2*x+w3*x^2', { w1: 3, w2: -1, w3: 0.5 })],
  ['a model that is not linear', modelOf('w1*exp(-w2*x)+w3', { w1: 1, w2: 0.5, w3: 0 })],
  ['a logarithm that is left', { ...modelOf('log(w1)*x', { w1: 0.5 }), optimizer: { name: 'gd', rate: 3 } }],
  ['a parameter that has no influence', modelOf('w1*x+0*w2', { w1: 10, w2: 1 })],
  ['Huber', { loss: { name: 'huber' } }],
  ['mae', { loss: { name: 'mae' } }],
  ['penalties', { loss: { name: 'mse', lasso: 0.1, ridge: 0.2 } }],
];

for (const [what, change] of experiments)
  for (const precision of ['float64', 'float32'])
    test(`${what}, ${precision}: the same bits`, () => {
      const experiment = notebook({ ...change, precision });
      const whole = /** @type {any} */ (engine.run(experiment));
      const stop = { ...experiment.stop, target: -1e300 };
      const steps = /** @type {any} */ (engine.run({ ...experiment, stop }));
      assert.ok(steps.ok, JSON.stringify(steps.error));
      assert.deepEqual(whole, steps);
    });
