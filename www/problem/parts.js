// The problem as every workspace that shows its form needs it: what the formulas mean, the data, the optimum, the run.
import { newNameDefault } from '../experiment/fields.js';
import { checkFormula, withNumbers } from '../engine/formulas.js';
import { findRate } from './rate.js';
import { runOf } from './run.js';

/**
 * @import { Engine, EngineError, Optimum } from '../../wasm/engine.d.ts'
 * @import { Parts, PartsRequest } from '../engine/parts.js'
 * @import { Formulas } from '../engine/formulas.js'
 * @import { Experiment } from '../experiment/store.js'
 * @import { KeptEpochs, Run } from './run.js'
 */

/**
 * @typedef {Record<string, number>} Point one value for each parameter
 *
 * @typedef {PartsRequest & ProblemOptions} ProblemRequest
 * @typedef {object} ProblemOptions
 * @property {Experiment} experiment as the store has it: its starts and constants need not be complete
 * @property {'always' | 'ifDiverged' | null} findRate whether a learning rate is to be found
 * @property {KeptEpochs | null} kept the epochs that were computed before the rate changed during playback
 *
 * @typedef {object} ProblemValues
 * @property {Formulas} formulas
 * @property {string[]} parameters of the model, in order of appearance
 * @property {{ x: Float64Array, y: Float64Array }} data
 * @property {Optimum | null} optimum null where none was found
 *
 * @typedef {Run & ProblemValues} Problem
 */

/** Every field of the experiment, and what a run depends on beside them. */
export const allFields = ['data', 'model', 'loss', 'optimizer', 'stop', 'precision', 'run'];

/** @type {Parts} */
export const problemParts = {
  formulas: {
    fields: ['model.formula', 'data.truth', 'data.table', 'loss.name', 'loss.formula'],
    compute: (engine, { experiment }) => readFormulas(engine, experiment),
  },
  truthNow: {
    fields: ['data.truth', 'data.constants', 'data.table'],
    needs: ['formulas'],
    compute: (engine, request, values) => {
      const { data } = completed(request, values);
      return { ok: true, value: data.kind === 'simulated' ? withNumbers(engine, data.truth, data.constants) : null };
    },
  },
  data: {
    fields: ['data'],
    needs: ['formulas'],
    compute: (engine, request, values) => {
      const made = engine.simulate(completed(request, values).data);
      return made.ok ? { ok: true, value: { x: made.columns.x, y: made.y } } : made;
    },
  },
  optimum: {
    fields: ['data', 'model', 'loss'],
    needs: ['formulas'],
    compute: (engine, request, values) => {
      const found = engine.optimum(completed(request, values));
      return { ok: true, value: found.ok ? found : null };
    },
  },
  run: {
    fields: allFields,
    needs: ['formulas', 'optimum'],
    compute: (engine, request, values) => {
      const experiment = completed(request, values);
      if (!request.findRate) return runOf(engine, experiment, engine.run, request.kept);
      const found = findRate(engine, experiment, values.optimum, request.findRate);
      return runOf(engine, found.experiment, () => found.run, request.kept);
    },
  },
};

/**
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @returns {{ ok: true, value: Omit<Formulas, 'truthNow'> } | { ok: false, error: EngineError }}
 */
function readFormulas(engine, { model, data, loss }) {
  const fitted = checkFormula(engine, model.formula, 'model.formula');
  if (!fitted.ok) return fitted;
  const term =
    loss?.name === 'custom' ? checkFormula(engine, loss.formula ?? '', 'loss.formula', ['r', 'y', 'yhat']) : null;
  if (term && !term.ok) return term;
  const truth = data.kind === 'simulated' ? checkFormula(engine, data.truth, 'data.truth') : null;
  if (truth && !truth.ok) return truth;
  return { ok: true, value: { model: fitted, truth, loss: term } };
}

/**
 * The experiment with a number for every name of its formulas, and none for others.
 * @param {{ experiment: Experiment }} request
 * @param {{ formulas: Formulas }} values
 * @returns {Experiment}
 */
function completed({ experiment: { model, data, ...rest } }, { formulas }) {
  const pick = (/** @type {Record<string, number>} */ numbers, /** @type {string[]} */ names) =>
    Object.fromEntries(names.map((name) => [name, numbers[name] ?? newNameDefault]));
  const constants = formulas.truth?.parameters ?? [];
  return {
    ...rest,
    data: data.kind === 'simulated' ? { ...data, constants: pick(data.constants, constants) } : data,
    model: { ...model, start: pick(model.start, formulas.model.parameters) },
  };
}

/**
 * The values of the problem's parts, as one object.
 * @param {Record<string, any>} values
 * @returns {Problem}
 */
export function problemOf({ formulas, truthNow, data, optimum, run }) {
  const { parameters } = formulas.model;
  return { ...run, formulas: { ...formulas, truthNow }, parameters, data, optimum };
}
