// A snapshot of a run at a position of the timeline, which may lie between two epochs during playback. It is computed
// from the recorded trajectory, without a request to the engine.
//
// Of a model with several parameters, w is the one along which the loss curve is drawn.
import { drawnEpochs, drawnStride } from '../chart/travelled.js';

/**
 * @import { Trajectory } from '../../wasm/engine.d.ts'
 * @import { DescentProblem } from './parts.js'
 */

/**
 * @typedef {object} Snapshot
 * @property {DescentProblem} problem
 * @property {number} position on the timeline, in epochs
 * @property {number} epoch k, the whole epochs that have passed
 * @property {number} w after k epochs
 * @property {number} loss L(w)
 * @property {number} slope ∂L/∂w
 * @property {number} rate h of the step k → k + 1
 * @property {{ w: number, loss: number } | null} next where step k → k + 1 lands; null at the end
 * @property {{ w: number, loss: number }} shown the drawn point: on the recorded path, between k and k + 1
 */

/**
 * @param {DescentProblem} problem
 * @param {number} position in [0, epochs]
 * @returns {Snapshot}
 */
export function takeSnapshot(problem, position) {
  const { trajectory } = problem;
  const epoch = Math.min(Math.floor(position), trajectory.epochs);
  const here = pointAt(problem, epoch);
  const next = epoch < trajectory.epochs ? pointAt(problem, epoch + 1) : null;
  return {
    problem,
    position: Math.min(position, trajectory.epochs),
    epoch,
    w: here.w,
    loss: here.loss,
    slope: trajectory.gradient[problem.along][epoch],
    rate: rateAt(problem, epoch),
    next,
    shown: next ? between(here, next, position - epoch) : here,
  };
}

/** @param {DescentProblem} problem @param {number} epoch */
export function pointAt({ trajectory, along }, epoch) {
  return { w: trajectory.parameters[along][epoch], loss: trajectory.loss[epoch] };
}

/**
 * The parameters at an epoch.
 * @param {Trajectory} trajectory
 * @param {number} epoch
 * @returns {Record<string, number>}
 */
export function pointOf({ parameters }, epoch) {
  return Object.fromEntries(Object.entries(parameters).map(([name, column]) => [name, column[epoch]]));
}

/**
 * The learning rate of the step from `epoch`: it may have changed during playback.
 * @param {DescentProblem} problem
 * @param {number} epoch
 */
export function rateAt({ rates }, epoch) {
  return rates.findLast((change) => change.epoch <= epoch)?.rate ?? rates[0].rate;
}

/** @param {{ w: number, loss: number }} a @param {{ w: number, loss: number }} b @param {number} t in [0, 1) */
function between(a, b, t) {
  return { w: a.w + t * (b.w - a.w), loss: a.loss + t * (b.loss - a.loss) };
}

/**
 * ŷ over x of the problem's curves at a position: of a drawn epoch, or between two.
 * @param {DescentProblem} problem
 * @param {number} position
 */
export function curveAt({ curves, trajectory }, position) {
  const drawn = drawnEpochs(trajectory.epochs);
  const row = Math.min(Math.floor(position / drawnStride(trajectory.epochs)), drawn.length - 1);
  const points = curves.x.length;
  const here = curves.y.subarray(row * points, (row + 1) * points);
  if (row === drawn.length - 1 || position <= drawn[row]) return here;
  const next = curves.y.subarray((row + 1) * points, (row + 2) * points);
  const t = (position - drawn[row]) / (drawn[row + 1] - drawn[row]);
  return here.map((value, i) => value + t * (next[i] - value));
}

/**
 * The value of a curve at x, between its points.
 * @param {Float64Array} xs evenly spaced
 * @param {Float64Array} ys
 * @param {number} x
 */
export function curveValue(xs, ys, x) {
  const last = xs.length - 1;
  const place = ((x - xs[0]) / (xs[last] - xs[0])) * last;
  const i = Math.max(0, Math.min(last - 1, Math.floor(place)));
  return ys[i] + (place - i) * (ys[i + 1] - ys[i]);
}
