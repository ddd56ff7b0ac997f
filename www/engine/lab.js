// What the map workspace asks of the engine beside its map: theory, the run that plays, the comparison of methods.
/**
 * @typedef {import('../../wasm/engine.d.ts').Engine} Engine
 * @typedef {import('../../wasm/engine.d.ts').Experiment} Experiment
 * @typedef {import('../../wasm/engine.d.ts').Axis} Axis
 * @typedef {import('../../wasm/engine.d.ts').Theory} Theory
 * @typedef {import('../../wasm/engine.d.ts').Sweep} Sweep
 * @typedef {import('../../wasm/engine.d.ts').EngineError} EngineError
 *
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

/** @param {Engine} engine @param {{ experiment: Experiment, axes: { x: Axis, y: Axis } }} request axes: the map's, because the best loss is looked for from their starts too @returns {{ ok: true, lab: Lab } | { ok: false, error: EngineError }} */
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

/** Epochs along one axis for several methods. @param {Engine} engine @param {{ experiments: Experiment[], x: Axis }} request */
export function computeProfiles(engine, { experiments, x }) {
  const rows = experiments.map((experiment) => engine.sweep(experiment, { x, y: still(experiment, x.path) }));
  return { ok: true, profiles: rows.map((row) => (row.ok ? { x: row.x, epochs: row.epochs, status: row.status } : null)) };
}

/** An axis of one point that changes nothing. @param {Experiment} experiment @param {string} [except] a dial that is turned elsewhere @returns {Axis} */
function still(experiment, except) {
  const rate = Number(experiment.optimizer.rate);
  if (except !== 'optimizer.rate') return { path: 'optimizer.rate', from: rate, to: rate, points: 1 };
  const [[name, value]] = Object.entries(experiment.model?.start ?? {});
  return { path: `model.start.${name}`, from: value, to: value, points: 1 };
}
