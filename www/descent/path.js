// The recorded path of a run as the charts of Descent draw it: at most `maxPoints` points, thinned evenly.
import { drawnEpochs } from '../chart/travelled.js';

/** @import { DescentProblem } from './parts.js' */

/**
 * The path along the drawn epochs, computed once for each problem: charts compare arrays by identity.
 * @param {DescentProblem} problem
 */
export function drawnPath(problem) {
  const known = paths.get(problem);
  if (known) return known;
  const { epochs, parameters, loss } = problem.trajectory;
  const column = parameters[problem.along];
  const epoch = drawnEpochs(epochs);
  const path = {
    isLog: loss.every((value) => value >= 0),
    epoch,
    w: epoch.map((k) => column[k]),
    loss: epoch.map((k) => loss[k]),
  };
  paths.set(problem, path);
  return path;
}
/**
 * isLog: a log axis can show its losses.
 * @type {WeakMap<object, { isLog: boolean, epoch: Float64Array, w: Float64Array, loss: Float64Array }>}
 */
const paths = new WeakMap();
