// Requests of the page when a rate changes or diverges, and what it makes of the answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeProfiles, studyRun } from '../../www/map/answers.js';
import { dialSpan, dialsOf, dialValue } from '../../www/map/dials.js';
import { keptEpochs } from '../../www/problem/run.js';
import { rateAt } from '../../www/descent/snapshot.js';
import { notebook } from '../notebook.mjs';
import { catalog, engine, problemWith, storeWith } from './notebook.mjs';

/** A row of the catalog. @param {string} name */
const methodOf = (name) => {
  const found = catalog.optimizers.find((each) => each.name === name);
  assert.ok(found);
  return found;
};

/** The notebook's L″ and optimum. */
const [curvature, best] = [2.720538720538721, 4.96];

test('the loss curve reaches twice as far when the rate is beyond its bound, be the descent stopped or not', () => {
  const wide = (/** @type {number} */ rate) => {
    const [from, to] = problemWith({ 'optimizer.rate': rate }).landscape.range;
    assert.ok(Math.abs((from + to) / 2 - best) < 1.1 && to > 10);
    return to - from;
  };
  // A quarter more than the 5.04 from the optimum to the start, on both sides: 12.6, and beyond the bound 25.2.
  for (const rate of [0.01, 0.7, 1.999 / curvature]) assert.ok(wide(rate) >= 12.6 && wide(rate) <= 15, `${rate}`);
  for (const rate of [2.001 / curvature, 0.8, 5]) assert.ok(wide(rate) >= 25.2 && wide(rate) <= 30, `${rate}`);
});

test('with several parameters the loss curve is centred on the optimum if the descent nears it, else its end', () => {
  const flat = { 'model.formula': 'w1*x + 0.001*w2', 'model.start.w1': 10, 'model.start.w2': 0 };
  const { landscape, optimum, trajectory } = problemWith({ ...flat, 'view.along': 'w2' });
  assert.ok(optimum);
  const along = (/** @type {string} */ name) => {
    assert.ok(landscape.at.length > 0);
    return problemWith(flat, null, 0, { along: name }).landscape.range;
  };
  const [from, to] = along('w2');
  const end = trajectory.parameters.w2[401];
  // w2 hardly matters: its best value lies a hundred paths away.
  assert.ok(Math.abs(optimum.parameters.w2 - end) > 10 * Math.abs(end));
  assert.ok(from < end && end < to && Math.abs(optimum.parameters.w2) > to - from);
  const [low, high] = along('w1');
  assert.ok(low < optimum.parameters.w1 && high > 10);
});

test('a rate that is found anew is a tenth of its bound, or half of it where one direction is flat', () => {
  const tuned = (/** @type {Record<string, number | string>} */ values) => {
    const { experiment, optimum } = problemWith(values, null, 0, { findRate: 'always' });
    assert.ok(optimum);
    return Number(experiment.optimizer.rate) / optimum.stableRate;
  };
  // Rates have two digits.
  assert.ok(Math.abs(tuned({}) - 0.1) < 0.005);
  assert.ok(
    Math.abs(tuned({ 'model.formula': 'w1*x + 0.1*w2', 'model.start.w1': 0, 'model.start.w2': 0 }) - 0.5) < 0.025,
  );
});

test('a rate that changes twice keeps the epochs before each change; another at the same epoch replaces it', () => {
  const first = problemWith();
  const second = problemWith({ 'optimizer.rate': 0.3 }, keptEpochs(first, 50));
  const third = problemWith({ 'optimizer.rate': 0.1 }, keptEpochs(second, 60));
  assert.deepEqual(third.rates, [
    { epoch: 0, rate: 0.01 },
    { epoch: 50, rate: 0.3 },
    { epoch: 60, rate: 0.1 },
  ]);
  assert.deepEqual(
    [49, 50, 59, 60].map((epoch) => rateAt(third, epoch)),
    [0.01, 0.3, 0.3, 0.1],
  );
  const again = problemWith({ 'optimizer.rate': 0.1 }, keptEpochs(second, 50));
  assert.deepEqual(again.rates, [
    { epoch: 0, rate: 0.01 },
    { epoch: 50, rate: 0.1 },
  ]);
  // Each step multiplies the error by 1 − hL″; w and w* have 16 digits.
  const {
    trajectory: {
      parameters: { w1 },
    },
    optimum,
  } = third;
  const error = (/** @type {number} */ w) => w - (optimum?.parameters.w1 ?? NaN);
  w1.subarray(1).forEach((w, k) =>
    assert.ok(Math.abs(error(w) - (1 - rateAt(third, k) * curvature) * error(w1[k])) < 1e-12, `epoch ${k}`),
  );
  assert.deepEqual([keptEpochs(third, 60).loss.length, keptEpochs(third, 60).epoch], [61, 60]);
  assert.equal(keptEpochs(third, 200).evaluations.value, Math.floor((third.trajectory.evaluations.value * 200) / 401));
});

