// What the map workspace asks of the engine beside its map: theory, the run that plays, the comparison of methods.
/** @import { Axis, Engine, EngineError, Experiment, Theory } from '../../wasm/engine.d.ts' */

/**
 * @typedef {object} Lab
 * @property {Experiment} experiment
 * @property {Theory | null} theory null where the Hessian says nothing
 * @property {Float64Array} loss of the run, up to its arrival
 * @property {number} best
 * @property {number} target
 * @property {number | null} arrival the epoch at which the target is reached
 * @property {boolean} diverged
 * @property {Record<string, number>} end the parameters at the end
 */

/**
 * @param {Engine} engine
 * @param {{ experiment: Experiment, axes: { x: Axis, y: Axis } }} request axes: the map's, because the best loss is
 *   looked for from their starts too
 * @returns {{ ok: true, lab: Lab } | { ok: false, error: EngineError }}
 */
export function computeLab(engine, { experiment, axes }) {
  const run = engine.run(experiment);
  if (!run.ok) return run;
  const here = still(experiment);
  const one = engine.sweep(experiment, { x: here, y: here });
  if (!one.ok) return one;
  const search = engine.sweep({ ...experiment, stop: { epochs: 0 } }, axes);
  if (!search.ok) return search;
  const theory = engine.theory(experiment);
  const { best } = search;
  // As core/run/arrival.hpp says.
  const target = best + 0.01 * Math.max(Math.abs(best), 1e-6 * (run.loss[0] - best));
  const arrival = run.loss.findIndex((loss) => loss <= target);
  const end = arrival < 0 ? run.epochs : arrival;
  return {
    ok: true,
    lab: {
      experiment,
      theory: theory.ok ? theory : null,
      loss: run.loss.slice(0, end + 1),
      best,
      target,
      arrival: arrival < 0 ? null : arrival,
      diverged: one.status[0] === 2,
      end: Object.fromEntries(Object.entries(run.parameters).map(([name, column]) => [name, column[end]])),
    },
  };
}

/**
 * @typedef {object} Profile epochs along a dial of one runner
 * @property {Float64Array} x
 * @property {Int32Array} epochs −1 where it does not arrive
 * @property {boolean} level the method does not have this dial: the same epochs everywhere
 */

/**
 * Epochs along one axis for every runner of the race.
 * @param {Engine} engine
 * @param
 *   {{ experiment: Experiment, x: Axis,
 *     runners: { name: string, settings: Record<string, number>, level: boolean }[] }}
 *   request
 * @returns {{ ok: true, profiles: ({ profile: Profile, error: null } | { profile: null, error: EngineError })[] }}
 */
export function computeProfiles(engine, { experiment, runners, x }) {
  return {
    ok: true,
    profiles: runners.map(({ name, settings, level }) =>
      profileOf(engine, { ...experiment, optimizer: { name, ...settings } }, level, x),
    ),
  };
}

/** @param {Engine} engine @param {Experiment} experiment @param {boolean} level @param {Axis} x */
function profileOf(engine, experiment, level, x) {
  const here = still(experiment);
  // Where both dials are the same number, the one that turns counts: it is told last.
  const column = engine.sweep(experiment, { x: here, y: level ? here : x });
  if (!column.ok) return { profile: null, error: column.error };
  const profile = level
    ? { x: Float64Array.of(x.from, x.to), epochs: Int32Array.of(column.epochs[0], column.epochs[0]), level }
    : { x: column.y, epochs: column.epochs, level };
  return { profile, error: null };
}

/** An axis of one point that changes nothing. @param {Experiment} experiment @returns {Axis} */
function still(experiment) {
  const [[name, value]] = Object.entries(experiment.model?.start ?? {});
  return { path: `model.start.${name}`, from: value, to: value, points: 1 };
}
