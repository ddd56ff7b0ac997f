// A text, piece by piece, into columns of cells: the part that is done once. What the cells mean is decided afterwards,
// in `decide.js`, as often as a person changes something.
import { Column } from './column.js';
import { decoderOf, notText, sniffEncoding } from './encoding.js';
import { isOfMarkup, tableOfForm } from './forms/forms.js';
import { findLayout, joinCells } from './layout.js';
import { withoutProgramHeader, withoutRowLabels } from './program-headers.js';
import { takePlainLine } from './plain-line.js';
import { findSeparator, isComment, isEmptyRow, QuotesBroken, RowParser, withLineEnds } from './rows.js';
import { splitUncertain, uncertainColumns } from './uncertain.js';

/**
 * @import { Encoding } from './encoding.js'
 * @import { Layout, LayoutSettings } from './layout.js'
 * @import { Papa, Row } from './rows.js'
 */

/**
 * The decisions about how a text is read; those that are missing are found.
 * @typedef {LayoutSettings & { separator?: string, quotes?: boolean, transposed?: boolean,
 *   encoding?: Encoding }} ReadSettings
 *
 * @typedef {object} Draft a table whose cells are read, but not yet interpreted
 * @property {string} separator
 * @property {boolean} hasQuotes
 * @property {boolean} brokenQuotes whether a quote was opened and not closed, so that quotes are plain signs
 * @property {Layout} layout
 * @property {Column[]} columns none where they are too many
 * @property {number} rows
 * @property {Map<number, string>} extra rows that have more cells than the table, by number, with those cells
 * @property {{ line: number, text: string }[]} aside lines that are no rows: above the header, and comments
 * @property {[row: number, offset: number][]} offsets from this row on the line is the row plus the offset
 * @property {string[][]} head the cells of the first rows, as they stand
 * @property {boolean | null} transposed whether the table was turned; null: it was, and a question is left
 */

/** The length of the sample from which separator and layout are found. */
const sampleChars = 1 << 16;
/** The least number of lines of a sample, unless it reaches its greatest length. */
const sampleLines = 8;
const maxSampleChars = 1 << 23;
/** The greatest length of a text in HTML, JSON or another markup, which is read as a whole. */
const maxMarkupChars = 1 << 26;
/** The number of columns that a table may have. */
export const maxColumns = 500;
/** Rows of which the draft keeps the cells as they stand. */
const headRows = 100;
const maxAside = 100;

export class TableReader {
  #sample = '';
  #endsInReturn = false;
  /** @type {RowParser | null} */ #parser = null;
  /** @type {Draft | null} */ #draft = null;
  /** @type {number[]} */ #uncertain = [];

  /** @param {Papa} papa @param {ReadSettings} [settings] */
  constructor(papa, settings = {}) {
    this.papa = papa;
    this.settings = settings;
  }

