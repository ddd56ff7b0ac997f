// The ranges of all axes, from the problem: they stand still while something moves.
import { curveAt } from '../snapshot.js';
import { drawnPath } from '../../chart/path.js';
import { extent, keepRange, logRange } from '../../chart/ranges.js';

/**
 * @import { Scene } from '../../chart/figure.js'
 * @import { Problem } from '../compute.js'
 */

/**
 * @typedef {Scene['ranges']} Ranges
 */

/** @param {Problem} problem @param {Ranges | null} previous @param {boolean} settled @returns {Ranges} */
export function sceneRanges(problem, previous, settled) {
  const keep = (/** @type {[number, number]} */ needed, /** @type {[number, number] | undefined} */ before) =>
    keepRange(needed, before ?? null, settled);
  const { data, trajectory, landscape } = problem;
  const { log } = drawnPath(problem);
  const ranges = {
    data: { x: keep(widened(extent([data.x])), previous?.data.x), y: keep(heightOfData(problem), previous?.data.y) },
    loss: { x: landscape.range, y: lossRange(heightOfLoss(problem), previous?.loss.y ?? null, settled) },
    history: {
      x: epochRange(trajectory.epochs, previous?.history.x ?? null, settled),
      y: log
        ? logRange(positiveExtent(trajectory.loss), trajectory.loss[0], previous?.history.y ?? null, settled)
        : keep(extent([trajectory.loss]), previous?.history.y),
    },
  };
  return previous ? /** @type {Ranges} */ (sameWhereEqual(ranges, previous)) : ranges;
}

/** @param {[number, number]} range */
function widened([lo, hi]) {
  const margin = 0.04 * (hi - lo);
  return /** @type {[number, number]} */ ([lo - margin, hi + margin]);
}

/** A start so far off that it would flatten the data is cut at so many heights of the data. */
const heightsBeyond = 1.5;

/** Data, truth, and the model at its start. @param {Problem} problem @returns {[number, number]} */
function heightOfData(problem) {
  const { data, truth } = problem;
  const [lo, hi] = widened(extent(truth ? [data.y, truth.y] : [data.y]));
  const [low, high] = extent([curveAt(problem, 0)]);
  const room = heightsBeyond * (hi - lo);
  return [Math.min(lo, Math.max(low, lo - room)), Math.max(hi, Math.min(high, hi + room))];
}

/** A loss so high that it would flatten the path is cut at so many times the loss of the start. */
const lossesBeyond = 1000;

/**
 * The curve; of several parameters, whose curve moves with the others, where the path begins.
 * @param {Problem} problem @returns {[number, number]}
 */
function heightOfLoss({ parameters, landscape, trajectory }) {
  const start = trajectory.loss[0];
  const [lo, hi] =
    parameters.length > 1 && Number.isFinite(start)
      ? extent([trajectory.loss.map((loss) => Math.min(loss, 1.15 * start))])
      : extent([landscape.loss]);
  return [Math.min(0, lo), Math.min(hi, lossesBeyond * Math.abs(start) || hi)];
}

/**
 * From a little below zero, or the least loss, to a rung above the curve.
 * @param {[number, number]} needed
 * @param {[number, number] | null} previous
 * @param {boolean} settled
 * @returns {[number, number]}
 */
function lossRange([lo, hi], previous, settled) {
  if (lo < 0) return keepRange([lo, hi], previous, settled);
  const [, high] = keepRange([0, hi > 0 ? hi : 1], previous && [0, previous[1]], settled);
  return [-0.04 * high, high];
}

/**
 * @param {number} epochs
 * @param {[number, number] | null} previous
 * @param {boolean} settled
 * @returns {[number, number]}
 */
function epochRange(epochs, previous, settled) {
  const [, high] = keepRange([0, Math.max(epochs, 1)], previous && [0, previous[1] / 1.02], settled);
  return [-0.02 * high, 1.02 * high];
}

/** @param {Float64Array} loss @returns {[number, number]} */
function positiveExtent(loss) {
  const positive = loss.filter((value) => value > 0);
  return positive.length > 0 ? extent([positive]) : [1, 1];
}

/**
 * Equal ranges stay the same arrays, so that what depends on them can tell.
 * @param {any} fresh
 * @param {any} before
 * @returns {any}
 */
function sameWhereEqual(fresh, before) {
  if (Array.isArray(fresh)) return fresh[0] === before[0] && fresh[1] === before[1] ? before : fresh;
  return Object.fromEntries(Object.entries(fresh).map(([key, value]) => [key, sameWhereEqual(value, before[key])]));
}
