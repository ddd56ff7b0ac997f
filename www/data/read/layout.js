// Where in the first rows of a text the header, the units and the numbers stand, and how wide the table is.
import { cell, readCell } from './cell.js';
import { isNumber, kind } from './kinds.js';
import { bareUnit, isUnit, readHeading } from './names.js';
import { commonWidth, isComment, isEmptyRow } from './rows.js';
import { separators } from './settings.js';

/**
 * @import { Heading } from './names.js'
 * @import { Row } from './rows.js'
 */

/**
 * @typedef {object} Layout
 * @property {number} skip cells at the beginning of each row that belong to no column
 * @property {number} width cells of a row
 * @property {number[]} join cells that are written as one number with the next: "1","5" → "1,5"
 * @property {Heading[]} headings of the columns; empty titles where there is no header
 * @property {boolean} hasHeader
 * @property {boolean} hasUnits whether a row of units follows the header
 * @property {Set<number>} above lines that stand above the numbers and are no comments
 * @property {Set<number>} titleLines of these, the header and the units
 * @property {LayoutQuestion | null} question
 *
 * @typedef {object} LayoutQuestion
 * @property {'widerThanHeader' | 'header' | 'commas'} kind
 * @property {Record<string, string | number>} args
 * @property {{ key: string, settings: LayoutSettings, example?: string }[]} options
 *
 * @typedef {object} LayoutSettings
 * @property {boolean} [header]
 * @property {boolean} [unitsRow]
 * @property {number[]} [join]
 * @property {'first' | 'last'} [untitled] which columns have no title where the header is shorter than the rows
 */

/** @param {string} text */
const kindOf = (text) => readCell(text);
/** @param {string} text */
const isText = (text) => kindOf(text) === kind.text;

/**
 * @param {Row[]} sample rows of the beginning
 * @param {string[]} lines the same as text
 * @param {string} separator
 * @param {LayoutSettings} settings
 * @returns {Layout}
 */
export function findLayout(sample, lines, separator, settings) {
  const rows = sample.filter(({ cells }) => !isEmptyRow(cells) && !isComment(cells));
  const { skip, width } = findWidth(rows.map(({ cells }) => cells));
  const table = rows.map(({ cells, line }) => ({ cells: cells.slice(skip), line }));
  const first = firstOfBody(table, width);
  const above = table.slice(0, first);
  const found = headerAmong(above, table[first], width, settings);
  const body = table.slice(found.rows);
  const header = found.header
    ? titlesOf(found.header, lines, separator, width)
    : titlesInComment(sample, separator, width);
  const arranged = arrange(header, width, body, separator, settings);
  return {
    skip,
    join: arranged.join,
    width: arranged.width,
    headings: headings(arranged.titles, found.units?.cells ?? [], arranged.width),
    hasHeader: header.length > 0,
    hasUnits: found.units !== null,
    above: new Set(table.slice(0, found.rows).map(({ line }) => line)),
    titleLines: new Set([found.header?.line ?? 0, found.units?.line ?? 0]),
    question: arranged.question ?? headerQuestion((found.header ?? body[0])?.cells ?? [], body, width, settings),
  };
}

/**
 * The width of the table without columns at the ends that hold nothing, as a separator at the end of each line makes.
 * @param {string[][]} rows
 */
function findWidth(rows) {
  let width = commonWidth(rows);
  const usual = rows.filter(({ length }) => length === width);
  const isBlank = (/** @type {number} */ k) => rows.every((cells) => (cells[k] ?? '').trim() === '');
  while (width > 1 && isBlank(width - 1)) width -= 1;
  const skip = width > 2 && isBlank(0) && usual.length > 1 ? 1 : 0;
  return { skip, width: width - skip };
}

/**
 * The first row that is no header: it follows the last row of texts alone above the first that, where those below have
 * numbers, has more numbers than texts. "2theta" above plain numbers is no number with a unit.
 * @param {Row[]} rows @param {number} width
 */
