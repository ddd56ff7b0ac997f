// The parts of the problem that every workspace with its form needs: formulas, data, optimum, run. The worker computes
// them (compute.js).
/**
 * @import { Optimum } from '../../wasm/engine.d.ts'
 * @import { Parts, PartsRequest } from '../engine/parts.js'
 * @import { Formulas } from '../engine/formulas.js'
 * @import { Scaling } from '../experiment/scaling.js'
 * @import { Experiment } from '../experiment/store.js'
 * @import { Labels } from '../experiment/table.js'
 * @import { KeptEpochs, Run } from './run.js'
 */

/**
 * @typedef {Record<string, number>} Point one value for each parameter
 *
 * @typedef {PartsRequest & ProblemOptions} ProblemRequest
 * @typedef {object} ProblemOptions
 * @property {Experiment} experiment as the store has it: its starts and constants need not be complete
 * @property {Labels | null} [labels] of user data
 * @property {Scaling} [scaling] of the columns in the model's formula
 * @property {'always' | 'ifDiverged' | null} findRate whether a learning rate is to be found
 * @property {KeptEpochs | null} kept the epochs that were computed before the rate changed during playback
 *
 * @typedef {object} ProblemValues
 * @property {Formulas} formulas
 * @property {string[]} parameters of the model, in order of appearance
 * @property {ProblemData} data
 * @property {Optimum | null} optimum the best minimum known; null where none was found
 * @property {Optimum | null} valley the minimum that the run approaches, for which its theory holds
 *
 * @typedef {Run & ProblemValues} Problem
 *
 * @typedef {object} ProblemData
 * @property {Float64Array} x the first predictor
 * @property {Float64Array} y
 * @property {Record<string, Float64Array>} columns all predictors by name, x first
 * @property {Labels | null} labels of user data
 */

/** Every field of the experiment, and what a run depends on beside them. */
export const allFields = ['data', 'model', 'loss', 'optimizer', 'stop', 'precision', 'run'];

/** @type {Parts} */
export const problemParts = {
  modelFormula: {
    fields: ['model.formula', 'model.scaling', 'data.table', 'data.from', 'data.to', 'data.n'],
  },
  lossFormula: {
    fields: ['loss.name', 'loss.formula'],
  },
  truthFormula: {
    fields: ['data.truth', 'data.table'],
  },
  truthNow: {
    fields: ['data.truth', 'data.constants', 'data.table'],
    needs: ['modelFormula', 'truthFormula'],
  },
  data: {
    fields: ['data'],
    needs: ['modelFormula', 'truthFormula'],
  },
  optimum: {
    fields: ['data', 'model', 'loss'],
    needs: ['modelFormula', 'truthFormula'],
  },
  run: {
    fields: allFields,
    needs: ['modelFormula', 'truthFormula', 'optimum'],
  },
  valley: {
    fields: allFields,
    needs: ['run', 'optimum'],
  },
};

/**
 * The values of the problem's parts, as one object.
 * @param {Record<string, any>} values
 * @returns {Problem}
 */
export function problemOf({ modelFormula, lossFormula, truthFormula, truthNow, data, optimum, run, valley }) {
  const formulas = { model: modelFormula, truth: truthFormula, truthNow, loss: lossFormula };
  return { ...run, formulas, parameters: modelFormula.parameters, data, optimum, valley };
}
