// A fit as text to take away: the fitted equation, y = 2.32(7) + 0.801(18) x, and a table for a spreadsheet.

import { texNumber } from '../../i18n/format.js';
import { hasLeastSquares } from './fit-rows.js';

/**
 * @import { Fit } from '../../../wasm/engine.d.ts'
 * @import { Labels } from '../../experiment/table.js'
 * @import { Translate } from '../../i18n/translate.js'
 */

/** The power of ten of the first digit. @param {number} x */
const powerOf = (x) => Number(x.toExponential().split('e')[1]);

/**
 * A value with its standard error in units of its last digit: 2.3216 and 0.0712 are "2.32(7)". The error has two digits
 * up to 35, else one (Particle Data Group, Review of Particle Physics, 5.3). Without an error the value has seven
 * digits; with an error of 0, as that of a fixed parameter, it has all.
 * @param {number} value
 * @param {number} error
 */
export function concise(value, error) {
  if (error === 0) return String(value);
  if (!(error > 0) || !Number.isFinite(error)) return String(Number(value.toPrecision(7)));
  const power = powerOf(error);
  const last = error / 10 ** power < 3.55 ? power - 1 : power;
  const units = Math.round(error / 10 ** last);
  const first = value === 0 ? last : Math.max(powerOf(value), last);
  if (first < -4 || first > 5) return `${rounded(value / 10 ** first, first - last)}(${units})e${first}`;
  if (last <= 0) return `${rounded(value, -last)}(${units})`;
  return `${rounded(value / 10 ** last, 0) * 10 ** last}(${units * 10 ** last})`;
}

/** @param {number} value @param {number} digits after the point @returns {any} */
function rounded(value, digits) {
  const text = value.toFixed(Math.min(100, digits));
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** Numbers, names, and every other sign of a formula. */
const tokens = /\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[\p{L}_][\p{L}\p{N}_]*|\S/gu;

/**
 * The formula with its fitted values: "y = 2.32(7) + 0.801(18) x".
 * @param {string} formula
 * @param {Pick<Fit, 'parameters' | 'standardErrors'>} fit
 */
export function fittedEquation(formula, { parameters, standardErrors }) {
  const parts = formula.match(tokens) ?? [];
  const isOperand = (/** @type {string | undefined} */ part) => part !== undefined && /[\p{L}\p{N}_.)]$/u.test(part);
  const isValue = (/** @type {string | undefined} */ part) => part !== undefined && Object.hasOwn(parameters, part);
  let text = '';
  parts.forEach((part, k) => {
    const [before, next] = [parts[k - 1], parts[k + 1]];
    if (isValue(part)) {
      if (isOperand(before)) text += '*'; // an implied product
      text = appended(text, concise(parameters[part], standardErrors[part]), next);
      if (next === '(') text += '*';
    } else if ('+-'.includes(part) && isOperand(before)) text += ` ${part} `;
    else if (part === '*' && isValue(before) && isPlainName(next, parts[k + 2]) && !'/^'.includes(parts[k - 2] ?? ' '))
      text += ' ';
    else text += part;
  });
  return `y = ${text}`;

  /** Whether a product with it may be written without a sign. @param {string} [name] @param {string} [after] */
  function isPlainName(name, after) {
    return name !== undefined && /^[\p{L}_]/u.test(name) && !isValue(name) && after !== '/';
  }
}

/**
 * The text with a value added: a negative one turns + into −, and − into +; elsewhere it stands in parentheses.
 * @param {string} text the equation up to the value
 * @param {string} value
 * @param {string} [next] the part of the formula behind it
 */
function appended(text, value, next) {
  const isPower = next === '^';
  if (!value.startsWith('-') && !isPower) return text + value;
  if (text === '' && !isPower) return value;
  const sum = text.match(/^(.*) ([+-]) $/s);
  if (sum && !isPower) return `${sum[1]} ${sum[2] === '+' ? '-' : '+'} ${value.slice(1)}`;
  return `${text}(${value})`;
}

/**
 * @typedef {object} Result a fit to take away
 * @property {{ model: { formula: string }, loss?: { name: string } }} experiment
 * @property {{ latex: string, symbols: Record<string, string> }} model as the engine has read it
 * @property {Fit} fit
 * @property {Labels | null} [labels] of user data
 */

