// The charts of the map workspace against maps, falls and draws whose numbers are chosen by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excessFigure } from '../../www/map/charts/excess-chart.js';
import { bestCells } from '../../www/map/charts/best-cells.js';
import { cellAt, cellText, mapSummary } from '../../www/map/charts/map-cells.js';
import { mapFigure, theoryLines } from '../../www/map/charts/map-chart.js';
import { noiseCloud } from '../../www/map/charts/noise-cloud.js';
import { noiseHistogram, middle95 } from '../../www/map/charts/noise-histogram.js';
import { profileFacts, profileFigure } from '../../www/map/charts/profile-chart.js';

/**
 * @import { Trace } from '../../www/chart/figure.js'
 * @import { Translate } from '../../www/i18n/translate.js'
 */

/** A sentence as its key and its arguments. @type {Translate} */
const bare = (key, args) => `${key}${JSON.stringify(args)}`;

/**
 * Three rates and two starts; epochs 4, 9 and 1 below, 0 above, where one never arrives and one diverges.
 * @returns {any}
 */
const picture = () => ({
  map: {
    x: Float64Array.of(0.1, 1, 10),
    y: Float64Array.of(-5, 5),
    epochs: Int32Array.of(4, 9, 2, 0, -1, -1),
    status: Uint8Array.of(0, 0, 0, 0, 1, 2),
    loss: Float64Array.of(1, 2, 3, 4, 5, 6),
  },
  options: {
    x: { path: 'optimizer.rate', from: 0.1, to: 10, points: 3, scale: 'log' },
    y: { path: 'model.start.w1', from: -5, to: 5, points: 2, scale: 'linear' },
  },
  theory: { curvature: Float64Array.of(1, 4) },
  epochs: 9,
  method: 'gd',
  final: true,
  here: null,
});

test('a map shows every cell in its row and its column, darker by epochs, with half a cell around it', () => {
  const { field, axes } = mapFigure(picture(), 'light', null);
  const [below, above] = /** @type {any} */ (field).z;
  const [few, all, two] = below;
  // Shades go by log(1 + epochs): 4 of 9 epochs are at log 5/log 10 of the way, 2 at log 3/log 10.
  assert.ok(Math.abs(few / all - Math.log10(5)) < 1e-12 && Math.abs(two / all - Math.log10(3)) < 1e-12);
  assert.equal(above[0], 0);
  assert.ok(all < above[1] && above[1] < above[2]);
  assert.deepEqual(axes, { x: { range: [-1.5, 1.5], log: true }, y: { range: [-10, 10], log: false } });
});

test('a map that still changes has the last row uppermost and a cell of equal epochs in an equal colour', () => {
  const { sketch } = mapFigure(
    { ...picture(), final: false, map: { ...picture().map, epochs: Int32Array.of(4, 9, 2, 9, -1, -1) } },
    'light',
    null,
  );
  const pixels = [...new Uint32Array(/** @type {any} */ (sketch).colours.buffer)];
  assert.equal(pixels.length, 6);
  assert.equal(pixels[0], pixels[4], 'nine epochs, first of the upper row and second of the lower');
  assert.equal(new Set(pixels).size, 5);
});

test('a cell is found by its nearest centre, and tells its own numbers', () => {
  const { map } = picture();
  assert.deepEqual(
    [
      [0.1, -5],
      [0.5, -9],
      [0.6, -1],
      [99, 1],
      [0, 0.1],
    ].map(([x, y]) => cellAt(map, x, y)),
    [0, 0, 1, 5, 3],
  );
  assert.equal(
    cellText(picture(), 1, { x: 'rate', y: 'start' }, bare),
    'map.cell.settled{"xName":"rate","x":"1","yName":"start","y":"−5","epochs":9,"loss":"2"}',
  );
  assert.match(
    cellText(picture(), 5, { x: 'rate', y: 'start' }, bare),
    /^map.cell.diverged.*"x":"10".*"y":"5","epochs":9,"loss":"6"/,
  );
});

