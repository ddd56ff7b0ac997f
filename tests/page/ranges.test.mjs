import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extent, fitRange, keepRange, ladderRange, logRange, near, roundUnit } from '../../www/chart/ranges.js';
import { logTicks, steadyTicks } from '../../www/chart/ticks.js';

test('ranges lie on round numbers around what they show', () => {
  assert.deepEqual(ladderRange(-1.3, 11.3), [-2, 12]);
  assert.deepEqual(ladderRange(-20, 20), [-20, 20]);
  assert.deepEqual(ladderRange(0.0013, 0.0049), [0.00125, 0.005]);
  assert.equal(roundUnit(0.3), 0.25);
});

test('a range contains what it was made for, whatever that is', () => {
  for (const scale of [1e-300, 1e-9, 1, 1e12, 1e300])
    for (const [lo, hi] of [
      [-1.7, 3.3],
      [0, 1],
      [2.2, 2.9],
      [-7, -6.5],
      [1, 1],
      [0, 0],
    ]) {
      const [low, high] = ladderRange(lo * scale, hi * scale);
      // Bounds are rounded to twelve digits, so that 0.30000000000000004 is 0.3.
      const slack = 1e-11 * scale;
      assert.ok(
        low <= lo * scale + slack && hi * scale - slack <= high && low < high,
        `${lo * scale} … ${hi * scale}: ${low} … ${high}`,
      );
    }
});

test('a unit is the largest of 1, 2, 2.5 and 5 times a power of ten that fits', () => {
  for (const [size, unit] of [
    [0.7, 0.5],
    [1, 1],
    [1.99, 1],
    [2, 2],
    [2.4, 2],
    [2.5, 2.5],
    [4.99, 2.5],
    [5, 5],
    [9.99, 5],
    [10, 10],
    [0.003, 0.0025],
  ])
    for (const scale of [1, 1000])
      assert.ok(Math.abs(roundUnit(size * scale) / (unit * scale) - 1) < 1e-12, `${size * scale}`);
});

test('a range of nothing has room on both sides', () => {
  assert.deepEqual(
    [ladderRange(3, 3), ladderRange(-4, -4), ladderRange(0, 0), ladderRange(0.2, 0.2)].flat(),
    [1.5, 4.5, -6, -2, -0.5, 0.5, -0.3, 0.7],
  );
});

test('a range that must grow grows by half more, at the side where it must', () => {
  // To 11 of −10 … 10: half of the 22.5 from −10 to 12.5 more is 22.25, on a ladder of 2.5.
  assert.deepEqual(keepRange([-1, 11], [-10, 10], true), [-10, 22.5]);
  assert.deepEqual(keepRange([-11, 1], [-10, 10], true), [-22.5, 10]);
  assert.deepEqual(keepRange([-10, 10], [-10, 10], true), [-10, 10]);
  assert.deepEqual(keepRange([-11.5, 1.5], null, true), [-12, 2]);
});

test('a log range has quarter decades around its values, never less than a twelfth of a decade of room', () => {
  assert.deepEqual(logRange([1, 100], 100, null, false), [-0.25, 2.25]);
  assert.deepEqual(logRange([10, 10], 10, null, false), [0.75, 1.25]);
  // 0.1 decades are within 0.06 of ten of them, not of one.
  assert.deepEqual(
    [logRange([1, 10 ** 0.9], 1, null, false)[1], logRange([1e-9, 10 ** 0.9], 1, null, false)[1]],
    [1, 1.5],
  );
  assert.deepEqual(logRange([1e-300, 100], 100, null, false), [-32, 4]);
});

test('on the move a log range only grows, by a little more at the side where it must', () => {
  const before = /** @type {[number, number]} */ ([-1, 3]);
  assert.equal(logRange([0.1, 1000], 10, before, true), before);
  assert.deepEqual(logRange([0.2, 10], 10, before, false), [-1, 1.25]);
  const [low, high] = logRange([0.01, 10], 10, before, true);
  assert.ok(high === 3 && low < -2.25 && low > -3.5);
  const up = logRange([1, 1e4], 1e4, before, true);
  assert.ok(up[0] === -1 && up[1] > 4.25 && up[1] < 5.5);
});

test('on the move a range only grows, at rest it fits', () => {
  const before = ladderRange(-10, 10);
  assert.equal(keepRange([-1, 1], before, true), before);
  assert.deepEqual(keepRange([-1, 1], before, false), [-1, 1]);
  const [low, high] = keepRange([-1, 11], before, true);
  assert.ok(low === before[0] && high > 11);
});

