// Defects that random experiments found (tests/engine/claims), each with the loop that proves it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';

const engine = await createEngine();

/** @import { Experiment } from '../../wasm/engine.d.ts' */

/** @param {any} changes @returns {Experiment} */
const experimentOf = (changes) => ({
  version: 1,
  optimizer: { name: 'gd', rate: 0.1 },
  stop: { epochs: 5 },
  ...changes,
});

/** d²/dw² by differences of differences. @param {(w: number) => number} f @param {number} w */
const secondDerivative = (f, w) => (f(w + 1e-4) - 2 * f(w) + f(w - 1e-4)) / 1e-8;

test('ln cosh r curves where a residual is 0', () => {
  // y = 2x without noise: every residual at w1 = 2 is 0, and |r| would lose the curvature there (0.0 instead of 14/3).
  const x = [1, 2, 3];
  const found = engine.optimum(
    experimentOf({
      data: { kind: 'columns', x, y: x.map((each) => 2 * each) },
      model: { formula: 'w1*x', start: { w1: 1 } },
      loss: { name: 'logcosh' },
    }),
  );
  assert.ok(found.ok);
  const loss = (/** @type {number} */ w) =>
    x.reduce((sum, each) => sum + Math.log(Math.cosh(2 * each - w * each)), 0) / x.length;
  assert.ok(Math.abs(found.curvature[0] - 14 / 3) < 1e-9, String(found.curvature));
  assert.ok(Math.abs(secondDerivative(loss, 2) - 14 / 3) < 1e-6);
});

test('a search for settings finds those that settle late', () => {
  // RMSProp takes more than 50 of its 120 epochs to w = 40, more than the first rounds of the search give it.
  const experiment = experimentOf({
    objective: { formula: '(w1-40)^2+1', start: { w1: 0 } },
    optimizer: { name: 'rmsprop', rate: 0.1 },
    stop: { epochs: 120 },
  });
  const axes = [
    { path: 'optimizer.rate', from: 0.01, to: 0.6, scale: /** @type {const} */ ('log') },
    { path: 'objective.start.w1', from: -1, to: 1 },
  ];
  const tuned = engine.tune(experiment, { axes });
  const map = engine.sweep(experiment, { x: { ...axes[0], points: 30 }, y: { ...axes[1], points: 5 } });
  assert.ok(tuned.ok && map.ok);
  const fewest = Math.min(...[...map.epochs].filter((epochs) => epochs >= 0));
  assert.ok(fewest > 50 && fewest < 120, String(fewest));
  assert.equal(tuned.ranked[0].status, 'settled');
  assert.ok(tuned.ranked[0].epochs <= fewest, `${tuned.ranked[0].epochs} of ${fewest}`);
});

test('where a loss curves downward there is no theory of its minimum', () => {
  // A bell and a line on a constant with noise: the bell grows without end, and where the search for its minimum is
  // given up, the Hessian has a negative eigenvalue. Those of JᵀJ, which cannot be negative, were taken for its own.
  const experiment = experimentOf({
    data: {
      kind: 'simulated',
      seed: 14626,
      n: 10,
      from: -1,
      to: 3,
      truth: 'c1',
      constants: { c1: 2.846239979331899 },
      noise: { factor: 2, mean: 0.5, sd: 0.3 },
    },
    model: {
      formula: 'w1*exp(-(x-w2)^2/w3^2)+w4+w5*x',
      start: {
        w1: 7.114091241673742,
        w2: 0.6129787411866219,
        w3: -2.050652685900178,
        w4: 3.241165587258119,
        w5: 1.7566191574885581,
      },
    },
  });
  const theory = engine.theory(experiment);
  assert.equal(theory.ok ? 'theory' : theory.error.code, 'singular');
});
