// The stopping criteria that end a run before its epochs, as numbers by name; in a link "gradient:1e-6,target:0.5".
import { validate } from './validate.js';

/** @import { NumberField } from './fields.js' */

/**
 * @typedef {Record<string, number>} Bounds by name; a missing one sets no criterion
 */

/** The name of a bound. @param {NumberField} field "stop.gradient" → "gradient" */
export const boundKey = ({ path }) => path.slice('stop.'.length);

/**
 * Whether all of them are bounds with valid values.
 * @param {Bounds} bounds
 * @param {NumberField[]} fields of all bounds
 */
export function areBounds(bounds, fields) {
  return Object.entries(bounds).every(([key, bound]) =>
    fields.some((field) => boundKey(field) === key && validate(field, bound) === null),
  );
}

/** "w1:-1.2,w2:1" @param {string} text @returns {Record<string, number>} */
export function numbersOf(text) {
  return Object.fromEntries(
    text
      .split(',')
      .filter(Boolean)
      .map((pair) => pair.split(':'))
      .map(([key, value]) => [key, Number(value)]),
  );
}

/** @param {Record<string, number>} numbers */
export function textOf(numbers) {
  return Object.entries(numbers)
    .map(([key, value]) => `${key}:${value}`)
    .join(',');
}

/**
 * The bounds in a text from a link; none unless all of them are valid.
 * @param {string} text
 * @param {NumberField[]} fields
 * @returns {Bounds}
 */
export function boundsOf(text, fields) {
  const bounds = numbersOf(text);
  return areBounds(bounds, fields) ? bounds : {};
}
