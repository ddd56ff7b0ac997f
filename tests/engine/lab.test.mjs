// Maps, theory, luck and the tuner through build/site/engine.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

const engine = await createEngine();
const rate = { path: 'optimizer.rate', from: 0.005, to: 1, points: 200 };
const start = { path: 'model.start.w1', from: -10, to: 10, points: 200 };
const experiment = notebook({ stop: { epochs: 500 } });

/** @param {any} outcome */
function value(outcome) {
  assert.deepEqual(outcome.error, undefined);
  return outcome;
}

test('the map: divergence beyond 2/L″, and typed arrays of all cells', () => {
  const map = value(engine.sweep(experiment, { x: rate, y: start }));
  const theory = value(engine.theory(experiment));
  assert.ok(map.epochs instanceof Int32Array && map.loss instanceof Float64Array && map.status instanceof Uint8Array);
  assert.equal(map.epochs.length, 40_000);
  assert.ok(Math.abs(theory.stableRate - 0.73514) < 1e-5);
  map.status.forEach((/** @type {number} */ status, /** @type {number} */ cell) => {
    if (map.epochs[cell] !== 0) assert.equal(status === 2, map.x[cell % 200] > theory.stableRate, `cell ${cell}`);
  });
});

test('a cell replays to exactly the epochs that the map told', () => {
  const map = value(engine.sweep(experiment, { x: { ...rate, points: 23 }, y: { ...start, points: 19 } }));
  let replayed = 0;
  for (let cell = 0; cell < map.epochs.length; ++cell) {
    const epochs = map.epochs[cell];
    if (epochs < 0) continue;
    const run = value(
      engine.run({
        ...experiment,
        optimizer: { name: 'gd', rate: map.x[cell % 23] },
        model: { formula: 'w1*x', start: { w1: map.y[Math.floor(cell / 23)] } },
        stop: { epochs },
      }),
    );
    assert.equal(
      run.loss.findIndex((/** @type {number} */ loss) => loss <= map.target[cell]),
      epochs,
    );
    ++replayed;
  }
  assert.ok(replayed > 200);
});

test('rows of a map are the rows of the whole', () => {
  const x = { ...rate, points: 30 };
  const y = { ...start, points: 20 };
  const whole = value(engine.sweep(experiment, { x, y }));
  const part = value(engine.sweep(experiment, { x, y, rows: [5, 9] }));
  assert.deepEqual(part.rows, [5, 9]);
  assert.deepEqual([...part.epochs], [...whole.epochs.slice(5 * 30, 9 * 30)]);
});

test('1,000 maps leave the heap flat', () => {
  const small = { x: { ...rate, points: 20 }, y: { ...start, points: 20 } };
  const bend = notebook({ model: { formula: 'w1*exp(-w2*x)', start: { w1: 1, w2: 0.5 } }, stop: { epochs: 5 } });
  const sweepAll = (/** @type {number} */ times) => {
    for (let k = 0; k < times; ++k) {
      value(engine.sweep(notebook({ data: { seed: k } }), small));
      value(engine.sweep(bend, { x: { ...rate, points: 4 }, y: { ...start, points: 4 } }));
    }
  };
  sweepAll(20);
  const before = engine.info().heap;
  sweepAll(500);
  assert.equal(engine.info().heap, before);
});

test('theory is beside what was measured', () => {
  const { own, gd, exact, curvature } = value(engine.theory(notebook()));
  assert.equal(exact, true);
  assert.equal(own.predicted, 124);
  assert.equal(own.measured, 124);
  assert.equal(gd.measured, 1);
  assert.ok(Math.abs(gd.rate - 1 / curvature[0]) < 1e-15);
});

test('luck: the estimates, their spread and what theory says of it', () => {
  const study = value(
    engine.noiseStudy(notebook({ data: { noise: { factor: 2, mean: 1.5, sd: 1 } } }), { draws: 10_000 }),
  );
  assert.equal(study.estimates.w1.length, 10_000);
  const error = study.expectedSd.w1 / Math.sqrt(10_000);
  assert.ok(Math.abs(study.mean.w1 - study.expectedMean.w1) < 3 * error);
});

test('the tuner tells what it found and what it cost', () => {
  const tuned = value(engine.tune(experiment, { axes: [{ ...rate, from: 0.001, scale: 'log' }], budget: 20_000 }));
  assert.equal(tuned.ranked[0].status, 'settled');
  assert.equal(tuned.ranked[0].epochs, 1);
  assert.ok(tuned.steps <= 20_000);
});

test('what cannot be mapped is an error and nothing is thrown', () => {
  /** @type {any[]} */
  const bad = [
    undefined,
    null,
    3,
    {},
    { x: rate },
    { x: rate, y: { ...start, points: 1e9 } },
    { x: { ...rate, scale: 'cubic' }, y: start },
    { x: rate, y: { ...start, path: '__proto__' } },
    { x: rate, y: start, rows: [1] },
  ];
  for (const options of bad) assert.equal(engine.sweep(experiment, options).ok, false, JSON.stringify(options));
  assert.equal(engine.tune(experiment, /** @type {any} */ ({})).ok, false);
  assert.equal(engine.noiseStudy(experiment, { draws: NaN }).ok, false);
  assert.equal(engine.theory(experiment, { tolerance: -1 }).ok, false);
});
