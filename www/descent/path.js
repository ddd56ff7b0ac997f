// The recorded path of a run as the charts of Descent draw it: at most `maxPoints` points, thinned evenly.
import { emptyLine } from '../chart/figure.js';
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

/**
 * The part of a path that was played and lies ahead of the present epoch; a path that cannot be seen if there is none.
 * @template {{ epoch: Float64Array, loss: Float64Array }} Path
 * @param {Path} path
 * @param {number} reach the last epoch that was played
 * @param {number} epoch
 * @returns {Path | { epoch: Float64Array, w: Float64Array, loss: Float64Array }}
 */
export function playedAhead(path, reach, epoch) {
  if (reach <= epoch) return noPath;
  const count = path.epoch.findIndex((each) => each > reach);
  if (count < 0) return path;
  const known = ahead.get(path);
  if (known?.reach === reach) return known.part;
  const part = Object.fromEntries(
    Object.entries(path).map(([name, column]) => [
      name,
      column instanceof Float64Array ? column.slice(0, count) : column,
    ]),
  );
  ahead.set(path, { reach, part });
  return /** @type {any} */ (part);
}
/** @type {WeakMap<object, { reach: number, part: any }>} */
const ahead = new WeakMap();
const noPath = { epoch: emptyLine, w: emptyLine, loss: emptyLine };
