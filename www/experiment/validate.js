// Validates values of fields. Errors have the engine's codes, so that the same sentence serves both.
import { isTable } from './table.js';

/** @import { Field, NumberField } from './fields.js' */

/**
 * @typedef {{ code: string, at: [number, number] | null, args: Record<string, number | string> }} ValidationError
 */

/** @param {string} code @param {Record<string, number | string>} args @returns {ValidationError} */
const errorOf = (code, args) => ({ code, at: null, args });

/**
 * @param {Field} field
 * @param {unknown} value
 * @returns {ValidationError | null} null when the field may hold the value
 */
export function validate(field, value) {
  if (field.type === 'choice')
    return field.options.includes(String(value))
      ? null
      : errorOf('unknown_name', { field: field.path, name: String(value), known: field.options.join(', ') });
  if (field.type === 'table') return isTable(String(value)) ? null : errorOf('not_a_number', { field: field.path });
  if (field.type === 'text' || field.type === 'bounds')
    return String(value).length <= maxTextLength
      ? null
      : errorOf('formula_too_long', { field: field.path, length: String(value).length, max: maxTextLength });
  return validateNumber(field, value);
}

/** Maximum length of a text in characters: that of the engine's formulas. */
const maxTextLength = 10000;

/** @param {NumberField} field @param {unknown} value @returns {ValidationError | null} */
function validateNumber({ path, min, max, integer, positive }, value) {
  if (typeof value !== 'number') return errorOf('not_a_number', { field: path });
  const wrong = (/** @type {string} */ code) => errorOf(code, { field: path, value, min, max });
  if (!Number.isFinite(value)) return wrong('not_finite');
  if (integer && !Number.isInteger(value)) return wrong('not_an_integer');
  if (positive && value <= 0) return wrong('not_positive');
  return value < min || value > max ? wrong('out_of_range') : null;
}

/**
 * Reads a typed number: a decimal point, in Spanish also a decimal comma; a typographic minus; 1e-3; ∞ and NaN, which
 * `validate` then refuses by name.
 * @param {NumberField} field
 * @param {string} text
 * @param {string} language
 * @returns {{ value: number, error: null } | { value: null, error: ValidationError }}
 */
export function readNumber(field, text, language) {
  let plain = text.trim().replace(/[−–]/g, '-').replace(/∞/g, 'Infinity');
  if (language === 'es') plain = plain.replace(',', '.');
  if (plain === '') return { value: null, error: errorOf('missing_field', { field: field.path }) };
  const known = /^[+-]?(\d+\.?\d*(e[+-]?\d+)?|\.\d+(e[+-]?\d+)?|inf(inity)?|nan)$/i.test(plain);
  if (!known) return { value: null, error: errorOf('not_a_number', { field: field.path }) };
  const value = Number(plain.replace(/inf(inity)?$/i, 'Infinity').replace(/nan$/i, 'NaN'));
  const wrong = validate(field, value);
  return wrong ? { value: null, error: wrong } : { value, error: null };
}
