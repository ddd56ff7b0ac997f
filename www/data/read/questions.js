// The questions that a text leaves open, each with the readings that it allows, the one that the table shows now first.
import { daysAs, daysOfCompact } from './dates.js';
import { lineOf } from './judged-rows.js';
import { kind } from './kinds.js';

/**
 * @import { Column } from './column.js'
 * @import { DateForm, DateOrder } from './dates.js'
 * @import { ColumnType, Question, TableColumn } from './decide.js'
 * @import { Draft } from './reader.js'
 * @import { Settings } from './settings.js'
 * @import { Role } from '../../experiment/table.js'
 */

/**
 * @typedef {object} LooseQuestion
 * @property {string} kind
 * @property {number[]} [columns]
 * @property {Record<string, string | number>} [args]
 * @property {{ key: string, settings: Settings, example?: string | { text: string, value: number } }[]} options
 */

/** @param {LooseQuestion} question @param {TableColumn[]} columns @returns {Question} */
export function asQuestion({ kind: name, columns: asked = [], args = {}, options }, columns) {
  const titles = asked.map((k) => columns[k].title || String(k + 1)).join(', ');
  return {
    kind: name,
    columns: asked,
    args: { ...args, columns: titles },
    options: options.map(({ key, settings, example }) => ({
      key,
      settings,
      args: /** @type {Record<string, string | number>} */ (typeof example === 'string' ? { example } : { ...example }),
    })),
  };
}

/** @param {Draft} draft @returns {LooseQuestion[]} */
export function layoutQuestions({ layout, transposed }) {
  const turn = (/** @type {string} */ key, /** @type {boolean} */ value) => ({ key, settings: { transposed: value } });
  return [
    ...(layout.question ? [layout.question] : []),
    ...(transposed === null ? [{ kind: 'transposed', options: [turn('inRows', true), turn('inColumns', false)] }] : []),
  ];
}

/** Two tables may stand under each other. @param {Draft} draft @param {number | null} row where the second begins
 * @param {Settings} settings @returns {LooseQuestion[]} */
export function secondTableQuestion(draft, row, settings) {
  if (row === null || settings.tables) return [];
  const titles = draft.columns.flatMap(({ texts }) => texts.get(row) ?? []).join(', ');
  return [
    {
      kind: 'secondTable',
      args: { titles, line: lineOf(draft, row) },
      options: [
        { key: 'firstTable', settings: { tables: 'first' } },
        { key: 'allRows', settings: { tables: 'all' } },
      ],
    },
  ];
}

/** Numbers that files put where a value is missing. */
const sentinels = [-9, -99, -99.9, -99.99, -999, -999.9, -999.99, -9999, -99999, 9999, 99999, 999999];

/** @param {TableColumn} column @param {Settings} settings @param {number} count of its numbers
 * @param {(i: number) => number} at the i-th @returns {LooseQuestion[]} */
export function sentinelQuestion({ index, role }, settings, count, at) {
  if (role !== 'y' && role !== 'x' && role !== 'predictor') return [];
  if (settings.sentinels && index in settings.sentinels) return [];
  // The number that is farthest from zero, how often it appears, and the farthest of the others.
  let [farthest, times, next] = [0, 0, 0];
  for (let i = 0; i < count; i += 1) {
    const value = at(i);
    if (value === farthest) times += 1;
    else if (Math.abs(value) > Math.abs(farthest)) [next, farthest, times] = [farthest, value, 1];
    else if (Math.abs(value) > Math.abs(next)) next = value;
  }
  const sentinel = sentinels.find((value) => value === farthest);
  if (sentinel === undefined || count - times < 2 || Math.abs(sentinel) < 10 * Math.abs(next)) return [];
  const option = (/** @type {string} */ key, /** @type {number | null} */ value) => ({
    key,
    settings: { sentinels: { [index]: value } },
  });
  const args = { value: sentinel, count: times };
  return [
    { kind: 'sentinel', columns: [index], args, options: [option('isValue', null), option('isMissing', sentinel)] },
  ];
}

