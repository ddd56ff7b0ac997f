// Which epoch a pointer means, in each chart.
import { pointAt } from '../state/snapshot.js';
import { drawnPath } from './path.js';
/**
 * @typedef {import('../engine/compute.js').Problem} Problem
 * @typedef {import('./figure.js').Scene['ranges']} Ranges
 * @typedef {{ x: number, y: number }} Place in data
 */

/** A pointer farther from the path than this share of the chart means no epoch. */
const reach = 0.08;

/** In the chart of the data: the epoch whose line passes nearest. @param {Problem} problem @param {Place} at @param {Ranges} ranges */
export function epochOnData(problem, at, { data }) {
  const { model } = problem;
  const part = (at.x - model.x[0]) / (model.x[1] - model.x[0]);
  const zero = model.zero[0] + part * (model.zero[1] - model.zero[0]);
  const one = model.one[0] + part * (model.one[1] - model.one[0]);
  const height = data.y[1] - data.y[0];
  return nearest(problem, (k) => Math.abs(zero + pointAt(problem, k).w * (one - zero) - at.y) / height);
}

/** On the loss curve: the nearest point of the path. @param {Problem} problem @param {Place} at @param {Ranges} ranges */
export function epochOnLoss(problem, at, { loss }) {
  const width = loss.x[1] - loss.x[0];
  const height = loss.y[1] - loss.y[0];
  return nearest(problem, (k) => {
    const point = pointAt(problem, k);
    return Math.hypot((point.w - at.x) / width, (point.loss - at.y) / height);
  });
}

/** In the history: the epoch below. @param {Problem} problem @param {Place} at */
export function epochOnHistory(problem, at) {
  const epoch = Math.round(at.x);
  return epoch >= 0 && epoch <= problem.trajectory.epochs ? epoch : null;
}

/** @param {Problem} problem @param {(epoch: number) => number} distance in shares of the chart @returns {number | null} */
function nearest(problem, distance) {
  let best = null;
  let least = reach;
  for (const epoch of drawnPath(problem).epoch) {
    const far = distance(epoch);
    if (far < least) {
      least = far;
      best = epoch;
    }
  }
  return best;
}
