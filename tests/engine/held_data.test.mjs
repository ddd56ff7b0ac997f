// Data that the engine keeps: the answers are those of the same data given with each call.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';

const rows = 30_000;
const x = Float64Array.from({ length: rows }, (_, i) => Math.sin(i));
const data = { kind: 'columns', columns: { a: x, b: x.map((v, i) => v * v + (i % 7)) }, y: x.map((v, i) => 3 * v + i) };
const experiment = {
  version: 1,
  data,
  model: { formula: 'm*a + n*b + c', start: { m: 1, n: 2, c: 3 } },
  loss: { name: 'mse' },
  optimizer: { name: 'gd', rate: 0.01 },
  stop: { epochs: 20 },
};

test('held data give the answers of given data, until others are held', async () => {
  const engine = /** @type {any} */ (await createEngine());
  assert.equal(engine.run({ ...experiment, data: { kind: 'held' } }).error.code, 'unknown_name');
  const held = engine.hold(data);
  assert.deepEqual(held, { ok: true, data: { kind: 'held' } });
  const ofHeld = { ...experiment, data: held.data };
  for (const name of ['run', 'optimum', 'theory', 'fit'])
    assert.deepEqual(engine[name](ofHeld), engine[name](experiment), name);
  assert.deepEqual(engine.simulate(held.data), engine.simulate(data));
  const other = { ...data, y: x };
  assert.ok(engine.hold(other).ok);
  assert.deepEqual(engine.fit(ofHeld).parameters, engine.fit({ ...experiment, data: other }).parameters);
});

test('of held data that are not right each call tells the error', async () => {
  const engine = /** @type {any} */ (await createEngine());
  const y = x.slice();
  y[5] = Number.NaN;
  assert.ok(engine.hold({ ...data, y }).ok);
  for (let k = 0; k < 2; k += 1) {
    const refused = engine.run({ ...experiment, data: { kind: 'held' } });
    assert.deepEqual([refused.error.code, refused.error.args.field], ['data_not_finite', 'data.y']);
  }
  assert.equal(engine.hold({ kind: 'columns', y: 'abc' }).ok, false);
});

test('many rows give the minimum, its curvatures and directions that the rows themselves give', async () => {
  const engine = /** @type {any} */ (await createEngine());
  // Below the size from which rows are reduced, and the same rows twice and four times, whose mean loss is the same.
  const times = (/** @type {number} */ k) => {
    const repeated = (/** @type {Float64Array} */ column) => {
      const some = column.subarray(0, 15_000);
      return Float64Array.from({ length: k * some.length }, (_, i) => some[i % some.length]);
    };
    const { a, b } = data.columns;
    return { kind: 'columns', columns: { a: repeated(a), b: repeated(b) }, y: repeated(data.y) };
  };
  const [few, ...many] = [1, 2, 4].map((k) => engine.theory({ ...experiment, data: times(k) }));
  for (const theory of many) {
    for (const name of ['m', 'n', 'c'])
      assert.ok(Math.abs(theory.at[name] - few.at[name]) <= 1e-9 * Math.abs(few.at[name]), name);
    few.curvature.forEach((/** @type {number} */ value, /** @type {number} */ i) =>
      assert.ok(Math.abs(theory.curvature[i] - value) <= 1e-12 * few.curvature[2]),
    );
    assert.ok(Math.abs(theory.best - few.best) <= 1e-12 * few.best);
  }
});
