// The data as a table, with the numbers as pandas prints them: six decimals; the first and last five rows, or all.
/** @import { Labels } from '../../experiment/table.js' */

/**
 * @typedef {{ x: Float64Array, y: Float64Array, labels?: Labels | null }} Data
 * @typedef {[index: string, x: string, y: string]} Row
 */

/** Maximum number of rows; the CSV has all of them. */
export const maxRows = 2000;
const head = 5;

/** @param {Data} data @param {boolean} all @returns {Row[]} */
export function tableRows({ x, y }, all) {
  const row = (/** @type {number} */ i) => /** @type {Row} */ ([String(i), x[i].toFixed(6), y[i].toFixed(6)]);
  const n = x.length;
  const span = (/** @type {number} */ from, /** @type {number} */ to) =>
    Array.from({ length: to - from }, (_, i) => row(from + i));
  if (all || n <= 2 * head) return span(0, Math.min(n, maxRows));
  return [...span(0, head), ['…', '…', '…'], ...span(n - head, n)];
}

/** @param {Data} data @param {[string, string]} names */
export function csv({ x, y }, names) {
  return `${names.map(quoted).join(',')}\n${Array.from(x, (value, i) => `${value},${y[i]}`).join('\n')}\n`;
}

/** A title as a cell of a CSV. @param {string} title */
const quoted = (title) => (/[",\n]/.test(title) ? `"${title.replaceAll('"', '""')}"` : title);
