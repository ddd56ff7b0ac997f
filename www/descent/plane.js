// The loss over a plane, computed in the worker: of two parameters, all of it; of more, the plane through the end of
// the run along its flattest and its steepest principal direction.
import { coordinate, coordinates, parameterAxis, principalAxes } from '../chart/axes.js';
import { extent, keepRange } from '../chart/ranges.js';
import { drawnEpochs } from '../chart/travelled.js';
import { rowsOf } from '../experiment/table.js';
import { withinStarts } from '../problem/run.js';
import { pointOf } from './snapshot.js';

/**
 * @import { Engine, Optimum } from '../../wasm/engine.d.ts'
 * @import { Axis, Point } from '../chart/axes.js'
 * @import { Range } from '../chart/ranges.js'
 * @import { Run } from '../problem/run.js'
 */

/**
 * @typedef {{ x: Float64Array, y: Float64Array, loss: Float64Array }} Surface the loss on a grid, row by row
 *
 * @typedef {object} Plane
 * @property {Axis[]} axes two
 * @property {Range[]} window of each axis
 * @property {Point} through a point of the plane
 * @property {Surface} surface
 * @property {number} share of the path's extent that lies in the plane: Σ |projection|² / Σ |point|², from `through`
 */

/** The choice of the plane among the parameters of the loss chart. */
export const planeView = '*';

const maxGridPoints = 61;
const minGridPoints = 21;
/** Rows of data × grid points: more would take longer than a fifth of a frame. */
const maxRowEvaluations = 2e6;
/** Margin around the path, as a share of its extent. */
const margin = 0.2;
/** An optimum farther from the end than this many extents of the path is not shown. */
const maxOptimumDistance = 10;
/** A path along which a coordinate changes by less than this share of it, or by less than this, has no extent. */
const minExtent = 1e-3;

/**
 * @param {Engine} engine
 * @param {Run & { optimum: Optimum | null }} run
 * @param {{ previous: Range[] | null, isMoving: boolean }} window the one that is shown
 * @returns {Plane | null} null: one parameter, or a loss that is nowhere finite
 */
export function planeOf(engine, { experiment, trajectory, optimum }, { previous, isMoving }) {
  const names = Object.keys(trajectory.parameters);
  if (names.length < 2) return null;
  const hasDiverged = trajectory.loss[trajectory.epochs] > trajectory.loss[0] || trajectory.stop.reason === 'diverged';
  const through = withinStarts(pointOf(trajectory, hasDiverged ? 0 : trajectory.epochs));
  const there = { ...experiment, model: { ...experiment.model, start: through } };
  const axes = planeAxes(engine, there, names, through);
  if (!axes) return null;
  const window = axes.map((axis, i) => {
    const path = coordinates(axis, trajectory.parameters);
    return keepRange(
      neededRange(axis, hasDiverged ? path.slice(0, 1) : path, optimum),
      previous?.[i] ?? null,
      isMoving,
    );
  });
  const spans = axes.map((axis, i) => ({
    ...(axis.curvature === null ? { parameter: axis.key } : { direction: axis.along }),
    from: window[i][0],
    to: window[i][1],
    points: gridPoints(rowsOf(experiment.data)),
  }));
  const surface = engine.surface(there, { x: spans[0], y: spans[1], at: through });
  if (!surface.ok) return null;
  const { x, y, loss } = surface;
  return { axes, window, through, surface: { x, y, loss }, share: shareInPlane(axes, trajectory, through) };
}

/** @param {Engine} engine @param {Run['experiment']} experiment @param {string[]} names @param {Point} through */
function planeAxes(engine, experiment, names, through) {
  if (names.length === 2) return names.map(parameterAxis);
  const principal = engine.principalDirections(experiment, through);
  return principal.ok ? principalAxes(through, principal) : null;
}

/** The path with a margin, and the optimum if it is near. @param {Axis} axis @param {Float64Array} path
 * @param {Optimum | null} optimum @returns {Range} */
function neededRange(axis, path, optimum) {
  const [lo, hi] = extent([path]);
  const size = Math.max(hi - lo, minExtent * Math.max(Math.abs(lo), Math.abs(hi), 1));
  const best = optimum ? coordinate(axis, optimum.parameters) : NaN;
  const isNear = best > lo - maxOptimumDistance * size && best < hi + maxOptimumDistance * size;
  const [low, high] = isNear ? extent([[lo, hi, best]]) : [lo, hi];
  const room = margin * Math.max(high - low, size);
  return [low - room, high + room];
}

/** @param {number} rows of the data */
const gridPoints = (rows) =>
  Math.max(minGridPoints, Math.min(maxGridPoints, Math.floor(Math.sqrt(maxRowEvaluations / rows))));

/** @param {Axis[]} axes @param {Run['trajectory']} trajectory @param {Point} through */
function shareInPlane(axes, trajectory, through) {
  let [inPlane, whole] = [0, 0];
  for (const epoch of drawnEpochs(trajectory.epochs)) {
    const point = pointOf(trajectory, epoch);
    for (const [name, value] of Object.entries(point)) whole += (value - through[name]) ** 2;
    for (const axis of axes) inPlane += (coordinate(axis, point) - coordinate(axis, through)) ** 2;
  }
  return whole > 0 ? inPlane / whole : 1;
}

/** The plane with the surface of the one before where they are equal: charts compare surfaces by identity.
 * @param {Plane | null} plane @param {Plane | null | undefined} before */
export function withKnownSurface(plane, before) {
  if (!plane || !before) return plane;
  const isSame = /** @type {const} */ (['x', 'y', 'loss']).every((name) => {
    const [fresh, known] = [plane.surface[name], before.surface[name]];
    return fresh.length === known.length && fresh.every((value, i) => Object.is(value, known[i]));
  });
  return isSame ? { ...plane, surface: before.surface } : plane;
}