/** The equation, and below it the table. @param {Result} result @param {Translate} t */
export const resultText = (result, t) =>
  [fittedEquation(result.experiment.model.formula, result.fit), '', resultTable(result, t)].join('\n');

/**
 * A table with tabs, for a spreadsheet: parameters and derived quantities with their errors and 95 % intervals, then
 * the quality of the fit. Every number has all its digits.
 * @param {Result} result
 * @param {Translate} t
 */
export function resultTable({ fit, experiment, labels }, t) {
  const heads = [t('fit.parameter'), t('fit.estimate'), t('fit.error'), t('fit.low'), t('fit.high')];
  const rows = estimates(fit).map(({ name, value, error, low, high }) => [name, value, error, low, high]);
  const lines = [heads, ...rows, ...qualities(fit, hasLeastSquares(experiment), t), ...unitsOf(labels)];
  return lines.map((cells) => cells.map(cellText).join('\t')).join('\n');
}

/**
 * The model's equation in LaTeX, and a tabular of the estimates with their 95 % intervals.
 * @param {Result} result
 * @param {Translate} t
 */
export function resultLatex({ fit, model, experiment, labels }, t) {
  const rows = estimates(fit).map(({ name, value, error, low, high }) => {
    const symbol = model.symbols[name] ? `$${model.symbols[name]}$` : verbatim(name);
    return `${symbol} & ${texConcise(value, error)} & ${texInterval(low, high)} \\\\`;
  });
  const facts = [...qualities(fit, hasLeastSquares(experiment), t), ...unitsOf(labels)].map(
    ([label, value]) => `% ${label}: ${cellText(value)}`,
  );
  return [
    `\\[ \\hat{y} = ${model.latex} \\]`,
    '\\begin{tabular}{lll}',
    `${[t('fit.parameter'), t('fit.estimate'), t('fit.interval')].map(texText).join(' & ')} \\\\ \\hline`,
    ...rows,
    '\\end{tabular}',
    ...facts,
  ].join('\n');
}

/** Parameters, then derived quantities. @param {Fit} fit */
const estimates = ({ parameters, standardErrors, intervals, derived }) => [
  ...Object.keys(parameters).map((name) => ({
    name,
    value: parameters[name],
    error: standardErrors[name],
    ...intervals[name],
  })),
  ...Object.entries(derived).map(([name, { value, standardError, low, high }]) => ({
    name,
    value,
    error: standardError,
    low,
    high,
  })),
];

/**
 * The quality of a fit. AICc holds for least squares alone.
 * @param {Fit} fit
 * @param {boolean} isLeastSquares
 * @param {Translate} t
 * @returns {[string, number][]}
 */
const qualities = (fit, isLeastSquares, t) => [
  ['n', fit.observations],
  [t('fit.rss'), fit.rss],
  [t('fit.residualSd'), fit.residualSd],
  [t(fit.centred ? 'fit.centred' : 'fit.uncentred'), fit.rSquared],
  ...(isLeastSquares ? [/** @type {[string, number]} */ (['AICc', fit.aicc])] : []),
];

/** The units of the columns, as metrology writes them: "[y]", "mV". Those of parameters depend on the model.
 * @param {Labels | null} [labels] @returns {[string, string][]} */
const unitsOf = (labels) =>
  Object.entries({ ...(labels?.y.unit && { y: labels.y.unit }), ...labels?.units }).map(([name, unit]) => [
    `[${name}]`,
    unit,
  ]);

/** @param {string | number} cell */
const cellText = (cell) => (typeof cell === 'string' || Number.isFinite(cell) ? String(cell) : '');

/** 2.32(7)e-5 is $2.32(7) \cdot 10^{-5}$. @param {number} value @param {number} error */
const texConcise = (value, error) =>
  `$${concise(value, error)
    .replace(/e([+-]?\d+)$/, ' \\cdot 10^{$1}')
    .replace('+', '')}$`;

/** @param {number} low @param {number} high */
const texInterval = (low, high) =>
  Number.isNaN(low) || Number.isNaN(high) ? '--' : `$[${texNumber(low)},\\; ${texNumber(high)}]$`;

/** A word of the page as LaTeX reads it. @param {string} text */
const texText = (text) => text.replace(/[%#&_$]/g, '\\$&').replaceAll('\u00a0', '~');

/** A formula as typed. @param {string} formula */
const verbatim = (formula) => `\\verb|${formula.replaceAll('|', '')}|`;
