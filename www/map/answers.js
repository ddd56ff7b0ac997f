// The answers of the worker to the map's requests.
import { errorParts, noiseStudyFromTruth } from './error-parts.js';
import { settledEpoch, targetLoss, touchedEpoch } from '../problem/settled.js';
/**
 * @import { Axis, Engine, EngineError, Experiment, SweepOptions, Theory } from '../../wasm/engine.d.ts'
 */

/**
 * @typedef {object} RunStudy
 * @property {Experiment} experiment
 * @property {Theory | null} theory null if the Hessian is not positive definite
 * @property {Float64Array} loss of the whole run
 * @property {number} best the lowest known loss
 * @property {number} target
 * @property {number | null} settled the epoch from which the loss stays at or below the target
 * @property {number | null} touched the first epoch at or below the target
 * @property {boolean} hasDiverged
 * @property {Record<string, number>} end parameters at the end
 */

/**
 * @param {Engine} engine
 * @param {{ experiment: Experiment, axes: { x: Axis, y: Axis } }} request axes: those of the map, because the best loss
 *   is searched from their starts, too
 * @returns {{ ok: true, study: RunStudy } | { ok: false, error: EngineError }}
 */
export function studyRun(engine, { experiment, axes }) {
  const run = engine.run(experiment);
  if (!run.ok) return run;
  const constant = constantAxis(experiment);
  const cell = engine.sweep(experiment, { x: constant, y: constant });
  if (!cell.ok) return cell;
  const search = engine.sweep({ ...experiment, stop: { epochs: 0 } }, axes);
  if (!search.ok) return search;
  const theory = engine.theory(experiment);
  const { best } = search;
  const target = targetLoss(best, run.loss[0]);
  const hasDiverged = cell.status[0] === 2;
  return {
    ok: true,
    study: {
      experiment,
      theory: theory.ok ? theory : null,
      loss: run.loss,
      best,
      target,
      settled: hasDiverged ? null : settledEpoch(run.loss, target),
      touched: touchedEpoch(run.loss, target),
      hasDiverged,
      end: Object.fromEntries(Object.entries(run.parameters).map(([name, column]) => [name, column[run.epochs]])),
    },
  };
}

/**
 * @typedef {{ name: string, settings: Record<string, number>, isConstant: boolean }} ProfileRunner isConstant: its
 *   method does not have the dial of the axis
 *
 * @typedef {object} Profile epochs to reach the target along a dial
 * @property {Float64Array} x
 * @property {Int32Array} epochs −1 where the target is not reached
 * @property {boolean} isConstant the method does not have this dial, so the epochs are the same everywhere
 *
 * @typedef {{ profile: Profile, error: null } | { profile: null, error: EngineError }} ProfileResult
 * @typedef {{ ok: true, profiles: ProfileResult[] } | { ok: false, error: EngineError }} ProfilesAnswer
 */

/**
 * @param {Engine} engine
 * @param {{ experiment: Experiment, runners: ProfileRunner[], x: Axis }} request
 * @returns {{ ok: true, profiles: ProfileResult[] }}
 */
export function computeProfiles(engine, { experiment, runners, x }) {
  const profiles = runners.map(({ name, settings, isConstant }) =>
    profileOf(engine, { ...experiment, optimizer: { name, ...settings } }, isConstant, x),
  );
  return { ok: true, profiles };
}

/**
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {boolean} isConstant
 * @param {Axis} x
 * @returns {ProfileResult}
 */
function profileOf(engine, experiment, isConstant, x) {
  const constant = constantAxis(experiment);
  // If both axes name the same number, the second one wins because it is applied last.
  const column = engine.sweep(experiment, { x: constant, y: isConstant ? constant : x });
  if (!column.ok) return { profile: null, error: column.error };
  const profile = isConstant
    ? { x: Float64Array.of(x.from, x.to), epochs: Int32Array.of(column.epochs[0], column.epochs[0]), isConstant }
    : { x: column.y, epochs: column.epochs, isConstant };
  return { profile, error: null };
}

/** A one-point axis at the current value (no sweep). @param {Experiment} experiment @returns {Axis} */
function constantAxis(experiment) {
  const [[name, value]] = Object.entries(experiment.model?.start ?? {});
  return { path: `model.start.${name}`, from: value, to: value, points: 1 };
}

/** @type {Record<string, (engine: Engine, payload: any) => unknown>} by kind of request */
export const mapAnswers = {
  runStudy: studyRun,
  profiles: computeProfiles,
  errorParts,
  /** @param {Engine} engine @param {{ experiment: Experiment, draws: number }} payload */
  noiseStudyFromTruth: (engine, { experiment, draws }) => noiseStudyFromTruth(engine, experiment, draws),
  /** @param {Engine} engine @param {{ experiment: Experiment, options: SweepOptions }} payload */
  sweep: (engine, { experiment, options }) => timed(() => engine.sweep(experiment, options)),
};

/** A result with the time (ms) it took. @template T @param {() => T} compute @returns {T & { time: number }} */
function timed(compute) {
  const since = performance.now();
  return Object.assign({}, compute(), { time: performance.now() - since });
}
