// The worker's side of the engine: an engine that has ended is replaced without a trace, and no answer is ever missing.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { serve } from '../../www/engine/serve.js';

/** @type {any[]} */
let posted;
/** @type {(event: { data: any }) => Promise<void>} */
let receive;

beforeEach(() => {
  posted = [];
  Object.assign(globalThis, {
    addEventListener: (/** @type {string} */ _, /** @type {typeof receive} */ listener) => {
      receive = listener;
    },
    postMessage: (/** @type {any} */ message) => posted.push(message),
  });
});

/** An engine that ends at its call of that number, as engine.mjs does. @param {number} lastCall */
function engineEndingAt(lastCall) {
  let calls = 0;
  let hasEnded = false;
  const failure = (/** @type {string} */ code) => ({ ok: false, error: { code, at: null, args: {} } });
  return {
    info: () => (hasEnded ? failure('engine_ended') : { version: '1' }),
    run(/** @type {number} */ value) {
      if (hasEnded) return failure('engine_ended');
      hasEnded = ++calls >= lastCall;
      return hasEnded ? failure('internal') : { ok: true, value };
    },
  };
}

/** Serves engines that end at these calls, one after the other. @param {number[]} lastCalls */
function serveEngines(lastCalls) {
  let started = 0;
  const start = async () => /** @type {any} */ (engineEndingAt(lastCalls[started++] ?? Infinity));
  serve(start, {
    thrower: () => {
      throw new RangeError('too far');
    },
    // Takes what it can get, as an answer with auxiliary parts does.
    both: (engine) => ({ ok: true, values: [1, 2].map((value) => /** @type {any} */ (engine).run(value).ok) }),
  });
  return () => started;
}

const ask = async (/** @type {string} */ kind, /** @type {any} */ payload) => {
  const id = posted.length + 1;
  await receive({ data: { id, kind, payload } });
  const answers = posted.filter((message) => message.id === id);
  assert.equal(answers.length, 1);
  return answers[0].answer;
};

test('an engine that ends is replaced, and the new one gives the answer', async () => {
  const started = serveEngines([3]);
  for (let k = 0; k < 5; ++k) assert.deepEqual(await ask('run', [k]), { ok: true, value: k });
  assert.equal(started(), 2);
  assert.deepEqual(posted[0], { id: 0, hasStarted: true });
});

test('an engine that ends within an answer of several calls leaves no hole in it', async () => {
  serveEngines([2]);
  assert.deepEqual(await ask('both', []), { ok: true, values: [true, true] });
});

test('a request that ends every engine is answered by the error, and the next request by a new engine', async () => {
  const started = serveEngines([1, 1]);
  const refused = await ask('run', [1]);
  assert.equal(refused.error.code, 'internal');
  assert.deepEqual(await ask('run', [2]), { ok: true, value: 2 });
  assert.equal(started(), 3);
});

test('an answer that throws is an internal error with its reason', async () => {
  serveEngines([]);
  assert.deepEqual(await ask('thrower', []), {
    ok: false,
    error: { code: 'internal', at: null, args: { field: 'engine', what: 'RangeError: too far' } },
  });
});
