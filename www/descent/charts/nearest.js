// Which epoch a pointer means, in each chart.
import { curveValue, pointAt } from '../snapshot.js';
import { drawnPath } from '../../chart/path.js';

/**
 * @import { Scene } from '../../chart/figure.js'
 * @import { Problem } from '../compute.js'
 */

/**
 * @typedef {Scene['ranges']} Ranges
 * @typedef {{ x: number, y: number }} Place in data
 */

/** A pointer farther from the path than this share of the chart means no epoch. */
const reach = 0.08;

/**
 * In the chart of the data: the epoch whose curve passes nearest.
 * @param {Problem} problem
 * @param {Place} at
 * @param {Ranges} ranges
 */
export function epochOnData(problem, at, { data }) {
  const { x, y } = problem.curves;
  const height = data.y[1] - data.y[0];
  return nearest(
    problem,
    (_, row) => Math.abs(curveValue(x, y.subarray(row * x.length, (row + 1) * x.length), at.x) - at.y) / height,
  );
}

/**
 * On the loss curve: the nearest point of the path.
 * @param {Problem} problem
 * @param {Place} at
 * @param {Ranges} ranges
 */
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

/**
 * @param {Problem} problem
 * @param {(epoch: number, row: number) => number} distance in shares of the chart
 * @returns {number | null}
 */
function nearest(problem, distance) {
  let best = null;
  let least = reach;
  drawnPath(problem).epoch.forEach((epoch, row) => {
    const far = distance(epoch, row);
    if (!(far < least)) return;
    least = far;
    best = epoch;
  });
  return best;
}
