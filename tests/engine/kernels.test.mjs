// A kernel leaves nothing behind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** Bytes of JavaScript objects alive. */
function alive() {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test('a thousand formulas, each compiled and forgotten, leave both heaps flat', async () => {
  const engine = await createEngine();
  /** @param {number} first @param {number} count */
  const compile = async (first, count) => {
    for (let k = first; k < first + count; ++k) {
      const model = { formula: `w1*x + ${k}*1e-9`, start: { w1: 10 } };
      assert.ok(engine.run(notebook({ model, stop: { epochs: 1 } })).ok);
      if (k % 50 === 0) await new Promise((resolve) => setTimeout(resolve)); // where finalizers run
    }
  };
  await compile(0, 200);
  const before = { objects: alive(), memory: engine.info().heap };
  await compile(200, 1000);
  assert.equal(engine.info().heap, before.memory);
  // A leaked kernel weighs some 4 kB, so a thousand would be 4 MB.
  assert.ok(alive() - before.objects < 1e6, `${alive() - before.objects} bytes more`);
});