  /** Throws `QuotesBroken` where a quote is not closed: read again with `quotes: false`. @param {string} text */
  push(text) {
    let piece = this.#endsInReturn ? `\r${text}` : text;
    this.#endsInReturn = piece.endsWith('\r');
    if (this.#endsInReturn) piece = piece.slice(0, -1);
    piece = withLineEnds(piece);
    if (this.#parser) this.#takePiece(this.#parser, piece);
    else {
      this.#sample += piece;
      if (this.#sample.length >= sampleChars && isSample(this.#sample)) this.#begin(false);
    }
  }

  /** @returns {Draft} */
  end() {
    if (!this.#parser) this.#begin(true);
    else this.#take(this.#split(this.#parser.push(this.#endsInReturn ? '\n' : '', true)));
    const draft = /** @type {Draft} */ (this.#draft);
    for (const column of draft.columns) column.finish(draft.rows);
    return draft;
  }

  /** @param {boolean} last whether the sample is the whole text */
  #begin(last) {
    const { settings } = this;
    const written = withoutProgramHeader(this.#sample.replace(/^\ufeff/, ''));
    const isWhole = last && settings.separator === undefined;
    const sample = (isWhole ? tableOfForm(written) : null) ?? written;
    this.#sample = '';
    const end = last ? sample.length : sample.lastIndexOf('\n') + 1 || sample.length;
    const start = sample.slice(0, end);
    const hasQuotes = settings.quotes ?? true;
    const separator = settings.separator ?? findSeparator(this.papa, start, hasQuotes);
    this.#parser = new RowParser(this.papa, separator, hasQuotes);
    let rows = this.#parser.push(start, last);
    if (/^sep=/i.test(rows[0]?.cells[0] ?? '')) rows = rows.slice(1);
    rows = withoutRowLabels(rows);
    const transposed = last ? (settings.transposed ?? couldBeTransposed(rows)) : false;
    if (transposed) rows = turned(rows);
    this.#uncertain = uncertainColumns(rows);
    rows = this.#split(rows);
    const layout = findLayout(rows, transposed ? [] : start.split('\n'), separator, settings);
    this.#draft = {
      separator,
      hasQuotes: hasQuotes && start.includes('"'),
      brokenQuotes: !hasQuotes,
      layout,
      columns: layout.width > maxColumns ? [] : Array.from({ length: layout.width }, () => new Column()),
      rows: 0,
      extra: new Map(),
      aside: [],
      offsets: [],
      head: [],
      transposed: settings.transposed === undefined && transposed ? null : transposed,
    };
    this.#take(rows);
    if (!last) this.#takePiece(this.#parser, sample.slice(end));
  }

  /** @param {RowParser} parser @param {string} piece */
  #takePiece(parser, piece) {
    const draft = /** @type {Draft} */ (this.#draft);
    const { layout, separator } = draft;
    const isPlain = layout.skip === 0 && layout.join.length === 0;
    const code = separator.charCodeAt(0);
    const visit = (/** @type {string} */ text, /** @type {number} */ start, /** @type {number} */ end, line = 0) => {
      if (isPlain && takePlainLine(draft.columns, draft.rows, code, text, start, end)) noteRow(draft, line);
      else this.#take(this.#split([{ cells: text.slice(start, end).split(separator), line }]));
    };
    if (!parser.visitLines(piece, visit)) this.#take(this.#split(parser.push(piece, false)));
  }

  /** @param {Row[]} rows */
  #split(rows) {
    const columns = this.#uncertain;
    if (columns.length === 0) return rows;
    return rows.map((row) => (isComment(row.cells) ? row : splitUncertain(row, columns)));
  }

  /** @param {Row[]} rows */
  #take(rows) {
    const draft = /** @type {Draft} */ (this.#draft);
    for (const row of rows) {
      if (isEmptyRow(row.cells)) continue;
      if (draft.layout.above.has(row.line) || isComment(row.cells)) setAside(draft, row);
      else takeRow(draft, row);
    }
  }
}

/** @param {Draft} draft @param {Row} row */
function setAside({ aside, layout, separator }, { cells, line }) {
  if (!layout.titleLines.has(line) && aside.length < maxAside)
    aside.push({ line, text: cells.join(separator).slice(0, 200) });
}

/** @param {Draft} draft @param {Row} row */
function takeRow(draft, { cells: all, line }) {
  const { layout, columns, rows } = draft;
  const cells = joinCells(layout.skip > 0 ? all.slice(layout.skip) : all, layout.join);
  const { width } = layout;
  if (cells.length > width && cells.slice(width).some((text) => text.trim() !== ''))
    draft.extra.set(rows, cells.slice(width).join(' ').slice(0, 80));
  const count = Math.min(columns.length, cells.length);
  for (let k = 0; k < count; k += 1) columns[k].set(rows, cells[k]);
  if (rows < headRows) draft.head.push(cells);
  noteRow(draft, line);
}

/** Whether a text has enough lines to find its layout. @param {string} text */
function isSample(text) {
  if (isOfMarkup(text)) return text.length >= maxMarkupChars;
  let at = -1;
  for (let lines = 0; lines < sampleLines; lines += 1) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return text.length >= maxSampleChars;
  }
  return true;
}

/** Counts a row, with the line that it stands on. @param {Draft} draft @param {number} line */
function noteRow(draft, line) {
  const { offsets, rows } = draft;
  if (offsets.length === 0 || line - rows !== offsets[offsets.length - 1][1]) offsets.push([rows, line - rows]);
  draft.rows += 1;
}

/** Few rows, each with a text first and many numbers after it, or two rows of many numbers alone, are columns that lie.
 * The first row may lack its text: ", 2000, 2001, 2002".
 * @param {Row[]} all */
function couldBeTransposed(all) {
  const rows = all.map(({ cells }) => cells).filter((cells) => !isEmptyRow(cells) && !isComment(cells));
  if (rows.length === 0 || rows.length > 6 || rows[0].length < Math.max(4, rows.length)) return false;
  const isNumeric = (/** @type {string} */ text) => /^\s*[+\-−]?[.,]?\d[\d.,eE+-]*\s*$/.test(text);
  if (rows.length < 3 && rows.every((cells) => cells.every(isNumeric))) return true;
  if (rows.length === 1) return false;
  return rows.every(
    ([first, ...others], i) =>
      (first.trim() !== '' || i === 0) && !isNumeric(first) && others.every((text) => isNumeric(text) || !text),
  );
}

/** A corner without a label is that of x. @param {Row[]} rows @returns {Row[]} */
function turned(rows) {
  const full = rows.filter(({ cells }) => !isEmptyRow(cells));
  const isLabel = (/** @type {string} */ text) => /\p{L}/u.test(text);
  if (full.length > 1 && full[0].cells[0].trim() === '' && full.slice(1).every(({ cells }) => isLabel(cells[0])))
    full[0] = { ...full[0], cells: ['x', ...full[0].cells.slice(1)] };
  const width = Math.max(...full.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, k) => ({ cells: full.map(({ cells }) => cells[k] ?? ''), line: k + 1 }));
}

/**
 * Reads a whole text.
 * @param {Papa} papa @param {string} text @param {ReadSettings} [settings] @returns {Draft}
 */
export function readText(papa, text, settings = {}) {
  try {
    const reader = new TableReader(papa, settings);
    reader.push(text);
    return reader.end();
  } catch (reason) {
    if (!(reason instanceof QuotesBroken) || settings.quotes === false) throw reason;
    return readText(papa, text, { ...settings, quotes: false });
  }
}

/**
 * Reads the bytes of a file that come piece by piece, as often as it takes: once more without quotes where one is not
 * closed, and once more as Windows-1252 where a byte cannot be UTF-8.
 * @param {Papa} papa
 * @param {() => AsyncIterable<Uint8Array> | Iterable<Uint8Array>} pieces the first has the first 4 kB at least
 * @param {ReadSettings} [settings]
 * @returns {Promise<{ draft: Draft, encoding: Encoding } | { error: string }>}
 */
export async function readBytes(papa, pieces, settings = {}) {
  const reader = new TableReader(papa, settings);
  /** @type {{ encoding: Encoding, decoder: TextDecoder } | null} */
  let open = null;
  try {
    for await (const bytes of pieces()) {
      if (!open) {
        const { encoding, certain } = settings.encoding
          ? { encoding: settings.encoding, certain: true }
          : sniffEncoding(bytes);
        const code = notText(bytes, encoding);
        if (code) return { error: code };
        open = { encoding, decoder: decoderOf(encoding, certain) };
      }
      reader.push(open.decoder.decode(bytes, { stream: true }));
    }
    reader.push(open?.decoder.decode() ?? '');
    return { draft: reader.end(), encoding: open?.encoding ?? 'utf-8' };
  } catch (reason) {
    if (reason instanceof QuotesBroken && settings.quotes !== false)
      return readBytes(papa, pieces, { ...settings, quotes: false });
    if (reason instanceof TypeError && open?.decoder.fatal)
      return readBytes(papa, pieces, { ...settings, encoding: 'windows-1252' });
    throw reason;
  }
}
