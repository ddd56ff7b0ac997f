// The summary of a read table: everything that the dialog shows, without the numbers, which stay in the worker until
// the table is used.

/**
 * @import { DataTable } from '../experiment/table.js'
 * @import { Encoding } from './read/encoding.js'
 * @import { Table, TableColumn } from './read/decide.js'
 */

/**
 * @typedef {Omit<TableColumn, 'numbers'>} ColumnSummary
 * @typedef {Omit<Table, 'columns'> & { columns: ColumnSummary[], encoding: Encoding | null }} Summary of a file its
 *   encoding too
 */

/** @param {Table} table @param {Encoding | null} encoding @returns {Summary} */
export function summaryOf(table, encoding) {
  return { ...table, columns: table.columns.map((column) => withoutNumbers(column)), encoding };
}

/** @param {TableColumn} column @returns {ColumnSummary} */
function withoutNumbers(column) {
  const copy = { ...column }; // the numbers of a column of the text are no part of a copy; those of row numbers are
  if (column.index < 0) delete (/** @type {any} */ (copy).numbers);
  return copy;
}

/** Rows of the preview. */
export const previewRows = 8;

/**
 * The table as the state keeps it: its columns of numbers.
 * @param {Table} table
 * @param {(column: number) => void} [onMade] a column of the text has its numbers, and its cells are no longer needed
 * @returns {DataTable}
 */
export function dataTableOf({ columns, leftOut }, onMade = () => {}) {
  return {
    columns: columns.flatMap((column) => {
      const { title, unit, name, role, index, numbers } = column;
      if (index >= 0) onMade(index);
      return numbers ? [{ title, unit, name, role, numbers }] : [];
    }),
    leftOut: { total: leftOut.total, rows: leftOut.rows },
  };
}
