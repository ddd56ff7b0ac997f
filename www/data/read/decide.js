// From read cells to a table: columns with names, units, roles and numbers, the rows that are left out with their
// reasons, and a question wherever the text can be read in two ways. It costs one pass over the cells, so a person can
// change any decision and see the table again.
import { isoDate } from './dates.js';
import { decideAffix, decideDecimals } from './format.js';
import { judgeRows, lineOf, numberAt, tableBelow } from './judged-rows.js';
import { isNumber, kind } from './kinds.js';
import { nameOfTitle, uniqueNames } from './names.js';
import {
  asQuestion,
  compactDatesQuestion,
  layoutQuestions,
  orderOf,
  rowNumberQuestion,
  secondTableQuestion,
  sentinelQuestion,
  wordsQuestions,
} from './questions.js';
import { maxColumns } from './reader.js';
import { decideRoles } from './roles.js';

/**
 * @import { Column } from './column.js'
 * @import { Cells } from './judged-rows.js'
 * @import { DecimalSign } from './kinds.js'
 * @import { Draft } from './reader.js'
 * @import { Settings } from './settings.js'
 * @import { Role } from '../../experiment/table.js'
 */

/**
 * @typedef {'number' | 'text' | 'date' | 'empty'} ColumnType
 *
 * @typedef {object} TableColumn
 * @property {number} index its place in the text, −1: the number of the row
 * @property {string} title
 * @property {string} unit
 * @property {string} name in formulas
 * @property {Role} role
 * @property {ColumnType} type
 * @property {DecimalSign} decimal
 * @property {number} missing cells without a value
 * @property {number} unread cells that are no numbers
 * @property {boolean} canBeNumbers whether a role makes its texts numbers
 * @property {Float64Array | null} numbers of the rows that are kept; null: the column has none. They are made when they
 *   are read, and are no part of a copy: most decisions are shown without them
 *
 * @typedef {'blank' | 'notNumber' | 'infinite' | 'decimalSign' | 'unit' | 'sentinel' | 'extraCells' | 'sigma' |
 *   'weight' | 'total' | 'otherTable'} Reason
 * @typedef {{ line: number, reason: Reason, column: string, text: string }} LeftOutRow
 *
 * @typedef {object} Question
 * @property {string} kind
 * @property {number[]} columns
 * @property {Record<string, string | number>} args
 * @property {{ key: string, settings: Settings, args: Record<string, string | number> }[]} options the readings, the
 *   one that the table shows now first
 *
 * @typedef {object} Understood
 * @property {string} separator
 * @property {DecimalSign} decimal of most columns with numbers
 * @property {boolean} hasHeader
 * @property {boolean} hasUnits
 * @property {boolean} hasQuotes
 * @property {boolean} brokenQuotes
 * @property {boolean} transposed
 *
 * @typedef {object} Table
 * @property {{ code: string, args: Record<string, string | number> } | null} error why nothing can be fitted
 * @property {TableColumn[]} columns
 * @property {number} rows that are kept
 * @property {{ total: number, reasons: Partial<Record<Reason, number>>, rows: LeftOutRow[] }} leftOut
 * @property {{ line: number, text: string }[]} aside lines that are no rows
 * @property {Understood} understood
 * @property {Question[]} questions
 * @property {{ line: number, cells: string[], reason: Reason | null }[]} head the first rows as they stand
 */

/** @param {Column} column @param {number} k @param {Settings} settings @returns {ColumnType} */
function typeOf(column, k, settings) {
  if (settings.dates?.[k] === 'compact') return 'date';
  if (column.isEmpty) return 'empty';
  if (readsWords(column, k, settings)) return 'number';
  if (column.numberCount > 0 && column.numberCount >= column.textCount + column.dateCount) return 'number';
  return column.dateCount > column.textCount ? 'date' : 'text';
}

/**
 * Whether the words of a column are numbers: fractions until a person says that they are texts, yes and no as 1 and 0
 * where a person says so, or gives the column a role.
 * @param {Column} column @param {number} k @param {Settings} settings
 */
function readsWords(column, k, { words, roles }) {
  if (words?.[k]) return words[k] === 'number';
  return column.hasFractions || (column.isOfTruths && (roles?.[k] ?? 'ignore') !== 'ignore');
}

