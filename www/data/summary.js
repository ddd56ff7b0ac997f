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
  return { ...table, columns: table.columns.map(({ numbers: _, ...column }) => column), encoding };
}

/** Rows of the preview. */
export const previewRows = 8;

/** The table as the state keeps it: its columns of numbers. @param {Table} table @returns {DataTable} */
export function dataTableOf({ columns, leftOut }) {
  return {
    columns: columns.flatMap(({ title, unit, name, role, numbers }) =>
      numbers ? [{ title, unit, name, role, numbers }] : [],
    ),
    leftOut: { total: leftOut.total, rows: leftOut.rows },
  };
}
