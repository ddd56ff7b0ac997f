import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declareFields, landscapeRanges } from '../../www/experiment/fields.js';
import { fromHash, toHash } from '../../www/experiment/hash.js';
import { Store } from '../../www/experiment/store.js';
import { readNumber, validate } from '../../www/experiment/validate.js';
import { catalog, engine, fields, storeWith } from './notebook.mjs';

/** @import { NumberField } from '../../www/experiment/fields.js' */

/** @param {string} path */
const number = (path) => /** @type {NumberField} */ (fields.find((field) => field.path === path));

test('the defaults are the notebook', () => {
  const experiment = storeWith().experiment();
  assert.deepEqual(experiment, {
    version: 1,
    data: {
      kind: 'simulated',
      seed: 22,
      n: 100,
      from: -2,
      to: 2,
      truth: 'm*x',
      constants: { m: 5 },
      noise: { factor: 2, mean: 0, sd: 1 },
    },
    model: { formula: 'w1*x', start: { w1: 10 } },
    loss: { name: 'mse' },
    optimizer: { name: 'gd', rate: 0.01 },
    stop: { epochs: 401 },
    precision: 'float64',
  });
  const run = engine.run(experiment);
  assert.ok(run.ok && run.loss[0] === 38.407744806265676);
});

test("the notebook's sliders have the notebook's ranges", () => {
  const ranges = {
    'data.noise.sd': [0, 10, 0.2],
    'data.noise.mean': [-3, 3, 0.5],
    'data.constants.m': [-10, 10],
    'stop.epochs': [0, 500],
    'model.start.w1': [-10, 10],
    'optimizer.rate': [0.0001, 1],
  };
  for (const [path, [min, max, step]] of Object.entries(ranges)) {
    assert.deepEqual([number(path).sliderMin, number(path).sliderMax], [min, max], path);
    if (step) assert.equal(number(path).sliderStep, step, path);
  }
  assert.equal(number('optimizer.rate').scale, 'log');
  assert.deepEqual(
    [landscapeRanges.near, landscapeRanges.wide],
    [
      [-2, 11],
      [-11, 16],
    ],
  );
});

test('a store changes all or nothing, and tells what changed', () => {
  const store = storeWith();
  /** @type {string[][]} */
  const notified = [];
  store.subscribe((paths) => notified.push(paths));
  assert.equal(store.set({ 'data.n': 50, 'data.noise.sd': -1 })?.code, 'out_of_range');
  assert.equal(store.number('data.n'), 100);
  assert.equal(store.set({ 'data.n': 50, 'data.noise.sd': 1 }), null);
  assert.deepEqual(notified, [['data.n']]);
  store.reset();
  assert.equal(store.number('data.n'), 100);
});

test('what is typed is read in its language', () => {
  const rate = number('optimizer.rate');
  assert.equal(readNumber(rate, '0,5', 'es').value, 0.5);
  assert.equal(readNumber(rate, '0,5', 'en').error?.code, 'not_a_number');
  assert.equal(readNumber(number('data.constants.m'), '−2', 'en').value, -2);
  assert.equal(readNumber(rate, ' 1e-3 ', 'en').value, 0.001);
});

test('what cannot be has the word of the engine', () => {
  const wrong = [
    ['data.n', '0', 'out_of_range'],
    ['data.n', '1e8', 'out_of_range'],
    ['data.n', '10.5', 'not_an_integer'],
    ['data.n', '', 'missing_field'],
    ['data.n', 'many', 'not_a_number'],
    ['data.n', 'NaN', 'not_finite'],
    ['data.to', '∞', 'not_finite'],
    ['data.to', '-inf', 'not_finite'],
    ['data.to', '1e999', 'not_finite'],
    ['data.noise.sd', '-0.5', 'out_of_range'],
    ['optimizer.rate', '0', 'not_positive'],
    ['model.start.w1', '1e308', 'out_of_range'],
    ['model.start.w1', '1,000.5', 'not_a_number'],
    ['model.start.w1', '0x10', 'not_a_number'],
  ];
  for (const [path, text, code] of wrong)
    assert.equal(readNumber(number(path), text, 'es').error?.code, code, `${path} = ${text}`);
});

test('the page and the engine agree on what is wrong', () => {
  for (const field of fields) {
    if (field.type !== 'number') continue;
    for (const value of [field.min, field.max, field.min - 1, 2 * Math.abs(field.max) + 1, 0, 0.5, NaN, -Infinity]) {
      const ours = validate(field, value);
      if (!ours) continue;
      const store = storeWith(field.when ? { [field.when.path]: field.when.is } : {});
      const experiment = store.experiment();
      const inner = field.path
        .split('.')
        .slice(0, -1)
        .reduce((object, key) => object[key], /** @type {any} */ (experiment));
      inner[field.path.split('.').at(-1) ?? ''] = value;
      const theirs = engine.run(experiment);
      assert.ok(!theirs.ok, `${field.path} = ${value}`);
      assert.equal(theirs.error.code, ours.code, `${field.path} = ${value}`);
    }
  }
});