test('the best cells settle soonest, but not at once where others had a way to go', () => {
  const shown = { ...picture(), here: null };
  const best = (/** @type {object} */ change) => bestCells({ ...shown, map: { ...shown.map, ...change } });
  assert.deepEqual([best({}).fewest, best({}).cells], [2, [2]]);
  const { fewest, cells } = best({ status: Uint8Array.of(1, 1, 1, 0, 1, 1) });
  assert.deepEqual([fewest, cells], [0, [3]]);
  assert.deepEqual(best({ status: new Uint8Array(6).fill(2) }).cells, []);
  const summary = mapSummary(shown, { x: 'rate', y: 'start' }, bare);
  assert.match(summary, /map.best.cell{"fewest":2,"xName":"rate","x":"10","yName":"start","y":"−5"}/);
  assert.match(summary, /map.best.beside.some{"low":9,"high":9,"unsettled":2,"n":3}/);
  assert.match(summary, /map.shares{"settled":"67","never":"17","diverged":"17"}/);
});

test('lines of the theory cross the map: 2/λmax, 2/(λmin + λmax) upright, 2(1 + μ)/λmax, (1 − √μ)²/λmin over μ', () => {
  const { limit, best } = theoryLines(picture());
  assert.deepEqual([limit.y[0], limit.y[limit.y.length - 1], limit.x[0], best.x[0]], [-5, 5, 0.5, 0.4]);
  const over = {
    ...picture(),
    method: 'momentum',
    options: { ...picture().options, y: { path: 'optimizer.mu', from: 0, to: 0.25 } },
  };
  const curved = theoryLines(over);
  const last = curved.best.x.length - 1;
  assert.deepEqual(
    [curved.limit.x[0], curved.limit.x[last], curved.best.x[0], curved.best.x[last], curved.best.y[last]],
    [0.5, 0.625, 1, 0.25, 0.25],
  );
  for (const path of ['data.n', 'loss.delta'])
    assert.ok(
      Number.isNaN(theoryLines({ ...over, options: { ...over.options, y: { ...over.options.y, path } } }).limit.x[0]),
      path,
    );
});

/** A loss that falls from 17 to its best of 1 fourfold in each of 3 epochs: (1/2)². @returns {any} */
const study = () => ({
  loss: Float64Array.of(17, 5, 2, 1.25),
  best: 1,
  target: 1.25,
  settled: 3,
  hasDiverged: false,
  theory: { own: { contraction: 0.5 } },
});

test('the loss follows the predicted line, and between two epochs the runner is between their losses', () => {
  const { traces, axes } = excessFigure(study(), 1.5, 'light');
  const trace = (/** @type {string} */ id) => /** @type {Trace} */ (traces.find((each) => each.id === id));
  assert.deepEqual([...Array.from(trace('predicted').x), ...Array.from(trace('predicted').y)], [0, 3, 16, 0.25]);
  assert.deepEqual([...Array.from(trace('future').x), ...Array.from(trace('future').y)], [0, 1, 2, 3, 16, 4, 1, 0.25]);
  assert.deepEqual([...Array.from(trace('path').x), ...Array.from(trace('path').y)], [0, 1, 1, 1, 16, 4, 4, 4]);
  assert.deepEqual([...Array.from(trace('marks').x), ...Array.from(trace('marks').y)], [0, 3, 1.5, 16, 0.25, 2.5]);
  assert.deepEqual([...Array.from(trace('target').y)], [0.25, 0.25]);
  // 0.25 … 16 on a log axis of whole decades; epochs to 3, a round number.
  assert.deepEqual(axes.y.range, [-1, 2]);
  assert.ok(axes.x.range[0] < 0 && axes.x.range[0] > -0.1 && axes.x.range[1] > 3 && axes.x.range[1] < 3.1);
  const end = excessFigure(study(), 99, 'light').traces.find(({ id }) => id === 'marks');
  assert.deepEqual([end?.x[2], end?.y[2]], [3, 0.25]);
});

test('a run of seven epochs gets an axis of eight, a loss at the best stays on the log axis', () => {
  const seven = { ...study(), loss: Float64Array.of(17, 9, 5, 3, 2, 1.5, 1.25, 1), theory: null };
  const { axes, traces } = excessFigure(seven, 0, 'light');
  assert.ok(axes.x.range[1] >= 8 && axes.x.range[1] < 8.5);
  assert.ok(Array.from(traces[2].y).every((excess) => excess > 0) && axes.y.range[0] < -6 && axes.y.range[0] > -9);
  assert.ok(Number.isNaN(traces[1].x[0]), 'no theory, no line');
  const there = excessFigure({ ...study(), loss: Float64Array.of(1.25), settled: 0 }, 0, 'light');
  assert.deepEqual(
    [there.axes.x.range, Array.from(there.traces[1].y)],
    [
      [-0.02, 1.02],
      [0.25, 0.0625],
    ],
    'who is there at once has an axis of one epoch',
  );
});

