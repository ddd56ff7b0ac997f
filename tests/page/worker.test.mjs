// The worker as it is delivered: build/site/worker.js, a string that carries the engine.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { notebook } from '../notebook.mjs';
import { engine, openingRequest, problemWith } from './notebook.mjs';

/** Starts the worker; returns the function that sends it requests. */
function startWorker() {
  const script = readFileSync(new URL('../../build/site/worker.js', import.meta.url), 'utf8');
  let source = '';
  new Function('descensoPart', script)((/** @type {string} */ _, /** @type {string} */ text) => {
    source = text;
  });
  /** @type {(message: { data: object }) => void} */
  let receive = () => {};
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  new Function('addEventListener', 'postMessage', source)(
    (/** @type {string} */ _, /** @type {typeof receive} */ listener) => {
      receive = listener;
    },
    (/** @type {{ id: number, answer: unknown }} */ { id, answer }) => waiting.get(id)?.(answer),
  );
  let last = 0;
  /** @param {string} kind @param {unknown} payload @returns {Promise<any>} */
  return (kind, payload) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      receive({ data: { id: last, kind, payload } });
    });
}

test('the worker starts without asking for a file, and answers as the engine does', { timeout: 20_000 }, async () => {
  const ask = startWorker();
  const [first, fit] = await Promise.all([
    ask('descent', openingRequest()),
    ask('fit', [notebook(), { x: Float64Array.of(-1, 0, 1) }]),
  ]);
  assert.deepEqual(first.values.run.trajectory, problemWith().trajectory);
  assert.deepEqual(first.values.optimum, problemWith().optimum);
  assert.deepEqual(fit, engine.fit(notebook(), { x: Float64Array.of(-1, 0, 1) }));
});

test('formulas compiled one after another are each their own', { timeout: 20_000 }, async () => {
  const ask = startWorker();
  const formulas = Array.from({ length: 40 }, (_, k) => `w1*x+${k}*1e-9`);
  const losses = async () => {
    const answers = [];
    for (const formula of formulas)
      answers.push((await ask('descent', openingRequest({ 'model.formula': formula }))).values.run.trajectory.loss);
    return answers;
  };
  const first = await losses();
  assert.equal(new Set(first.map((loss) => loss[0])).size, formulas.length);
  assert.deepEqual(await losses(), first);
});
