// The ranges of all axes, from the problem: they stand still while something moves.
import { extent, keepRange, logRange } from './ranges.js';
import { modelLine } from '../state/snapshot.js';
/**
 * @typedef {import('../engine/compute.js').Problem} Problem
 * @typedef {import('./figure.js').Scene['ranges']} Ranges
 */

/** @param {Problem} problem @param {Ranges | null} previous @param {boolean} settled @returns {Ranges} */
export function sceneRanges(problem, previous, settled) {
  const keep = (/** @type {[number, number]} */ needed, /** @type {[number, number] | undefined} */ before) => keepRange(needed, before ?? null, settled);
  const { data, trajectory, landscape, experiment } = problem;
  const startLine = modelLine(problem, experiment.model.start.w1);
  const top = extent([landscape.loss])[1];
  const ranges = {
    data: { x: keep(widened(extent([data.x])), previous?.data.x), y: keep(extent([data.y, problem.truth.y, startLine]), previous?.data.y) },
    loss: { x: landscape.range, y: lossRange(top, previous?.loss.y ?? null, settled) },
    history: { x: epochRange(trajectory.epochs, previous?.history.x ?? null, settled), y: logRange(positiveExtent(trajectory.loss), trajectory.loss[0], previous?.history.y ?? null, settled) },
  };
  return previous ? /** @type {Ranges} */ (sameWhereEqual(ranges, previous)) : ranges;
}

/** @param {[number, number]} range */
function widened([lo, hi]) {
  const margin = 0.04 * (hi - lo);
  return /** @type {[number, number]} */ ([lo - margin, hi + margin]);
}

/** From a little below zero to a rung above the curve. @param {number} top @param {[number, number] | null} previous @param {boolean} settled @returns {[number, number]} */
function lossRange(top, previous, settled) {
  const [, high] = keepRange([0, top > 0 ? top : 1], previous && [0, previous[1]], settled);
  return [-0.04 * high, high];
}

/** @param {number} epochs @param {[number, number] | null} previous @param {boolean} settled @returns {[number, number]} */
function epochRange(epochs, previous, settled) {
  const [, high] = keepRange([0, Math.max(epochs, 1)], previous && [0, previous[1] / 1.02], settled);
  return [-0.02 * high, 1.02 * high];
}

/** @param {Float64Array} loss @returns {[number, number]} */
function positiveExtent(loss) {
  const positive = loss.filter((value) => value > 0);
  return positive.length > 0 ? extent([positive]) : [1, 1];
}

/** Equal ranges stay the same arrays, so that what depends on them can tell. @param {any} fresh @param {any} before @returns {any} */
function sameWhereEqual(fresh, before) {
  if (Array.isArray(fresh)) return fresh[0] === before[0] && fresh[1] === before[1] ? before : fresh;
  return Object.fromEntries(Object.entries(fresh).map(([key, value]) => [key, sameWhereEqual(value, before[key])]));
}
