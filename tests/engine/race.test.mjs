// Races, surfaces, explained steps and fits as a page calls them: shapes, names, and whatever comes in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

/** @import { Experiment, Outcome } from '../../build/site/engine.mjs' */

const engine = await createEngine();
const rosenbrock = /** @type {Experiment} */ ({
  version: 1,
  objective: { formula: '(1-w1)^2+100*(w2-w1^2)^2', start: { w1: -1.2, w2: 1 } },
  optimizer: { name: 'gd' },
  stop: { epochs: 300 },
});

/** The outcome's value; fails when there is an error instead. @template T @param {Outcome<T>} outcome */
function value(outcome) {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome;
}

test('every method of the catalog races, or says what it needs', () => {
  for (const { name, family } of engine.catalog().optimizers) {
    const [runner] = value(engine.race(rosenbrock, [{ optimizer: { name } }])).runners;
    if (family === 'least_squares' || family === 'univariate')
      assert.ok(!runner.ok && /^needs_/.test(runner.error.code), name);
    else assert.ok(runner.ok && runner.loss.length === runner.asked.length, name);
  }
});

test('each entry of gradient descent has asked for one value and one slope more', () => {
  for (const epochs of [0, 1, 300]) {
    const experiment = notebook({ stop: { epochs } });
    const [runner] = value(engine.race(experiment, [{ optimizer: { name: 'gd', rate: 0.1 } }])).runners;
    assert.deepEqual(
      [...value(runner).asked],
      Array.from({ length: epochs + 1 }, (_, k) => 2 * (k + 1)),
    );
  }
});

test('one-variable methods find what they bracket', () => {
  const sine = { ...rosenbrock, objective: { formula: 'sin(w)', start: { w: 4 } } };
  const interval = { from: 4, to: 5 };
  const { runners } = value(
    engine.race(
      sine,
      ['golden', 'brent', 'ternary', 'bisection'].map((name) => ({ optimizer: { name, ...interval } })),
    ),
  );
  for (const runner of runners) {
    assert.ok(runner.ok && runner.stop.reason === 'converged');
    // Comparing values of L would end at 2e-8; a parabola finds the minimum to ε^(2/3), with a few units of rounding
    // in sin.
    assert.ok(Math.abs(runner.parameters.w[runner.epochs] - 1.5 * Math.PI) < 1e-10);
  }
});

test('a slope that nobody asked for does not end a run', () => {
  // At w = 2 the branch that is not taken, log(w − 2), has no derivative.
  const pieces = { ...rosenbrock, objective: { formula: 'where(w <= 3, (w-2)^2, 2*log(w-2) + 1)', start: { w: 3 } } };
  const run = value(engine.run({ ...pieces, optimizer: { name: 'brent', from: 0, to: 6 } }));
  assert.equal(run.stop.reason, 'converged');
  assert.equal(run.parameters.w[run.epochs], 2);
});

test('a surface is the landscape, line by line', () => {
  const plane = value(
    engine.surface(rosenbrock, {
      x: { parameter: 'w1', from: -2, to: 2, points: 9 },
      y: { parameter: 'w2', from: -1, to: 3, points: 5 },
    }),
  );
  plane.y.forEach((w2, j) => {
    const line = { ...rosenbrock, objective: { formula: '(1-w1)^2+100*(w2-w1^2)^2', start: { w1: 0, w2 } } };
    const { loss } = value(engine.landscape(line, { parameter: 'w1', from: -2, to: 2, points: 9 }));
    assert.deepEqual(plane.loss.slice(9 * j, 9 * j + 9), loss);
  });
});

test('along its principal directions a loss rises by half their curvature', () => {
  // Two exponentials that are nearly equal: the valley lies askew in every parameter.
  const experiment = {
    ...notebook({ model: { formula: 'a*exp(-b*x)+c', start: { a: 1.8, b: 0.7, c: 0.15 } } }),
    data: { kind: 'columns', x: [0, 1, 2, 3, 4, 5], y: [2, 1.1, 0.7, 0.4, 0.3, 0.2] },
  };
  const at = value(engine.optimum(experiment)).parameters;
  const { curvature, directions } = value(engine.principalDirections(experiment, at));
  assert.equal(directions.length, 3);
  assert.deepEqual([...curvature], [...value(engine.optimum(experiment)).curvature]);
  directions.forEach((direction, i) => {
    const line = { direction, from: -1e-3, to: 1e-3, points: 3 };
    const {
      loss: [before, here, after],
    } = value(engine.surface(experiment, { x: line, y: { direction: {}, from: 0, to: 0, points: 2 }, at }));
    const second = (before - 2 * here + after) / 1e-6;
    // The error of the difference is s² L⁗/12 with s = 1e-3.
    assert.ok(Math.abs(second / curvature[i] - 1) < 1e-5, `${second} ${curvature[i]}`);
  });
});

test("an explained step names what the catalog's equation names", () => {
  const step = value(engine.explain({ ...rosenbrock, optimizer: { name: 'adam', rate: 0.02 } }, 5));
  const run = value(engine.run({ ...rosenbrock, optimizer: { name: 'adam', rate: 0.02 } }));
  assert.deepEqual(
    step.vectors.map(({ symbol }) => symbol),
    ['m', 'v'],
  );
  assert.equal(step.after.parameters.w2, run.parameters.w2[5]);
  assert.equal(step.before.gradient.w1, run.gradient.w1[4]);
  assert.equal(step.progress, 'going');
});

test('a fit knows its uncertainty by name', () => {
  const line = notebook({ model: { formula: 'w1*x+w2', start: { w1: 0, w2: 0 } } });
  const fit = value(engine.fit(line, { x: [0] }));
  // x is symmetric, so the slope and the level are independent: Var(level) = s²/n.
  assert.ok(Math.abs(fit.standardErrors.w2 - fit.residualSd / 10) < 1e-12);
  assert.ok(Math.abs(fit.covariance.w1.w2) < 1e-15);
  assert.equal(fit.centred, true);
  assert.equal(fit.observations, 100);
  const t98 = 1.9844674544; // Student's t at 97.5 % with 98 degrees of freedom
  assert.ok(Math.abs((fit.band.high[0] - fit.band.low[0]) / 2 - t98 * fit.standardErrors.w2) < 1e-9);
});

test('whatever comes in, an error comes out and nothing throws', () => {
  const junk = [
    undefined,
    null,
    0,
    'x',
    [],
    {},
    [null],
    [{}],
    [{ optimizer: 3 }],
    { x: {} },
    () => 1,
    Symbol('x'),
    NaN,
    1e308,
  ];
  for (const one of junk) {
    for (const call of ['race', 'surface', 'explain', 'principalDirections']) {
      const outcome = /** @type {any} */ (engine)[call](rosenbrock, one);
      assert.equal(outcome.ok, false, `${call} ${String(one)}`);
      assert.equal(typeof outcome.error.code, 'string');
    }
    for (const call of ['race', 'surface', 'explain', 'fit'])
      assert.equal(/** @type {any} */ (engine)[call](one, one).ok, false);
  }
  assert.equal(
    /** @type {any} */ (engine).race(rosenbrock, [{ optimizer: { name: 'gd' } }], [{ w1: 1 }]).error.code,
    'missing_field',
  );
  assert.equal(engine.run({ ...rosenbrock, stop: { epochs: 3, gradient: -1 } }).ok, false);
});
