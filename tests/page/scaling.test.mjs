// Standardized columns, beside loops over z = (x − x̄)/s without formulas.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHash, toHash } from '../../www/experiment/hash.js';
import { scalingOf } from '../../www/experiment/scaling.js';
import { compareScaling } from '../../www/problem/scaling.js';
import { Laboratory } from './laboratory.mjs';
import { engine, fields, storeWith } from './notebook.mjs';
import { Store } from '../../www/experiment/store.js';

/** @param {number} a @param {number} b @param {number} [share] */
const close = (a, b, share = 1e-9) =>
  assert.ok(Math.abs(a - b) <= share * Math.max(1, Math.abs(b)), `${a} instead of ${b}`);

const years = Array.from({ length: 21 }, (_, k) => 2000 + k);
const heights = years.map((_, k) => 3 + 0.2 * k + Math.sin(k));
const rows = years.map((year, k) => `${year},${heights[k]}`).join('\n');
const line = { 'data.table': rows, 'model.formula': 'w1 + w2*x', 'model.start.w1': 0, 'model.start.w2': 0 };

/** @param {number[]} values */
function standardized(values) {
  let [sum, squares] = [0, 0];
  for (const value of values) sum += value;
  const mean = sum / values.length;
  for (const value of values) squares += (value - mean) ** 2;
  const sd = Math.sqrt(squares / values.length);
  return { mean, sd, z: values.map((value) => (value - mean) / sd) };
}

/** Gradient descent on the mean of (y − w1 − w2·x)². @param {number[]} x @param {number} rate @param {number} epochs */
function descend(x, rate, epochs) {
  let [w1, w2] = [0, 0];
  const losses = [];
  for (let k = 0; ; k += 1) {
    let [loss, g1, g2] = [0, 0, 0];
    for (let i = 0; i < x.length; i += 1) {
      const r = heights[i] - w1 - w2 * x[i];
      loss += r * r;
      g1 -= 2 * r;
      g2 -= 2 * r * x[i];
    }
    losses.push(loss / x.length);
    if (k === epochs) return { w1, w2, losses };
    w1 -= (rate * g1) / x.length;
    w2 -= (rate * g2) / x.length;
  }
}

test('nothing is scaled unless it is asked for', () => {
  const plain = storeWith(line).experiment();
  assert.equal(plain.model.formula, 'w1 + w2*x');
  assert.ok(!('scaling' in plain.model));
  assert.equal(storeWith().experiment().model.formula, 'w1*x');
});

test('the model of standardized columns descends as a loop over z does, and the data stay', () => {
  const { z } = standardized(years);
  const store = storeWith({ ...line, 'model.scaling': 'standard', 'optimizer.rate': 0.1, 'stop.epochs': 50 });
  const experiment = store.experiment();
  const run = engine.run(experiment);
  assert.ok(run.ok);
  const own = descend(z, 0.1, 50);
  run.loss.forEach((loss, k) => close(loss, own.losses[k]));
  close(run.parameters.w1[50], own.w1);
  close(run.parameters.w2[50], own.w2);
  assert.deepEqual(Array.from(/** @type {any} */ (experiment.data).x), years);
  store.set({ 'model.scaling': 'none' });
  assert.deepEqual(store.experiment(), storeWith({ ...line, 'optimizer.rate': 0.1, 'stop.epochs': 50 }).experiment());
});

test('mean and deviation of simulated columns are those of their points', () => {
  for (const [from, to, n] of [
    [-2, 2, 100],
    [0, 10, 7],
    [5, 1, 33],
    [1e6, 1e6 + 1, 50],
  ]) {
    const made = engine.simulate({
      kind: 'simulated',
      seed: 1,
      n,
      from,
      to,
      truth: 'x',
      constants: {},
      noise: { factor: 0, mean: 0, sd: 1 },
    });
    assert.ok(made.ok);
    const { mean, sd } = standardized([...made.columns.x]);
    const scaling = scalingOf({ kind: 'simulated', from, to, n }, 'w1*x');
    close(scaling?.columns[0].mean ?? NaN, mean, 1e-9);
    close(scaling?.columns[0].sd ?? NaN, sd, 1e-9);
  }
  assert.equal(scalingOf({ kind: 'simulated', from: 3, to: 3, n: 1 }, 'w1*x'), null);
});

test('in every spelling of a formula the column is replaced, and nothing else', () => {
  const data = { kind: /** @type {const} */ ('columns'), x: [1, 2, 3, 4, 7], y: [1, 2, 3, 4, 5] };
  const { mean, sd } = standardized(data.x);
  /** @type {[string, (x: number, w1: number, x2: number) => number][]} */
  const spellings = [
    ['w1*x + x2', (x, w1, x2) => w1 * x + x2],
    ['w1 x', (x, w1) => w1 * x],
    ['2x^2 + w1', (x, w1) => 2 * x * x + w1],
    ['x w1', (x, w1) => w1 * x],
    ['(1+w1) x', (x, w1) => (1 + w1) * x],
    ['exp(-x) + w1', (x, w1) => Math.exp(-x) + w1],
    ['w1*max(x, 0)', (x, w1) => w1 * Math.max(x, 0)],
  ];
  for (const [formula, of] of spellings) {
    const scaled = scalingOf(data, formula);
    assert.ok(scaled, formula);
    const check = engine.check(scaled.formula, ['x']);
    const shown = engine.check(scaled.shown, ['z']);
    assert.ok(check.ok && shown.ok, formula);
    assert.deepEqual(check.parameters, shown.parameters);
    const point = Object.fromEntries(check.parameters.map((name) => [name, name === 'w1' ? 0.7 : -1.3]));
    const predicted = engine.predict(
      {
        version: 1,
        data,
        model: { formula: scaled.formula, start: point },
        optimizer: { name: 'gd' },
        stop: { epochs: 1 },
      },
      point,
      { x: data.x },
    );
    assert.ok(predicted.ok, formula);
    predicted.y.forEach((y, i) => close(y, of((data.x[i] - mean) / sd, 0.7, -1.3)));
  }
  assert.equal(scalingOf(data, 'w1*z + x')?.shown, 'w1*z + z_x');
  assert.equal(scalingOf({ ...data, x: [2, 2, 2] }, 'w1*x'), null);
  assert.equal(scalingOf(data, 'w1 + x2'), null);
});

