// Text → rows of cells. Papa Parse does the grammar of quotes; the separator is found here, because only the
// cells as numbers distinguish a decimal comma from a separator.
import { isMissing, readCell } from './cell.js';
import { kind } from './kinds.js';
import { separators } from './settings.js';
import { partsOf } from './uncertain.js';

/**
 * @typedef {object} RawParser one text, or the beginning of one whose last row may go on
 * @property {(text: string, base: number, ignoreLastRow: boolean) => {
 *   data: string[][], errors: { type: string }[], meta: { cursor: number } }} parse
 * @typedef {{ Parser: new (options: object) => RawParser }} Papa
 *
 * @typedef {{ cells: string[], line: number }} Row line: of the file, from 1
 */

/** The length of a quoted cell beyond which the quotes of a file are no quotes. */
const longestRow = 1 << 20;

export class QuotesBroken extends Error {}

/** Turns pieces of a text into rows. */
export class RowParser {
  #rest = '';
  #line = 1;

  /** @param {Papa} papa @param {string} separator @param {boolean} quotes whether " encloses cells */
  constructor(papa, separator, quotes) {
    this.separator = separator;
    this.quotes = quotes;
    this.parser = new papa.Parser({
      // A sign that no text has leaves every line one cell.
      delimiter: separator || '\u001f',
      newline: '\n',
      ...(quotes ? {} : { fastMode: true }),
    });
  }

