// The error of an estimate, decomposed, beside plain loops over the data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorParts, noiseStudyFromTruth } from '../../www/map/error-parts.js';
import { errorRows } from '../../www/map/panels/error-table.js';
import { notebook } from '../notebook.mjs';
import { Laboratory } from './laboratory.mjs';
import { engine } from './notebook.mjs';

/** @import { ErrorParts } from '../../www/map/error-parts.js' */

/** @param {number} a @param {number} b @param {number} tolerance */
const close = (a, b, tolerance) => assert.ok(Math.abs(a - b) <= tolerance, `${a} instead of ${b}`);

/** @param {any} experiment @returns {ErrorParts} */
function partsOf(experiment) {
  const result = errorParts(engine, experiment);
  assert.ok(result.ok, JSON.stringify(result));
  return result.parts;
}

/** Data sin(2x), model sin(w1·x), from a start. @param {number} start @param {object} [changes] */
const trap = (start, changes) =>
  notebook({
    data: { truth: 'sin(m*x)', constants: { m: 2 }, noise: { factor: 0.1, mean: 0, sd: 1 } },
    model: { formula: 'sin(w1*x)', start: { w1: start } },
    optimizer: { name: 'gd', rate: 0.1 },
    ...changes,
  });

/** The slope of the mean of (y − sin(w·x))², by a loop. @param {{ x: Float64Array, y: Float64Array }} data */
const trapSlope = (data) => (/** @type {number} */ w) => {
  let sum = 0;
  for (let i = 0; i < data.y.length; i += 1)
    sum -= 2 * (data.y[i] - Math.sin(w * data.x[i])) * Math.cos(w * data.x[i]) * data.x[i];
  return sum / data.y.length;
};

/** @param {any} experiment @returns {{ x: Float64Array, y: Float64Array }} */
function dataOf(experiment) {
  const made = engine.simulate(experiment.data);
  assert.ok(made.ok);
  return { x: made.columns.x, y: made.y };
}

/** A ball that never jumps rolls to rest, in steps of at most 1/200 of the way between two valleys.
 * @param {(w: number) => number} slope @param {number} from */
function roll(slope, from) {
  let w = from;
  for (let k = 0; k < 20_000; k += 1) w -= Math.max(-0.005, Math.min(0.005, 0.05 * slope(w)));
  return w;
}

test('the run in the trap misses the truth 2 by the valley, not by the noise and not by the optimizer', () => {
  const experiment = trap(7);
  const data = dataOf(experiment);
  const slope = trapSlope(data);
  let end = 7;
  for (let k = 0; k < 401; k += 1) end -= 0.1 * slope(end);
  const [valley, best] = [roll(slope, end), roll(slope, 2)];
  const parts = partsOf(experiment);
  close(parts.end.w1, end, 1e-12);
  close(Number(parts.valley?.w1), valley, 1e-9);
  close(parts.best.w1, best, 1e-7);
  close(Number(parts.truth?.w1), 2, 1e-9);
  assert.equal(parts.isTruthInModel, true);
  const values = Object.fromEntries(errorRows(parts).map(({ key, value }) => [key, value('w1')]));
  close(values.total, end - 2, 1e-9);
  close(values.optimizer, end - valley, 1e-9);
  close(values.valley, valley - best, 1e-7);
  close(values.noise, best - 2, 1e-7);
});

test('the samples of the noise study are fitted from the truth, so none of them is in the trap', () => {
  const study = noiseStudyFromTruth(engine, trap(7), 200);
  assert.ok(study.ok);
  close(study.truth.w1, 2, 1e-9);
  for (const estimate of study.estimates.w1) close(estimate, 2, 0.06);
});

test('the valley is the one into which a ball would roll from the end of the run', () => {
  let trapped = 0;
  for (let k = 0; k < 60; k += 1) {
    const experiment = trap(0.5 + 0.2 * k, { stop: { epochs: 1 + (k % 7) * 20 } });
    const slope = trapSlope(dataOf(experiment));
    const { end, valley, best, truth } = partsOf(experiment);
    const resting = roll(slope, end.w1);
    if (valley) close(valley.w1, resting, 1e-7);
    else assert.fail(`no valley from ${end.w1}`);
    close(Number(truth?.w1), 2, 1e-9);
    close(best.w1, roll(slope, 2), 1e-7);
    if (Math.abs(valley.w1 - best.w1) > 1) trapped += 1;
  }
  assert.ok(trapped > 20 && trapped < 50, String(trapped));
});