test('curvatures, κ, best rates and epochs are those of loops, with x and with z', () => {
  const store = storeWith({ ...line, 'stop.epochs': 401 });
  const possible = store.possibleScaling();
  assert.ok(possible);
  const experiment = store.experiment();
  const both = compareScaling(engine, {
    experiment,
    formulas: { none: experiment.model.formula, standard: possible.formula },
  });
  const { z } = standardized(years);
  for (const [side, x] of /** @type {const} */ ([
    [both.none, years],
    [both.standard, z],
  ])) {
    assert.ok(side);
    // The Hessian is 2·[1 x̄; x̄ mean x²]; its smaller eigenvalue is the determinant over the larger one.
    const mean = x.reduce((a, b) => a + b, 0) / x.length;
    const variance = x.reduce((a, b) => a + (b - mean) ** 2, 0) / x.length;
    const [half, determinant] = [1 + mean * mean + variance, 4 * variance];
    const large = half + Math.sqrt(Math.max(0, half * half - determinant));
    close(side.curvature[1], large, 1e-9);
    close(side.curvature[0], determinant / large, 1e-6);
    close(side.condition, (large * large) / determinant, 1e-4);
    close(side.bestRate, 2 / (large + determinant / large), 1e-9);
    const covariance = x.reduce((sum, each, i) => sum + (each - mean) * heights[i], 0) / x.length;
    close(side.parameters.w2, covariance / variance, 1e-7);
  }
  const own = descend(z, 0.5, 3).losses;
  const best = own[3];
  assert.equal(
    both.standard?.epochs,
    own.findIndex((loss) => loss <= 1.01 * best),
  );
  assert.equal(both.none?.epochs, -1);
  assert.ok(Number(both.none?.predicted) > 1e11);
});

test('the epochs that κ predicts are those of a loop at the best rate', () => {
  // Columns of means 1 to 4: κ from 13 to 300, where a loop can count.
  for (const shift of [1, 2, 3, 4]) {
    const x = years.map((year) => (year - 2010) / 6 + shift);
    const experiment = {
      ...storeWith({ ...line, 'stop.epochs': 5000 }).experiment(),
      data: { kind: /** @type {const} */ ('columns'), x, y: heights },
    };
    const { none } = compareScaling(engine, { experiment, formulas: { none: 'w1 + w2*x', standard: 'w1 + w2*x' } });
    assert.ok(none);
    const { losses } = descend(x, none.bestRate, 5000);
    const target = 1.01 * losses[5000];
    const settled = losses.findLastIndex((loss) => loss > target) + 1;
    assert.equal(none.epochs, settled);
    assert.ok(none.predicted >= settled && none.predicted < 1.6 * settled + 3, `${none.predicted} for ${settled}`);
  }
});

test('a link carries the switch', () => {
  const store = storeWith({ ...line, 'model.scaling': 'standard' });
  const other = new Store(fields);
  other.set(fromHash(fields, toHash(store)).values);
  assert.deepEqual(other.experiment(), store.experiment());
});

test('the switch is seen while it is on, shows both sets of parameters, and leads back', async () => {
  const hash = `#model.formula=w1%2Bw2*x&model.start.w1=0&model.start.w2=0&data.table=${encodeURIComponent(rows)}`;
  const lab = await Laboratory.open({ hash });
  await lab.clock.advance(1000);
  const before = structuredClone(lab.experiment);
  await lab.click('more-model');
  const details = lab.find('scaling');
  details.open = true;
  details.dispatchEvent(new details.ownerDocument.defaultView.Event('toggle'));
  await lab.clock.advance(1000);
  const cells = (/** @type {string} */ row) =>
    [...lab.find('scaling-table').querySelectorAll(`[data-row=${row}] td`)].map((cell) => cell.textContent);
  const { mean, sd, z } = standardized(years);
  const slope = z.reduce((sum, each, i) => sum + each * heights[i], 0) / z.length;
  const [plainSlope, scaledSlope] = cells('w2').map(Number);
  close(plainSlope, slope / sd, 1e-4);
  close(scaledSlope, slope, 1e-4);
  assert.deepEqual(cells('epochs')[1], '1');
  await lab.click('model.scaling-standard');
  await lab.clock.advance(1000);
  assert.match(lab.text('scaling-definition'), new RegExp(`z = .*x.*${mean}`));
  assert.match(String(lab.experiment.model?.formula), /w2\*\(\(x-2010\)\/6\.055/);
  await lab.click('scaling-off');
  await lab.clock.advance(1000);
  assert.equal(lab.experiment.model?.formula, before.model?.formula);
  assert.deepEqual(lab.experiment.model?.start, before.model?.start);
});
