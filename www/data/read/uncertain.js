// Cells that hold a number and its uncertainty, "2.5 ± 0.1" and "1.23(4)", as two cells: 2.5 and 0.1, 1.23 and 0.04.
/** @import { Row } from './rows.js' */

const number = String.raw`[+\-−]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][+\-−]?\d+)?`;
const plusMinus = String.raw`\s*(?:±|\+\/[-−]|\+[-−])\s*`;
const power = String.raw`[eE][+\-−]?\d+|\s*[×x·*]\s*10\s*(?:\^\s*[({]?[+\-−]?\d+[)}]?|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)`;
const unit = String.raw`\s?[a-zA-ZµμΩ°][^\s±()+\-−]*`;
const withSign = new RegExp(String.raw`^\s*(${number})(${unit})?${plusMinus}(${number})(${unit})?\s*$`);
/** "(1.23 ± 0.04)×10⁻³ V" */
const enclosed = new RegExp(String.raw`^\s*\(\s*(${number})${plusMinus}(${number})\s*\)(${power})?(${unit})?\s*$`);
/** "1.23(4)E-3" */
const concise = new RegExp(String.raw`^\s*([+\-−]?\d+)([.,]\d*)?\((\d+(?:[.,]\d+)?)\)(${power})?(${unit})?\s*$`);

/** The number and its uncertainty, or null. @param {string} text @returns {[string, string] | null} */
export function partsOf(text) {
  if (text.length > 60 || !/[±(]|\+[/\-−]/.test(text)) return null;
  const [, value, ofValue, error, ofBoth = ofValue ?? ''] = withSign.exec(text) ?? [];
  if (value) return (ofValue ?? ofBoth) === ofBoth ? [value + ofBoth, error + ofBoth] : null;
  const [, inside, around, factor = '', of = ''] = enclosed.exec(text) ?? [];
  if (inside) return factor && /e/i.test(inside + around) ? null : [inside + factor + of, around + factor + of];
  const [, whole, decimals = '', digits, exponent = '', after = ''] = concise.exec(text) ?? [];
  if (!digits) return null;
  const isInUnits = decimals.length < 2 || /[.,]/.test(digits);
  // Behind a power of ten the sign before the decimals is one; without it "1,234(5)" may be 1234(5).
  const size = isInUnits
    ? digits
    : exponent
      ? `0${decimals[0]}${digits.padStart(decimals.length - 1, '0')}`
      : `${digits}e-${decimals.length - 1}`;
  return [whole + decimals + exponent + after, size + exponent + after];
}

/** The columns in which at least half of the cells with a digit are such pairs. @param {Row[]} rows */
export function uncertainColumns(rows) {
  const body = rows.map(({ cells }) => cells);
  const width = Math.max(0, ...body.slice(0, 100).map(({ length }) => length));
  const isUncertain = (/** @type {number} */ k) => {
    const filled = body.filter((cells) => /\d/.test(cells[k] ?? ''));
    const pairs = filled.filter((cells) => partsOf(cells[k])).length;
    return pairs > 0 && pairs * 2 >= filled.length;
  };
  return Array.from({ length: width }, (_, k) => k).filter(isUncertain);
}

/** A row with two cells for each of these columns; a title "T (K)" gets "T ± (K)" beside it.
 * @param {Row} row @param {number[]} columns @returns {Row} */
export function splitUncertain(row, columns) {
  if (row.cells.length < 2) return row;
  const parted = (/** @type {string} */ text) => partsOf(text) ?? [text, /[^\W\d]/.test(text) ? titleOf(text) : ''];
  return { ...row, cells: row.cells.flatMap((text, k) => (columns.includes(k) ? parted(text) : [text])) };
}

/** @param {string} title */
const titleOf = (title) =>
  title
    .trim()
    .replace(/\s*([([{][^()[\]{}]*[)\]}])?$/, ' ± $1')
    .trim();
