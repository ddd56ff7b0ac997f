// The formulas of the page as TeX, each with the plain text that is shown until KaTeX has arrived.
import { plain, texNumber } from '../i18n/format.js';

/**
 * @import { SimulatedData } from '../../wasm/engine.d.ts'
 * @import { Problem } from './parts.js'
 * @import { ReadFormula } from '../engine/formulas.js'
 */

/** @typedef {[tex: string, plain: string]} Formula */

/**
 * The formulas of the notebook, shown until the engine has read others. Of the data, the part after the typed truth.
 * @type {Record<'data' | 'model' | 'loss' | 'method', Formula>}
 */
export const definitions = {
  data: ['+\\,\\kappa\\,\\mathcal{N}(\\mu,\\sigma^2)', '+ κ·N(μ, σ²)'],
  model: ['\\hat{y} = w_1 x', 'ŷ = w₁ x'],
  loss: ['L(w_1) = \\dfrac{1}{n}\\sum_{i=1}^{n}\\left(y_i - w_1 x_i\\right)^2', 'L(w₁) = (1/n) Σ (yᵢ − w₁ xᵢ)²'],
  method: ["w_1 \\leftarrow w_1 - h\\,L'(w_1)", 'w₁ ← w₁ − h L′(w₁)'],
};

/** @param {{ latex: string, text: string }} model @returns {Formula} */
export const modelFormula = ({ latex, text }) => [`\\hat{y} = ${latex}`, `ŷ = ${text}`];

/** ∂ŷ/∂w for each parameter; very long ones are left out. @param {ReadFormula} model @returns {Formula[]} */
export function gradientFormulas({ parameters, gradient, symbols }) {
  return parameters
    .filter((name) => gradient[name].latex)
    .map((name) => [
      `\\frac{\\partial\\hat{y}}{\\partial ${symbols[name]}} = ${gradient[name].latex}`,
      `∂ŷ/∂${name} = ${gradient[name].text}`,
    ]);
}

/**
 * The loss with its term; the notebook's in full.
 * @param {Problem} problem
 * @param {{ equation: string, reduction: string }} loss of the catalog
 * @returns {Formula}
 */
export function lossFormula({ experiment, formulas }, { equation, reduction }) {
  const { model, loss } = experiment;
  const penalties = [loss?.ridge ? '\\lambda_2\\sum w^2' : '', loss?.lasso ? '\\lambda_1\\sum |w|' : '']
    .filter(Boolean)
    .map((term) => ` + ${term}`)
    .join('');
  const mean = reduction === 'sum' ? '' : '\\dfrac{1}{n}';
  if (loss?.name === 'mse' && model.formula === 'w1*x') return [definitions.loss[0] + penalties, definitions.loss[1]];
  const term = loss?.name === 'custom' ? (formulas.loss?.latex ?? equation) : equation;
  const residual = /\br\b/.test(term) && !term.includes('cases') ? ',\\;\\, r = y - \\hat{y}' : '';
  return [`L = ${mean}\\sum ${term}${penalties}${residual}`, `L = ${mean ? '(1/n) ' : ''}Σ ${loss?.name ?? 'mse'}`];
}

/** w ← w − h·∂L/∂w. @param {string} symbol TeX @param {boolean} alone the only parameter @returns {Formula} */
export const ruleFormula = (symbol, alone) => [
  `${symbol} \\leftarrow ${symbol} - h\\,${alone ? `L'(${symbol})` : `\\frac{\\partial L}{\\partial ${symbol}}`}`,
  'w ← w − h L′(w)',
];

/** The lines of a method's rule as the catalog has it. @param {string} equation TeX */
export const ruleLines = (equation) => equation.split(',\\quad ');

/** The same, one line below the other. @param {string} equation TeX @returns {Formula} */
export const equationFormula = (equation) => [
  `\\begin{array}{l}${ruleLines(equation).join('\\\\[2pt]')}\\end{array}`,
  '',
];

/**
 * Symbols of the notebook's numbers, by path; those of other hyperparameters are in the catalog.
 * @type {Record<string, Formula>}
 */
export const fieldSymbols = {
  'data.noise.sd': ['\\sigma', 'σ'],
  'data.noise.mean': ['\\mu', 'μ'],
  'data.noise.factor': ['\\kappa', 'κ'],
  'data.n': ['n', 'n'],
  'data.from': ['x_1', 'x₁'],
  'data.to': ['x_n', 'xₙ'],
  'data.seed': ['s', 's'],
  'optimizer.rate': ['h', 'h'],
  'stop.epochs': ['E', 'E'],
};

/**
 * y = 5x + 2·N(0, 1): the simulation with today's numbers.
 * @param {SimulatedData} data @param {{ latex: string, text: string }} truth with its constants' numbers
 * @returns {Formula}
 */
export function simulationFormula(data, truth) {
  const { factor, mean, sd } = data.noise;
  const sign = factor < 0 ? '-' : '+';
  const size = Math.abs(factor) === 1 ? '' : `${texNumber(Math.abs(factor))}\\cdot`;
  const variance = sd === 1 || sd === 0 ? texNumber(sd) : `${texNumber(sd)}^2`;
  return [
    `y = ${truth.latex} ${sign} ${size}\\mathcal{N}(${texNumber(mean)},\\,${variance})`,
    `y = ${truth.text} + ${plain(factor)}·N(${plain(mean)}, ${plain(sd)}²)`,
  ];
}
