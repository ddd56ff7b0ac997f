// Large arrays between page and worker: each crosses once, and both sides keep their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeldColumns, momentsOf, SentColumns } from '../../www/engine/held-columns.js';

const column = (/** @type {number} */ first, length = 20_000) => Float64Array.from({ length }, (_, i) => first + i);

/** An engine that notes the data that it holds, and the arguments of its runs. */
function listening() {
  /** @type {any[]} */
  const kept = [];
  /** @type {any[]} */
  const got = [];
  const engine = /** @type {any} */ ({
    hold: (/** @type {any} */ data) => {
      kept.push(data);
      return { ok: true };
    },
    run: (/** @type {any} */ experiment) => {
      got.push(experiment);
      return { ok: true };
    },
  });
  return { kept, got, engine };
}

/** Sends payloads from one side to the other, as messages are: copied.
 * @param {(payload: any, engine: any) => any} answerTo */
function between(answerTo, { engine } = listening()) {
  const page = new SentColumns();
  const worker = new HeldColumns();
  return (/** @type {any} */ payload) => {
    const { message, columns } = page.wrap(payload);
    for (const [number, array] of structuredClone(columns)) worker.receive({ number, array });
    const sent = structuredClone(message);
    const received = worker.unwrap(engine, sent.payload, sent.held);
    const answer = page.unwrap(structuredClone(worker.wrap(answerTo(received, worker.engine(engine)))));
    return { crossed: columns.length, received, answer };
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

test('a long table is in the memory of the engine alone, which takes it from there', () => {
  const side = listening();
  const ask = between((payload, engine) => ({ ...engine.run(payload), data: payload.data }), side);
  const data = { kind: 'columns', columns: { a: column(2, 60_000) }, y: column(1, 60_000) };
  const first = ask({ data, rate: 1 });
  assert.deepEqual(side.kept, [data]);
  assert.deepEqual(side.got, [{ data: { kind: 'held' }, rate: 1 }]);
  const { a } = first.received.data.columns;
  assert.deepEqual({ ...a, heldColumn: 0 }, { heldColumn: 0, length: 60_000, extent: [2, 60_001], mean: 30_001.5 });
  assert.deepEqual(momentsOf(data.columns.a), { extent: a.extent, mean: a.mean });
  assert.equal(first.answer.data.columns.a, data.columns.a);
  const second = ask({ data, rate: 2 });
  assert.deepEqual([second.crossed, side.kept.length, side.got[1].data], [0, 1, { kind: 'held' }]);
  const other = { ...data, y: column(5, 60_000) };
  assert.equal(ask({ data: other, rate: 3 }).crossed, 2);
  assert.deepEqual(side.kept[1], other);
});
