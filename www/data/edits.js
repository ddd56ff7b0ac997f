// Changes of a table of data, each as another table: the one before stays as it was, so that it can come back.

/** @import { DataColumn, DataTable } from '../experiment/table.js' */

/** Tables of more rows are not edited. */
export const maxEditedRows = 200;
/** A table keeps at least this many rows. */
export const minRows = 2;

/** Simulated data as a table of the user. @param {{ x: Float64Array, y: Float64Array }} data @returns {DataTable} */
export const tableOf = ({ x, y }) => ({
  columns: [column('x', x), column('y', y)],
});

/** @param {'x' | 'y'} role @param {Float64Array} numbers @returns {DataColumn} */
const column = (role, numbers) => ({ title: '', unit: '', name: role, role, numbers: Float64Array.from(numbers) });

/** @param {DataTable} table */
export const rowCount = ({ columns }) => columns[0].numbers.length;

/** The place of the column with a role. @param {DataTable} table @param {'x' | 'y'} role */
export function placeOf({ columns }, role) {
  const place = columns.findIndex((each) => each.role === role);
  return place < 0 ? columns.findIndex((each) => each.role === 'predictor') : place;
}

/** @param {DataTable} table @param {(numbers: Float64Array, k: number) => Float64Array} change @returns {DataTable} */
const changed = ({ columns, leftOut }, change) => ({
  columns: columns.map((each, k) => ({ ...each, numbers: change(each.numbers, k) })),
  ...(leftOut && { leftOut }),
});

/** A table with other numbers in a row, by the place of their column. @param {DataTable} table @param {number} row
 * @param {Record<number, number>} values */
export const withValues = (table, row, values) =>
  changed(table, (numbers, k) => (k in values ? numbers.map((value, i) => (i === row ? values[k] : value)) : numbers));

/** A table without a row. @param {DataTable} table @param {number} row */
export const withoutRow = (table, row) => changed(table, (numbers) => numbers.filter((_, i) => i !== row));

/**
 * A table with a row more at the end. Where no value is given, x goes on by its last step and the others repeat.
 * @param {DataTable} table @param {Record<number, number>} [values]
 */
export function withNewRow(table, values = {}) {
  const last = rowCount(table) - 1;
  const x = placeOf(table, 'x');
  return changed(table, (numbers, k) => {
    const step = k === x && last > 0 ? numbers[last] - numbers[last - 1] : 0;
    return Float64Array.from([...numbers, values[k] ?? numbers[last] + step]);
  });
}

/**
 * The number that a cell may hold, or null: "1,5" has a decimal comma, σ is positive and a weight not negative.
 * @param {string} text @param {DataColumn['role']} role
 */
export function numberIn(text, role) {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  const value = plain === '' ? NaN : Number(plain);
  if (!Number.isFinite(value) || !/^[+-]?[\d.]+(?:e[+-]?\d+)?$/i.test(plain)) return null;
  return (role === 'sigma' && value <= 0) || (role === 'weight' && value < 0) ? null : value;
}