test('the hash is what differs from the notebook, and comes back whole', () => {
  const store = storeWith({ 'data.n': 50, 'optimizer.rate': 0.8, precision: 'float32', 'view.optimum': 'shown' });
  assert.equal(toHash(storeWith()), '');
  const { values, refused } = fromHash(fields, `#${toHash(store)}`);
  assert.deepEqual(values, { 'data.n': 50, 'optimizer.rate': 0.8, precision: 'float32', 'view.optimum': 'shown' });
  assert.deepEqual(refused, []);
});

test('a link brings nothing that could not be typed', () => {
  const { values, refused } = fromHash(
    fields,
    '#data.n=1e9&optimizer.rate=&data.noise.sd=two&precision=float16&nothing=1&data.seed=7&__proto__.x=1',
  );
  assert.deepEqual(values, { 'data.seed': 7 });
  assert.equal(refused.length, 6);
});

test('a name that a formula brings has a value at once, and says whether it is new', () => {
  const store = storeWith();
  assert.equal(store.use('model.start', ['w1']), false);
  assert.equal(store.use('model.start', ['w1', 'w2']), true);
  assert.equal(store.experiment().model.start.w2, 1);
  assert.equal(toHash(store), '', 'a default is left out');
  assert.equal(store.use('model.start', ['w1', 'w2']), false);
});

test('a link is the same experiment wherever it is opened: what was typed before leaves no trace', () => {
  const link = 'model.formula=w1*x+w2';
  const opened = (/** @type {Store} */ store) => {
    store.reset(fromHash(store.fields, link).values);
    store.use('model.start', ['w1', 'w2']);
    return store.experiment();
  };
  const store = storeWith({ 'model.formula': 'w1*x+w2', 'model.start.w2': 5, 'data.n': 50 });
  assert.equal(store.experiment().model.start.w2, 5);
  assert.deepEqual(opened(store), opened(storeWith()));
});

test('a table takes one character in a link for each comma and each row', () => {
  const store = storeWith();
  store.set({ 'data.table': '1,2\n3,4.5' });
  assert.equal(toHash(store), 'data.table=1,2;3,4.5');
  assert.deepEqual(fromHash(store.fields, toHash(store)).values, { 'data.table': '1,2\n3,4.5' });
  assert.deepEqual(fromHash(store.fields, 'data.table=1%2C2%0A3%2C4.5').values, { 'data.table': '1,2\n3,4.5' });
});

test('two losses may have a hyperparameter of the same key: each has its own default, limits and value', () => {
  const { losses } = catalog;
  const cauchy = losses.find(({ name }) => name === 'cauchy');
  assert.ok(cauchy);
  const [c] = cauchy.hyperparameters;
  const tukey = { ...cauchy, name: 'tukey', hyperparameters: [{ ...c, default: 4.685, max: 10 }] };
  const twoFields = declareFields({ ...catalog, losses: [...losses, tukey] });
  const store = new Store(twoFields);
  assert.equal(store.set({ 'loss.name': 'cauchy', 'loss.c': 50 }), null);
  assert.equal(store.set({ 'loss.name': 'tukey' }), null);
  assert.deepEqual(store.experiment().loss, { name: 'tukey', c: 4.685 });
  assert.equal(store.set({ 'loss.c': 50 })?.code, 'out_of_range');
  assert.equal(store.set({ 'loss.c': 6 }), null);
  assert.equal(toHash(store), 'loss.name=tukey&loss.c=6');
  assert.deepEqual(fromHash(twoFields, toHash(store)), { values: { 'loss.name': 'tukey', 'loss.c': 6 }, refused: [] });
  assert.equal(fromHash(twoFields, 'loss.name=tukey&loss.c=50').refused.length, 1);
  assert.equal(fromHash(twoFields, 'loss.c=50&loss.name=cauchy').refused.length, 0);
  store.set({ 'loss.name': 'cauchy' });
  assert.deepEqual(store.experiment().loss, { name: 'cauchy', c: 50 });
  // Opening a link leaves no trace of either.
  store.reset({ 'loss.name': 'tukey' });
  assert.deepEqual(store.experiment().loss, { name: 'tukey', c: 4.685 });
  store.set({ 'loss.name': 'cauchy' });
  assert.deepEqual(store.experiment().loss, { name: 'cauchy', c: c.default });
});
