// Places on the curves of a descent's charts, against figures whose numbers are known: parabolas, lines, bells.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeInFrame } from '../../www/chart/card.js';
import { freeSide } from '../../www/descent/charts/free-side.js';
import { sameWhereEqual } from '../../www/chart/ranges.js';
import { dataChart } from '../../www/descent/charts/data-chart.js';
import { historyChart } from '../../www/descent/charts/history-chart.js';
import { lossChart } from '../../www/descent/charts/loss-chart.js';
import { takeSnapshot } from '../../www/descent/snapshot.js';
import { verdict } from '../../www/problem/verdict.js';
import { parabola } from './parabola.mjs';
import { sceneOf } from './scene.mjs';

/**
 * @import { Ranges } from '../../www/chart/chart.js'
 * @import { Trace } from '../../www/chart/figure.js'
 * @import { DescentChart, Scene } from '../../www/descent/charts/scene.js'
 * @import { DescentProblem } from '../../www/descent/parts.js'
 * @import { Snapshot } from '../../www/descent/snapshot.js'
 */

/** @param {DescentChart} chart @param {DescentProblem} problem @param {Ranges | null} [previous] @returns {Ranges} */
function rangesOf({ ranges }, problem, previous = null) {
  assert.ok(ranges);
  return ranges(problem, previous, false);
}

/** @param {Snapshot} snapshot @param {Partial<Scene>} [change] @param {Ranges} [ranges] */
const lossFigure = (snapshot, change = {}, ranges = rangesOf(lossChart, snapshot.problem)) =>
  lossChart.figure(sceneOf(snapshot, change), { theme: 'light', ranges });

/**
 * The epoch that a pointer means.
 * @param {DescentChart} chart
 * @param {any} problem
 * @param {number[]} spot
 * @param {any} ranges
 */
const nearest = (chart, problem, [x, y], ranges) =>
  chart.nearest?.(sceneOf(/** @type {any} */ ({ problem })), { x, y }, ranges);

/** The curve of (w − 3)² at 1, 2, … 7. */
const sampled = { at: Float64Array.of(1, 2, 3, 4, 5, 6, 7), loss: Float64Array.of(4, 1, 0, 1, 4, 9, 16) };

test('a guess lies on the drawn curve: at its points, on the chords between, beyond the ends on the last', () => {
  const problem = parabola();
  for (const [w, loss] of [
    [1, 4],
    [7, 16],
    [3, 0],
    [2, 1],
    [2.5, 0.5],
    [1.25, 3.25],
    [5.5, 6.5],
    [8, 23],
    [0.5, 5.5],
  ]) {
    const marks = lossFigure(takeSnapshot(problem, 0), { guess: w, slice: sampled }).traces.find(
      ({ id }) => id === 'marks',
    );
    const place = Array.from(marks?.x ?? []).indexOf(w);
    assert.equal(marks?.y[place], loss, `w = ${w}`);
  }
});

test('a name stands where the path is not: between the arms of the curve, or outside once a step crosses it', () => {
  const sides = (/** @type {number} */ rate, /** @type {number} */ epoch, /** @type {Ranges} */ ranges) =>
    lossChart.labels?.(sceneOf(takeSnapshot(parabola({ rate }), epoch)), String, ranges).map(({ side }) => side);
  // The start is w = 0; the minimum, w = 3, is in the middle. At h = 0.8 each step multiplies w − 3 by −0.6.
  assert.deepEqual(sides(0.18, 0, { x: [-6, 12], y: [0, 30] }), ['right']);
  assert.deepEqual(sides(0.8, 0, { x: [-6, 12], y: [0, 30] }), ['left']);
  assert.deepEqual(sides(0.8, 0, { x: [-0.5, 6.5], y: [0, 30] }), ['right'], 'no room outside');
  // Where the slope is small, the name stands below the ball.
  assert.deepEqual(sides(0.18, 10, { x: [-6, 12], y: [-30, 30] })?.[0], 'bottom');
});

