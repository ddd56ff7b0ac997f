// The computation of each part of the problem (parts.js), in the worker.
import { newNameDefault } from '../experiment/fields.js';
import { numberOf } from '../experiment/named.js';
import { columnNames } from '../experiment/table.js';
import { checkFormula, withNumbers } from '../engine/formulas.js';
import { momentsOf } from '../engine/held-columns.js';
import { findRate } from './rate.js';
import { runOf } from './run.js';
import { valleyOfRun } from './valley.js';

/**
 * @import { ColumnData, Engine } from '../../wasm/engine.d.ts'
 * @import { Computations, PartResult } from '../engine/parts.js'
 * @import { FormulaOutcome, ReadFormula } from '../engine/formulas.js'
 * @import { Scaling } from '../experiment/scaling.js'
 * @import { Experiment } from '../experiment/store.js'
 * @import { ProblemData } from './parts.js'
 */

/** @type {Computations} */
export const problemComputations = {
  modelFormula: (engine, { experiment: { model, data }, scaling }) =>
    partOf(
      scaling
        ? checkScaled(engine, scaling, columnNames(data))
        : checkFormula(engine, model.formula, 'model.formula', columnNames(data)),
    ),
  lossFormula: (engine, { experiment: { loss } }) =>
    loss?.name === 'custom'
      ? partOf(checkFormula(engine, loss.formula ?? '', 'loss.formula', ['r', 'y', 'yhat']))
      : { ok: true, value: null },
  truthFormula: (engine, { experiment: { data } }) =>
    data.kind === 'simulated' ? partOf(checkFormula(engine, data.truth, 'data.truth')) : { ok: true, value: null },
  truthNow: (engine, request, values) => {
    const { data } = completed(request, values);
    return { ok: true, value: data.kind === 'simulated' ? withNumbers(engine, data.truth, data.constants) : null };
  },
  data: (engine, request, values) => {
    const { data } = completed(request, values);
    const made = data.kind === 'columns' ? givenColumns(data) : engine.simulate(data);
    if (!made.ok) return made;
    const { columns, y } = made;
    return { ok: true, value: { x: columns[Object.keys(columns)[0]], y, columns, labels: request.labels ?? null } };
  },
  optimum: (engine, request, values) => {
    const found = engine.optimum(completed(request, values));
    return { ok: true, value: found.ok ? found : null };
  },
  run: (engine, request, values) => {
    const experiment = completed(request, values);
    if (!request.findRate) return runOf(engine, experiment, engine.run, request.kept);
    const found = findRate(engine, experiment, values.optimum, request.findRate);
    return runOf(engine, found.experiment, () => found.run, request.kept);
  },
  valley: (engine, _, { run, optimum }) => ({ ok: true, value: valleyOfRun(engine, run, optimum) }),
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

/** The columns of user data, which the run checks. @param {ColumnData} data */
export function givenColumns({ x, columns, y }) {
  const all = /** @type {Record<string, Float64Array>} */ (columns ?? { x });
  return { ok: /** @type {const} */ (true), columns: all, y: /** @type {Float64Array} */ (y) };
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
 * Columns in which the first predictor runs over a grid and the others stay at their means: a slice through the model.
 * @param {ProblemData} data
 * @param {Float64Array} grid
 * @returns {Record<string, Float64Array>}
 */
export function sliceOver({ columns }, grid) {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column], i) => [
      name,
      i === 0 ? grid : new Float64Array(grid.length).fill(momentsOf(column).mean),
    ]),
  );
}
