// The worker as it is delivered, with the engine's first part alone, and what happens when the second comes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import second from '../../build/site/engine.second.mjs';
import { notebook } from '../notebook.mjs';
import { engine, problemWith, storeWith } from './notebook.mjs';

/** Starts build/site/worker.js: `ask` it, and `hand` it the second part. */
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
    (/** @type {{ id: number, result: unknown }} */ { id, result }) => waiting.get(id)?.(result),
  );
  let last = 0;
  return {
    /** @param {string} kind @param {object} payload @returns {Promise<any>} */
    ask: (kind, payload) =>
      new Promise((resolve) => {
        waiting.set(++last, resolve);
        receive({ data: { id: last, kind, payload } });
      }),
    hand: () => receive({ data: { second } }),
  };
}

/** The first question of the page. @param {Record<string, number | string>} [values] */
const opening = (values) => ({
  experiment: storeWith(values).experiment(),
  along: '',
  range: { name: 'fit', previous: null, settled: true },
  epoch: 0,
  past: null,
});
const fit = { experiment: notebook(), x: Float64Array.of(-1, 0, 1) };
/** Long enough for any answer here. @param {Promise<unknown>} answer */
const soon = (answer) => Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 2000, 'waits'))]);

test('the first screen needs the first part alone', { timeout: 20_000 }, async () => {
  const { ask } = startWorker();
  const { problem } = /** @type {any} */ (await soon(ask('problem', opening())));
  assert.deepEqual(problem.trajectory, problemWith().trajectory);
  assert.deepEqual(problem.optimum, problemWith().optimum);
  const dragged = /** @type {any} */ (
    await soon(
      ask(
        'problem',
        opening({
          'data.seed': 7,
          'data.n': 5000,
          'optimizer.rate': 0.3,
          'stop.epochs': 2000,
          'model.formula': 'w1*x+w2*sin(x)',
        }),
      ),
    )
  );
  assert.ok(dragged.ok);
});

test('a question that needs the second part waits for it, and is answered as by the whole engine', {
  timeout: 20_000,
}, async () => {
  const { ask, hand } = startWorker();
  await ask('problem', opening());
  const asked = ask('fit', fit);
  assert.equal(await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 300, 'waits'))]), 'waits');
  hand();
  assert.deepEqual(await asked, engine.fit(fit.experiment, { x: fit.x }));
  assert.deepEqual((await ask('problem', opening())).problem.trajectory, problemWith().trajectory);
});

test('kernels compiled before the second part came keep their places in the table', { timeout: 20_000 }, async () => {
  const { ask, hand } = startWorker();
  const formulas = Array.from({ length: 40 }, (_, k) => `w1*x+${k}*1e-9`);
  const runs = async () => {
    const answers = [];
    for (const formula of formulas)
      answers.push((await ask('problem', opening({ 'model.formula': formula }))).problem.trajectory);
    return answers;
  };
  const before = await runs();
  hand();
  assert.ok((await ask('fit', fit)).ok);
  assert.deepEqual(await runs(), before);
  const axes = {
    x: { path: 'optimizer.rate', from: 0.01, to: 1, points: 9 },
    y: { path: 'model.start.w1', from: -9, to: 9, points: 9 },
  };
  const { time, ...map } = await ask('sweep', { experiment: notebook(), options: axes });
  assert.deepEqual(map, engine.sweep(notebook(), axes));
});
