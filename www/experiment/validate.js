// What is wrong with a value, in the engine's own error codes, so that one sentence serves both.
import { isTable } from './table.js';

/** @import { Field, NumberField } from './fields.js' */

/**
 * @typedef {{ code: string, at: [number, number] | null, args: Record<string, number | string> }} Problem
 */

/** @param {string} code @param {Record<string, number | string>} args @returns {Problem} */
const problem = (code, args) => ({ code, at: null, args });

/**
 * @param {Field} field
 * @param {unknown} value
 * @returns {Problem | null} null when the field may hold the value
 */
export function validate(field, value) {
  if (field.type === 'choice')
    return field.options.includes(String(value))
      ? null
      : problem('unknown_name', { field: field.path, name: String(value), known: field.options.join(', ') });
  if (field.type === 'table') return isTable(String(value)) ? null : problem('not_a_number', { field: field.path });
  if (field.type === 'text' || field.type === 'bounds')
    return String(value).length <= longestText
      ? null
      : problem('formula_too_long', { field: field.path, length: String(value).length, max: longestText });
  return validateNumber(field, value);
}

/** Characters of a text: as many as the engine's formulas may have. */
const longestText = 10000;

/** @param {NumberField} field @param {unknown} value @returns {Problem | null} */
function validateNumber({ path, min, max, integer, positive }, value) {
  if (typeof value !== 'number') return problem('not_a_number', { field: path });
  const wrong = (/** @type {string} */ code) => problem(code, { field: path, value, min, max });
  if (!Number.isFinite(value)) return wrong('not_finite');
  if (integer && !Number.isInteger(value)) return wrong('not_an_integer');
  if (positive && value <= 0) return wrong('not_positive');
  return value < min || value > max ? wrong('out_of_range') : null;
}

/**
 * Reads what a person typed: a decimal point, in Spanish also a decimal comma; a typographic minus; 1e-3; ∞ and NaN,
 * which `validate` then refuses by name.
 * @param {NumberField} field
 * @param {string} text
 * @param {string} language
 * @returns {{ value: number, problem: null } | { value: null, problem: Problem }}
 */
export function readNumber(field, text, language) {
  let plain = text.trim().replace(/[−–]/g, '-').replace(/∞/g, 'Infinity');
  if (language === 'es') plain = plain.replace(',', '.');
  if (plain === '') return { value: null, problem: problem('missing_field', { field: field.path }) };
  const known = /^[+-]?(\d+\.?\d*(e[+-]?\d+)?|\.\d+(e[+-]?\d+)?|inf(inity)?|nan)$/i.test(plain);
  if (!known) return { value: null, problem: problem('not_a_number', { field: field.path }) };
  const value = Number(plain.replace(/inf(inity)?$/i, 'Infinity').replace(/nan$/i, 'NaN'));
  const wrong = validate(field, value);
  return wrong ? { value: null, problem: wrong } : { value, problem: null };
}
