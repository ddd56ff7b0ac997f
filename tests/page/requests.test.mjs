// The parts of a problem that a gesture requests, and the engine's calls for them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { descentComputations } from '../../www/descent/compute.js';
import { descentParts } from '../../www/descent/parts.js';
import { HeldParts } from '../../www/engine/held-parts.js';
import { computeParts } from '../../www/engine/parts.js';
import { problemParts } from '../../www/problem/parts.js';
import { engine, openingRequest, storeWith } from './notebook.mjs';

/** @import { Engine } from '../../wasm/engine.d.ts' */

/** The engine, and the names of the calls that it has answered. */
function countingEngine() {
  /** @type {string[]} */
  const calls = [];
  const counting = new Proxy(engine, {
    get: (target, name) => {
      calls.push(String(name));
      return Reflect.get(target, name);
    },
  });
  return { counting: /** @type {Engine} */ (counting), calls };
}

/** A page that requests only the parts that no longer hold; `set` returns the calls of the engine. */
function page() {
  const store = storeWith();
  const held = new HeldParts();
  const request = (/** @type {Record<string, number | string>} */ values, change = {}, parts = descentParts) => {
    const { counting, calls } = countingEngine();
    store.set(values);
    const fields = { ...store.values(), run: null };
    const wanted = held.stale(parts, 'findRate' in change ? { ...fields, run: 'findRate' } : fields);
    const request = {
      ...openingRequest({}, { ...change, experiment: store.experiment(), parts: wanted, epoch: Infinity }),
      known: held.neededBy(parts, wanted),
    };
    const answer = computeParts(descentComputations, counting, request);
    assert.ok(answer.ok, JSON.stringify(answer));
    held.add(answer.values, fields);
    return calls.sort();
  };
  return { store, held, request };
}

test('a gesture calls the engine only for the parts that it changes', () => {
  const { request } = page();
  const run = ['curves', 'derivative', 'landscape', 'run'];
  assert.deepEqual(request({}).length, 13);
  assert.deepEqual(request({ 'optimizer.rate': 0.02 }), run);
  assert.deepEqual(request({ 'stop.epochs': 300 }), run);
  assert.deepEqual(request({ 'model.start.w1': 3 }), [...run, 'optimum', 'predict'].sort());
  assert.deepEqual(request({ 'data.noise.sd': 2 }), [...run, 'optimum', 'predict', 'simulate'].sort());
  assert.deepEqual(
    request({ 'data.constants.m': 3 }),
    [...run, 'check', 'optimum', 'predict', 'simulate', 'simulate'].sort(),
  );
  // The formula, and the symbol of each of its two parameters.
  assert.deepEqual(
    request({ 'model.formula': 'w1 + w2*x' }),
    [...run, 'check', 'check', 'check', 'optimum', 'predict'].sort(),
  );
  assert.deepEqual(request({ 'view.optimum': 'shown' }), []);
});

test('in float32 the loss of the start needs a call of its own', () => {
  const { request } = page();
  request({});
  assert.deepEqual(request({ precision: 'float32' }), ['curves', 'derivative', 'landscape', 'run']);
  assert.equal(request({ 'model.start.w1': 3 }).filter((name) => name === 'derivative').length, 2);
});

test('finding a rate runs the experiment of that rate once', () => {
  const { request } = page();
  request({ 'optimizer.rate': 0.8 });
  assert.deepEqual(request({}, { findRate: 'always' }), ['curves', 'derivative', 'landscape', 'run']);
});

test('parts that hold are the same as computed again', () => {
  const { request, held, store } = page();
  request({});
  request({ 'data.noise.sd': 2 });
  request({ 'model.start.w1': -3 });
  request({ 'optimizer.rate': 0.3 });
  const all = computeParts(descentComputations, engine, {
    ...openingRequest({}, { experiment: store.experiment(), epoch: Infinity }),
  });
  assert.ok(all.ok);
  assert.deepEqual(held.values(), all.values);
});

test('a workspace that shows the form alone requests no curves, and Descent then only what is missing', () => {
  const { request } = page();
  const form = request({}, {}, problemParts);
  assert.ok(!form.some((name) => ['curves', 'derivative', 'landscape', 'predict'].includes(name)));
  assert.deepEqual(request({}), ['curves', 'derivative', 'landscape', 'predict', 'simulate']);
});

test('every part depends on fields that exist, and comes after the parts that it needs', () => {
  const groups = [...storeWith().fields.map(({ path }) => path), 'data', 'model', 'loss', 'optimizer', 'stop', 'run'];
  const names = Object.keys(descentParts);
  assert.deepEqual(Object.keys(descentComputations), names);
  names.forEach((name, i) => {
    const { fields, needs = [] } = descentParts[name];
    for (const field of fields) assert.ok(groups.includes(field) || field === 'data.constants', `${name}: ${field}`);
    for (const other of needs) assert.ok(names.slice(0, i).includes(other), `${name}: ${other}`);
  });
});
