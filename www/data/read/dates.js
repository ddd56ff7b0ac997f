// Dates as days since 1970, in whole days and fractions. "3/4/2024" is the third of April or the fourth of March: both
// parts are kept until the column, or a person, decides.
import { kind } from './kinds.js';

const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?\s*([ap]\.?m\.?)?`;
const time = String.raw`(?:(?:T|,?\s+)${clock}\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const month = String.raw`([a-zçäéûô]{3,10})\.?`;
const year = String.raw`(\d{4}|\d{2})`;
const iso = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${time}$`, 'i');
const parts = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2${year}${time}$`, 'i');
const dayMonthYear = new RegExp(
  String.raw`^(\d{1,2})(?:\.?\s+|[-/])(?:de )?${month}(?:\s+|[-/])(?:de )?${year}${time}$`,
  'i',
);
const monthDayYear = new RegExp(String.raw`^${month}\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${time}$`, 'i');
const monthYear = new RegExp(String.raw`^(?:${month}(?:-|\s+(?=\d{4}))${year}|(\d{4})-(\d{2}))$`, 'i');

const monthNames = [
  'january february march april may june july august september october november december sept'.split(' '),
  'januar februar märz april mai juni juli august september oktober november dezember mrz'.split(' '),
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(' '),
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' '),
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre setiembre'.split(' '),
];

/** The number of a month by its name or the beginning of it, 0: there is none. @param {string} name */
function monthOf(name) {
  const places = monthNames.map((names) => names.findIndex((full) => full.startsWith(name.toLowerCase())));
  const place = Math.max(...places);
  return place === 12 ? (/^m/i.test(name) ? 3 : 9) : place + 1;
}

/** "98" → 1998, "24" → 2024. @param {string} text */
const yearOf = (text) => (text.length > 2 ? Number(text) : Number(text) + (Number(text) < 70 ? 2000 : 1900));

/** The part of a day that a time is. @param {(string | undefined)[]} groups hours, minutes, seconds, am or pm, zone */
function dayFraction([hours = '0', minutes = '0', seconds = '0', half, zone]) {
  const hour = half ? (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hours);
  const [, sign, zoneHours = 0, zoneMinutes = 0] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? [];
  const shift = (sign === '-' ? 1 : -1) * (Number(zoneHours) * 60 + Number(zoneMinutes));
  return (hour * 3600 + (Number(minutes) + shift) * 60 + Number(seconds.replace(',', '.'))) / 86400;
}

/** The day of a date in which the month has a name, or the year stands first; NaN where it is none.
 * @param {string} text */
function dayOf(text) {
  let match = iso.exec(text);
  if (match) return days(Number(match[1]), Number(match[2]), Number(match[3])) + dayFraction(match.slice(4));
  match = dayMonthYear.exec(text);
  if (match) return days(yearOf(match[3]), monthOf(match[2]), Number(match[1])) + dayFraction(match.slice(4));
  match = monthDayYear.exec(text);
  if (match) return days(Number(match[3]), monthOf(match[1]), Number(match[2])) + dayFraction(match.slice(4));
  match = monthYear.exec(text);
  if (!match) return NaN;
  return match[3] ? days(Number(match[3]), Number(match[4]), 1) : days(yearOf(match[2]), monthOf(match[1]), 1);
}

/**
 * @param {string} text trimmed
 * @param {{ value: number }} cell gets the value
 * @returns {number | null} the kind of the cell, or null: no date
 */
export function readDate(text, cell) {
  cell.value = dayOf(text);
  if (!Number.isNaN(cell.value)) return kind.date;
  const [, first, , second, yearText, ...timeParts] = parts.exec(text) ?? [];
  if (!yearText) return null;
  cell.value = yearOf(yearText) * 10000 + Number(first) * 100 + Number(second);
  if (Number.isNaN(daysAs(cell.value, 'dayFirst')) && Number.isNaN(daysAs(cell.value, 'monthFirst'))) return null;
  cell.value += dayFraction(timeParts);
  return kind.dateOfUnknownOrder;
}

/**
 * @typedef {'dayFirst' | 'monthFirst'} DateOrder
 * @typedef {DateOrder | 'compact' | 'number'} DateForm how the dates of a column are read; number: they are none
 */

/** The days of a date of unknown order, or NaN. @param {number} packed value of the cell, whose fraction is the time of
 * the day @param {DateOrder} order */
export function daysAs(packed, order) {
  const date = Math.floor(packed);
  const [yearOfDate, first, second] = [Math.floor(date / 10000), Math.floor(date / 100) % 100, date % 100];
  const day = order === 'dayFirst' ? days(yearOfDate, second, first) : days(yearOfDate, first, second);
  return day + packed - date;
}

/** The days of a date that is written as the number 20240301, or NaN. @param {number} value */
export function daysOfCompact(value) {
  return value >= 1900_00_00 && value < 2100_00_00 && Number.isInteger(value) ? daysAs(value, 'monthFirst') : NaN;
}

/** Days since 1970, or NaN for the 30th of February. @param {number} yearNumber @param {number} monthNumber
 * @param {number} day */
function days(yearNumber, monthNumber, day) {
  const date = new Date(Date.UTC(yearNumber, monthNumber - 1, day));
  return date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === day ? date.getTime() / 86_400_000 : NaN;
}

/** "2024-03-04". @param {number} day since 1970 */
export const isoDate = (day) => new Date(Math.floor(day) * 86_400_000).toISOString().slice(0, 10);
