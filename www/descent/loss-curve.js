// The range of the loss curve: one of the notebook's two, or one that fits the run.
import { isCovered, momentumOf } from '../problem/method-theory.js';
import { extent, fitRange } from '../chart/ranges.js';
import { landscapeRanges } from '../experiment/fields.js';

/**
 * @import { Optimum } from '../../wasm/engine.d.ts'
 * @import { Range } from '../chart/ranges.js'
 * @import { Run } from '../problem/run.js'
 */

/** @typedef {keyof typeof landscapeRanges} RangeName */

/**
 * @param {Run & { optimum: Optimum | null }} run
 * @param {string} along the parameter that the curve shows
 * @param {{ name: RangeName, previous: Range | null, isMoving: boolean }} wish
 * @returns {Range}
 */
export function lossCurveRange(run, along, { name, previous, isMoving }) {
  const fixed = landscapeRanges[name];
  return fixed ? [...fixed] : fitRange(neededBy(run, along), previous, isMoving);
}

/** An optimum farther from the last point than this many path lengths is not shown. */
const maxOptimumDistance = 10;

/**
 * The start and the optimum that the loss curve must show.
 * @param {Run & { optimum: Optimum | null }} run
 * @param {string} along
 */
function neededBy({ trajectory: { parameters, stop, epochs }, experiment, optimum }, along) {
  const path = parameters[along];
  const diverges =
    stop.reason === 'diverged' ||
    (optimum !== null &&
      isCovered(experiment.optimizer) &&
      Number(experiment.optimizer.rate) > (1 + momentumOf(experiment.optimizer)) * optimum.stableRate);
  const [lo, hi] = diverges ? [path[0], path[0]] : extent([path]);
  const best = optimum?.parameters[along];
  const last = diverges ? path[0] : path[epochs];
  // Of several parameters some hardly matter, and their best value may lie anywhere.
  const isNear =
    Object.keys(parameters).length === 1 ||
    (best !== undefined && Math.abs(best - last) < maxOptimumDistance * Math.max(hi - lo, 1e-3 * Math.abs(last)));
  const centre = isNear ? (best ?? last) : last;
  return { start: Math.abs(lo - centre) > Math.abs(hi - centre) ? lo : hi, optimum: centre, diverges };
}
