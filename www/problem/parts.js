// The parts of the problem that every workspace with its form needs: formulas, data, optimum, run.
import { newNameDefault } from '../experiment/fields.js';
import { numberOf } from '../experiment/named.js';
import { columnNames } from '../experiment/table.js';
import { checkFormula, withNumbers } from '../engine/formulas.js';
import { findRate } from './rate.js';
import { runOf } from './run.js';
import { valleyOfRun } from './valley.js';

/**
 * @import { Engine, Optimum } from '../../wasm/engine.d.ts'
 * @import { PartResult, Parts, PartsRequest } from '../engine/parts.js'
 * @import { FormulaOutcome, Formulas, ReadFormula } from '../engine/formulas.js'
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
    compute: (engine, { experiment: { model, data }, scaling }) =>
      partOf(
        scaling
          ? checkScaled(engine, scaling, columnNames(data))
          : checkFormula(engine, model.formula, 'model.formula', columnNames(data)),
      ),
  },
  lossFormula: {
    fields: ['loss.name', 'loss.formula'],
    compute: (engine, { experiment: { loss } }) =>
      loss?.name === 'custom'
        ? partOf(checkFormula(engine, loss.formula ?? '', 'loss.formula', ['r', 'y', 'yhat']))
        : { ok: true, value: null },
  },
  truthFormula: {
    fields: ['data.truth', 'data.table'],
    compute: (engine, { experiment: { data } }) =>
      data.kind === 'simulated' ? partOf(checkFormula(engine, data.truth, 'data.truth')) : { ok: true, value: null },
  },
  truthNow: {
    fields: ['data.truth', 'data.constants', 'data.table'],
    needs: ['modelFormula', 'truthFormula'],
    compute: (engine, request, values) => {
      const { data } = completed(request, values);
      return { ok: true, value: data.kind === 'simulated' ? withNumbers(engine, data.truth, data.constants) : null };
    },
  },
  data: {
    fields: ['data'],
    needs: ['modelFormula', 'truthFormula'],
    compute: (engine, request, values) => {
      const made = engine.simulate(completed(request, values).data);
      if (!made.ok) return made;
      const { columns, y } = made;
      return { ok: true, value: { x: columns[Object.keys(columns)[0]], y, columns, labels: request.labels ?? null } };
    },
  },
  optimum: {
    fields: ['data', 'model', 'loss'],
    needs: ['modelFormula', 'truthFormula'],
    compute: (engine, request, values) => {
      const found = engine.optimum(completed(request, values));
      return { ok: true, value: found.ok ? found : null };
    },
  },
  run: {
    fields: allFields,
    needs: ['modelFormula', 'truthFormula', 'optimum'],
    compute: (engine, request, values) => {
      const experiment = completed(request, values);
      if (!request.findRate) return runOf(engine, experiment, engine.run, request.kept);
      const found = findRate(engine, experiment, values.optimum, request.findRate);
      return runOf(engine, found.experiment, () => found.run, request.kept);
    },
  },
  valley: {
    fields: allFields,
    needs: ['run', 'optimum'],
    compute: (engine, _, { run, optimum }) => ({ ok: true, value: valleyOfRun(engine, run, optimum) }),
  },
};

/**
 * The formula of standardized columns as people read it, with z for (x − x̄)/s.
 * @param {Engine} engine
 * @param {Scaling} scaling
 * @param {string[]} names of the columns
 * @returns {FormulaOutcome}
 */
function checkScaled(engine, { shown, columns }, names) {
  const renamed = names.map((name) => columns.find(({ column }) => column === name)?.name ?? name);
  const read = checkFormula(engine, shown, 'model.formula', renamed);
  return read.ok ? { ...read, scaled: columns } : read;
}

/** The answer of a part that is a formula. @param {FormulaOutcome} read @returns {PartResult} */
const partOf = (read) => (read.ok ? { ok: true, value: read } : read);

/**
 * The experiment with a number for every name of its formulas, and none for others.
 * @param {{ experiment: Experiment }} request
 * @param {{ modelFormula: ReadFormula, truthFormula: ReadFormula | null }} values
 * @returns {Experiment}
 */
function completed({ experiment: { model, data, ...rest } }, { modelFormula, truthFormula }) {
  const pick = (/** @type {Record<string, number>} */ numbers, /** @type {string[]} */ names) =>
    Object.fromEntries(names.map((name) => [name, numberOf(numbers, name, newNameDefault)]));
  const constants = truthFormula?.parameters ?? [];
  return {
    ...rest,
    data: data.kind === 'simulated' ? { ...data, constants: pick(data.constants, constants) } : data,
    model: { ...model, start: pick(model.start, modelFormula.parameters) },
  };
}

/**
 * The values of the problem's parts, as one object.
 * @param {Record<string, any>} values
 * @returns {Problem}
 */
export function problemOf({ modelFormula, lossFormula, truthFormula, truthNow, data, optimum, run, valley }) {
  const formulas = { model: modelFormula, truth: truthFormula, truthNow, loss: lossFormula };
  return { ...run, formulas, parameters: modelFormula.parameters, data, optimum, valley };
}

/**
 * Columns in which the first predictor runs over a grid and the others stay at their means: a slice through the model.
 * @param {ProblemData} data
 * @param {Float64Array} grid
 * @returns {Record<string, Float64Array>}
 */
export function sliceOver({ columns }, grid) {
  const mean = (/** @type {Float64Array} */ column) => column.reduce((sum, value) => sum + value, 0) / column.length;
  return Object.fromEntries(
    Object.entries(columns).map(([name, column], i) => [
      name,
      i === 0 ? grid : new Float64Array(grid.length).fill(mean(column)),
    ]),
  );
}