/** 20240301 may be a number or a date. @param {Column} column @param {number} k @param {Settings} settings
 * @returns {LooseQuestion[]} */
export function compactDatesQuestion({ kinds, values, numberCount }, k, settings) {
  if (settings.dates?.[k] || numberCount < 2) return [];
  const isDate = (/** @type {number} */ found, /** @type {number} */ row) =>
    found === kind.blank || (found === kind.number && !Number.isNaN(daysOfCompact(values[row])));
  if (!kinds.every(isDate)) return [];
  const option = (/** @type {'number' | 'compact'} */ key) => ({ key, settings: { dates: { [k]: key } } });
  return [{ kind: 'compactDates', columns: [k], options: [option('number'), option('compact')] }];
}

/**
 * A question for fractions where their column is used; for yes and no where too few columns have numbers without them.
 * @param {Column[]} columns @param {ColumnType[]} types @param {Settings} settings
 * @param {(k: number) => boolean | undefined} isUsed
 * @returns {LooseQuestion[]}
 */
export function wordsQuestions(columns, types, { words, roles }, isUsed) {
  const isNeeded = types.filter((type) => type === 'number' || type === 'date').length === 1;
  return columns.flatMap(({ kinds, texts, hasFractions, isOfTruths }, k) => {
    const isAsked = hasFractions ? isUsed(k) : isOfTruths && isNeeded && !roles;
    if (!isAsked || words?.[k]) return [];
    const textAt = (/** @type {number} */ found) => texts.get(kinds.indexOf(found)) ?? '';
    const example = hasFractions ? textAt(kind.fraction) : textAt(kind.yes);
    /** @type {Record<string, string>} */
    const args = hasFractions ? { example } : { example, other: textAt(kind.no) };
    const option = (/** @type {'number' | 'text'} */ key) => ({ key, settings: { words: { [k]: key } } });
    return [
      { kind: hasFractions ? 'fractions' : 'truths', columns: [k], args, options: [option('number'), option('text')] },
    ];
  });
}

/** One column of numbers is y: against the row, or against a column of dates. @param {ColumnType[]} types
 * @param {Settings} settings @param {Column[]} columns @returns {LooseQuestion[]} */
export function rowNumberQuestion(types, settings, columns) {
  if (columns.some(({ isOfTruths }, k) => isOfTruths && types[k] === 'text' && !settings.words?.[k])) return [];
  if (settings.rowNumber !== undefined || settings.roles || types.filter((type) => type === 'number').length !== 1)
    return [];
  const y = types.indexOf('number');
  const date = types.indexOf('date');
  const byRow = { key: 'rowNumber', settings: { rowNumber: true } };
  const byDate = {
    key: 'dates',
    settings: { roles: { [date]: /** @type {Role} */ ('x'), [y]: /** @type {Role} */ ('y') } },
  };
  return [{ kind: 'oneColumn', columns: [y], options: date < 0 ? [byRow] : [byDate, byRow] }];
}

/** Finds the part of a date that is the day. @param {Column} column @param {number} k
 * @param {DateForm | undefined} chosen
 * @returns {{ order: DateOrder, question: LooseQuestion | null }} */
export function orderOf({ kinds, values }, k, chosen) {
  if (chosen === 'dayFirst' || chosen === 'monthFirst') return { order: chosen, question: null };
  const packed = values.filter((_, row) => kinds[row] === kind.dateOfUnknownOrder);
  const fits = (/** @type {DateOrder} */ order) => packed.every((value) => !Number.isNaN(daysAs(value, order)));
  const [day, month] = [fits('dayFirst'), fits('monthFirst')];
  const option = (/** @type {DateOrder} */ order) => ({ key: order, settings: { dates: { [k]: order } } });
  const order = month && !day ? 'monthFirst' : 'dayFirst';
  if (packed.length === 0 || day !== month) return { order, question: null };
  return { order, question: { kind: 'dateOrder', columns: [k], options: [option('dayFirst'), option('monthFirst')] } };
}