test('a name goes above its point where it would cover the ticks, and down where it would be cut off', () => {
  assert.deepEqual(placeInFrame('bottom', 100, 200), { side: 'bottom', top: 100 });
  assert.deepEqual(placeInFrame('bottom', 140, 200), { side: 'top', top: 140 });
  assert.deepEqual(placeInFrame('above', 5, 200), { side: 'above', top: 22 });
  assert.deepEqual(placeInFrame('left', 100, 200), { side: 'left', top: 100 });
});

test('a name beside a path stands where the path is not', () => {
  const ranges = /** @type {Ranges} */ ({ x: [0, 10], y: [0, 10] });
  const sides = /** @type {const} */ (['left', 'bottom', 'top', 'right']);
  const free = (/** @type {number[]} */ x, /** @type {number[]} */ y, at = { x: 5, y: 5 }, count = x.length) =>
    freeSide(sides, at, { x, y }, count, ranges);
  assert.equal(free([9, 5], [5, 5]), 'left');
  assert.equal(free([0, 5], [5, 5]), 'bottom', 'the path comes from the left');
  assert.equal(free([0, 5], [5, 5], { x: 5, y: 5 }, 1), 'left', 'a segment that is not drawn yet');
  assert.equal(free([0, 5, 5, 5], [5, 5, 0, 5]), 'top', 'from the left, down, and up again');
  assert.equal(free([9, 1], [1, 1], { x: 1, y: 1 }), 'right', 'no room on the other sides');
});

test('the name of the model stands at the end of what is seen of its curve', () => {
  const x = Float64Array.of(0, 1, 2, 3, 4);
  const problem = { ...parabola(), curves: { x, y: Float64Array.from({ length: 55 }, (_, i) => 10 * (i % 5)) } };
  const place = (/** @type {[number, number]} */ y) =>
    dataChart.labels?.(sceneOf(takeSnapshot(problem, 0)), String, { x: [-1, 5], y })[0].x;
  assert.equal(place([0, 25]), 2);
  assert.equal(place([0, 50]), 4);
});

test('a name of the data chart makes room for the points that are near its place', () => {
  const x = Float64Array.of(0, 1, 2, 3, 4);
  const curves = { x, y: Float64Array.from({ length: 55 }, (_, i) => 10 * (i % 5)) };
  /** Points at the right end; the model is 40 there. @param {number[]} heights */
  const heightWith = (heights) => {
    const y = Float64Array.from(heights);
    const data = { ...parabola().data, x: Float64Array.from(heights, () => 3.5), y };
    const scene = sceneOf(takeSnapshot({ ...parabola(), curves, data }, 0));
    return dataChart.labels?.(scene, String, { x: [-1, 5], y: [0, 100] })[0].y;
  };
  assert.equal(heightWith([30, 38]), 40);
  assert.equal(heightWith([30, 55, 45]), 55);
  assert.equal(heightWith([55, 70]), 55, 'a quarter of the chart is as far as it goes');
});

test('a residual that leaves the chart by more than its height is not drawn', () => {
  const problem = parabola();
  const curves = { x: Float64Array.of(0, 4), y: Float64Array.from({ length: 22 }, (_, i) => (i % 2) * 1e6) };
  const data = { ...problem.data, x: Float64Array.of(0, 4), y: Float64Array.of(-10, 10) };
  const { traces } = dataChart.figure(
    sceneOf(takeSnapshot({ ...problem, curves, data }, 0), { areResidualsShown: true }),
    { theme: 'light', ranges: { x: [0, 4], y: [-12, 12] } },
  );
  const residuals = traces.find(({ id }) => id === 'residuals');
  assert.deepEqual(Array.from(residuals?.y ?? []), [-10, 0, NaN, NaN, NaN, NaN]);
});

test('the tangent touches the curve where the descent stands, with the slope of the loss there', () => {
  const problem = parabola();
  const snapshot = takeSnapshot(problem, 1);
  const { x, y } = /** @type {Trace} */ (lossFigure(snapshot).traces.find(({ id }) => id === 'tangent'));
  assert.ok(Math.abs((x[0] + x[1]) / 2 - snapshot.w) < 1e-12 && Math.abs((y[0] + y[1]) / 2 - snapshot.loss) < 1e-12);
  assert.ok(Math.abs((y[1] - y[0]) / (x[1] - x[0]) - 2 * (snapshot.w - 3)) < 1e-12);
  const ranges = rangesOf(lossChart, problem);
  const [wide, high] = [ranges.x[1] - ranges.x[0], ranges.y[1] - ranges.y[0]];
  assert.ok(
    Math.abs(Math.hypot((x[1] - x[0]) / wide, (y[1] - y[0]) / high) - 0.4) < 1e-12,
    'two fifths of the chart, whatever the slope',
  );
  const beyond = /** @type {Ranges} */ ({ x: [-9, -8], y: [0, 1] });
  assert.ok(Number.isNaN(lossFigure(snapshot, {}, beyond).traces[1].x[0]), 'none beside the chart');
});