test('the loss curve that fits has the optimum in the middle and the start inside', () => {
  const [low, high] = fitRange({ start: 10, optimum: 4.96, diverges: false }, null, false);
  assert.ok(low < 4.96 - 5 && high > 10 && Math.abs((low + high) / 2 - 4.96) < 1);
  // A quarter more than from the optimum to the start; of a run that diverges twice that; never nothing.
  assert.deepEqual(fitRange({ start: 8, optimum: 0, diverges: false }, null, false), [-10, 10]);
  assert.deepEqual(fitRange({ start: -8, optimum: 0, diverges: true }, null, false), [-20, 20]);
  assert.deepEqual(fitRange({ start: 8, optimum: 8, diverges: false }, null, false), [6, 10]);
  assert.deepEqual(fitRange({ start: 0, optimum: 0, diverges: false }, null, false), [-0.7, 0.7]);
});

test('a log range holds a divergence and cuts what is zero to the eye', () => {
  assert.ok(logRange([38, 1e58], 38, null, false)[0] < Math.log10(38));
  assert.ok(logRange([1e-300, 38], 38, null, false)[0] > -50);
});

test('extents leave out what is not finite', () => {
  assert.deepEqual(
    extent([
      [1, NaN, Infinity],
      [-2, -Infinity],
    ]),
    [-2, 1],
  );
  assert.deepEqual(extent([[NaN]]), [0, 1]);
  assert.deepEqual(
    [near(1e300, [0, 1]), near(-1e300, [0, 1]), near(0.3, [0, 1]), near(-60, [-2, 2])],
    [51, -50, 0.3, -60],
  );
});

test('ticks of a log axis are few, round, and inside', () => {
  assert.deepEqual(logTicks([0.5, 1.75]).labels, ['5', '10', '20', '30', '50']);
  assert.deepEqual(logTicks([-3, 1]).labels, ['10⁻³', '10⁻²', '10⁻¹', '1', '10']);
  for (const range of /** @type {[number, number][]} */ ([
    [0.5, 0.6],
    [0, 60],
    [-32, 2],
    [1, 308],
  ])) {
    const { values } = logTicks(range);
    assert.ok(values.length >= 1 && values.length <= 12, `${range}: ${values}`);
    for (const value of values) assert.ok(Math.log10(value) >= range[0] - 1e-9 && Math.log10(value) <= range[1] + 1e-9);
  }
});

test('a narrow log axis has round ticks, two at least where five have room', () => {
  const height = 17;
  const labels = (/** @type {number} */ low, /** @type {number} */ high, pixels = 4 * height) =>
    logTicks([Math.log10(low), Math.log10(high)], undefined, pixels / height).labels;
  assert.deepEqual(labels(3.88, 5.3), ['4', '4.5', '5']);
  assert.deepEqual(labels(3.2, 4.9), ['3.5', '4', '4.5']);
  assert.deepEqual(labels(4, 38), ['5', '10', '20']);
  assert.deepEqual(labels(0.9, 1.1), ['0.9', '1', '1.1']);
  assert.deepEqual(labels(1.2e12, 1.31e12), ['1.2·10¹²', '1.25·10¹²', '1.3·10¹²']);
  for (let low = 1; low < 10; low *= 1.03)
    for (const ratio of [1.0001, 1.02, 1.1, 1.5, 2, 5, 10, 30, 100])
      for (const pixels of [5 * height, 10 * height]) {
        const shown = labels(low, low * ratio, pixels);
        assert.ok(shown.length >= 2 && shown.length <= 11, `${low} to ${low * ratio}: ${shown}`);
        assert.equal(new Set(shown).size, shown.length, `${shown}`);
      }
});

test('ticks of a log axis stand as far apart as their labels are high', () => {
  const height = 17;
  for (let lo = -3; lo < 3; lo += 0.37)
    for (const decades of [0.05, 0.25, 0.5, 0.7, 1, 1.15, 1.5, 2, 2.1, 7, 60, 300])
      for (const pixels of [40, 70, 96, 180, 400]) {
        const { values } = logTicks([lo, lo + decades], undefined, pixels / height);
        const places = values.map((value) => (Math.log10(value) / decades) * pixels);
        for (const [i, place] of places.entries())
          assert.ok(i === 0 || place - places[i - 1] >= height - 1e-6, `${lo} + ${decades} on ${pixels}: ${values}`);
      }
  assert.deepEqual(logTicks([0.4, 1.8], undefined, 70 / height).labels, ['3', '10', '30']);
  assert.deepEqual(logTicks([0.5, 1.75], undefined, 400 / height).labels, ['5', '10', '20', '30', '50']);
});

test('ticks that serve the ranges near by contain those of the range itself, and do not change with every step', () => {
  for (const range of /** @type {[number, number][]} */ ([
    [0.5, 0.6],
    [0, 60],
    [-32, 2],
    [-0.3, 1.2],
    [-12.1, 2.23],
  ])) {
    const steady = steadyTicks(range);
    for (const value of logTicks(range).values) assert.ok(steady.values.includes(value), `${range}: ${value}`);
  }
  assert.deepEqual(steadyTicks([-12.1, 2.23]), steadyTicks([-12.1, 2.65]));
});
