import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extent, fitRange, keepRange, ladderRange, logRange, near, roundUnit } from '../../www/views/ranges.js';
import { logTicks, steadyTicks } from '../../www/views/ticks.js';

test('ranges lie on round numbers around what they show', () => {
  assert.deepEqual(ladderRange(-1.3, 11.3), [-2, 12]);
  assert.deepEqual(ladderRange(-20, 20), [-20, 20]);
  assert.deepEqual(ladderRange(0.0013, 0.0049), [0.00125, 0.005]);
  assert.equal(roundUnit(0.3), 0.25);
});

test('a range contains what it was made for, whatever that is', () => {
  for (const scale of [1e-300, 1e-9, 1, 1e12, 1e300])
    for (const [lo, hi] of [[-1.7, 3.3], [0, 1], [2.2, 2.9], [-7, -6.5], [1, 1], [0, 0]]) {
      const [low, high] = ladderRange(lo * scale, hi * scale);
      // Bounds are rounded to twelve digits, so that 0.30000000000000004 is 0.3.
      const slack = 1e-11 * scale;
      assert.ok(low <= lo * scale + slack && hi * scale - slack <= high && low < high, `${lo * scale} … ${hi * scale}: ${low} … ${high}`);
    }
});

test('on the move a range only grows, at rest it fits', () => {
  const before = ladderRange(-10, 10);
  assert.equal(keepRange([-1, 1], before, false), before);
  assert.deepEqual(keepRange([-1, 1], before, true), [-1, 1]);
  const [low, high] = keepRange([-1, 11], before, false);
  assert.ok(low === before[0] && high > 11);
});

test('the loss curve that fits has the optimum in the middle and the start inside', () => {
  const [low, high] = fitRange({ start: 10, optimum: 4.96, diverges: false }, null, true);
  assert.ok(low < 4.96 - 5 && high > 10 && Math.abs((low + high) / 2 - 4.96) < 1);
});

test('a log range holds a divergence and cuts what is zero to the eye', () => {
  assert.ok(logRange([38, 1e58], 38, null, true)[0] < Math.log10(38));
  assert.ok(logRange([1e-300, 38], 38, null, true)[0] > -50);
});

test('extents leave out what is not finite', () => {
  assert.deepEqual(extent([[1, NaN, Infinity], [-2, -Infinity]]), [-2, 1]);
  assert.deepEqual(extent([[NaN]]), [0, 1]);
  assert.equal(near(1e300, [0, 1]), 51);
});

test('ticks of a log axis are few, round, and inside', () => {
  assert.deepEqual(logTicks([0.5, 1.75]).labels, ['5', '10', '20', '30', '50']);
  assert.deepEqual(logTicks([-3, 1]).labels, ['10⁻³', '10⁻²', '10⁻¹', '1', '10']);
  for (const range of /** @type {[number, number][]} */ ([[0.5, 0.6], [0, 60], [-32, 2], [1, 308]])) {
    const { values } = logTicks(range);
    assert.ok(values.length >= 1 && values.length <= 12, `${range}: ${values}`);
    for (const value of values) assert.ok(Math.log10(value) >= range[0] - 1e-9 && Math.log10(value) <= range[1] + 1e-9);
  }
});

test('ticks that serve the ranges near by contain those of the range itself, and do not change with every step', () => {
  for (const range of /** @type {[number, number][]} */ ([[0.5, 0.6], [0, 60], [-32, 2], [-0.3, 1.2], [-12.1, 2.23]])) {
    const steady = steadyTicks(range);
    for (const value of logTicks(range).values) assert.ok(steady.values.includes(value), `${range}: ${value}`);
  }
  assert.deepEqual(steadyTicks([-12.1, 2.23]), steadyTicks([-12.1, 2.65]));
});
