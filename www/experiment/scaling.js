// Standardized columns: the model has z = (x − x̄)/s instead of x, with the mean x̄ and the standard deviation s (over
// n) of the column. The data stay what they are; the model's formula has (x − x̄)/s in the place of x, so that every
// workspace, link and curve over x means the same model.
//
//     w1 + w2*x over x = 1, 2, 3        w1 + w2*((x-2)/0.816496580927726)
//
// The standardized line has the curvatures 2 and 2, so κ = 1, whatever the units of x.
/** @import { ColumnData } from '../../wasm/engine.d.ts' */

/**
 * @typedef {object} ScaledColumn
 * @property {string} column
 * @property {string} name of the standardized column in formulas that are shown
 * @property {number} mean x̄
 * @property {number} sd s
 *
 * @typedef {object} Scaling
 * @property {ScaledColumn[]} columns
 * @property {string} formula with (x − x̄)/s, for the engine
 * @property {string} shown the formula with z, for people
 */

/** @typedef {ColumnData | { kind: 'simulated', from: number, to: number, n: number }} Columns */

/** A mean of less than this share of the standard deviation is 0 up to rounding. */
const meanTolerance = 1e-12;

/**
 * @param {Columns} data
 * @param {string} formula
 * @returns {Scaling | null} null: there is no column that varies in the formula
 */
export function scalingOf(data, formula) {
  const words = wordsOf(formula);
  const moments = momentsOf(data);
  const taken = new Set([...words, ...moments.map(({ column }) => column)]);
  const used = moments.filter(({ column, sd }) => sd > 0 && words.includes(column));
  if (used.length === 0) return null;
  const columns = used.map((moments) => {
    const name = used.length === 1 && !taken.has('z') ? 'z' : freeName(`z_${moments.column}`, taken);
    taken.add(name);
    return { ...moments, name };
  });
  return {
    columns,
    formula: columns.reduce((text, scaled) => replaced(text, scaled.column, `(${definition(scaled)})`), formula),
    shown: columns.reduce((text, { column, name }) => replaced(text, column, name), formula),
  };
}

/** (x − x̄)/s as a formula; its numbers are rounded to `digits`. @param {ScaledColumn} scaled
 * @param {number} [digits] */
export function definition({ column, mean, sd }, digits = 17) {
  const text = (/** @type {number} */ value) => String(Number(value.toPrecision(digits)));
  const centred = mean === 0 ? column : `(${column}${mean < 0 ? '+' : '-'}${text(Math.abs(mean))})`;
  return `${centred}/${text(sd)}`;
}

/** @param {string} formula @returns {string[]} */
const wordsOf = (formula) => formula.match(/\p{L}[\p{L}\p{N}_]*/gu) ?? [];

/** @param {string} name @param {Set<string>} taken */
function freeName(name, taken) {
  while (taken.has(name)) name += '_';
  return name;
}

/** A formula with another text for a name; a product without a sign, w1 x, gets one. @param {string} formula
 * @param {string} name @param {string} text */
const replaced = (formula, name, text) =>
  formula.replace(/\p{L}[\p{L}\p{N}_]*/gu, (word, at) => {
    if (word !== name) return word;
    const followsFactor = /[\p{L}\p{N}_.)]\s+$/u.test(formula.slice(0, at));
    return followsFactor ? `*${text}` : text;
  });

/** @type {WeakMap<object, { column: string, mean: number, sd: number }[]>} */
const known = new WeakMap();

/** Mean and standard deviation of every predictor. @param {Columns} data */
function momentsOf(data) {
  if (data.kind === 'simulated') return [{ column: 'x', ...momentsOfGrid(data) }];
  const before = known.get(data);
  if (before) return before;
  const columns = data.columns ?? { x: data.x ?? [] };
  const moments = Object.entries(columns).map(([column, numbers]) => ({ column, ...momentsOfNumbers(numbers) }));
  known.set(data, moments);
  return moments;
}

/** Of linspace(from, to, n), in closed form. @param {{ from: number, to: number, n: number }} grid */
function momentsOfGrid({ from, to, n }) {
  if (n < 2) return { mean: from, sd: 0 };
  return tidy((from + to) / 2, (Math.abs(to - from) / (n - 1)) * Math.sqrt((n * n - 1) / 12));
}

/** @param {ArrayLike<number>} numbers a loop over them takes 2 ms a million, their methods thirty times as long */
function momentsOfNumbers(numbers) {
  const { length } = numbers;
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += numbers[i];
  const mean = sum / length;
  let squares = 0;
  for (let i = 0; i < length; i += 1) squares += (numbers[i] - mean) ** 2;
  return tidy(mean, Math.sqrt(squares / length));
}

/** @param {number} mean @param {number} sd */
const tidy = (mean, sd) => ({ mean: Math.abs(mean) <= meanTolerance * sd ? 0 : mean, sd });
