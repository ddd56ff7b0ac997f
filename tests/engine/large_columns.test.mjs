// Columns long enough to cross into the engine apart from the message: their numbers are the same as those of short
// ones, of every kind of typed array, and what a getter takes away meanwhile is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';

const engine = /** @type {any} */ (await createEngine());
const rows = 40_000;

test('long columns of any kind of typed array arrive as they are', () => {
  for (const Kind of [Float64Array, Float32Array, Int32Array, Uint8Array]) {
    const x = new Kind(rows).map((_, i) => i % 200);
    const y = Float64Array.from({ length: rows }, (_, i) => i / 7);
    const made = engine.simulate({ kind: 'columns', columns: { a: x, b: y }, y, weights: y.map(() => 2) });
    assert.ok(made.ok, JSON.stringify(made));
    assert.deepEqual(made.columns.a, Float64Array.from(x));
    assert.deepEqual(made.columns.b, y);
    assert.deepEqual(made.y, y);
  }
});

test('one long array may stand in several places', () => {
  const x = Float64Array.from({ length: rows }, (_, i) => Math.sin(i));
  const fit = engine.fit({ version: 1, data: { kind: 'columns', columns: { a: x }, y: x }, model: { formula: 'm*a' } });
  assert.ok(Math.abs(fit.parameters.m - 1) < 1e-14 && fit.rss < 1e-20);
});

test('errors name the column, and the next call is right', () => {
  const y = new Float64Array(rows).fill(1);
  const bad = y.slice();
  bad[rows - 1] = NaN;
  const refused = engine.simulate({ kind: 'columns', columns: { a: y, b: bad }, y });
  assert.deepEqual([refused.error.code, refused.error.args.field], ['data_not_finite', 'data.columns.b']);
  const short = engine.simulate({ kind: 'columns', columns: { a: y.subarray(1) }, y });
  assert.equal(short.error.code, 'length_mismatch');
  assert.ok(engine.simulate({ kind: 'columns', x: y, y }).ok);
});

test('an array whose memory a getter takes away is refused', () => {
  const x = new Float64Array(rows);
  const data = {
    kind: 'columns',
    x,
    get y() {
      structuredClone(x.buffer, { transfer: [x.buffer] });
      return new Float64Array(rows);
    },
  };
  assert.equal(engine.simulate(data).error.code, 'not_an_object');
  assert.ok(engine.simulate({ kind: 'columns', x: [1, 2], y: [3, 4] }).ok);
});

test('memory does not grow with the number of calls', () => {
  const x = Float64Array.from({ length: rows }, (_, i) => i);
  const data = { kind: 'columns', x, y: x };
  const descent = { loss: { name: 'mse' }, optimizer: { name: 'gd', rate: 1e-9 }, stop: { epochs: 3 } };
  const experiment = { version: 1, data, model: { formula: 'm*x', start: { m: 0 } }, ...descent };
  const heap = () => engine.info().heap;
  for (let call = 0; call < 5; call += 1) assert.ok(engine.optimum(experiment).ok);
  const before = heap();
  for (let call = 0; call < 100; call += 1) engine.optimum(experiment);
  assert.equal(heap(), before);
});
