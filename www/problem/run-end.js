// The end of a run: whether it settled, where, and at which target.
import { settledEpoch, targetLoss } from './settled.js';

/** @import { Problem } from './parts.js' */

/**
 * @typedef {object} RunEnd how a run ended, once for each problem
 * @property {number} best L*, never above a loss of the run
 * @property {number} target
 * @property {number | null} settled
 * @property {boolean} isDiverging its last loss is above its first
 * @property {boolean} isTrapped it rests at a loss above the best known one
 */

/** A run whose loss changed by less than this share of its way in the last tenth of its epochs rests. */
const restShare = 1e-6;
/** A run that rests above the target by this factor of the margin is in another valley. */
const trapFactor = 2;

/** Ends that are no minimum: such a run has not settled, and the reason is the sentence. */
const endsWithoutMinimum = ['unbounded', 'left_domain', 'edge', 'saddle', 'stuck'];
/** @type {WeakMap<object, RunEnd>} */
const ends = new WeakMap();

/** @param {Pick<Problem, 'trajectory' | 'optimum'>} problem @returns {RunEnd} */
export function runEnd(problem) {
  const { trajectory, optimum } = problem;
  const known = ends.get(trajectory);
  if (known) return known;
  const { loss } = trajectory;
  const lowest = loss.reduce((least, value) => Math.min(least, value), Infinity);
  const best = Math.min(optimum?.loss ?? Infinity, lowest);
  const target = targetLoss(best, loss[0]);
  const last = loss[loss.length - 1];
  const before = loss[Math.floor(0.9 * (loss.length - 1))];
  const isDiverging = trajectory.stop.reason === 'diverged' || last > loss[0];
  const settled =
    isDiverging || endsWithoutMinimum.includes(trajectory.stop.reason) ? null : settledEpoch(loss, target);
  const isResting = Math.abs(before - last) <= restShare * Math.abs(loss[0] - last);
  const isTrapped = settled === null && !isDiverging && isResting && last - best > trapFactor * (target - best);
  const end = { best, target, settled, isDiverging, isTrapped };
  ends.set(trajectory, end);
  return end;
}
