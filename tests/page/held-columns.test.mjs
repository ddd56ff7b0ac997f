// Large arrays between page and worker: each crosses once, and both sides keep their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeldColumns, SentColumns } from '../../www/engine/held-columns.js';

const column = (/** @type {number} */ first) => Float64Array.from({ length: 20_000 }, (_, i) => first + i);

/** Sends payloads from one side to the other, as messages are: copied. @param {(payload: any) => any} answerTo */
function between(answerTo) {
  const page = new SentColumns();
  const worker = new HeldColumns();
  return (/** @type {any} */ payload) => {
    const message = structuredClone(page.wrap(payload));
    const crossed = [...(message.columns?.values() ?? [])].filter((array) => array !== null).length;
    const received = worker.unwrap(message.payload, message.columns);
    const answer = page.unwrap(structuredClone(worker.wrap(answerTo(received))));
    return { crossed, received, answer };
  };
}

test('a column crosses once, and what comes back is the page’s own', () => {
  const ask = between(({ data }) => ({ ok: true, data, sum: data.y[0] + data.y[19_999] }));
  const data = { kind: 'columns', columns: { a: column(0), b: column(7) }, y: column(1), short: Float64Array.of(1, 2) };
  const first = ask({ data, known: { again: data } });
  assert.equal(first.crossed, 3);
  assert.deepEqual(first.received.data, data);
  assert.equal(first.received.known.again.y, first.received.data.y);
  const second = ask({ data });
  assert.equal(second.crossed, 0);
  assert.equal(second.received.data.y, first.received.data.y);
  assert.equal(second.answer.sum, 20_001);
  assert.equal(second.answer.data.y, data.y);
  assert.equal(second.answer.data.columns.b, data.columns.b);
  assert.deepEqual(second.answer.data.short, data.short);
});

test('a request without large arrays changes nothing; another table replaces the one before', () => {
  const ask = between((payload) => payload);
  const [before, after] = [column(0), column(5)];
  assert.equal(ask({ y: before }).crossed, 1);
  const plain = { formula: 'w1*x' };
  assert.deepEqual(ask(plain).received, plain);
  assert.equal(ask({ y: before }).crossed, 0);
  assert.equal(ask({ y: after }).crossed, 1);
  assert.equal(ask({ y: before }).crossed, 1);
});

test('each worker has the columns for itself', () => {
  const y = column(0);
  for (let worker = 0; worker < 2; worker += 1) assert.equal(between((payload) => payload)({ y }).crossed, 1);
});
