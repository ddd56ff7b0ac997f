// A line of plain numbers between separators, as almost every line of a large file: read from its characters, without
// a string for each cell.
//
// A number of at most 15 digits is the quotient of two integers that a double holds exactly, its digits and a power of
// ten up to 10²²; so one division gives the correctly rounded value (Clinger 1990). Other cells are left to `readCell`.
import { kind } from './kinds.js';

/** @import { Column } from './column.js' */

const powers = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const maxDigits = 15;
const [zero, nine, dot, minus] = [...'09.-'].map((sign) => sign.charCodeAt(0));

/** The numbers of a line, until all its cells have turned out to be plain. */
const line = { values: new Float64Array(64), kinds: new Uint8Array(64), lengths: new Uint8Array(64) };

/**
 * @param {Column[]} columns
 * @param {number} row
 * @param {number} separator its character code
 * @param {string} text
 * @param {number} start of the line in it
 * @param {number} end
 * @returns {boolean} false: the line has other cells, or another number of them, and nothing was taken
 */
export function takePlainLine(columns, row, separator, text, start, end) {
  const { length } = columns;
  if (length > line.values.length) return false;
  let at = start;
  for (let k = 0; k < length; k += 1) {
    at = readPlainCell(separator, text, at, end, k);
    if (at < 0 || (at === end) !== (k === length - 1)) return false;
    at += 1;
  }
  for (let k = 0; k < length; k += 1) columns[k].setPlain(row, line.kinds[k], line.values[k], line.lengths[k]);
  return true;
}

/**
 * Reads a cell into `line`.
 * @param {number} separator @param {string} text @param {number} start @param {number} end of the line
 * @param {number} k
 * @returns {number} where the cell ends, or −1: it is not plain
 */
function readPlainCell(separator, text, start, end, k) {
  let at = start;
  const isNegative = text.charCodeAt(at) === minus;
  if (isNegative) at += 1;
  const first = at;
  let [digits, point, whole] = [0, -1, 0];
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= zero && code <= nine) {
      whole = 10 * whole + code - zero;
      digits += 1;
    } else if (code === dot && point < 0) point = at;
    else if (code === separator) break;
    else return -1;
  }
  if (digits === 0 || digits > maxDigits) return -1;
  const value = point < 0 ? whole : whole / powers[at - point - 1];
  line.values[k] = isNegative ? -value : value;
  line.lengths[k] = at - start;
  const isGroup = point > first && at - point === 4 && point - first <= 3 && text.charCodeAt(first) !== zero;
  line.kinds[k] = point < 0 ? kind.number : isGroup ? kind.pointOrThousands : kind.pointOnly;
  return at;
}
