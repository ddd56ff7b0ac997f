// The landscape of a race, computed in the worker: the axes it is drawn along, the window of each axis, and the loss on
// a grid.
import { extent, ladderRange } from '../chart/ranges.js';
import { coordinate, coordinates, parameterAxis, principalAxes } from '../chart/axes.js';
import { rowsOf } from '../experiment/table.js';

/**
 * @import { Engine, EngineError, Experiment, Race } from '../../wasm/engine.d.ts'
 * @import { Axis, Point } from '../chart/axes.js'
 * @import { AnyColumn } from '../engine/held-columns.js'
 */

/**
 * @typedef {[number, number]} Range
 *
 * @typedef {object} Landscape the loss on a grid; a curve over one parameter is a grid of one row
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {Float64Array} loss one row per y
 *
 * @typedef {object} LandscapeView
 * @property {Axis[]} axes one or two
 * @property {Record<string, Range>} window the drawn range of each axis, by its key
 * @property {Point} through the values of the parameters that lie on no axis
 */

/** Grid points of a surface along each axis. */
const gridPoints = 91;
const minGridPoints = 21;
/** Rows of data × grid points of a surface: more would take longer than a tenth of a second. */
const maxRowEvaluations = 1e8;
const curvePoints = 401;
/** An optimum with a coordinate beyond this is none: the loss is unbounded below. */
const maxCoordinate = 1e12;

/** Whether the loss has no minimum: descents run away from it. @param {Point[]} optima */
export const isUnbounded = (optima) =>
  optima.some((optimum) => Object.values(optimum).some((value) => !(Math.abs(value) <= maxCoordinate)));

/**
 * The axes: all of one or two parameters; of more, those of `slice` if the problem has them, else the first two.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {string[]} names of the parameters
 * @param {string} slice "w1:w3" or "principal"; empty: the first two
 * @param {Point} through
 * @returns {Axis[]}
 */
export function landscapeAxes(engine, experiment, names, slice, through) {
  const principal = slice === 'principal' && names.length > 2 ? engine.principalDirections(experiment, through) : null;
  if (principal?.ok) return principalAxes(through, principal);
  const [first, second] = slice.split(':');
  const isSlice = names.length > 2 && first !== second && names.includes(first) && names.includes(second);
  return (isSlice ? [first, second] : names.slice(0, 2)).map(parameterAxis);
}

/**
 * A window with the optimum in its middle and the start well inside; along a principal direction it holds the runs.
 * @param {Axis[]} axes
 * @param {Point} start
 * @param {Point} optimum
 * @param {Race['runners']} runs
 * @returns {Record<string, Range>}
 */
export function fittingWindow(axes, start, optimum, runs) {
  return Object.fromEntries(
    axes.map((axis) => {
      const [from, to] = [coordinate(axis, start), coordinate(axis, optimum)];
      // A parameter whose start is zero has no scale.
      const minHalf =
        axis.curvature === null
          ? Math.max(0.2 * Math.abs(to), from === 0 ? 0.5 : 0)
          : medianExcursion(axis, start, optimum, runs);
      const half = 1.35 * (Math.max(Math.abs(from - to), minHalf) || 0.5);
      return [axis.key, ladderRange(to - half, to + half)];
    }),
  );
}

/**
 * The median over the runs of their largest distance from the optimum along an axis, at most the start's distance.
 * @param {Axis} axis through the optimum
 * @param {Point} start
 * @param {Point} optimum
 * @param {Race['runners']} runs
 */
function medianExcursion(axis, start, optimum, runs) {
  const distance = Math.hypot(...Object.keys(start).map((name) => start[name] - optimum[name]));
  const excursions = runs.flatMap((run) =>
    run.ok ? [coordinates(axis, run.parameters).reduce((max, value) => Math.max(max, Math.abs(value)), 0)] : [],
  );
  return Math.min(distance, excursions.sort((a, b) => a - b)[Math.floor(excursions.length / 2)] ?? 0);
}

/**
 * The cache key of a landscape: equal keys have equal landscapes.
 * @param {Experiment} experiment
 * @param {LandscapeView} view
 */
export function landscapeKey({ objective, data, model, loss }, { axes, window, through }) {
  const isSlice = Object.keys(through).length > 2;
  return JSON.stringify([
    objective?.formula ?? [dataFingerprint(data), model?.formula, loss],
    isSlice ? [axes, through] : 0,
    window,
  ]);
}

/** A fingerprint of the data, as part of a cache key. @param {Experiment['data']} data */
function dataFingerprint(data) {
  if (data?.kind !== 'columns') return data;
  const checksum = (/** @type {AnyColumn} */ column) =>
    'heldColumn' in column
      ? column.heldColumn
      : Array.prototype.reduce.call(column, (total, value, i) => Number(total) + Number(value) * (1 + (i % 97)), 0);
  return [data.y.length, checksum(data.y), ...Object.values(data.columns ?? { x: data.x ?? [] }).map(checksum)];
}

/**
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {LandscapeView} view
 * @returns {{ ok: true, landscape: Landscape } | { ok: false, error: EngineError }}
 */
export function computeLandscape(engine, experiment, { axes: [first, second], window, through }) {
  const spanOf = (/** @type {Axis} */ { key, along, curvature }, /** @type {number} */ points) => ({
    ...(curvature === null ? { parameter: key } : { direction: along }),
    from: window[key][0],
    to: window[key][1],
    points,
  });
  if (second === undefined) {
    const [from, to] = window[first.key];
    const curve = engine.landscape(experiment, { parameter: first.key, from, to, points: curvePoints });
    return curve.ok ? { ok: true, landscape: { x: curve.at, y: new Float64Array(1), loss: curve.loss } } : curve;
  }
  const affordable = Math.floor(Math.sqrt(maxRowEvaluations / rowsOf(experiment.data)));
  const points = Math.max(minGridPoints, Math.min(gridPoints, affordable));
  const surface = engine.surface(experiment, { x: spanOf(first, points), y: spanOf(second, points), at: through });
  return surface.ok ? { ok: true, landscape: { x: surface.x, y: surface.y, loss: surface.loss } } : surface;
}

/** The lowest loss of a landscape. @param {Landscape} landscape */
export const lowestOf = ({ loss }) => extent([loss])[0];
