// The landscape and who runs through it: a curve for one parameter, contours for two. Levels of the contours are
// spaced by the logarithm of the height above the lowest point, because evenly spaced ones leave the valley empty,
// where everything happens.
import { chrome, colours, dashes, symbols } from '../chart/marks.js';
import { beside } from '../chart/figure.js';
import { coordinate } from './race-axes.js';
import { travelled } from '../chart/travelled.js';
import { contourLines, heights, runnerColour, runnerLooks } from '../chart/runner-marks.js';
import { stepOnCurve } from './race-curve.js';
import { extent, keepRange, near } from '../chart/ranges.js';

/**
 * @import { Explanation } from '../../wasm/engine.d.ts'
 * @import { Figure, Trace } from '../chart/figure.js'
 * @import { Theme } from '../chart/marks.js'
 * @import { Landscape } from './compute.js'
 * @import { DrawnPath, Place, RaceSnapshot } from './race.js'
 */

/**
 * @typedef {[number, number]} Range
 * @typedef {{ key: string, from: { x: number, y: number }, by: { x: number, y: number } }} Arrow
 */

/** Heights below this share of the whole are one colour: log scales have no zero. */
const deepest = 1e-5;
/** Lines between the lowest and the highest level. */
const levels = 15;

/**
 * The height of every grid point as the logarithm of its share of the span, and where the lines lie.
 * @param {Landscape} landscape
 * @param {number} bottom that is known
 */
export function logHeights({ loss }, bottom) {
  const finite = loss.filter(Number.isFinite);
  const [low, high] = extent([finite]);
  const floor = Math.min(low, bottom);
  const span = Math.max(high - floor, Number.MIN_VALUE);
  const z = loss.map((value) => (Number.isFinite(value) ? Math.log10(Math.max((value - floor) / span, deepest)) : NaN));
  const [start] = extent([z]);
  return { z, start, end: 0, size: -start / levels || 1, span };
}

/** @param {RaceSnapshot} snapshot @param {Landscape} landscape @param {Theme} theme @param {Arrow[]} arrows
 * @param {Explanation | null} step the step that a curve explains @returns {Figure} */
export function raceLandscape(snapshot, landscape, theme, arrows, step) {
  const ranges = landscapeRanges(snapshot, landscape);
  const drawn = snapshot.places.filter(({ muted }) => !muted);
  const flat = landscape.y.length === 1;
  return {
    theme,
    axes: { x: { range: ranges.x }, y: { range: ranges.y } },
    field: flat ? null : fieldOf(snapshot.race, landscape, theme),
    traces: [
      ...(flat
        ? [
            plainLine(
              'curve',
              landscape.x,
              landscape.loss.map((value) => near(value, ranges.y)),
              colours.curve[theme],
              2,
            ),
          ]
        : []),
      ...drawn.map((place) => future(place, ranges, theme)),
      ...drawn.map((place) => walked(place, ranges, theme)),
      ...(flat
        ? curveTraces(step, ranges, theme)
        : ['gradient', 'memory', 'step'].map((key) =>
            arrowTrace(
              key,
              arrows.find((arrow) => arrow.key === key),
              ranges,
              theme,
            ),
          )),
      marks(snapshot, drawn, ranges, theme),
    ],
  };
}

/**
 * The ranges of both axes.
 * @param {RaceSnapshot} snapshot
 * @param {Landscape} landscape
 * @returns {{ x: Range, y: Range }}
 */
export function landscapeRanges({ race: { axes, window } }, landscape) {
  if (landscape.y.length > 1) return { x: window[axes[0].key], y: window[axes[1].key] };
  const [low, high] = extent([landscape.loss]);
  const margin = 0.05 * (high - low || 1);
  return { x: window[axes[0].key], y: keepRange([low - margin, high + margin], null, false) };
}

/** @param {RaceSnapshot['race']} race @param {Landscape} landscape @param {Theme} theme */
function fieldOf(race, landscape, theme) {
  const known = fields[theme].get(landscape);
  if (known) return known;
  const { z, start, end, size } = logHeights(landscape, race.bottom);
  const columns = landscape.x.length;
  const fresh = {
    type: 'contour',
    x: landscape.x,
    y: landscape.y,
    z: Array.from(landscape.y, (_, j) => z.subarray(j * columns, (j + 1) * columns)),
    autocontour: false,
    contours: { start, end, size, coloring: 'fill', showlabels: false },
    colorscale: heights[theme],
    line: { color: contourLines[theme], width: 0.6 },
    showscale: false,
    hoverinfo: 'skip',
  };
  fields[theme].set(landscape, fresh);
  return fresh;
}
/** Charts compare fields by identity. @type {Record<Theme, WeakMap<object, object>>} */
const fields = { light: new WeakMap(), dark: new WeakMap() };

/**
 * @param {string} id
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} y
 * @param {string} color
 * @param {number} width
 * @param {string} [dash]
 * @param {number} [opacity]
 * @returns {Trace}
 */
export function plainLine(id, x, y, color, width, dash = 'solid', opacity = 1) {
  return { id, x, y, look: { mode: 'lines', opacity, line: { color, width, dash, simplify: false } } };
}

/** The whole way, thin. @param {Place} place @param {{ x: Range, y: Range }} ranges @param {Theme} theme */
function future({ index, path }, ranges, theme) {
  const [x, y] = shown(path, ranges);
  return plainLine(`future ${index}`, x, y, runnerColour(index, theme), 1.2, 'solid', 0.35);
}

