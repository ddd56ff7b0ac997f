// The page's side of the worker against workers whose answers the test gives: late, never, wrongly, or by crashing.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { EngineClient } from '../../www/engine/client.js';
import { Clock } from './clock.mjs';

/** @type {Clock} */
let clock;
/** @type {FakeWorker[]} */
let workers;
/** @type {any[]} what the client reported */
let events;

class FakeWorker {
  /** @type {any} */ onmessage = null;
  /** @type {any} */ onerror = null;
  /** @type {any} */ onmessageerror = null;
  isTerminated = false;
  /** @type {{ id: number, kind: string, payload: any }[]} */ messages = [];

  constructor() {
    workers.push(this);
  }

  /** @param {any} message */
  postMessage(message) {
    this.messages.push(message);
  }

  terminate() {
    this.isTerminated = true;
  }

  /** @param {number} id @param {unknown} answer */
  answer(id, answer) {
    this.onmessage({ data: { id, answer } });
  }

  /** @param {string} message */
  crash(message) {
    this.onerror({ preventDefault() {}, message });
  }
}

const start = () =>
  new EngineClient(() => /** @type {any} */ (new FakeWorker()), {
    onBusy: (isBusy) => events.push(isBusy ? 'busy' : 'idle'),
    onFailure: (reason) => events.push(`failure: ${reason}`),
  });

/** Sends a request, and writes its answers down.
 * @param {EngineClient} client @param {string} kind @param {any} payload */
const request = (client, kind, payload) =>
  client.request(kind, payload, (answer) => events.push(`${kind} ${payload}: ${answer}`));

beforeEach(() => {
  clock = new Clock();
  workers = [];
  events = [];
  globalThis.setTimeout = /** @type {any} */ (clock.setTimeout);
  globalThis.clearTimeout = /** @type {any} */ (clock.clearTimeout);
  Object.defineProperty(globalThis, 'performance', { value: clock.performance, configurable: true });
});

test('a request is answered once, and the client is busy meanwhile', () => {
  const client = start();
  request(client, 'run', 1);
  assert.deepEqual(workers[0].messages, [{ id: 1, kind: 'run', payload: 1 }]);
  workers[0].answer(1, 'a');
  workers[0].answer(1, 'again');
  assert.deepEqual(events, ['busy', 'run 1: a', 'idle']);
});

test('an answer to another request than the present one is dropped', () => {
  const client = start();
  request(client, 'run', 1);
  workers[0].answer(7, 'of nothing');
  assert.deepEqual(events, ['busy']);
  workers[0].answer(1, 'a');
  request(client, 'run', 2);
  workers[0].answer(1, 'stale');
  workers[0].answer(2, 'b');
  assert.deepEqual(events, ['busy', 'run 1: a', 'idle', 'busy', 'run 2: b', 'idle']);
});

test('of the requests of one kind that wait, the newest is sent; kinds are sent in their order', () => {
  const client = start();
  request(client, 'run', 1);
  request(client, 'fit', 2);
  request(client, 'run', 3);
  request(client, 'run', 4);
  workers[0].answer(1, 'a');
  workers[0].answer(2, 'b');
  workers[0].answer(3, 'c');
  assert.deepEqual(
    workers[0].messages.map(({ kind, payload }) => `${kind} ${payload}`),
    ['run 1', 'fit 2', 'run 4'],
  );
  assert.deepEqual(
    events.filter((event) => event.includes(':')),
    ['run 1: a', 'fit 2: b', 'run 4: c'],
  );
});

test('a receiver may request again at once', () => {
  const client = start();
  client.request('run', 1, () => request(client, 'fit', 2));
  workers[0].answer(1, 'a');
  workers[0].answer(2, 'b');
  assert.equal(workers[0].messages.length, 2);
  assert.ok(events.includes('fit 2: b'));
});

test('a worker that computes an outdated answer for 250 ms is replaced, and the newer request sent', async () => {
  const client = start();
  request(client, 'run', 1);
  await clock.advance(100);
  request(client, 'run', 2);
  await clock.advance(149);
  request(client, 'run', 3);
  assert.equal(workers.length, 1);
  await clock.advance(1);
  assert.equal(workers.length, 2);
  assert.ok(workers[0].isTerminated);
  assert.deepEqual(workers[1].messages, [{ id: 2, kind: 'run', payload: 3 }]);
  workers[1].answer(1, 'stale');
  workers[1].answer(2, 'c');
  assert.deepEqual(
    events.filter((event) => event.includes(':')),
    ['run 3: c'],
  );
});

test('an outdated answer that comes in time is given, and no worker replaced', async () => {
  const client = start();
  request(client, 'run', 1);
  request(client, 'run', 2);
  await clock.advance(200);
  workers[0].answer(1, 'a');
  await clock.advance(1000);
  assert.equal(workers.length, 1);
  assert.deepEqual(workers[0].messages.at(-1), { id: 2, kind: 'run', payload: 2 });
});

test('a request of another kind waits however long the present one takes', async () => {
  const client = start();
  request(client, 'run', 1);
  request(client, 'fit', 2);
  await clock.advance(60_000);
  assert.equal(workers.length, 1);
});

test('after a crash the same request goes to a new worker, unless a newer one waits', () => {
  const client = start();
  request(client, 'run', 1);
  workers[0].crash('first');
  assert.ok(workers[0].isTerminated);
  assert.deepEqual(workers[1].messages, [{ id: 2, kind: 'run', payload: 1 }]);
  request(client, 'run', 2);
  workers[1].crash('second');
  assert.deepEqual(workers[2].messages, [{ id: 3, kind: 'run', payload: 2 }]);
});

test('the third crash in a row is a failure; an answer in between starts the count again', () => {
  const client = start();
  request(client, 'run', 1);
  workers[0].crash('a');
  workers[1].crash('b');
  workers[2].answer(3, 'late');
  request(client, 'run', 2);
  workers[2].crash('c');
  workers[3].onmessageerror();
  assert.deepEqual(
    events.filter((event) => event.startsWith('failure')),
    [],
  );
  workers[4].crash('e');
  assert.deepEqual(
    events.filter((event) => event.startsWith('failure')),
    ['failure: e'],
  );
  assert.equal(workers.length, 5);
});

test('an engine that did not start is a failure', () => {
  start();
  workers[0].onmessage({ data: { id: 0, failure: 'no memory' } });
  assert.deepEqual(events, ['failure: no memory']);
});

test('cancelling drops what is computed and what waits; ending does so for good', async () => {
  const client = start();
  request(client, 'run', 1);
  request(client, 'fit', 2);
  client.cancel();
  assert.deepEqual([workers[0].isTerminated, workers.length], [true, 2]);
  workers[1].answer(1, 'stale');
  assert.equal(events.at(-1), 'idle');
  request(client, 'run', 3);
  client.end();
  assert.ok(workers[1].isTerminated);
  request(client, 'run', 4);
  await clock.advance(1000);
  assert.equal(workers.length, 2);
  assert.deepEqual(
    events.filter((event) => event.includes(':')),
    [],
  );
});
