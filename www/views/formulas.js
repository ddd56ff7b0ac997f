// The formulas of the page as TeX, each with the plain text that stands until KaTeX has arrived.
import { plain, texNumber } from '../i18n/format.js';
/** @typedef {[tex: string, plain: string]} Formula */

/** @type {Record<'data' | 'model' | 'loss' | 'method', Formula>} */
export const definitions = {
  data: ['y = m\\,x + c\\,\\mathcal{N}(\\mu,\\sigma^2)', 'y = m x + c·N(μ, σ²)'],
  model: ['\\hat{y} = w_1 x', 'ŷ = w₁ x'],
  loss: ['L(w_1) = \\dfrac{1}{n}\\sum_{i=1}^{n}\\left(y_i - w_1 x_i\\right)^2', 'L(w₁) = (1/n) Σ (yᵢ − w₁ xᵢ)²'],
  method: ["w_1 \\leftarrow w_1 - h\\,L'(w_1)", 'w₁ ← w₁ − h L′(w₁)'],
};

/** Symbols of the fields, by path. @type {Record<string, Formula>} */
export const fieldSymbols = {
  'data.constants.m': ['m', 'm'],
  'data.noise.sd': ['\\sigma', 'σ'],
  'data.noise.mean': ['\\mu', 'μ'],
  'data.noise.factor': ['c', 'c'],
  'data.n': ['n', 'n'],
  'data.from': ['x_1', 'x₁'],
  'data.to': ['x_n', 'xₙ'],
  'data.seed': ['s', 's'],
  'model.start.w1': ['W_1', 'W₁'],
  'optimizer.rate': ['h', 'h'],
  'stop.epochs': ['E', 'E'],
};

/** y = 5x + 2·N(0, 1): the simulation with today's numbers. @param {import('../../wasm/engine.d.ts').SimulatedData} data @returns {Formula} */
export function simulationFormula(data) {
  const { factor, mean, sd } = data.noise;
  const slope = coefficient(data.constants.m);
  const sign = factor < 0 ? '-' : '+';
  const size = Math.abs(factor) === 1 ? '' : `${texNumber(Math.abs(factor))}\\cdot`;
  const variance = sd === 1 || sd === 0 ? texNumber(sd) : `${texNumber(sd)}^2`;
  return [
    `y = ${slope}x ${sign} ${size}\\mathcal{N}(${texNumber(mean)},\\,${variance})`,
    `y = ${plain(data.constants.m)}x + ${plain(factor)}·N(${plain(mean)}, ${plain(sd)}²)`,
  ];
}

/** @param {number} value a factor of x: 1 is not written */
function coefficient(value) {
  if (value === 1) return '';
  return value === -1 ? '-' : texNumber(value);
}
