// The zones of the learning rate, from the theory of this very problem, and the situations that a rate can bring about.
//
// Along a direction of curvature λ one step of gradient descent multiplies the distance to the minimum by 1 − hλ:
//
//     slow        0 < h, and the slowest direction needs more than `slowEpochs` epochs
//     good        up to 2/(λmin + λmax), which contracts most; with one parameter 1/L″: one step reaches the minimum
//     overshoots  up to 2/λmax: each step crosses the minimum along the steepest direction, and still comes nearer
//     diverges    above 2/λmax
//
// Of momentum with coefficient β the bound is 2(1 + β)/λmax, and the run oscillates about the minimum from
// (1 − √β)²/λmin on. The zones of other methods are not known. On the notebook's data L″ = 2.7205…: overshoots begins
// at 0.3676 and diverges at 0.7351.
import { isCovered, momentumOf } from '../method-theory.js';
import { defaultTolerance, targetLoss } from '../settled.js';

/**
 * @import { Optimum } from '../../../wasm/engine.d.ts'
 * @import { Problem } from '../parts.js'
 */

/**
 * @typedef {'slow' | 'good' | 'overshoots' | 'diverges'} ZoneName
 * @typedef {object} Zone
 * @property {ZoneName} name
 * @property {number} from learning rate at which it begins; 0 for the first
 * @property {number} to learning rate at which it ends; Infinity for the last
 */

/** A descent that needs more epochs than these is called slow. */
export const slowEpochs = 50;

/**
 * The zones in rising order without a gap, empty where theory has none.
 * @param {{ name: string, mu?: number }} optimizer
 * @param {Pick<Optimum, 'curvature' | 'stableRate' | 'bestRate'> | null} optimum its curvature must be positive
 * @param {number} shrink the ratio of distances to the minimum, last to first, at which the run has settled, in (0, 1)
 * @returns {Zone[]}
 */
export function rateZones(optimizer, optimum, shrink) {
  const beta = optimizer.name === 'momentum' ? (optimizer.mu ?? 0) : 0;
  if (!optimum || !['gd', 'momentum'].includes(optimizer.name) || !(optimum.curvature[0] > 0)) return [];
  const least = optimum.curvature[0];
  const diverges = (1 + beta) * optimum.stableRate;
  const overshoots = beta > 0 ? diverges : optimum.bestRate;
  const slow = Math.min(slowRate(least, beta, shrink), overshoots);
  return zonesBetween(slow, overshoots, diverges);
}

/**
 * The zones of a problem's learning rate, for the run's own target and start; empty where theory has none.
 * @param {Pick<Problem, 'experiment' | 'valley' | 'trajectory'>} problem @param {string} [method] that descends
 * @returns {Zone[]}
 */
export function zonesOf({ experiment: { optimizer }, valley, trajectory }, method = optimizer.name) {
  const startLoss = trajectory.loss[0];
  const best = valley?.loss ?? NaN;
  const margin = targetLoss(best, startLoss, defaultTolerance) - best;
  const shrink = Math.sqrt(Math.min(0.25, Math.max(1e-12, margin / (startLoss - best))));
  if (!Number.isFinite(shrink) || !isCovered({ ...optimizer, name: method })) return [];
  return rateZones({ name: method, mu: momentumOf(optimizer) }, valley, shrink);
}

/**
 * Whether every rate below the limit is slow: the steepest direction sets the limit, and at that limit the flattest one
 * still needs more than `slowEpochs` epochs. On curvatures 1 and 100 no rate below 0.02 leaves less than 98 %.
 * @param {Zone[]} zones
 */
export const isNarrow = (zones) => zones.length > 0 && zones.every(({ name }) => name !== 'good');

/** @param {number} slow @param {number} overshoots @param {number} diverges @returns {Zone[]} */
function zonesBetween(slow, overshoots, diverges) {
  /** @type {Zone[]} */
  const zones = [
    { name: 'slow', from: 0, to: slow },
    { name: 'good', from: slow, to: overshoots },
    { name: 'overshoots', from: overshoots, to: diverges },
    { name: 'diverges', from: diverges, to: Infinity },
  ];
  return zones.filter(({ from, to }) => from < to);
}

/**
 * The rate above which the flattest direction settles within `slowEpochs` epochs, by the contraction c per epoch that
 * this takes, c = shrink^(1/slowEpochs). Gradient descent: 1 − hλ = c. Momentum: the larger root of
 * z² − (1 + β − hλ)z + β is c where hλ = (1 − c)(c − β)/c; if c ≤ √β the roots are complex, and no rate is slow that
 * makes them so.
 * @param {number} lambda @param {number} beta @param {number} shrink
 */
function slowRate(lambda, beta, shrink) {
  const contraction = shrink ** (1 / slowEpochs);
  if (beta === 0) return (1 - contraction) / lambda;
  const root = Math.max(contraction, Math.sqrt(beta));
  return ((1 - root) * (root - beta)) / (root * lambda);
}

/** The zone of a rate, or null where there are none. @param {Zone[]} zones @param {number} rate */
export const zoneOf = (zones, rate) => zones.find(({ from, to }) => rate > from && rate <= to)?.name ?? null;

/** The five situations, in the order of their keys 1 to 5. */
export const situations = /** @type {const} */ (['small', 'right', 'overshoot', 'edge', 'diverge']);

/** @typedef {typeof situations[number]} Situation */

/**
 * The learning rate that brings a situation about. With the notebook's data: 0.002, 0.3675, 0.6, 0.735, 0.8.
 * @param {Situation} situation
 * @param {Pick<Optimum, 'stableRate' | 'bestRate'>} optimum
 */
export function situationRate(situation, { stableRate, bestRate }) {
  switch (situation) {
    case 'small':
      return rounded(bestRate / 184);
    case 'right':
      return roundedDown(bestRate, 4);
    case 'overshoot':
      return rounded((bestRate + 1.73 * stableRate) / 2.73);
    case 'edge':
      return roundedDown(stableRate, 3);
    case 'diverge':
      return rounded(1.088 * stableRate);
  }
}

/**
 * The situation that this very rate brings about, or null.
 * @param {number} rate
 * @param {Pick<Optimum, 'stableRate' | 'bestRate'>} optimum
 */
export const situationAt = (rate, optimum) =>
  situations.find((situation) => situationRate(situation, optimum) === rate) ?? null;

/** Two significant digits. @param {number} rate */
const rounded = (rate) => Number(rate.toPrecision(2));

/** Never above. @param {number} rate @param {number} digits that are significant */
function roundedDown(rate, digits) {
  const unit = 10 ** (Math.floor(Math.log10(rate)) - digits + 1);
  return Number((Math.floor(rate / unit) * unit).toPrecision(digits));
}