test('a run plays until it arrives: at the first loss within a hundredth of the best', () => {
  const axes = {
    x: { path: 'optimizer.rate', from: 0.01, to: 1, points: 3 },
    y: { path: 'model.start.w1', from: -10, to: 10, points: 3 },
  };
  const studyOf = (/** @type {number} */ rate) => {
    const result = studyRun(engine, { experiment: { ...notebook(), optimizer: { name: 'gd', rate } }, axes });
    assert.ok(result.ok);
    return result.study;
  };
  const { loss, best: least, target, settled, touched, end, hasDiverged } = studyOf(0.01);
  assert.ok(Math.abs(target / least - 1.01) < 1e-12 && settled === 124 && touched === 124 && loss.length === 402);
  assert.ok(loss.subarray(settled).every((each) => each <= target) && loss[settled - 1] > target && !hasDiverged);
  assert.equal(end.w1, problemWith().trajectory.parameters.w1[401]);
  const lost = studyOf(0.8);
  assert.deepEqual([lost.settled, lost.hasDiverged, lost.loss.length], [null, true, 402]);
  // One step of 1/L″ is enough from anywhere.
  assert.equal(studyOf(1 / curvature).settled, 1);
});

test('a method without the dial takes the same epochs all along it', () => {
  const x = { path: 'optimizer.rate', from: 0.1, to: 1 / curvature, points: 2 };
  const { profiles } = computeProfiles(engine, {
    experiment: notebook(),
    runners: [
      { name: 'gd', settings: {}, isConstant: false },
      { name: 'gd', settings: { rate: 1 / curvature }, isConstant: true },
    ],
    x,
  });
  assert.deepEqual(
    profiles.map(({ profile }) => Array.from(profile?.x ?? [])),
    [
      [0.1, 1 / curvature],
      [0.1, 1 / curvature],
    ],
  );
  assert.deepEqual([profiles[0].profile?.epochs[1], Array.from(profiles[1].profile?.epochs ?? [])], [1, [1, 1]]);
});

test('the rate is the first dial, then those of the method; the start comes before the numbers of the data', () => {
  const list = dialsOf(storeWith(), methodOf('momentum'));
  assert.deepEqual(list.slice(0, 2), ['optimizer.rate', 'optimizer.mu']);
  assert.ok(list.indexOf('model.start.w1') > 1 && list.indexOf('model.start.w1') < list.indexOf('data.n'));
  assert.ok(
    !list.some((path) => /seed|stop/.test(path)) && !dialsOf(storeWith(), methodOf('gd')).includes('optimizer.mu'),
  );
});

test('a dial has a useful range: the rate to where descents diverge, others as their sliders or kind', () => {
  const of = (/** @type {string} */ path, /** @type {string} */ method = 'gd', values = {}) =>
    dialSpan(storeWith(values), methodOf(method), path, 1);
  const decades = (/** @type {{ from: number, to: number }} */ { from, to }) =>
    [Math.log10(from), Math.log10(to)].map((each) => Number(each.toFixed(9)));
  // Past the bound of 1, and of momentum past twice that, in quarter decades.
  assert.deepEqual(
    [decades(of('optimizer.rate')), decades(of('optimizer.rate', 'momentum'))],
    [
      [-2.75, 0.25],
      [-2.5, 0.5],
    ],
  );
  assert.deepEqual([of('model.start.w1').from, of('model.start.w1').to], [-10, 10]);
  assert.deepEqual(
    [
      of('model.start.w1', 'gd', { 'model.start.w1': 25 }).to,
      of('model.start.w1', 'gd', { 'model.start.w1': -25 }).from,
    ],
    [25, -25],
  );
  assert.deepEqual(
    [of('optimizer.batch').from, of('optimizer.batch').to, of('optimizer.mu', 'momentum').to < 1],
    [1, 100, true],
  );
});

test('the experiment stands on a dial where its own number is, else where its method has it by itself', () => {
  const at = (/** @type {string} */ path, optimizer = {}) =>
    dialValue(storeWith(), notebook({ optimizer }), path, catalog);
  assert.equal(at('model.start.w1'), 10);
  assert.equal(at('optimizer.mu', { name: 'momentum', mu: 0.3 }), 0.3);
  assert.equal(at('optimizer.mu', { name: 'momentum' }), 0.9);
});
