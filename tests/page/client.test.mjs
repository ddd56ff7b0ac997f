// The page's side of the worker against workers whose answers the test gives: late, never, wrongly, or by crashing.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
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

  started() {
    this.onmessage({ data: { id: 0, hasStarted: true } });
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

/** A client whose engine has started. */
function start() {
  const client = startSlowly();
  workers[0].started();
  events = [];
  return client;
}

const startSlowly = () =>
  new EngineClient(() => /** @type {any} */ (new FakeWorker()), {
    onBusy: (isBusy) => events.push(isBusy ? 'busy' : 'idle'),
    onFailure: (reason) => events.push(`failure: ${reason}`),
  });

/** Sends a request, and writes its answers down.
 * @param {EngineClient} client @param {string} kind @param {any} payload */
const request = (client, kind, payload) =>
  client.request(kind, payload, (answer) => events.push(`${kind} ${payload}: ${answer}`));

const { setTimeout, clearTimeout, performance } = globalThis;
after(() => {
  Object.assign(globalThis, { setTimeout, clearTimeout });
  Object.defineProperty(globalThis, 'performance', { value: performance, configurable: true });
});

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

test('the time that an engine takes to start is not that of an outdated answer', async () => {
  const client = startSlowly();
  request(client, 'run', 1);
  await clock.advance(2000);
  request(client, 'run', 2);
  await clock.advance(2000);
  assert.equal(workers.length, 1);
  workers[0].started();
  await clock.advance(249);
  assert.equal(workers.length, 1);
  await clock.advance(1);
  assert.deepEqual(workers[1].messages, [{ id: 2, kind: 'run', payload: 2 }]);
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

test('a request that waits for one of another kind gets a second worker, ended when both are idle', async () => {
  const client = start();
  request(client, 'tune', 1);
  await clock.advance(10_000);
  request(client, 'run', 2);
  request(client, 'fit', 3);
  await clock.advance(249);
  assert.equal(workers.length, 1);
  await clock.advance(1);
  assert.equal(workers.length, 2);
  workers[1].started();
  assert.deepEqual(workers[1].messages, [{ id: 2, kind: 'run', payload: 2 }]);
  workers[1].answer(2, 'a');
  workers[1].answer(3, 'b');
  request(client, 'run', 4);
  await clock.advance(0);
  workers[1].answer(4, 'c');
  assert.equal(events.at(-1), 'busy', 'the long request is not answered yet');
  assert.ok(!workers[0].isTerminated);
  workers[0].answer(1, 'd');
  assert.ok(workers[1].isTerminated);
  assert.equal(events.at(-1), 'idle');
  request(client, 'run', 5);
  workers[0].answer(5, 'e');
  await clock.advance(1000);
  assert.equal(workers.length, 2);
  assert.deepEqual(
    events.filter((event) => event.includes(':')),
    ['run 2: a', 'fit 3: b', 'run 4: c', 'tune 1: d', 'run 5: e'],
  );
});

test('a newer request of the kind that the other worker answers does not overtake it', async () => {
  const client = start();
  request(client, 'tune', 1);
  request(client, 'run', 2);
  await clock.advance(250);
  workers[1].started();
  request(client, 'tune', 3);
  workers[1].answer(2, 'a');
  assert.deepEqual(workers[1].messages.length, 1, 'the outdated search is ended first');
  await clock.advance(250);
  assert.ok(workers[0].isTerminated);
  assert.deepEqual(
    workers.slice(1).flatMap(({ messages }) => messages.map(({ kind, payload }) => `${kind} ${payload}`)),
    ['run 2', 'tune 3'],
  );
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

test('a request is given up at the third crash in a row; an answer in between starts the count again', () => {
  const client = start();
  request(client, 'run', 1);
  workers[0].crash('a');
  workers[1].crash('b');
  workers[2].answer(3, 'late');
  request(client, 'run', 2);
  workers[2].crash('c');
  workers[3].onmessageerror();
  assert.equal(workers.length, 5);
  workers[4].crash('e');
  assert.equal(workers.length, 5);
  assert.equal(events.at(-1), 'idle');
});

test('a request that ends every worker is answered by an internal error, and the next one gets a new worker', () => {
  const client = start();
  client.request('fit', 1, (answer) => events.push(`fit: ${answer.error.code} ${answer.error.args.what}`));
  for (const index of [0, 1, 2]) workers[index].crash('no memory');
  assert.deepEqual(events.slice(-2), ['fit: internal no memory', 'idle']);
  request(client, 'run', 2);
  workers[3].answer(4, 'a');
  assert.deepEqual(events.slice(-2), ['run 2: a', 'idle']);
});

test('an engine that does not start is a failure, told once, and nothing stays busy', async () => {
  const ways = [
    () => workers[0].onmessage({ data: { id: 0, failure: 'no memory' } }),
    () => {
      for (const worker of workers) worker.crash('no memory');
    },
  ];
  for (const fail of ways) {
    workers = [];
    events = [];
    const client = startSlowly();
    request(client, 'run', 1);
    fail();
    request(client, 'run', 2);
    await clock.advance(1000);
    assert.deepEqual([...new Set(events)], ['idle', 'failure: no memory'], String(fail));
    assert.equal(events.indexOf('failure: no memory'), events.length - 1);
    assert.ok(workers.every(({ isTerminated }) => isTerminated));
  }
});

test('a browser that refuses workers is a failure', () => {
  const refuse = () => {
    throw new Error('refused');
  };
  const client = new EngineClient(refuse, {
    onBusy: (isBusy) => events.push(isBusy ? 'busy' : 'idle'),
    onFailure: (reason) => events.push(reason),
  });
  request(client, 'run', 1);
  assert.deepEqual(events, ['idle', 'Error: refused']);
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

test('a large table crosses column by column, and no second worker gets it', async () => {
  const client = start();
  const columns = { a: new Float64Array(800_000), b: new Float64Array(800_000) };
  const payload = { data: { kind: 'columns', columns, y: columns.a } };
  client.request('run', payload, (answer) => events.push(answer));
  assert.deepEqual(Object.keys(workers[0].messages[0]), ['number', 'array']);
  assert.equal(workers[0].messages.length, 1);
  await clock.advance(1);
  assert.deepEqual(
    workers[0].messages.slice(1).map(({ id, kind }) => [id, kind]),
    [
      [undefined, undefined],
      [1, 'run'],
    ],
  );
  client.request('fit', payload, (answer) => events.push(answer));
  await clock.advance(2000);
  assert.equal(workers.length, 1);
  workers[0].answer(1, 'first');
  await clock.advance(1);
  assert.deepEqual([workers[0].messages.length, workers[0].messages[3].kind], [4, 'fit']);
});