test('the dots of the steps stand apart, and none that stands apart is left out', () => {
  const problem = parabola({ rate: 0.05, epochs: 200 });
  const ranges = rangesOf(lossChart, problem);
  const [wide, high] = [ranges.x[1] - ranges.x[0], ranges.y[1] - ranges.y[0]];
  const dots = lossFigure(takeSnapshot(problem, 0)).traces.find(({ id }) => id === 'steps');
  const {
    parameters: { w },
    loss,
  } = problem.trajectory;
  const apart = (/** @type {number} */ i, /** @type {number} */ j) =>
    Math.hypot((w[i] - w[j]) / wide, (loss[i] - loss[j]) / high);
  const kept = Array.from(dots?.x ?? [], (at) => w.indexOf(at));
  assert.ok(kept[0] === 0 && kept.length > 5);
  w.forEach((_, k) => {
    const before = /** @type {number} */ (kept.findLast((each) => each < k) ?? 0);
    assert.ok(k === 0 || apart(k, before) > 0.02 === kept.includes(k), `epoch ${k}`);
  });
});

test('the nearest epoch is the nearest on the screen, whatever the units of the axes', () => {
  // Epoch 0 at (5.3, 505), epoch 1 at (5, 525) on axes 10 wide and 1000 high: of a pointer at (5, 505), 0.03 and 0.02
  // away.
  const problem = /** @type {any} */ ({
    along: 'w',
    parameters: ['w'],
    trajectory: { epochs: 1, parameters: { w: Float64Array.of(5.3, 5) }, loss: Float64Array.of(505, 525) },
  });
  const ranges = { x: [-2, 8], y: [-400, 600] };
  assert.equal(nearest(lossChart, problem, [5, 505], ranges), 1);
  assert.equal(nearest(lossChart, problem, [5.2, 505], ranges), 0);
  assert.equal(nearest(lossChart, problem, [5, 425], ranges), null, 'a tenth of the chart is too far');
  assert.equal(nearest(lossChart, problem, [6.2, 505], ranges), null);
});

test('in the chart of the data the epoch is that of the nearest curve, in the history that of the place', () => {
  // Two lines over −1 … 1: y = 100x and y = 100 + 100x.
  const x = Float64Array.of(-1, 0, 1);
  const problem = /** @type {any} */ ({
    along: 'w',
    trajectory: { epochs: 1, parameters: { w: Float64Array.of(0, 1) }, loss: Float64Array.of(1, 1) },
    curves: { x, y: Float64Array.of(-100, 0, 100, 0, 100, 200) },
  });
  const ranges = { x: [-1, 1], y: [-200, 300] };
  assert.equal(nearest(dataChart, problem, [0.5, 60], ranges), 0);
  assert.equal(nearest(dataChart, problem, [0.5, 140], ranges), 1);
  assert.equal(nearest(dataChart, problem, [-0.5, 12], ranges), 1, '38 of 500');
  assert.equal(nearest(dataChart, problem, [-0.5, 0], ranges), null, '50 of 500 are a tenth');
  assert.deepEqual(
    [-0.6, 0.4, 0.6, 1.4, 1.6].map((at) => nearest(historyChart, problem, [at, 0], ranges)),
    [null, 0, 1, 1, null],
  );
  assert.ok(nearest(historyChart, problem, [-0.4, 0], ranges) === 0);
});

