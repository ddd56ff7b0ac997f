// Dates as days since 1970, in whole days and fractions. "3/4/2024" is the third of April or the fourth of March: both
// parts are kept until the column, or a person, decides.
import { kind } from './kinds.js';

const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?\s*Z?)?$/;
const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;

/**
 * @param {string} text trimmed
 * @param {{ value: number }} cell gets the value
 * @returns {number | null} the kind of the cell, or null: no date
 */
export function readDate(text, cell) {
  const named = iso.exec(text);
  if (named) {
    const [year, month, day, hour = 0, minute = 0] = named.slice(1, 6).map((part) => Number(part ?? 0));
    const second = Number((named[6] ?? '0').replace(',', '.'));
    cell.value = days(year, month, day) + (hour * 3600 + minute * 60 + second) / 86400;
    return Number.isNaN(cell.value) ? null : kind.date;
  }
  const [, first, , second, year] = parts.exec(text) ?? [];
  if (!year) return null;
  cell.value = Number(year) * 10000 + Number(first) * 100 + Number(second);
  return Number.isNaN(daysAs(cell.value, 'dayFirst')) && Number.isNaN(daysAs(cell.value, 'monthFirst'))
    ? null
    : kind.dateOfUnknownOrder;
}

/**
 * @typedef {'dayFirst' | 'monthFirst'} DateOrder
 * @typedef {DateOrder | 'compact' | 'number'} DateForm how the dates of a column are read; number: they are none
 */

/** The days of a date of unknown order, or NaN. @param {number} packed value of the cell @param {DateOrder} order */
export function daysAs(packed, order) {
  const [year, first, second] = [Math.floor(packed / 10000), Math.floor(packed / 100) % 100, packed % 100];
  return order === 'dayFirst' ? days(year, second, first) : days(year, first, second);
}

/** The days of a date that is written as the number 20240301, or NaN. @param {number} value */
export function daysOfCompact(value) {
  const year = Math.floor(value / 10000);
  return year >= 1900 && year < 2100 ? daysAs(year * 10000 + (value % 10000), 'monthFirst') : NaN;
}

/** Days since 1970, or NaN for the 30th of February. @param {number} year @param {number} month @param {number} day */
function days(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / 86_400_000 : NaN;
}

/** "2024-03-04". @param {number} day since 1970 */
export const isoDate = (day) => new Date(Math.floor(day) * 86_400_000).toISOString().slice(0, 10);