  /**
   * Visits the complete lines of a text without quotes, which needs no grammar: a tenth of the time, and no objects.
   * @param {string} text with line ends as \n
   * @param {(text: string, start: number, end: number, line: number) => void} visit
   * @returns {boolean} false: there are quotes, loose decimal commas or cells between spaces, and `push` must take the
   *   text
   */
  visitLines(text, visit) {
    if (this.separator.length !== 1 || this.separator === ' ') return false;
    if (this.quotes && (text.includes('"') || this.#rest.includes('"'))) return false;
    if (this.separator === ';' && hasLooseComma.test(text)) return false;
    const whole = this.#rest + text;
    let start = 0;
    for (let end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', start)) {
      visit(whole, start, end, this.#line);
      this.#line += 1;
      start = end + 1;
    }
    this.#rest = whole.slice(start);
    return true;
  }

  /** @param {string} text */
  #plain(text) {
    if (this.separator === ' ') return collapsed(text, this.#rest === '');
    return this.separator === ';' ? text.replace(looseCommas, ',') : text;
  }

  /**
   * @param {string} text with line ends as \n @param {boolean} last @returns {Row[]} the rows that are complete
   */
  push(text, last) {
    const whole = this.#rest + this.#plain(text);
    if (whole === '') return [];
    const { data, errors, meta } = this.parser.parse(whole, 0, !last);
    if (errors.some(({ type }) => type === 'Quotes')) throw new QuotesBroken();
    this.#rest = last ? '' : whole.slice(meta.cursor);
    if (this.quotes && this.#rest.length > longestRow && this.#rest.includes('"')) throw new QuotesBroken();
    if (last && data.length > 0 && data[data.length - 1].join('') === '' && whole.endsWith('\n')) data.pop();
    const inside = this.quotes && whole.includes('"');
    return data.map((cells) => {
      const row = { cells, line: this.#line };
      this.#line += 1 + (inside ? lineEnds(cells) : 0);
      return row;
    });
  }
}

/** A decimal comma with a space behind it, as in "1, 5; 2, 3". */
const hasLooseComma = /\d, (?=\d)/;
const looseCommas = /(?<=(?:^|[;\n])\s*[-+−]?\d+), (?=\d+\s*(?:[;\n]|$))/g;

/** @param {string[]} cells */
const lineEnds = (cells) =>
  cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);

/** Every run of spaces and tabs as one space, none at the ends of lines. @param {string} text @param {boolean} fresh */
function collapsed(text, fresh) {
  const runs = text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/(?<=\d) ?(±|\+\/?[-−]) ?(?=[\d.,])/g, '±');
  return fresh && runs.startsWith(' ') ? runs.slice(1) : runs;
}

/** A text with every line end as \n. @param {string} text */
export const withLineEnds = (text) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/** "(2 rows)" and "[100 rows x 2 columns]", as databases and pandas count what they print, and the type of a series. */
const isRowCount = new RegExp(
  [
    String.raw`^\(?\d+ (?:rows?|records?|filas?|registros?)(?: in set.*| selected\.?)?\)?\s*$`,
    String.raw`^\[\d+ rows x \d+ columns?\]$|^(?:(?:Name|Length|Freq): [^,]*, )*dtype: \w+$`,
  ].join('|'),
  'i',
);

/** Whether a row is a comment: "# …", "% …", "// …", "; …", "! …"; "#N/A" is a missing value.
 * @param {string[]} cells */
export function isComment(cells) {
  const start = cells[0].trimStart();
  if (start.startsWith('#')) return !isMissing(start);
  if (isRowCount.test(cells.length > 1 && cells.length < 9 ? cells.join(' ').trim() : start)) return true;
  return /^[<>]{3}|^@(?:\s|$)|^&\s*$|^[%!]\s*[^\s,;|\t]|^;|^!$|^\/\/|^%{2,}|^"""/.test(start) && start !== '%';
}

/** Whether a row holds nothing, or is the rule of a table in Markdown or of a database, or the types under R's titles.
 * @param {string[]} cells */
export function isEmptyRow(cells) {
  if (cells.every((cell) => cell === '' || cell.trim() === '')) return true;
  if (cells.every((cell) => /^\s*(?:={2,}|<(?:dbl|int|chr|fct|lgl|date|dttm)>)\s*$/.test(cell))) return true;
  if (/^\s*\+(?:[-=]{2,}\+)+\s*$/.test(cells[0]) && cells.length === 1) return true;
  return cells.some((cell) => /--|:-|-:/.test(cell)) && cells.every((cell) => /^\s*[:+]?-*[:+]?\s*$/.test(cell));
}

/**
 * The sign that separates the cells: under which most rows have as many cells, and most cells are numbers.
 * @param {Papa} papa
 * @param {string} sample whole lines
 * @param {boolean} quotes
 */
export function findSeparator(papa, sample, quotes) {
  const named = /^sep=(.)\n/i.exec(sample);
  if (named) return named[1];
  let best = { separator: '', score: 0.2 };
  let isBroken = false;
  for (const separator of separators.slice(0, -1)) {
    const score = scoreOf(papa, sample, separator, quotes);
    if (score === null) isBroken = true;
    else if (score > best.score + 1e-9) best = { separator, score };
  }
  if (best.separator === '' && isBroken) throw new QuotesBroken();
  return best.separator;
}

/** The rows under a separator; null where the quotes do not fit it. @param {Papa} papa @param {string} sample
 * @param {string} separator @param {boolean} quotes */
function rowsUnder(papa, sample, separator, quotes) {
  try {
    return new RowParser(papa, separator, quotes).push(sample, true);
  } catch (reason) {
    if (reason instanceof QuotesBroken) return null;
    throw reason;
  }
}

const rowsToScore = 200;

/** @param {Papa} papa @param {string} sample @param {string} separator @param {boolean} quotes */
function scoreOf(papa, sample, separator, quotes) {
  const all = rowsUnder(papa, sample, separator, quotes);
  if (!all) return null;
  const rows = all
    .map(({ cells }) => cells)
    .filter((cells) => !isEmptyRow(cells) && !isComment(cells))
    .slice(0, rowsToScore);
  const width = commonWidth(rows);
  if (width < 2) return 0;
  const even = rows.filter((cells) => cells.length === width);
  const values = even.flat().filter((cell) => readCell(cell) !== kind.text || partsOf(cell)).length;
  return (even.length / rows.length) * (0.1 + (0.9 * values) / (even.length * width));
}

/** The most frequent number of cells in a row; of two equally frequent ones the later. @param {string[][]} rows */
export function commonWidth(rows) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] >= best[1] ? entry : best), [0, 0])[0];
}
