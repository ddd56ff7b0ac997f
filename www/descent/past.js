// What the page keeps of a run when the next one comes.

/** @import { Past, Problem } from './compute.js' */

/**
 * Gives the memory of an array back at once. Left to the collector, half a megabyte for each move of a slider would
 * make it
 * stop the page at every tenth for longer than a frame.
 * @param {Float64Array} array empty afterwards
 */
export function release(array) {
  /** @type {any} in browsers before 2024 without `transfer` */ (array.buffer).transfer?.(0);
}

/**
 * The epochs up to `epoch`, which stand whatever the rate becomes.
 * @param {Problem} problem
 * @param {number} epoch
 * @returns {Past}
 */
export function pastOf({ trajectory, rates }, epoch) {
  const upTo = (/** @type {Float64Array} */ column) => column.slice(0, epoch + 1);
  const upToAll = (/** @type {Record<string, Float64Array>} */ columns) =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, upTo(column)]));
  return {
    epoch,
    rates: rates.filter((change) => change.epoch < epoch),
    parameters: upToAll(trajectory.parameters),
    loss: upTo(trajectory.loss),
    gradient: upToAll(trajectory.gradient),
    evaluations: upToShare(trajectory, epoch),
  };
}

/**
 * What so many epochs of a run took: each as much as the others, and the start is paid for with what follows.
 * @param {Problem['trajectory']} trajectory
 * @param {number} epoch
 */
function upToShare({ evaluations: { value, gradient, hessian }, epochs }, epoch) {
  const share = (/** @type {number} */ count) => Math.floor((count * epoch) / Math.max(1, epochs));
  return { value: share(value), gradient: share(gradient), hessian: share(hessian) };
}
