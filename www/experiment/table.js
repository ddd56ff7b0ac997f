// User data as stored in the state: a text with one row per line, x,y or x,y,weight, in plain numbers. It is short
// enough for a link, and the same whatever file the data came from.

/** @import { ColumnData } from '../../wasm/engine.d.ts' */

/** @typedef {{ x: number[], y: number[], weights: number[] | null }} Table */

/** @param {Table} table @returns {string} "1,2\n3,4" */
export function tableText({ x, y, weights }) {
  return x.map((value, i) => [value, y[i], ...(weights ? [weights[i]] : [])].join(',')).join('\n');
}

/** @param {string} text of a table @returns {ColumnData} */
export function tableData(text) {
  const rows = text.split('\n').map((line) => line.split(',').map(Number));
  const column = (/** @type {number} */ k) => Float64Array.from(rows, (row) => row[k]);
  return { kind: 'columns', x: column(0), y: column(1), ...(rows[0].length > 2 && { weights: column(2) }) };
}

/** Whether a text from a link is a table. @param {string} text */
export const isTable = (text) =>
  text === '' ||
  text.split('\n').every((line, _, lines) => {
    const cells = line.split(',');
    return (
      cells.length === lines[0].split(',').length &&
      (cells.length === 2 || cells.length === 3) &&
      cells.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)))
    );
  });

/** Recognized names of columns; without them the first is x, the second y, the third the weights. */
const columnNames = {
  x: /^(x|t|time|tiempo|mediciones?|measurements?)$/i,
  y: /^(y|observaci[oó]n(es)?|observations?|valor(es)?|values?)$/i,
  weights: /^(w|weights?|pesos?)$/i,
};

/**
 * The numbers in the cells of a file: a first row without numbers is the header.
 * @param {string[][]} cells row by row
 * @returns {{ table: Table, skipped: number } | null} skipped: rows without numbers; null: fewer than two rows remain
 */
export function readCells(cells) {
  const rows = cells.filter((row) => row.some((cell) => cell.trim() !== ''));
  const headed = rows.length > 0 && rows[0].every((cell) => Number.isNaN(readCell(cell)));
  const places = placesOf(headed ? rows[0] : [], Math.max(0, ...rows.map((row) => row.length)));
  const body = headed ? rows.slice(1) : rows;
  const numbers = body
    .map((row) => places.map((place) => readCell(row[place] ?? '')))
    .filter((row) => row.every(Number.isFinite));
  if (places.length < 2 || numbers.length < 2) return null;
  const column = (/** @type {number} */ k) => numbers.map((row) => row[k]);
  return {
    table: { x: column(0), y: column(1), weights: places.length > 2 ? column(2) : null },
    skipped: body.length - numbers.length,
  };
}

/** The columns of x, y and perhaps the weights. @param {string[]} header @param {number} width @returns {number[]} */
function placesOf(header, width) {
  const named = Object.values(columnNames).map((name) => header.findIndex((cell) => name.test(cell.trim())));
  if (named[0] >= 0 && named[1] >= 0) return named[2] >= 0 ? named : named.slice(0, 2);
  // A column without a name before the two is an index, as pandas writes it.
  if (header.length === 3 && header[0].trim() === '') return [1, 2];
  return width >= 3 && (header.length === 0 || columnNames.weights.test(header[2]?.trim() ?? ''))
    ? [0, 1, 2]
    : width >= 2
      ? [0, 1]
      : [];
}

/** Accepts a decimal comma when commas do not separate the columns. @param {string} cell */
function readCell(cell) {
  const text = cell
    .trim()
    .replace(/[−–]/g, '-')
    .replace(/^([+-]?\d*),(\d+)$/, '$1.$2');
  return text === '' ? NaN : Number(text);
}
