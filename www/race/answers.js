// Answers of the worker to the race.
import { computeRace } from './compute.js';

/** @import { Engine, Experiment } from '../../wasm/engine.d.ts' */

export const raceAnswers = {
  race: computeRace,
  explain: (
    /** @type {Engine} */ engine,
    /** @type {{ experiment: Experiment, epoch: number }} */ { experiment, epoch },
  ) => engine.explain(experiment, epoch),
};
