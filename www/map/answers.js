// Answers of the worker to the map.
import { computeLab, computeProfiles } from './lab.js';

/** @import { Engine, Experiment, SweepOptions } from '../../wasm/engine.d.ts' */

export const mapAnswers = {
  lab: computeLab,
  profiles: computeProfiles,
  sweep: (
    /** @type {Engine} */ engine,
    /** @type {{ experiment: Experiment, options: SweepOptions }} */ { experiment, options },
  ) => timed(() => engine.sweep(experiment, options)),
};

/** A result with the time (ms) it took. @template T @param {() => T} compute @returns {T & { time: number }} */
function timed(compute) {
  const since = performance.now();
  return Object.assign({}, compute(), { time: performance.now() - since });
}