/**
 * @param {Draft} draft
 * @param {Settings} [settings]
 * @returns {Table}
 */
export function decide(draft, settings = {}) {
  const types = draft.columns.map((column, k) => typeOf(column, k, settings));
  const numeric = draft.columns.map((column, k) => (types[k] === 'number' ? column : null));
  const signs = decideDecimals(numeric, draft.separator, settings);
  const affixes = draft.columns.map((column, k) => decideAffix(column, k, settings));
  const titled = draft.layout.headings.some(({ title }) => title !== '');
  const dates = types.map((type, k) => (type === 'date' ? orderOf(draft.columns[k], k, settings.dates?.[k]) : null));
  const given = decideRoles(candidates(draft, types), titled, settings.roles);
  const cells = draft.columns.map((column, k) => ({
    column,
    type: types[k],
    decimal: signs.decimals[k],
    only: affixes[k].only,
    order: dates[k]?.order ?? 'dayFirst',
    sentinel: settings.sentinels?.[k] ?? null,
    readsWords: readsWords(column, k, settings),
    hasPrefixes: settings.affixes?.[k] === 'prefixes',
  }));
  const used = given.roles.flatMap((role, k) => (role === 'ignore' || types[k] === 'empty' ? [] : [k]));
  const below = tableBelow(draft, types);
  const judged = judgeRows(draft, cells, used, given.roles, settings.tables === 'all' ? null : below);
  const columns = tableColumns(
    draft,
    cells,
    given.roles,
    judged.kept,
    affixes.map(({ unit }) => unit),
  );
  const withX = settings.rowNumber ? [rowNumber(judged.kept), ...columns] : columns;
  nameColumns(withX, settings.names ?? {});
  const isAsked = (/** @type {number} */ k) => given.roles[k] !== 'ignore' || given.question?.columns.includes(k);
  const questions = [
    ...layoutQuestions(draft),
    ...secondTableQuestion(draft, below, settings),
    ...signs.questions.filter((question) => question.columns.some(isAsked)),
    ...affixes.flatMap(({ question }, k) => (question && isAsked(k) && types[k] === 'number' ? [question] : [])),
    ...dates.flatMap((date, k) => (date?.question && given.roles[k] !== 'ignore' ? [date.question] : [])),
    ...used.flatMap((k) => (types[k] === 'number' ? compactDatesQuestion(draft.columns[k], k, settings) : [])),
    ...used.flatMap((k) =>
      types[k] === 'number'
        ? sentinelQuestion(columns[k], settings, judged.kept.length, (i) => numberAt(cells[k], judged.kept[i]))
        : [],
    ),
    ...(given.question ? [given.question] : []),
    ...wordsQuestions(draft.columns, types, settings, isAsked),
    ...rowNumberQuestion(types, settings, draft.columns),
  ].map((question) => asQuestion(question, columns));
  return {
    error: errorOf(draft, columns, judged, questions),
    columns: withX,
    rows: judged.kept.length,
    leftOut: judged.leftOut,
    aside: draft.aside,
    understood: understoodOf(draft, columns),
    questions,
    head: draft.head.map((row, i) => ({
      line: lineOf(draft, i),
      cells: row.slice(0, maxColumns),
      reason: judged.reasonOf(i)?.reason ?? null,
    })),
  };
}

// --- Columns ---------------------------------------------------------------------------------------------------

/** @param {Draft} draft @param {ColumnType[]} types */
function candidates({ columns, layout, rows }, types) {
  const counts = columns.map(({ numberCount }, k) => (types[k] === 'number' ? numberCount : 0));
  const enough = Math.max(...counts) / 4;
  // Beside full columns, one with numbers in few rows holds settings of an instrument.
  const hasFull = counts.filter((count) => count > enough).length > 1;
  return columns.map(({ kinds, values }, index) => {
    const isNumeric = types[index] === 'number' && (!hasFull || counts[index] > enough);
    const first = values[0];
    let isCount = isNumeric && (first === 0 || first === 1);
    let isPositive = isNumeric;
    for (let row = 0; row < rows && (isCount || isPositive); row += 1) {
      if (kinds[row] !== kind.number || values[row] !== first + row) isCount = false;
      if (isNumber(kinds[row]) && values[row] <= 0) isPositive = false;
    }
    return {
      index,
      ...layout.headings[index],
      isNumeric,
      isDate: types[index] === 'date',
      counts: isCount,
      isPositive,
    };
  });
}