function firstOfBody(rows, width) {
  const below = rows.slice(Math.min(rows.length - 1, Math.max(1, Math.floor(rows.length / 2))));
  /** @type {Map<number, Set<string>>} the units of each column of numbers */
  const numeric = new Map();
  for (let k = 0; k < width; k += 1) {
    const units = new Set(['']);
    let [numbers, texts] = [0, 0];
    for (const { cells } of below) {
      const found = readCell(cells[k] ?? '');
      if (isNumber(found)) units.add(cell.affix);
      numbers += Number(isNumber(found));
      texts += Number(found === kind.text);
    }
    if (numbers > texts) numeric.set(k, units);
  }
  if (numeric.size === 0) return Math.min(1, rows.length - 1);
  const tallies = rows.map(({ cells }) => {
    let [numbers, texts] = [0, 0];
    for (const [k, units] of numeric) {
      const found = readCell(cells[k] ?? '');
      const isValue = isNumber(found) && (units.has(cell.affix) || !/^[a-zµμ]/i.test(cell.affix));
      numbers += Number(isValue);
      texts += Number(!isValue && found !== kind.blank);
    }
    return { numbers, texts, isBlank: numbers + texts === 0 && cells.length > 1 && !cells.some(isText) };
  });
  const first = tallies.findIndex(({ numbers, texts, isBlank }) => numbers > texts || isBlank);
  if (first < 0) return Math.min(1, rows.length - 1);
  return tallies.slice(0, first).findLastIndex(({ numbers, texts }) => numbers === 0 && texts > 0) + 1 || first;
}

/**
 * @param {Row[]} above rows above the numbers @param {Row | undefined} below the first row of numbers
 * @param {number} width @param {LayoutSettings} settings
 * @returns {{ header: Row | null, units: Row | null, rows: number }} rows: how many stand above the numbers
 */
function headerAmong(above, below, width, { header, unitsRow }) {
  if (header === false) return { header: null, units: null, rows: 0 };
  const isHeader = (/** @type {Row} */ { cells }) =>
    width === 1 ||
    cells.filter((text) => text.trim()).length > 1 ||
    splitOtherwise(cells[0], width) !== undefined ||
    (cells.length === 1 && width === 2 && isDecimalPair(below));
  const candidates = above.filter(isHeader);
  const last = candidates.at(-1);
  const before = candidates.at(-2);
  if (!last) {
    const forced = header && below ? below : null;
    return { header: forced, units: null, rows: above.length + (forced ? 1 : 0) };
  }
  const filled = last.cells.map((text) => text.trim()).filter(Boolean);
  const seemsUnits = filled.every((text) => isUnit(text) || text === '');
  const hasUnits = before !== undefined && (unitsRow ?? seemsUnits);
  return {
    header: hasUnits ? before : last,
    units: hasUnits ? last : null,
    rows: above.length,
  };
}

/** Whether the two cells of a row may be one number with a decimal comma. @param {Row | undefined} row */
const isDecimalPair = (row) => row?.cells.length === 2 && possibleJoins(2, 1, [row.cells]).length > 0;

/** The cells of a header. Between spaces a title may have spaces itself. @param {Row} row @param {string[]} lines
 * @param {string} separator @param {number} width */
