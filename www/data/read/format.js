// The number format of each column, decided from all its cells: the decimal sign, and the unit beside
// the numbers. Where the cells leave two readings, the result is a question with both.
import { clockAffix } from './cell.js';
import { isNumber, kind, valueAs } from './kinds.js';

/**
 * @import { Column } from './column.js'
 * @import { DateForm } from './dates.js'
 * @import { DecimalSign } from './kinds.js'
 */

/**
 * @typedef {object} FormatSettings what a person decided, by the column's place
 * @property {Record<number, DecimalSign>} [decimals]
 * @property {Record<number, string>} [affixes] which unit counts; "*": all of them, as the numbers stand; "prefixes":
 *   all, as powers of ten; "h:min" and "min:s": the unit of times without seconds
 * @property {Record<number, DateForm>} [dates]
 *
 * @typedef {object} FormatQuestion
 * @property {'decimalSign' | 'mixedSigns' | 'mixedUnits' | 'dateOrder' | 'clock'} kind
 * @property {number[]} columns
 * @property {{ key: string, settings: FormatSettings, example?: string | { text: string, value: number } }[]} options
 */

/** @typedef {'.' | ',' | 'either' | 'unknown' | 'mixed'} Evidence */

/** The decimal sign of a column as far as its cells decide it. @param {Column} column @returns {Evidence} */
function evidenceOf({ counts }) {
  const [points, commas] = [counts[kind.pointOnly], counts[kind.commaOnly]];
  if (points > 0 && commas > 0) return 'mixed';
  if (points > 0) return '.';
  if (commas > 0) return ',';
  return counts[kind.pointOrThousands] + counts[kind.commaOrThousands] > 0 ? 'unknown' : 'either';
}

/**
 * The decimal sign of every column, and the questions that are left.
 * @param {(Column | null)[]} columns null: has no numbers
 * @param {string} separator
 * @param {FormatSettings} settings
 * @returns {{ decimals: DecimalSign[], questions: FormatQuestion[] }}
 */
export function decideDecimals(columns, separator, { decimals: chosen = {} }) {
  const evidence = columns.map((column) => (column ? evidenceOf(column) : 'either'));
  const certain = new Set(evidence.filter((sign) => sign === '.' || sign === ','));
  const ofFile = certain.size === 1 ? /** @type {'.' | ','} */ ([...certain][0]) : null;
  /** @type {number[]} */
  const undecided = [];
  /** @type {FormatQuestion[]} */
  const questions = [];
  const decimals = columns.map((column, k) => {
    if (chosen[k]) return chosen[k];
    if (!column) return '.';
    const sign = evidence[k];
    if (sign === '.' || sign === ',') return sign;
    if (sign === 'mixed') {
      questions.push(mixedQuestion(column, k));
      return 'both';
    }
    if (sign === 'either') return ofFile ?? '.';
    const found = ofFile ?? signOfThousands(column, separator);
    if (!found) undecided.push(k);
    return found ?? (column.counts[kind.commaOrThousands] > 0 ? ',' : '.');
  });
  if (undecided.length > 0) questions.push(signQuestion(/** @type {Column[]} */ (columns), undecided));
  return { decimals, questions };
}

/**
 * "980; 1,298; 12,190" are thousands: every number from 1000 on has the sign, those below have none, and decimals would
 * spread the numbers wider. Between commas or spaces "1.234" has a decimal point, as in almost every such file.
 * @param {Column} column @param {string} separator @returns {'.' | ',' | null} the decimal sign, null: both are likely
 */
function signOfThousands(column, separator) {
  const { counts, plainBelow1000, plainFrom1000 } = column;
  const [points, commas] = [counts[kind.pointOrThousands], counts[kind.commaOrThousands]];
  if (points > 0 && commas > 0) return null;
  const thousands = points > 0 ? ',' : '.';
  const decimals = points > 0 ? '.' : ',';
  const seemThousands =
    points + commas > 1 &&
    plainBelow1000 > 0 &&
    plainFrom1000 === 0 &&
    spread(column, thousands) < spread(column, decimals);
  const seemDecimals = points > 0 && (separator === ',' || separator === ' ');
  if (seemThousands && seemDecimals) return null;
  return seemThousands ? thousands : seemDecimals ? '.' : null;
}

/** The ratio of the largest to the smallest size in a column. @param {Column} column @param {DecimalSign} decimal */
function spread({ kinds, values }, decimal) {
  let [least, most] = [Infinity, 0];
  kinds.forEach((found, row) => {
    const size = Math.abs(isNumber(found) ? valueAs(found, values[row], decimal) : NaN);
    if (size > 0 && size < least) least = size;
    if (size > most) most = size;
  });
  return most / least;
}

