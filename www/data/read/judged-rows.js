// The rows of a table: which are kept, and why the others are left out.
import { daysAs, daysOfCompact } from './dates.js';
import { prefixes } from './format.js';
import { isNumber, kind, valueAs } from './kinds.js';

/**
 * @import { Column } from './column.js'
 * @import { DateOrder } from './dates.js'
 * @import { ColumnType, Reason, Table } from './decide.js'
 * @import { DecimalSign } from './kinds.js'
 * @import { Draft } from './reader.js'
 * @import { Role } from '../../experiment/table.js'
 */

const maxListed = 200;

/**
 * @typedef {object} Cells a column with how its cells are read
 * @property {Column} column
 * @property {ColumnType} type
 * @property {DecimalSign} decimal
 * @property {string | null} only the unit that counts
 * @property {DateOrder} order
 * @property {number | null} sentinel the number that stands for a missing value
 * @property {boolean} hasPrefixes whether k, M, … beside the numbers are powers of ten
 * @property {boolean} readsWords whether fractions, yes and no are numbers
 */

/** @param {Cells} cells @param {number} row */
export function numberAt(cells, row) {
  const { column, type, decimal, order, readsWords: areNumbers, hasPrefixes } = cells;
  const found = column.kinds[row];
  if (found >= kind.fraction) return areNumbers ? column.values[row] : NaN;
  if (type !== 'date') {
    const value = valueAs(found, column.values[row], decimal);
    return hasPrefixes ? Number(`${value}e${prefixes[column.affixes[column.affixOf?.[row] ?? 0]]}`) : value;
  }
  if (found === kind.date) return column.values[row];
  if (found === kind.number) return daysOfCompact(column.values[row]);
  return found === kind.dateOfUnknownOrder ? daysAs(column.values[row], order) : NaN;
}

/**
 * Why a cell cannot be used, or null.
 * @param {Cells} cells
 * @param {number} row
 * @param {Role} role
 * @returns {Reason | null}
 */
function reasonOfCell(cells, row, role) {
  const { column, only, sentinel } = cells;
  const found = column.kinds[row];
  if (found === kind.blank) return 'blank';
  if (found === kind.infinite) return 'infinite';
  const value = numberAt(cells, row);
  if (Number.isNaN(value)) return isNumber(found) ? 'decimalSign' : 'notNumber';
  if (only !== null && column.affixes[column.affixOf?.[row] ?? 0] !== only) return 'unit';
  if (value === sentinel) return 'sentinel';
  if (role === 'sigma' && value <= 0) return 'sigma';
  return role === 'weight' && value < 0 ? 'weight' : null;
}

/** The last rows of a table, as far as a text in each is the label of a total, with the column of the text.
 * @param {Draft} draft @param {Cells[]} all @returns {Map<number, number>} */
function totalsBelow({ rows }, all) {
  /** @type {Map<number, number>} */
  const found = new Map();
  const columnAt = (/** @type {number} */ row) =>
    all.findIndex(({ column, type }) => type === 'text' && column.totals.includes(row));
  for (let row = rows - 1, k = columnAt(row); row > 1 && k >= 0; row -= 1, k = columnAt(row)) found.set(row, k);
  // A column that has such labels elsewhere, as "mean" and "sd", holds kinds of rows.
  for (const [row, k] of found) {
    const { totals } = all[k].column;
    if (totals.some((other) => !found.has(other))) found.delete(row);
  }
  return found;
}

/**
 * The row that begins another table: after a blank line it has texts alone, at least two, above columns of numbers, and
 * they are not the titles again; null: there is none.
 * @param {Draft} draft @param {ColumnType[]} types @returns {number | null}
 */
export function tableBelow(draft, types) {
  const { columns, layout } = draft;
  const numeric = columns.map((_, k) => k).filter((k) => types[k] === 'number');
  if (numeric.length < 2) return null;
  const [first, ...others] = numeric;
  for (const [row] of columns[first].texts) {
    const isTitle = (/** @type {number} */ k) => columns[k].kinds[row] === kind.text;
    const isBlank = (/** @type {number} */ k) => columns[k].kinds[row] === kind.blank;
    const areTitles = isTitle(first) && others.some(isTitle) && others.every((k) => isTitle(k) || isBlank(k));
    if (row === 0 || !areTitles || lineOf(draft, row) - lineOf(draft, row - 1) < 2) continue;
    if (numeric.some((k) => isTitle(k) && columns[k].texts.get(row) !== layout.headings[k].title)) return row;
  }
  return null;
}

/**
 * @param {Draft} draft @param {Cells[]} all @param {number[]} used @param {Role[]} roles
 * @param {number | null} below the row from which on another table stands
 */
export function judgeRows(draft, all, used, roles, below) {
  const totals = totalsBelow(draft, all);
  const reasonOf = (/** @type {number} */ row) => {
    if (below !== null && row >= below) return { reason: /** @type {Reason} */ ('otherTable'), column: -1 };
    if (draft.extra.has(row)) return { reason: /** @type {Reason} */ ('extraCells'), column: -1 };
    const total = totals.get(row);
    if (total !== undefined) return { reason: /** @type {Reason} */ ('total'), column: total };
    for (const k of used) {
      const reason = reasonOfCell(all[k], row, roles[k]);
      if (reason) return { reason, column: k };
    }
    return null;
  };
  /** @type {Table['leftOut']} */
  const leftOut = { total: 0, reasons: {}, rows: [] };
  const kept = new Uint32Array(draft.rows);
  let count = 0;
  for (let row = 0; row < draft.rows; row += 1) {
    const bad = reasonOf(row);
    if (!bad) kept[count++] = row;
    else note(draft, leftOut, row, bad);
  }
  return { kept: kept.subarray(0, count), leftOut, reasonOf };
}

/**
 * @param {Draft} draft
 * @param {Table['leftOut']} leftOut
 * @param {number} row
 * @param {{ reason: Reason, column: number }} bad
 */
function note(draft, leftOut, row, { reason, column }) {
  leftOut.total += 1;
  leftOut.reasons[reason] = (leftOut.reasons[reason] ?? 0) + 1;
  if (leftOut.rows.length >= maxListed) return;
  const { head, columns, layout, extra } = draft;
  const own = columns.map(({ texts }) => texts.get(row)).find(Boolean) ?? head[row]?.[0];
  const text = column < 0 ? (extra.get(row) ?? own) : (columns[column].texts.get(row) ?? head[row]?.[column]?.trim());
  leftOut.rows.push({
    line: lineOf(draft, row),
    reason,
    column: column < 0 ? '' : layout.headings[column].title || String(column + 1),
    text: (text ?? '').slice(0, 80),
  });
}

/** The line of the file that a row stands on. @param {Draft} draft @param {number} row */
export function lineOf({ offsets }, row) {
  let [low, high] = [0, offsets.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle][0] <= row) low = middle;
    else high = middle - 1;
  }
  return row + (offsets[low]?.[1] ?? 0);
}