test('the axes hold what a descent needs, and not much more', () => {
  const [data, loss, history] = [dataChart, lossChart, historyChart].map((chart) => rangesOf(chart, parabola()));
  // Data from 0 to 4 and from −10 to 10, with a twenty-fifth more on both sides; the model starts at 0.
  assert.deepEqual(data, { x: [-0.5, 4.5], y: [-12.5, 12.5] });
  assert.deepEqual(loss.x, [-1, 7]);
  assert.ok(loss.y[0] < 0 && loss.y[0] > -0.125 * loss.y[1] && loss.y[1] >= 16 && loss.y[1] < 20);
  assert.ok(history.x[0] < 0 && history.x[0] > -1 && history.x[1] > 10 && history.x[1] < 11);
  // L falls from 9 by 0.64² each epoch, and 9·0.4096¹⁰ = 10^−2.92: exponents, quarter decades outward, with
  // a tenth of the 3.88 decades on both sides for the ball, and 6 % of what results.
  assert.deepEqual(history.y, [-3.75, 1.75]);
});

test('a start far off does not flatten the data, nor a step far up the loss', () => {
  const far = rangesOf(dataChart, {
    ...parabola(),
    curves: { x: Float64Array.of(0, 4), y: new Float64Array(22).fill(1e6) },
  });
  // 1.5 heights of the data beyond them: 10.8 + 1.5·21.6 = 43.2, on a ladder of fives.
  assert.deepEqual(far.y, [-15, 45]);
  const steep = parabola();
  const high = { ...steep, landscape: { ...steep.landscape, loss: Float64Array.of(1e9, 0, 1e9) } };
  assert.ok(rangesOf(lossChart, high).y[1] < 12_000, '1000 times the 9 of the start');
  const still = parabola();
  still.trajectory.loss.fill(0);
  assert.deepEqual(
    rangesOf(historyChart, still).y,
    [-0.25, 0.25],
    'a loss of nothing has no logarithm; the axis stands about one',
  );
});

test('of many rows every k-th is drawn, as the same arrays in every run on the same data', () => {
  const x = Float64Array.from({ length: 2500 }, (_, i) => i / 625);
  const data = { ...parabola().data, x, y: x.map((value) => 2 * value), columns: { x } };
  const drawn = () => {
    const problem = { ...parabola(), data };
    const { traces } = dataChart.figure(sceneOf(takeSnapshot(problem, 0)), {
      theme: 'light',
      ranges: rangesOf(dataChart, problem),
    });
    const trace = traces.find(({ id }) => id === 'data');
    assert.ok(trace);
    return trace;
  };
  const [before, fresh] = [drawn(), drawn()];
  // 2500 rows are 834 of every third, the first among them and the last.
  assert.deepEqual([before.x.length, before.x[1], before.y[833]], [834, 3 / 625, (2 * 2499) / 625]);
  assert.equal(fresh.x, before.x);
  assert.equal(fresh.y, before.y);
});

test('equal ranges are the same arrays, so that charts compare them by identity', () => {
  const before = rangesOf(dataChart, parabola());
  const fresh = rangesOf(dataChart, parabola());
  assert.notEqual(fresh.y, before.y);
  assert.equal(sameWhereEqual(fresh, before).y, before.y);
  assert.deepEqual(sameWhereEqual({ ...fresh, x: [0, 1] }, before), { x: [0, 1], y: before.y });
  assert.equal(sameWhereEqual(fresh, null).x, fresh.x);
});

test('a rate is nearly at a bound by its share of it, however large the bound is', () => {
  const kind = (/** @type {number} */ bound, /** @type {number} */ share) => {
    const optimum = /** @type {any} */ ({
      parameters: { w: 3 },
      loss: 0,
      exact: true,
      curvature: Float64Array.of(2 / bound),
      bestRate: bound / 2,
      stableRate: bound,
    });
    return verdict({ ...parabola(), valley: optimum, rates: [{ epoch: 0, rate: share * bound }] }, (key) => key).kind;
  };
  for (const bound of [0.01, 1, 100])
    assert.deepEqual(
      [0.1, 0.49, 0.5, 0.51, 0.99, 0.9995, 1.0005, 1.01, 3].map((share) => kind(bound, share)),
      ['slow', 'slow', 'best', 'overshoot', 'overshoot', 'edge', 'edge', 'diverges', 'diverges'],
      `bound ${bound}`,
    );
});