/**
 * @param {Draft} draft @param {Cells[]} all @param {Role[]} roles @param {Uint32Array} kept @param {string[]} units
 * @returns {TableColumn[]}
 */
function tableColumns({ layout, columns, rows }, all, roles, kept, units) {
  return all.map((cells, index) => {
    const { type, decimal } = cells;
    const { title, unit } = layout.headings[index];
    const column = columns[index];
    const first = type === 'date' && kept.length > 0 ? Math.floor(numberAt(cells, kept[0])) : 0;
    const since = type === 'date' && kept.length > 0 && Number.isFinite(first) ? `d, ${isoDate(first)} = 0` : '';
    const described = {
      index,
      title,
      unit: unit || units[index] || since,
      name: '',
      role: type === 'empty' || type === 'text' ? 'ignore' : roles[index],
      type,
      decimal,
      missing: rows - column.numberCount - column.textCount - column.dateCount - column.counts[kind.infinite],
      unread: column.textCount,
      canBeNumbers: column.isOfTruths,
    };
    const get = () => (type === 'number' || type === 'date' ? numbersOf(cells, kept, first) : null);
    return /** @type {TableColumn} */ (Object.defineProperty(described, 'numbers', { get }));
  });
}

/** @param {Cells} cells @param {Uint32Array} kept @param {number} first of dates, from which days are counted */
function numbersOf(cells, kept, first) {
  const numbers = new Float64Array(kept.length);
  for (let i = 0; i < kept.length; i += 1) numbers[i] = numberAt(cells, kept[i]) - first;
  return numbers;
}

/** The number of each row as a column. @param {Uint32Array} kept @returns {TableColumn} */
function rowNumber(kept) {
  const numbers = new Float64Array(kept.length).map((_, i) => i + 1);
  const none = { title: '', unit: '', name: '', missing: 0, unread: 0, canBeNumbers: false };
  return { ...none, index: -1, role: 'x', type: 'number', decimal: '.', numbers };
}

/** @param {TableColumn[]} columns @param {Record<number, string>} chosen names by the column's place */
function nameColumns(columns, chosen) {
  const predictors = [...columns]
    .filter(({ role }) => role === 'x')
    .concat(columns.filter(({ role }) => role === 'predictor'));
  const names = uniqueNames(predictors.map(({ index, title }) => chosen[index] ?? title));
  predictors.forEach((column, i) => {
    column.name = names[i];
  });
  for (const column of columns)
    if (!predictors.includes(column))
      column.name = nameOfTitle(column.title) || (column.role === 'ignore' ? `c${column.index + 1}` : column.role);
}

/** @param {Draft} draft @param {TableColumn[]} columns @param {{ kept: Uint32Array }} judged
 * @param {Question[]} questions
 * @returns {Table['error']} */
function errorOf(draft, columns, { kept }, questions) {
  if (draft.rows === 0)
    return { code: draft.layout.above.size > 0 || draft.aside.length > 0 ? 'noNumbers' : 'empty', args: {} };
  if (draft.columns.length === 0)
    return { code: 'tooManyColumns', args: { columns: draft.layout.width, most: maxColumns } };
  if (!columns.some(({ type }) => type === 'number')) return { code: 'noNumbers', args: {} };
  if (questions.length === 0 && !columns.some(({ role }) => role === 'y')) return { code: 'noY', args: {} };
  return kept.length < 2 ? { code: 'tooFewRows', args: { rows: kept.length, of: draft.rows } } : null;
}

/** @param {Draft} draft @param {TableColumn[]} columns @returns {Understood} */
function understoodOf({ separator, layout, hasQuotes, brokenQuotes, transposed }, columns) {
  const signs = columns.filter(({ type }) => type === 'number').map(({ decimal }) => decimal);
  const commas = signs.filter((sign) => sign === ',').length;
  return {
    separator,
    decimal: commas * 2 > signs.length ? ',' : '.',
    hasHeader: layout.hasHeader,
    hasUnits: layout.hasUnits,
    hasQuotes,
    brokenQuotes,
    transposed: transposed !== false,
  };
}
