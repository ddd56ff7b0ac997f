// The run of an experiment: as the engine computes it; continued with another rate from where it stands; or without a
// first step, where the loss is not finite at the start.
/**
 * @import { Derivative, Engine, EngineError, Outcome, Trajectory } from '../../wasm/engine.d.ts'
 * @import { Experiment } from '../experiment/store.js'
 */

/**
 * @typedef {{ epoch: number, rate: number }} RateChange a learning rate and the epoch from which it holds
 *
 * @typedef {object} Run
 * @property {Experiment} experiment with every start and constant, and no others
 * @property {Trajectory} trajectory
 * @property {RateChange[]} rates
 * @property {EngineError | null} startError why nothing descends: the loss or a slope is not finite at the start
 *
 * @typedef {object} KeptEpochs the first epochs of a run, which stay when the rate changes during playback
 * @property {number} epoch the last of them
 * @property {RateChange[]} rates
 * @property {Record<string, Float64Array>} parameters
 * @property {Float64Array} loss
 * @property {Record<string, Float64Array>} gradient
 * @property {Trajectory['evaluations']} evaluations
 */

/**
 * The largest start that the engine accepts (max_number in core/field.hpp); a diverging descent may pass
 * it.
 */
const maxStart = 1e12;

/**
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {(experiment: Experiment) => Outcome<Trajectory>} run the experiment, if no epochs are kept
 * @param {KeptEpochs | null} kept
 * @returns {{ ok: true, value: Run } | { ok: false, error: EngineError }}
 */
export function runOf(engine, experiment, run, kept) {
  const before = kept && canContinue(kept) ? kept : null;
  const outcome = before ? engine.run(continued(experiment, before)) : run(experiment);
  const rest = outcome.ok ? outcome : standstill(engine, experiment, outcome.error);
  if (!rest.ok) return rest;
  const rate = Number(experiment.optimizer.rate ?? NaN);
  return {
    ok: true,
    value: {
      experiment,
      trajectory: before ? joined(before, rest) : rest,
      rates: before ? [...before.rates, { epoch: before.epoch, rate }] : [{ epoch: 0, rate }],
      startError: outcome.ok ? null : outcome.error,
    },
  };
}

/**
 * The first epochs of a run, up to `epoch`.
 * @param {Run} run
 * @param {number} epoch
 * @returns {KeptEpochs}
 */
export function keptEpochs({ trajectory, rates }, epoch) {
  const upTo = (/** @type {Float64Array} */ column) => column.slice(0, epoch + 1);
  const upToAll = (/** @type {Record<string, Float64Array>} */ columns) =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, upTo(column)]));
  return {
    epoch,
    rates: rates.filter((change) => change.epoch < epoch),
    parameters: upToAll(trajectory.parameters),
    loss: upTo(trajectory.loss),
    gradient: upToAll(trajectory.gradient),
    evaluations: evaluationsUpTo(trajectory, epoch),
  };
}

/** The nearest point from which the engine can start. @param {Record<string, number>} point */
export const withinStarts = (point) =>
  Object.fromEntries(
    Object.entries(point).map(([name, value]) => [name, Math.max(-maxStart, Math.min(maxStart, value))]),
  );

/** Whether the engine can start where the kept epochs end. @param {KeptEpochs} kept */
const canContinue = ({ parameters, epoch }) =>
  Object.values(parameters).every((column) => Math.abs(column[epoch]) <= maxStart);

/**
 * The evaluations spent on the first epochs of a run, assuming equal cost for every epoch.
 * @param {Trajectory} trajectory
 * @param {number} epoch
 */
function evaluationsUpTo({ evaluations: { value, gradient, hessian }, epochs }, epoch) {
  const share = (/** @type {number} */ count) => Math.floor((count * epoch) / Math.max(1, epochs));
  return { value: share(value), gradient: share(gradient), hessian: share(hessian) };
}

/**
 * A run without a first step, if the loss is not finite at the start; otherwise the error.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {EngineError} error of the run
 * @returns {Outcome<Trajectory>}
 */
function standstill(engine, experiment, error) {
  if (error.code !== 'start_not_finite' && error.code !== 'slope_not_finite') return { ok: false, error };
  const { start } = experiment.model;
  const there = engine.derivative({ ...experiment, precision: 'float64' }, start);
  return there.ok ? { ok: true, ...withoutSteps(there, start) } : there;
}

/** @param {Derivative} start L and its derivatives there @param {Record<string, number>} point @returns {Trajectory} */
function withoutSteps({ loss, gradient }, point) {
  const columns = (/** @type {Record<string, number>} */ numbers) =>
    Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Float64Array.of(value)]));
  return {
    epochs: 0,
    parameters: columns(point),
    loss: Float64Array.of(loss),
    gradient: columns(gradient),
    stop: { reason: 'diverged', epoch: 0 },
    evaluations: { value: 1, gradient: 1, hessian: 0 },
  };
}

/** The rest of a run, from where the kept epochs end. @param {Experiment} experiment @param {KeptEpochs} kept */
function continued(experiment, kept) {
  const start = Object.fromEntries(Object.entries(kept.parameters).map(([name, column]) => [name, column[kept.epoch]]));
  return {
    ...experiment,
    model: { ...experiment.model, start },
    stop: { ...experiment.stop, epochs: experiment.stop.epochs - kept.epoch },
  };
}

/**
 * The kept epochs without the last, then the rest, which begins there.
 * @param {KeptEpochs} kept
 * @param {Trajectory} rest
 * @returns {Trajectory}
 */
function joined(kept, rest) {
  const join = (/** @type {Float64Array} */ before, /** @type {Float64Array} */ after) => {
    const all = new Float64Array(kept.epoch + after.length);
    all.set(before.subarray(0, kept.epoch));
    all.set(after, kept.epoch);
    return all;
  };
  const joinAll = (
    /** @type {Record<string, Float64Array>} */ before,
    /** @type {Record<string, Float64Array>} */ after,
  ) => Object.fromEntries(Object.keys(after).map((name) => [name, join(before[name], after[name])]));
  return {
    ...rest,
    epochs: kept.epoch + rest.epochs,
    parameters: joinAll(kept.parameters, rest.parameters),
    loss: join(kept.loss, rest.loss),
    gradient: joinAll(kept.gradient, rest.gradient),
    evaluations: sum(kept.evaluations, rest.evaluations),
    stop: { ...rest.stop, epoch: kept.epoch + rest.stop.epoch },
  };
}

/** @param {Trajectory['evaluations']} a @param {Trajectory['evaluations']} b */
const sum = (a, b) => ({
  value: a.value + b.value,
  gradient: a.gradient + b.gradient,
  hessian: a.hessian + b.hessian,
});