function titlesOf({ cells, line }, lines, separator, width) {
  const trimmed = trimmedEnd(cells);
  // "! x y": the sign of a comment is no title.
  const titles = trimmed.length === width + 1 && /^\s*[;!*#%]+\s*$/.test(trimmed[0]) ? trimmed.slice(1) : trimmed;
  if (titles.length === 1 && width > 1) return splitOtherwise(titles[0], width) ?? titles;
  if (separator !== ' ' || titles.length === width) return titles;
  const text = (lines[line - 1] ?? cells.join(' ')).trim();
  const wide = text.split(/\t+|\s{2,}/);
  const joined = text.replace(/\s+(?=[([])|(?<=[([][^)\]]*)\s+/g, '\u00a0').split(/\s+/);
  return [wide, joined].find(({ length }) => length === width) ?? titles;
}

/** The titles of a header whose separator is not that of the numbers: "x,y" above "1;2".
 * @param {string} text @param {number} width */
const splitOtherwise = (text, width) =>
  separators
    .filter(Boolean)
    .map((separator) => text.trim().split(separator))
    .find((titles) => titles.length === width && titles.every((title) => title.trim() && isText(title)));

/** The titles in the last comment above the numbers, as NumPy's savetxt and gnuplot write them.
 * @param {Row[]} sample @param {string} separator @param {number} width */
function titlesInComment(sample, separator, width) {
  const first = sample.findIndex(({ cells }) => !isEmptyRow(cells) && !isComment(cells));
  const comment = sample.slice(0, first).findLast(({ cells }) => isComment(cells));
  if (!comment) return [];
  // "#, x, y": the sign is the title of the column of row numbers; between spaces it is that of the comment.
  const { cells } = comment;
  if (separator !== ' ' && cells.length === width && cells[0].trim() === '#' && cells.every(isText))
    return cells.map((title) => title.trim());
  const text = cells.join(separator || ' ').replace(/^\s*[#%/;!]+\s*/, '');
  const splits = [text.split(separator || '\n'), text.split(/\s+/), text.split(',')];
  const titles = splits.find((split) => split.length === width && split.every((title) => isText(title)));
  return titles?.map((title) => title.trim()) ?? [];
}

/** @param {string[]} cells */
function trimmedEnd(cells) {
  let { length } = cells;
  while (length > 1 && cells[length - 1].trim() === '') length -= 1;
  return cells.slice(0, length);
}

/**
 * Whether two columns of whole numbers are more likely one with decimal commas, "1,05 / 1,5 / 1,75": the second would
 * start with a zero, be the same in every row or have three digits in every row, or the first would repeat itself.
 * @param {string[][]} rows
 */
function seemDecimals(rows) {
  if (rows.length < 3) return false;
  const [first, second] = [0, 1].map((k) => rows.map((cells) => cells[k].trim()));
  const alike = (/** @type {string[]} */ texts) => new Set(texts).size;
  return (
    second.some((text) => /^0\d/.test(text)) ||
    second.every((text) => text.length === 3) ||
    alike(second) === 1 ||
    alike(first) < first.length
  );
}

/**
 * "1,5,2,3" without a header may be four columns, or two with decimal commas; "1,5" may be one.
 * @param {number} width @param {Row[]} body @param {string} separator
 * @returns {LayoutQuestion | null}
 */
function commasQuestion(width, body, separator) {
  if (separator !== ',' || width % 2 === 1) return null;
  const rows = body.map(({ cells }) => cells).filter(({ length }) => length >= width);
  const [join] = possibleJoins(width, width / 2, rows);
  if (rows.length === 0 || !join || (width === 2 && !seemDecimals(rows))) return null;
  const example = joinCells(rows[0].slice(0, width), join).join('; ');
  return {
    kind: 'commas',
    args: { cells: width },
    options: [
      { key: 'separateCells', settings: { join: [] } },
      { key: 'decimalCommas', settings: { join }, example },
    ],
  };
}

/**
 * Puts titles above columns. Where there are fewer, a question is left.
 * @param {string[]} titles @param {number} width @param {Row[]} body @param {string} separator
 * @param {LayoutSettings} settings
 * @returns {{ titles: string[], width: number, join: number[], question: LayoutQuestion | null }}
 */
function arrange(titles, width, body, separator, settings) {
  const missing = width - titles.length;
  if (settings.join?.length)
    return { titles, width: width - settings.join.length, join: settings.join, question: null };
  if (titles.length === 0 || missing <= 0) {
    const question = titles.length === 0 && !settings.join ? commasQuestion(width, body, separator) : null;
    return { titles, width: Math.max(width, titles.length), join: [], question };
  }
  const shifted = settings.untitled === 'first' ? [...Array(missing).fill(''), ...titles] : titles;
  if (settings.untitled) return { titles: shifted, width, join: [], question: null };
  const rows = body.map(({ cells }) => cells).filter(({ length }) => length >= width);
  const joins = separator === ',' ? possibleJoins(width, missing, rows) : [];
  const args = { header: titles.length, cells: width };
  const example = rows[0]?.slice(0, width) ?? [];
  /** @type {LayoutQuestion['options']} */
  const options = joins.map((join) => ({
    key: 'decimalCommas',
    settings: { join },
    example: joinCells(example, join).join('; '),
  }));
  if (missing === 1) options.push({ key: 'firstUntitled', settings: { untitled: 'first' } });
  options.push({ key: 'lastUntitled', settings: { untitled: 'last' } });
  return { titles, width, join: [], question: { kind: 'widerThanHeader', args, options } };
}

/** Cells of a row beyond which no decimal commas are looked for. */
const maxJoinedWidth = 100;

/**
 * Which cells may be whole parts whose decimals follow.
 * @param {number} width
 * @param {number} count
 * @param {string[][]} rows
 */
function possibleJoins(width, count, rows) {
  /** @type {number[][]} */
  const found = [];
  const whole = (/** @type {number} */ k) => rows.every((cells) => /^\s*[+-−]?\d+$/.test(cells[k]));
  const digits = (/** @type {number} */ k) => rows.every((cells) => /^\d+\s*$/.test(cells[k]));
  const extend = (/** @type {number[]} */ join, /** @type {number} */ from) => {
    if (join.length === count) found.push(join);
    else
      for (let k = from; k + 2 * (count - join.length) <= width && found.length < 3; k += 1)
        if (whole(k) && digits(k + 1)) extend([...join, k], k + 2);
  };
  if (width <= maxJoinedWidth) extend([], 0);
  return found;
}

/** @param {string[]} cells @param {number[]} join */
export function joinCells(cells, join) {
  if (join.length === 0) return cells;
  return cells.flatMap((text, k) => {
    if (join.includes(k - 1)) return [];
    return join.includes(k) && k + 1 < cells.length ? [`${text},${cells[k + 1]}`] : [text];
  });
}

/** @param {string[]} titles @param {string[]} unitCells @param {number} width @returns {Heading[]} */
function headings(titles, unitCells, width) {
  const read = titles.map(readHeading);
  return Array.from({ length: width }, (_, k) => {
    // "u(y)" beside "y" has no unit: it is the uncertainty of y. "t (s)" beside "s (m)" has one.
    const unit = read[k]?.unit ?? '';
    const isApart = /\S\s+[([/]/.test(titles[k] ?? '') && isUnit(unit) && !/^[txy]$/.test(unit);
    const isOfColumn = unit && !isApart && read.some(({ title }) => title === read[k].unit);
    const heading = isOfColumn ? { title: titles[k].trim(), unit: '' } : (read[k] ?? { title: '', unit: '' });
    const below = bareUnit(unitCells[k] ?? '');
    return below && below !== '-' && !heading.unit ? { ...heading, unit: below } : heading;
  });
}

/**
 * The row that stands above the numbers, or the first of them where none does, may be a header or data if it has both
 * numbers and texts; so may one whose numbers count up, as the years above a table of countries do.
 * @param {string[]} row @param {Row[]} body @param {number} width @param {LayoutSettings} settings
 * @returns {LayoutQuestion | null}
 */
function headerQuestion(row, body, width, { header }) {
  if (header !== undefined || body.length < 2) return null;
  const first = row.slice(0, width);
  const numbers = first.filter((text) => isNumber(kindOf(text)) && cell.affix === '').map(Number);
  const below = body[1].cells;
  const overNumbers = first.some((text, k) => isText(text) && isNumber(kindOf(below[k] ?? '')));
  const counts = numbers.length > 1 && numbers.every((value, i) => i === 0 || value === numbers[i - 1] + 1);
  if (numbers.length === 0 || !(overNumbers || (counts && numbers.length < first.length))) return null;
  return {
    kind: 'header',
    args: { row: first.slice(0, 4).join(', ') },
    options: [
      { key: 'isHeader', settings: { header: true } },
      { key: 'isData', settings: { header: false } },
    ],
  };
}
