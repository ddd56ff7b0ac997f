// Rows at which a fit is evaluated: those that the page asks for, and after them those of the data, for the residuals.
import { givenColumns } from '../../problem/compute.js';

/**
 * @import { Engine, Fit, Outcome } from '../../../wasm/engine.d.ts'
 * @import { Experiment } from '../../experiment/store.js'
 */

/**
 * @typedef {object} RowsWithData
 * @property {Record<string, Float64Array>} rows
 * @property {number} asked the number of rows that the page asks for; they come first
 * @property {number} count of the data's rows
 * @property {{ y: Float64Array, weights: ArrayLike<number> | undefined } | null} data null: their rows are too many
 *
 * @typedef {object} Residuals
 * @property {Float64Array} fitted ŷ of each row
 * @property {Float64Array} r √ω(y − ŷ)
 */

/** Residuals are computed for at most this many rows. */
const maxRows = 20000;

/**
 * @param {Engine} engine
 * @param {Experiment['data']} data
 * @param {Record<string, Float64Array>} rows
 * @returns {RowsWithData}
 */
export function rowsWithData(engine, data, rows) {
  const asked = Object.values(rows)[0].length;
  const made = data.kind === 'columns' ? givenColumns(data) : engine.simulate(data);
  if (!made.ok || made.y.length > maxRows) return { rows, asked, count: made.ok ? made.y.length : 0, data: null };
  const names = Object.keys(made.columns);
  return {
    rows: Object.fromEntries(names.map((name) => [name, Float64Array.of(...rows[name], ...made.columns[name])])),
    asked,
    count: made.y.length,
    data: { y: made.y, weights: data.kind === 'columns' ? data.weights : undefined },
  };
}

/**
 * The fit with a band at the rows that the page asks for alone, and the residuals of the others.
 * @param {Outcome<Fit>} fit
 * @param {RowsWithData} rows
 * @returns {{ fit: Outcome<Fit>, residuals: Residuals | null }}
 */
export function withoutData(fit, { asked, data }) {
  if (!fit.ok || !data) return { fit, residuals: null };
  const fitted = fit.band.y.slice(asked);
  const asArrays = Object.entries(fit.band).map(([key, values]) => [key, values.slice(0, asked)]);
  return {
    fit: { ...fit, band: Object.fromEntries(asArrays) },
    residuals: { fitted, r: data.y.map((y, i) => Math.sqrt(data.weights?.[i] ?? 1) * (y - fitted[i])) },
  };
}
