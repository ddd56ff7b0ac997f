// Answers of the worker about formulas and the problem.
import { checkFormula } from '../engine/formulas.js';
import { computeParts } from '../engine/parts.js';
import { problemComputations } from './compute.js';
import { compareScaling } from './scaling.js';

/**
 * @import { Engine, Experiment } from '../../wasm/engine.d.ts'
 * @import { ProblemRequest } from './parts.js'
 */

export const problemAnswers = {
  check: (
    /** @type {Engine} */ engine,
    /** @type {{ formula: string, field: string, columns: string[] }} */ { formula, field, columns },
  ) => checkFormula(engine, formula, field, columns),
  /** The step of a run to an epoch, explained. */
  stepOf: (/** @type {Engine} */ engine, /** @type {[Experiment, number]} */ [experiment, epoch]) =>
    engine.explain(experiment, epoch),
  scaling: compareScaling,
  problem: (/** @type {Engine} */ engine, /** @type {ProblemRequest} */ request) =>
    computeParts(problemComputations, engine, request),
};