test('on the notebook and with a penalty the parts are those of the closed form, and they add up', () => {
  for (const ridge of [0, 1]) {
    const experiment = notebook({ loss: { name: 'mse', ridge }, stop: { epochs: 20 } });
    const { x, y } = dataOf(experiment);
    const mean = (/** @type {(i: number) => number} */ of) => x.reduce((sum, _, i) => sum + of(i), 0) / x.length;
    const [xy, xx] = [mean((i) => x[i] * y[i]), mean((i) => x[i] ** 2)];
    let w = 10;
    for (let k = 0; k < 20; k += 1) w -= 0.01 * (2 * (xx * w - xy) + 2 * ridge * w);
    const best = xy / (xx + ridge);
    const rows = errorRows(partsOf(experiment));
    const values = Object.fromEntries(rows.map(({ key, value }) => [key, value('w1')]));
    close(values.end, w, 1e-12);
    close(values.truth, 5, 1e-12);
    close(values.optimizer, w - best, 1e-12);
    assert.equal(values.valley, 0);
    close(values.noise, best - 5, 1e-12);
    const sum = rows.reduce((total, { kind, value }) => total + (kind === 'part' ? value('w1') : 0), 0);
    close(sum, values.total, 1e-12);
  }
});

test('noise with a mean biases the intercept by factor times mean, and the table names it noise', () => {
  const experiment = notebook({
    data: { noise: { factor: 2, mean: 3, sd: 0 } },
    model: { formula: 'w1*x + w2', start: { w1: 0, w2: 0 } },
    optimizer: { name: 'gd', rate: 0.3 },
  });
  const { noise } = Object.fromEntries(errorRows(partsOf(experiment)).map(({ key, value }) => [key, value]));
  close(noise('w1'), 0, 1e-12);
  close(noise('w2'), 6, 1e-12);
});

test('no truth is invented: of user data, and of parameters that the true curve does not determine', () => {
  const own = partsOf({
    ...notebook(),
    data: { kind: 'columns', x: [1, 2, 3, 4], y: [2.1, 3.9, 6.2, 7.8] },
  });
  assert.equal(own.truth, null);
  close(own.best.w1, (2.1 + 7.8 + 18.6 + 31.2) / 30, 1e-12);
  assert.deepEqual(
    errorRows(own).map(({ key }) => key),
    ['end', 'best', 'totalFromBest', 'optimizer', 'valley'],
  );
  const product = errorParts(engine, notebook({ model: { formula: 'w1*w2*x', start: { w1: 1, w2: 1 } } }));
  assert.equal(product.ok ? '' : product.error.code, 'singular');
});

test('a model that cannot be the true curve is compared with what fits it best, under another name', () => {
  const experiment = notebook({ data: { truth: 'm*x + sin(3x)', constants: { m: 1 } } });
  const { x } = dataOf(experiment);
  const curve = x.map((each) => each + Math.sin(3 * each));
  const slope = x.reduce((sum, each, i) => sum + each * curve[i], 0) / x.reduce((sum, each) => sum + each * each, 0);
  const rows = errorRows(partsOf(experiment));
  assert.equal(rows[1].key, 'truthFit');
  close(rows[1].value('w1'), slope, 1e-12);
});

test('two signs of one curve are the same truth: the one beside the run is taken', () => {
  for (const sign of [1, -1]) {
    const { truth, valley, best } = partsOf(
      notebook({
        data: {
          truth: 'a*sin(b*x + c)',
          constants: { a: 3, b: 2, c: 0.5 },
          from: -3,
          to: 3,
          noise: { factor: 0.5, mean: 0, sd: 1 },
        },
        model: { formula: 'w1*sin(w2*x + w3)', start: { w1: sign, w2: 1.7 * sign, w3: 0 } },
        optimizer: { name: 'gd', rate: 0.03 },
      }),
    );
    assert.deepEqual(valley, best);
    for (const [name, value] of Object.entries({ w1: 3, w2: 2, w3: 0.5 }))
      close(Number(truth?.[name]), sign * value, 1e-9);
  }
});

test('the panel shows the parts of the error, and why there is no study where there is none', async () => {
  const lab = await Laboratory.open({
    hash:
      '#view.workspace=map&data.truth=sin(m*x)&data.constants.m=2&data.noise.factor=0.1' +
      '&model.formula=sin(w1*x)&model.start.w1=7&optimizer.rate=0.1',
  });
  await lab.clock.advance(4000);
  await lab.click('tab-noiseStudy');
  await lab.clock.advance(4000);
  const cell = (/** @type {string} */ part) =>
    lab.find('map-error').querySelector(`[data-part=${part}] td`)?.textContent;
  assert.deepEqual(
    ['end', 'truth', 'total', 'valley'].map((part) => cell(part)),
    ['6.2037', '2', '4.2037', '4.1988'],
  );
  await lab.type('loss.ridge-number', '1');
  await lab.clock.advance(4000);
  assert.match(lab.text('map-noise-study'), /residual|penalt/i);
  assert.notEqual(cell('noise'), undefined);
});
