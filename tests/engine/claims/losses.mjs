// The losses as plain loops: L(w) and ∇L(w) row by row, from the definitions in textbooks.

/**
 * @import { Model, LossFunction } from './models.mjs'
 * @typedef {object} Truth
 * @property {(w: number[]) => number} loss
 * @property {(w: number[]) => number[]} slopes
 * @property {(w: number[]) => number} size of the largest sum of absolute terms that loss or slopes add up: rounding
 * is a
 *   share of it
 * @property {(w: number[]) => number} detail the width of the finest detail in the parameters, at most 1
 * @property {(w: number[]) => boolean} hasKink the slope jumps so near that rounding decides on which side w lies
 *
 * @typedef {object} Rows
 * @property {number[][]} x the predictors of each row
 * @property {number[]} y
 * @property {number[]} [weights]
 *
 * @typedef {{ name: string, formula?: string, ridge?: number, lasso?: number, delta?: number, c?: number, tau?: number
 * }}
 *   LossSpec
 * @typedef {{ term: (y: number, p: number, spec: LossSpec) => number,
 *   slope: (y: number, p: number, spec: LossSpec) => number }} RowLoss slope: by the prediction p
 */

const { abs, log, cosh, tanh, sign, max } = Math;

/** The loss "custom" of the experiments: of Geman and McClure (1985). */
export const customFormula = 'r^2/(1+r^2)';

/** 0·ln 0 = 0. @param {number} y @param {number} p */
const timesLog = (y, p) => (y === 0 ? 0 : y * log(p));
/** @param {number} y @param {number} p */
const ratio = (y, p) => (y === 0 ? 0 : y / p);

/** @type {RowLoss} */
const squared = { term: (y, p) => (y - p) ** 2, slope: (y, p) => -2 * (y - p) };

/** @type {Record<string, RowLoss>} */
export const rowLosses = {
  mse: squared,
  sse: squared,
  mae: { term: (y, p) => abs(y - p), slope: (y, p) => -sign(y - p) },
  huber: {
    term: (y, p, { delta = 1 }) => (abs(y - p) <= delta ? (y - p) ** 2 / 2 : delta * (abs(y - p) - delta / 2)),
    slope: (y, p, { delta = 1 }) => (abs(y - p) <= delta ? -(y - p) : -delta * sign(y - p)),
  },
  logcosh: {
    term: (y, p) => (abs(y - p) > 300 ? abs(y - p) - Math.LN2 : log(cosh(y - p))),
    slope: (y, p) => -tanh(y - p),
  },
  cauchy: {
    term: (y, p, { c = 1 }) => ((c * c) / 2) * log(1 + ((y - p) / c) ** 2),
    slope: (y, p, { c = 1 }) => -(y - p) / (1 + ((y - p) / c) ** 2),
  },
  quantile: {
    term: (y, p, { tau = 0.5 }) => max(tau * (y - p), (tau - 1) * (y - p)),
    slope: (y, p, { tau = 0.5 }) => (y > p ? -tau : y < p ? 1 - tau : 0.5 - tau),
  },
  bernoulli: {
    term: (y, p) => -timesLog(y, p) - timesLog(1 - y, 1 - p),
    slope: (y, p) => -ratio(y, p) + ratio(1 - y, 1 - p),
  },
  poisson: { term: (y, p) => p - timesLog(y, p), slope: (y, p) => 1 - ratio(y, p) },
  custom: {
    term: (y, p) => (y - p) ** 2 / (1 + (y - p) ** 2),
    slope: (y, p) => (-2 * (y - p)) / (1 + (y - p) ** 2) ** 2,
  },
};

/** L and ∇L of a model on data. @param {Model} model @param {Rows} rows @param {LossSpec} spec @returns {Truth} */
export function lossOf(model, { x, y, weights }, spec) {
  const { term, slope } = rowLosses[spec.name];
  const { ridge = 0, lasso = 0 } = spec;
  const weight = (/** @type {number} */ i) => (weights ? weights[i] : 1);
  const total = spec.name === 'sse' ? 1 : y.reduce((sum, _, i) => sum + weight(i), 0);
  return {
    loss(w) {
      let sum = 0;
      for (let i = 0; i < y.length; i += 1) sum += weight(i) * term(y[i], model.value(w, x[i]), spec);
      let penalty = 0;
      for (const each of w) penalty += ridge * each * each + lasso * abs(each);
      return sum / total + penalty;
    },
    slopes(w) {
      const out = w.map(() => 0);
      for (let i = 0; i < y.length; i += 1) {
        const outer = weight(i) * slope(y[i], model.value(w, x[i]), spec);
        const inner = model.slopes(w, x[i]);
        for (let j = 0; j < w.length; j += 1) out[j] += outer * inner[j];
      }
      return out.map((sum, j) => sum / total + 2 * ridge * w[j] + lasso * sign(w[j]));
    },
    detail: (w) => model.detail?.(w) ?? 1,
    hasKink(w) {
      const isNear = (/** @type {number} */ value, /** @type {number} */ to) => abs(value - to) < 1e-7 * (1 + abs(to));
      const hasCorner = spec.name === 'mae' || spec.name === 'quantile';
      return (
        (hasCorner && y.some((each, i) => isNear(model.value(w, x[i]), each))) ||
        (lasso > 0 && w.some((each) => isNear(each, 0)))
      );
    },
    size(w) {
      let sum = 0;
      for (let i = 0; i < y.length; i += 1) {
        const scale = 1 + abs(y[i]) + abs(model.value(w, x[i]));
        sum += weight(i) * scale * max(scale, ...model.slopes(w, x[i]).map(abs));
      }
      return sum / total + w.reduce((penalty, each) => penalty + (ridge * each * each + lasso * abs(each)), 0);
    },
  };
}

/** @param {LossFunction} each @returns {Truth} */
export const functionLoss = ({ value, slopes }) => ({
  loss: value,
  slopes,
  detail: () => 1,
  hasKink: () => false,
  size: (w) => 1 + w.reduce((sum, each) => sum + abs(each), 0) ** 4,
});
