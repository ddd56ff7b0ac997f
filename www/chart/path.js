// The recorded path as charts draw it: at most so many points, of which the travelled ones are a prefix.

/** @import { Problem } from '../descent/compute.js' */

/** More points than this do not show on a screen and cost time in every frame. */
export const mostPoints = 1000;

/**
 * The epochs to draw of 0 … epochs: all, or every k-th and the last.
 * @param {number} epochs @returns {Float64Array}
 */
export function drawnEpochs(epochs) {
  if (latest?.at(-1) === epochs) return latest;
  const stride = drawnStride(epochs);
  const drawn = [];
  for (let epoch = 0; epoch < epochs; epoch += stride) drawn.push(epoch);
  latest = Float64Array.from([...drawn, epochs]);
  return latest;
}
/** @type {Float64Array | null} every chart asks for the same, in every frame */
let latest = null;

/** @param {number} epochs */
export const drawnStride = (epochs) => Math.ceil((epochs + 1) / mostPoints);

/**
 * Columns along the drawn epochs, computed once per run: charts compare arrays by identity to see what moved.
 * @param {Problem} problem `log`: a log axis can show its losses
 */
export function drawnPath(problem) {
  const known = paths.get(problem);
  if (known) return known;
  const { epochs, parameters, loss } = problem.trajectory;
  const column = parameters[problem.along];
  const epoch = drawnEpochs(epochs);
  const path = {
    log: loss.every((value) => value >= 0),
    epoch,
    w: epoch.map((k) => column[k]),
    loss: epoch.map((k) => loss[k]),
  };
  paths.set(problem, path);
  return path;
}
/** @type {WeakMap<object, { log: boolean, epoch: Float64Array, w: Float64Array, loss: Float64Array }>} */
const paths = new WeakMap();

/**
 * The travelled part of a column, ending in the shown point.
 * @param {Float64Array} epochs the drawn epochs @param {Float64Array} column @param {number} epoch @param {number} last
 */
export function travelled(epochs, column, epoch, last) {
  let count = 0;
  while (count < epochs.length && epochs[count] <= epoch) count += 1;
  const part = new Float64Array(count + 1);
  part.set(column.subarray(0, count));
  part[count] = last;
  return part;
}
