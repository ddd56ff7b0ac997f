// The memory of an answer's columns: short ones share it, long ones have their own, and the numbers are the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

const engine = await createEngine();
const model = { formula: 'w1*x+w2', start: { w1: 10, w2: 3 } };

/** The columns of a run by name, of two parameters. @param {number} epochs @returns {Record<string, Float64Array>} */
function columnsOf(epochs) {
  const run = /** @type {any} */ (engine.run(notebook({ model, stop: { epochs } })));
  const { parameters, gradient, loss } = run;
  return { loss, w1: parameters.w1, w2: parameters.w2, slope1: gradient.w1, slope2: gradient.w2 };
}

for (const epochs of [7, 8, 401, 4095, 4096])
  test(`the columns of ${epochs} epochs begin those of 6,000`, () => {
    const long = columnsOf(6000);
    for (const [name, column] of Object.entries(columnsOf(epochs)))
      assert.deepEqual([...column], [...long[name].subarray(0, epochs + 1)], name);
  });

test('short columns share memory, each with a place of its own', () => {
  const columns = Object.values(columnsOf(401));
  assert.equal(new Set(columns.map(({ buffer }) => buffer)).size, 1);
  assert.equal(columns[0].buffer.byteLength, 5 * 402 * 8);
  assert.equal(new Set(columns.map(({ byteOffset }) => byteOffset)).size, 5);
});

test('an answer shares no memory with the next', () => {
  const first = columnsOf(401);
  const before = [...first.loss];
  columnsOf(401).loss.fill(0);
  assert.deepEqual([...first.loss], before);
});

test('a long column keeps no memory of others', () => {
  for (const { buffer, byteLength } of Object.values(columnsOf(6000))) assert.equal(buffer.byteLength, byteLength);
});
