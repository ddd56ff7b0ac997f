// Headers that programs of laboratories write above their numbers, and that are no titles.

/** @import { Row } from './rows.js' */

const endOfHeader = '***End_of_Header***';

/** A text whose header of LabVIEW is blank lines, so that lines keep their numbers. @param {string} text */
export function withoutProgramHeader(text) {
  const mark = text.lastIndexOf(endOfHeader);
  if (mark < 0) return text;
  const end = text.indexOf('\n', mark) + 1 || text.length;
  return '\n'.repeat(text.slice(0, end).split('\n').length - 1) + text.slice(end);
}

/** Origin's names of its header rows: of the titles, of the units, and of those that are neither. */
const titleLabels = /^(?:long name|units)$/i;
const otherLabels = /^(?:comments|f\(x\)=?|sampling interval|sparklines?|designations?)$/i;

/**
 * Rows of Origin, where the names of the header rows stand above the numbers of the rows: those names are no titles,
 * and rows that are neither titles nor units are comments.
 * @param {Row[]} rows @returns {Row[]}
 */
export function withoutRowLabels(rows) {
  const labelOf = (/** @type {Row} */ { cells }) => cells[0].trim();
  if (!rows.slice(0, 10).some((row) => /^long name$/i.test(labelOf(row)))) return rows;
  return rows.map((row) => {
    const { cells, line } = row;
    if (titleLabels.test(labelOf(row))) return { cells: ['', ...cells.slice(1)], line };
    return otherLabels.test(labelOf(row)) ? { cells: [`# ${cells[0]}`, ...cells.slice(1)], line } : row;
  });
}
