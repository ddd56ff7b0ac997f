// When a run has settled, which zones a rate has, and how fast a run plays: against plain loops.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isNarrow,
  rateZones,
  situationRate,
  situations,
  slowEpochs,
  zoneOf,
} from '../../www/problem/strip/rate-zones.js';
import { settledEpoch, targetLoss, touchedEpoch, watchedEpochs } from '../../www/problem/settled.js';
import { automaticSpeed, watchSeconds } from '../../www/shell/pace.js';
import { engine } from './notebook.mjs';
import { notebook } from '../notebook.mjs';

/** Distances to the minimum along one curvature, by the method's own recurrence. */
function distances(/** @type {number} */ h, /** @type {number} */ lambda, /** @type {number} */ beta, epochs = 2000) {
  const out = [1];
  let [z, v] = [1, 0];
  for (let k = 0; k < epochs; k += 1) {
    v = beta * v + lambda * z;
    z -= h * v;
    out.push(Math.abs(z));
  }
  return out;
}

test('a run has settled where every later loss is below the target, and touched where the first one is', () => {
  const loss = [9, 1, 5, 2, 1, 1.5];
  assert.equal(settledEpoch(loss, 2), 3);
  assert.equal(touchedEpoch(loss, 2), 1);
  assert.equal(settledEpoch(loss, 0.5), null);
  assert.equal(touchedEpoch(loss, 0.5), null);
  assert.equal(settledEpoch([3, 1, NaN], 2), null);
  assert.equal(settledEpoch([1, 1], 2), 0);
  assert.equal(targetLoss(3, 10), 3.03);
  assert.equal(targetLoss(0, 100), 0.01 * 1e-6 * 100);
});

test('the notebook settles at epoch 124', () => {
  const run = engine.run(notebook());
  const optimum = engine.optimum(notebook());
  assert.ok(run.ok && optimum.ok);
  const target = targetLoss(optimum.loss, run.loss[0]);
  let last = run.loss.length - 1;
  while (run.loss[last] <= target) last -= 1;
  assert.equal(settledEpoch(run.loss, target), last + 1);
  assert.equal(last + 1, 124);
});

test('in the good zone a run is not slow, and beyond the bound it diverges', () => {
  const shrink = 0.03;
  for (const beta of [0, 0.5, 0.9])
    for (const lambda of [0.02, 2.7205, 300]) {
      const optimum = { curvature: Float64Array.of(lambda), stableRate: 2 / lambda, bestRate: 1 / lambda };
      const zones = rateZones(beta > 0 ? { name: 'momentum', mu: beta } : { name: 'gd' }, optimum, shrink);
      assert.equal(zones[0].from, 0);
      assert.equal(zones[zones.length - 1].to, Infinity);
      zones.slice(1).forEach((zone, k) => void assert.equal(zone.from, zones[k].to));
      const slow = zones[0].to;
      const needed = (/** @type {number} */ h) => settledEpoch(distances(h, lambda, beta), shrink);
      // The zone goes by the long-run factor. Momentum's two nearly equal roots multiply it by a factor that grows
      // linearly with the epochs, k(1 − √β)/√β, which about doubles the count here.
      assert.ok(Number(needed(1.02 * slow)) <= (beta > 0 ? 2.2 : 1) * slowEpochs, `${beta} ${lambda}`);
      if (beta === 0) assert.ok(Number(needed(0.98 * slow)) >= slowEpochs);
      const bound = zones[zones.length - 1].from;
      const last = (/** @type {number} */ h) => Number(distances(h, lambda, beta).at(-1));
      assert.ok(last(1.01 * bound) > 1);
      assert.ok(last(0.99 * bound) < 1);
      if (beta === 0) assert.equal(zoneOf(zones, 1.5 / lambda), 'overshoots');
    }
});

test('zones of several parameters go by the flattest and the steepest direction; other methods have none', () => {
  const optimum = { curvature: Float64Array.of(1, 100), stableRate: 0.02, bestRate: 2 / 101 };
  assert.deepEqual(
    rateZones({ name: 'gd' }, optimum, 0.03).map(({ name }) => name),
    ['slow', 'overshoots', 'diverges'],
  );
  assert.ok(isNarrow(rateZones({ name: 'gd' }, optimum, 0.03)), 'no rate below the limit is good');
  assert.ok(!isNarrow(rateZones({ name: 'gd' }, { ...optimum, curvature: Float64Array.of(20, 100) }, 0.03)));
  assert.ok(!isNarrow([]));
  assert.deepEqual(rateZones({ name: 'adam' }, optimum, 0.03), []);
  assert.deepEqual(rateZones({ name: 'gd' }, { ...optimum, curvature: Float64Array.of(-1, 100) }, 0.03), []);
  assert.deepEqual(rateZones({ name: 'gd' }, null, 0.03), []);
});

test('each situation brings about what it is called, on curvatures over twelve decades', () => {
  for (let power = -6; power <= 6; power += 1)
    for (const digit of [1, 2.7205387, 6.66]) {
      const lambda = digit * 10 ** power;
      const optimum = { curvature: Float64Array.of(lambda), stableRate: 2 / lambda, bestRate: 1 / lambda };
      const zones = rateZones({ name: 'gd' }, optimum, 0.03);
      const zone = Object.fromEntries(situations.map((name) => [name, zoneOf(zones, situationRate(name, optimum))]));
      assert.deepEqual(zone, {
        small: 'slow',
        right: 'good',
        overshoot: 'overshoots',
        edge: 'overshoots',
        diverge: 'diverges',
      });
      assert.ok(situationRate('edge', optimum) > 0.98 * optimum.stableRate);
    }
  const notebooks = { stableRate: 0.7351485148514851, bestRate: 0.36757425742574257 };
  assert.deepEqual(
    situations.map((name) => situationRate(name, notebooks)),
    [0.002, 0.3675, 0.6, 0.735, 0.8],
  );
});

test('the part worth watching takes 6 to 12 seconds, and its first steps can be counted', () => {
  for (const epochs of [1, 8, 31, 124, 401, 5000, 1e6]) {
    const watched = watchedEpochs(epochs, 2e6);
    let position = 0;
    let seconds = 0;
    const dt = 1e-3;
    for (; position < watched; seconds += dt) position += dt * automaticSpeed(position, watched);
    assert.ok(seconds > 5.9 && seconds < 12.1, `${epochs} epochs take ${seconds} s`);
    assert.ok(Math.abs(seconds - watchSeconds(watched)) < 0.05);
    assert.ok(automaticSpeed(0, watched) < 2);
  }
  assert.equal(watchedEpochs(null, 401), 401);
  assert.equal(watchedEpochs(124, 401), 137);
  assert.equal(watchedEpochs(124, 130), 130);
  assert.equal(watchedEpochs(0, 401), 8);
});