test('a profile has a gap where nothing arrives, and says where it is fastest', () => {
  const profile = { x: Float64Array.of(0.1, 0.2, 0.3, 0.4), epochs: Int32Array.of(0, 7, 5, -1), isConstant: false };
  const axis = /** @type {const} */ ({ path: 'optimizer.rate', from: 0.1, to: 10, points: 4, scale: 'log' });
  const { traces, axes } = profileFigure(
    { profiles: [{ index: 0, method: 'gd', profile }], axis, epochs: 100, here: 0.2 },
    'light',
  );
  assert.deepEqual(
    [Array.from(traces[0].x), axes.x.range],
    [
      [0.2, 0.2],
      [-1, 1],
    ],
  );
  assert.deepEqual([Array.from(traces[1].y).slice(1)], [[7, 5, NaN]]);
  assert.ok(
    traces[1].y[0] > 0 && traces[1].y[0] < 1 && axes.y.range[0] < Math.log10(traces[1].y[0]) && axes.y.range[1] > 2,
  );
  assert.deepEqual(profileFacts({ ...profile, epochs: Int32Array.of(9, 7, 5, -1) }), {
    share: '75',
    fewest: 5,
    at: 0.3,
  });
  assert.deepEqual(profileFacts(profile), { share: '75', fewest: 0, at: 0.1 });
});

test('the histogram counts every draw, under a bell of area one about its centre', () => {
  const values = Float64Array.from({ length: 100 }, (_, k) => 4 + k / 50);
  const noise = /** @type {any} */ ({
    resampled: false,
    estimates: { w: values },
    truth: { w: 5 },
    expectedSd: { w: 0.5 },
    expectedMean: { w: 5 },
  });
  const { traces, axes } = noiseHistogram(noise, 'w', 6, 'light');
  const [bars, bell, truth, fit, end] = traces;
  const area = (/** @type {Trace} */ { x, y }) =>
    Array.from(x).reduce((sum, at, k) => (k ? sum + ((at - x[k - 1]) * (y[k] + y[k - 1])) / 2 : 0), 0);
  assert.ok(Math.abs(area(bars) - 1) < 1e-12);
  // Within 3.5 σ lie 0.99953 of a bell.
  assert.ok(
    Math.abs(area(bell) - 0.99953) < 1e-4 &&
      Math.abs(bell.x[60] - 5) < 1e-12 &&
      Math.abs(bell.y[60] - 0.5 ** -1 / Math.sqrt(2 * Math.PI)) < 1e-12,
  );
  assert.deepEqual(
    [truth, fit, end].map(({ x }) => Array.from(x)),
    [
      [5, 5],
      [4, 4],
      [6, 6],
    ],
  );
  const [, top] = axes.y.range;
  assert.ok(top > bell.y[60] && top < 1.5 * bell.y[60] && end.y[0] === 0 && end.y[1] === top);
  assert.ok(axes.x.range[0] < 3.25 && axes.x.range[1] > 6.75);
  assert.deepEqual(middle95(Float64Array.from({ length: 201 }, (_, k) => 200 - k)), [5, 195]);
});

test("a cloud has room on both sides, the first of the fits is this sample's own", () => {
  const noise = /** @type {any} */ ({
    resampled: false,
    estimates: { a: Float64Array.of(1, 2, 3), b: Float64Array.of(10, 30, 20) },
    truth: { a: 0, b: 20 },
  });
  const { axes, traces } = noiseCloud(noise, ['a', 'b'], { a: 2, b: NaN }, 'light');
  assert.deepEqual(
    [axes.x.range, axes.y.range].flat().map((bound) => Number(bound.toFixed(12))),
    [-0.18, 3.18, 8.8, 31.2],
  );
  assert.deepEqual(
    [Array.from(traces[1].x).slice(0, 2), Array.from(traces[1].y).slice(0, 2)],
    [
      [0, 1],
      [20, 10],
    ],
  );
  assert.ok(traces[1].x[2] < axes.x.range[0], 'what is no place stands beside the chart');
});