/** @param {Place} place @param {{ x: Range, y: Range }} ranges @param {Theme} theme */
function walked({ index, path, epoch, at }, ranges, theme) {
  const [x, y] = shown(path, ranges);
  return plainLine(
    `path ${index}`,
    travelled(path.epoch, x, epoch, near(at.x, ranges.x)),
    travelled(path.epoch, y, epoch, near(at.y, ranges.y)),
    runnerColour(index, theme),
    2.4,
    runnerLooks[index].dash,
  );
}

/**
 * A path within what browsers can draw, computed once per range.
 * @param {DrawnPath} path
 * @param {{ x: Range, y: Range }} ranges
 * @returns {[Float64Array, Float64Array]}
 */
function shown(path, ranges) {
  const key = JSON.stringify(ranges);
  const known = shownPaths.get(path);
  if (known?.key === key) return known.columns;
  /** @type {[Float64Array, Float64Array]} */
  const columns = [path.x.map((value) => near(value, ranges.x)), path.y.map((value) => near(value, ranges.y))];
  shownPaths.set(path, { key, columns });
  return columns;
}
/** @type {WeakMap<object, { key: string, columns: [Float64Array, Float64Array] }>} */
const shownPaths = new WeakMap();

/**
 * What a one-variable method drew in its mind.
 * @param {Explanation | null} step
 * @param {{ x: Range, y: Range }} ranges
 * @param {Theme} theme
 * @returns {Trace[]}
 */
function curveTraces(step, ranges, theme) {
  const { bracket, substitute } = step ? stepOnCurve(step, ranges) : { bracket: null, substitute: null };
  const hidden = { x: new Float64Array(2).fill(beside(ranges.x)), y: new Float64Array(2).fill(ranges.y[0]) };
  const [sides, model] = [bracket ?? hidden, substitute ?? hidden];
  return [
    plainLine('bracket', sides.x, sides.y, colours.truth[theme], 2, dashes.truth),
    plainLine('substitute', model.x, model.y, colours.slope[theme], 2, dashes.slope),
  ];
}

/**
 * Optima, the start, and every runner.
 * @param {RaceSnapshot} snapshot
 * @param {Place[]} drawn
 * @param {{ x: Range, y: Range }} ranges
 * @param {Theme} theme
 * @returns {Trace}
 */
function marks({ race }, drawn, ranges, theme) {
  const { ring } = chrome[theme];
  const [first, second] = race.axes;
  const point = (/** @type {Record<string, number>} */ at, /** @type {number} */ loss) => ({
    x: coordinate(first, at),
    y: second === undefined ? loss : coordinate(second, at),
  });
  const startLoss = race.runners.find(({ run }) => run)?.run?.loss[0] ?? NaN;
  const all = [
    ...race.optima.map((at) => ({
      ...point(at, race.best),
      color: colours.optimum[theme],
      symbol: symbols.optimum,
      size: 14,
    })),
    { ...point(race.start, startLoss), color: colours.start[theme], symbol: symbols.start, size: 14 },
    ...drawn.map(({ index, at }) => ({
      x: at.x,
      y: at.y,
      color: runnerColour(index, theme),
      symbol: runnerLooks[index].symbol,
      size: 13,
    })),
  ];
  return {
    id: 'marks',
    x: Float64Array.from(all, ({ x }) => near(x, ranges.x)),
    y: Float64Array.from(all, ({ y }) => near(y, ranges.y)),
    look: {
      mode: 'markers',
      marker: {
        opacity: 1,
        color: all.map(({ color }) => color),
        symbol: all.map(({ symbol }) => symbol),
        size: all.map(({ size }) => size),
        line: { color: ring, width: 1.5 },
      },
    },
  };
}

/** @type {Record<string, { meaning: keyof typeof colours, dash: string }>} */
const arrowLooks = {
  gradient: { meaning: 'slope', dash: '7px,3px,2px,3px' },
  memory: { meaning: 'optimum', dash: '3px,3px' },
  step: { meaning: 'model', dash: 'solid' },
};
/** Long arrows are cut to this share of the chart: their direction is what they say. */
const longest = 0.3;

/**
 * An arrow as one line: shaft, then both strokes of its head.
 * @param {string} key
 * @param {Arrow | undefined} arrow
 * @param {{ x: Range, y: Range }} ranges
 * @param {Theme} theme
 * @returns {Trace}
 */
function arrowTrace(key, arrow, ranges, theme) {
  const { meaning, dash } = arrowLooks[key];
  // A hidden arrow lies beside the chart, where its node stays for the next one.
  const look = plainLine(
    `arrow ${key}`,
    new Float64Array(5).fill(beside(ranges.x)),
    new Float64Array(5).fill(ranges.y[0]),
    colours[meaning][theme],
    2.6,
    dash,
  );
  if (!arrow) return look;
  const wide = ranges.x[1] - ranges.x[0];
  const high = ranges.y[1] - ranges.y[0];
  const u = { x: arrow.by.x / wide, y: arrow.by.y / high };
  const length = Math.hypot(u.x, u.y);
  if (!(length > 0) || !Number.isFinite(length)) return look;
  const scale = Math.min(1, longest / length);
  const tip = { x: arrow.from.x + scale * arrow.by.x, y: arrow.from.y + scale * arrow.by.y };
  const head = Math.min(0.025, 0.4 * length * scale);
  const stroke = (/** @type {number} */ turn) => {
    const angle = Math.atan2(u.y, u.x) + turn;
    return { x: tip.x - head * Math.cos(angle) * wide, y: tip.y - head * Math.sin(angle) * high };
  };
  const all = [arrow.from, tip, stroke(0.5), tip, stroke(-0.5)];
  return { ...look, x: Float64Array.from(all, ({ x }) => x), y: Float64Array.from(all, ({ y }) => y) };
}