/** @param {Column[]} columns @param {number[]} undecided @returns {FormatQuestion} */
function signQuestion(columns, undecided) {
  const { counts, kinds, values } = columns[undecided[0]];
  const isComma = counts[kind.commaOrThousands] > 0;
  const row = kinds.indexOf(isComma ? kind.commaOrThousands : kind.pointOrThousands);
  const option = (/** @type {DecimalSign} */ sign) => ({
    key: sign === '.' ? 'point' : 'comma',
    settings: { decimals: Object.fromEntries(undecided.map((k) => [k, sign])) },
    example: { text: textOf(kinds[row], values[row]), value: valueAs(kinds[row], values[row], sign) },
  });
  return { kind: 'decimalSign', columns: undecided, options: [option('.'), option(',')] };
}

/** The cell as it stood, or nearly. @param {number} found @param {number} value */
function textOf(found, value) {
  return found === kind.commaOrThousands ? String(value).replace(/\B(?=(\d{3})+$)/, ',') : value.toFixed(3);
}

/** @param {Column} column @param {number} k @returns {FormatQuestion} */
function mixedQuestion({ kinds, values }, k) {
  const option = (/** @type {DecimalSign} */ sign, /** @type {string} */ key, /** @type {number} */ found) => {
    const row = kinds.indexOf(found);
    const text = String(values[row]);
    return {
      key,
      settings: { decimals: { [k]: sign } },
      example: { text: found === kind.commaOnly ? text.replace('.', ',') : text, value: values[row] },
    };
  };
  return {
    kind: 'mixedSigns',
    columns: [k],
    options: [
      option('both', 'both', kind.commaOnly),
      option('.', 'point', kind.pointOnly),
      option(',', 'comma', kind.commaOnly),
    ],
  };
}

/** The powers of ten of the prefixes of units, as in "4k7" and "10M"; R is the decimal sign of an ohm.
 * @type {Record<string, number>} */
export const prefixes = { '': 0, R: 0, k: 3, K: 3, M: 6, G: 9, T: 12, m: -3, u: -6, µ: -6, μ: -6, n: -9, p: -12 };

/** A column may have its currency in some cells alone; of other units all cells have one or none. */
const currency = /[$€£¥₹₩₽₺₪₫฿¢]|^[A-Z]{3}$/;

const clockUnits = [clockAffix, 's', 'min'];

/**
 * The unit of times without seconds, and the question for it: seconds where one has decimals or more than 23 hours.
 * @param {string[]} used @param {number} k @param {string | undefined} chosen
 * @returns {ReturnType<typeof decideAffix>}
 */
function clockUnit(used, k, chosen) {
  const isOfSeconds = used.includes('s') || chosen === 'min:s';
  const unit = isOfSeconds ? 's' : 'min';
  if (used.length > 1 || chosen) return { unit, only: null, question: null };
  const option = (/** @type {string} */ key, /** @type {string} */ affix) => ({
    key,
    settings: { affixes: { [k]: affix } },
  });
  const options = [option('hours', 'h:min'), option('minutes', 'min:s')];
  return { unit, only: null, question: { kind: 'clock', columns: [k], options } };
}

/**
 * The unit that the cells of a column carry, or a question where they carry several.
 * @param {Column} column @param {number} k @param {FormatSettings} settings
 * @returns {{ unit: string, only: string | null, question: FormatQuestion | null }} only: the unit that counts
 */
export function decideAffix({ affixes, affixCounts }, k, { affixes: chosen = {} }) {
  const used = affixes.filter((_, i) => affixCounts[i] > 0);
  if (used.includes(clockAffix) && used.every((affix) => clockUnits.includes(affix)))
    return clockUnit(used, k, chosen[k]);
  const [unit = ''] = used.filter(Boolean);
  const isAlike = used.length <= 1 || (used.length === 2 && used.includes('') && currency.test(unit));
  if (isAlike) return { unit, only: null, question: null };
  const most = [...used].sort((a, b) => affixCounts[affixes.indexOf(b)] - affixCounts[affixes.indexOf(a)]);
  if (chosen[k] === '*') return { unit: '', only: null, question: null };
  if (chosen[k] !== undefined && used.includes(chosen[k])) return { unit: chosen[k], only: chosen[k], question: null };
  if (chosen[k] === 'prefixes') return { unit: '', only: null, question: null };
  const havePrefixes = used.every((affix) => affix in prefixes);
  /** @type {FormatQuestion['options']} */
  const options = most.slice(0, 3).map((affix) => ({
    key: affix ? 'onlyUnit' : 'noUnit',
    settings: { affixes: { [k]: affix } },
    example: affix,
  }));
  if (havePrefixes) options.unshift({ key: 'prefixes', settings: { affixes: { [k]: 'prefixes' } } });
  options.push({ key: 'asWritten', settings: { affixes: { [k]: '*' } } });
  return { unit: '', only: null, question: { kind: 'mixedUnits', columns: [k], options } };
}
