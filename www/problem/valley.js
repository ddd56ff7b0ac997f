// The minimum that a run approaches. The theory of a run holds for the valley in which it is, which need not be that of
// the best minimum known: sin(w₁x) on data of sin(2x), from w₁ = 7, rests at 6.2, where the curvature is another one.
import { withinStarts } from './run.js';

/**
 * @import { Engine, Experiment, Optimum, StopInfo } from '../../wasm/engine.d.ts'
 * @import { Point } from './parts.js'
 * @import { Run } from './run.js'
 */

/** @typedef {{ parameters: Point, loss: number }} Minimum */

/** Losses that differ by less than this share of them are equal. */
const lossTolerance = 1e-9;
/** … or by less than this share of the loss at which a descent began. */
const fallTolerance = 1e-12;
/** Points of a step at which the loss is compared. */
const stepPoints = 33;
/** The search for the bottom of a valley ends after this many epochs. */
const maxValleyEpochs = 500;
/** Methods that end at a minimum, in the order in which they are tried. */
const valleyMethods = ['newton', 'bfgs'];
/** Ends of runs that approach no minimum. */
const lostEnds = ['diverged', 'unbounded', 'left_domain'];

/** Whether a run ended so that it approaches no minimum. @param {StopInfo} stop */
export const approachesNone = ({ reason }) => lostEnds.includes(reason);

/**
 * The minimum that the run approaches, with its curvature and rates; the best one known where it is the same, where the
 * run approaches none, or where none is found.
 * @param {Engine} engine @param {Run} run @param {Optimum | null} optimum
 * @returns {Optimum | null}
 */
export function valleyOfRun(engine, { experiment, trajectory }, optimum) {
  if (!optimum || optimum.exact || approachesNone(trajectory.stop)) return optimum;
  const last = Object.entries(trajectory.parameters).map(([name, column]) => [name, column[trajectory.epochs]]);
  const exactly = { ...experiment, precision: /** @type {const} */ ('float64') };
  const valley = minimumOfValley(engine, exactly, withinStarts(Object.fromEntries(last)), optimum);
  if (!valley || isAsLow(valley.loss, optimum.loss, trajectory.loss[0])) return optimum;
  const found = engine.principalDirections(exactly, valley.parameters);
  if (!found.ok || !(found.curvature[0] > 0)) return optimum;
  const { curvature } = found;
  const [least, greatest] = [curvature[0], curvature[curvature.length - 1]];
  const rates = { stableRate: 2 / greatest, bestRate: 2 / (least + greatest) };
  return {
    ...optimum,
    parameters: valley.parameters,
    loss: valley.loss,
    exact: false,
    local: true,
    curvature,
    ...rates,
  };
}

/**
 * The minimum of the valley of a point: one that a descent reaches from there by steps that cross no ridge.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {Point} from
 * @param {Minimum & { exact: boolean }} best
 * @returns {Minimum | null}
 */
export function minimumOfValley(engine, experiment, from, best) {
  const first = lossAt(engine, experiment, from);
  if (best.exact || staysInValley(engine, experiment, [from, best.parameters], first)) return best;
  for (const name of valleyMethods) {
    const run = engine.run({
      ...startedAt(experiment, from),
      optimizer: { name },
      stop: { epochs: maxValleyEpochs },
    });
    if (!run.ok || run.stop.reason !== 'converged') continue;
    const path = Array.from(run.loss, (_, k) =>
      Object.fromEntries(Object.entries(run.parameters).map(([parameter, column]) => [parameter, column[k]])),
    );
    if (staysInValley(engine, experiment, path, first))
      return { parameters: path[run.epochs], loss: run.loss[run.epochs] };
  }
  return null;
}

/**
 * Whether no straight step of a path crosses a ridge: the loss does not rise along it and fall again.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {Point[]} path
 * @param {number} first loss at which the descent began
 */
function staysInValley(engine, experiment, path, first) {
  return path.slice(1).every((to, k) => {
    const from = path[k];
    const direction = Object.fromEntries(Object.keys(from).map((name) => [name, to[name] - from[name]]));
    const along = { direction, from: 0, to: 1, points: stepPoints };
    const line = engine.surface(experiment, { x: along, y: { ...along, to: 0, points: 2 }, at: from });
    return line.ok && !hasRidge(line.loss.subarray(0, stepPoints), fallTolerance * first);
  });
}

/** Whether a loss rises and falls again, by more than its rounding. @param {Float64Array} loss
 * @param {number} tolerance */
function hasRidge(loss, tolerance) {
  const changes = Array.from(loss.subarray(1), (value, i) => {
    const change = value - loss[i];
    return Math.abs(change) <= lossTolerance * Math.abs(loss[i]) + tolerance ? 0 : Math.sign(change);
  });
  const rise = changes.findIndex((change) => change !== -1 && change !== 0);
  return rise >= 0 && changes.slice(rise).some((change) => change !== 1 && change !== 0);
}

/** @param {number} loss @param {number} lowest @param {number} first loss at which the descent began */
export const isAsLow = (loss, lowest, first) =>
  loss <= lowest + lossTolerance * Math.abs(lowest) + fallTolerance * Math.abs(first);

/** @param {Engine} engine @param {Experiment} experiment @param {Point} point */
export function lossAt(engine, experiment, point) {
  const there = engine.derivative(experiment, point);
  return there.ok ? there.loss : Infinity;
}

/** @param {Experiment} experiment @param {Point} start @returns {Experiment} */
export const startedAt = (experiment, start) => ({
  ...experiment,
  model: { formula: experiment.model?.formula ?? '', start },
});
