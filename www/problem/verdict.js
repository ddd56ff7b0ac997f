// The verdict of theory on the learning rate of this problem, for gradient descent and momentum.
// Near the optimum w* the loss is a parabola of curvature L″, so one step of gradient descent multiplies the error
// w − w* by 1 − h·L″: it shrinks while h < 2/L″ and vanishes at h = 1/L″. With L″ = 2.7205 and h = 0.8 the factor is
// −1.18: each step makes the error 1.18 times as large.
import { canRateHelp, endingText } from '../i18n/ending.js';
import { limitText, percentText, rateText, readable } from '../i18n/format.js';
import { contractionOf, isCovered, momentumOf } from './method-theory.js';
import { isNarrow, zonesOf } from './strip/rate-zones.js';

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { Problem } from './parts.js'
 */

/**
 * @typedef {{ kind: string, text: string, hasDiverged: boolean, bestRate: number, stableRate: number }} Verdict kind:
 *   of the sentence; the rates are NaN where theory has none
 */

/** A contraction factor above this one is called slow: more than 690 epochs halve the distance. */
const slowFactor = 0.999;

/** Two significant digits. @param {number} epochs */
const rounded = (epochs) => Number(epochs.toPrecision(2));

/** Relative distance to a limit below which the rate is reported as equal to it. */
const edgeTolerance = 1e-3;

/**
 * @param {number} rate @param {{ stableRate: number, bestRate: number }} optimum
 * @returns {{ kind: 'slow' | 'best' | 'overshoot' | 'edge' | 'diverges', key?: string, factor: number }}
 *   factor: |1 − h·L″|
 */
function classifyRate(rate, { stableRate, bestRate }) {
  const factor = Math.abs(1 - rate / bestRate);
  if (factor < edgeTolerance) return { kind: 'best', factor };
  if (Math.abs(rate - stableRate) < edgeTolerance * stableRate) return { kind: 'edge', factor };
  if (rate > stableRate) return { kind: 'diverges', factor };
  return { kind: rate < bestRate ? 'slow' : 'overshoot', factor };
}

/**
 * The same for several parameters, or when the quadratic is only a local approximation: along each direction of
 * curvature λ a step multiplies the error by 1 − hλ, and the worst direction decides.
 * @param {number} rate @param {{ stableRate: number, curvature: ArrayLike<number> }} optimum
 */
function classifyRateNear(rate, { stableRate, curvature }) {
  const factor = Math.max(...Array.from(curvature, (lambda) => Math.abs(1 - rate * lambda)));
  const isOne = curvature.length === 1;
  if (rate > stableRate) return { kind: 'divergesNear', key: isOne ? 'divergesNearOne' : 'divergesNear', factor };
  return { kind: 'converges', key: isOne ? 'convergesOne' : 'converges', factor };
}

/**
 * Momentum near the optimum.
 * @param {number} rate @param {number} beta @param {{ stableRate: number, curvature: ArrayLike<number> }} optimum
 */
function classifyMomentum(rate, beta, { stableRate, curvature }) {
  const limit = (1 + beta) * stableRate;
  const factor = contractionOf(rate, beta, curvature);
  const diverges = rate > limit;
  return {
    kind: diverges ? 'divergesNear' : 'converges',
    key: diverges ? 'momentumDiverges' : 'momentumConverges',
    limit,
    factor,
  };
}

/** The sentences on the rate. @param {Problem} problem @param {Translate} t @returns {Verdict} */
export function verdict(problem, t) {
  const { valley: optimum, trajectory, rates, experiment } = problem;
  const { optimizer } = experiment;
  const marks = { bestRate: optimum?.bestRate ?? NaN, stableRate: optimum?.stableRate ?? NaN };
  if (problem.startError) return { kind: 'unknown', text: '', hasDiverged: false, ...marks };
  const { rate } = rates[rates.length - 1];
  const sentences = [];
  let kind = 'unknown';
  let factor = NaN;
  if (!isCovered(optimizer)) sentences.push(t('verdict.method', { method: t(`optimizers.${optimizer.name}`) }));
  else if (optimum && momentumOf(optimizer) > 0) {
    const judged = classifyMomentum(rate, momentumOf(optimizer), optimum);
    kind = judged.kind;
    factor = judged.factor;
    marks.stableRate = judged.limit;
    marks.bestRate = NaN;
    sentences.push(
      t(`verdict.${judged.key}`, {
        rate: rateText(rate),
        mu: readable(momentumOf(optimizer), 3),
        limit: readable(judged.limit, 3),
        kept: percentText(judged.factor),
      }),
    );
  } else if (optimum) {
    const isExact = optimum.exact !== false && optimum.curvature.length === 1;
    const judged = isExact ? classifyRate(rate, optimum) : classifyRateNear(rate, optimum);
    kind = judged.kind;
    factor = judged.factor;
    sentences.push(
      t(`verdict.${judged.key ?? judged.kind}`, {
        rate: rateText(rate),
        best: readable(optimum.bestRate, 3),
        limit: readable(optimum.stableRate, 3),
        kept: percentText(judged.factor),
        growth: readable(judged.factor, 3),
      }),
    );
  }
  if (factor < 1 && optimum && optimum.curvature.length > 1 && isNarrow(zonesOf(problem))) {
    const { curvature } = optimum;
    sentences.unshift(t('verdict.narrow', { ratio: readable(curvature[curvature.length - 1] / curvature[0], 2) }));
  }
  if (factor < 1 && factor > slowFactor)
    sentences.push(t('verdict.halves', { epochs: limitText(rounded(Math.log(0.5) / Math.log(factor))) }));
  if (rates.length > 1) sentences.push(t('verdict.changed', { epoch: rates[rates.length - 1].epoch }));
  if (!['epochs', 'diverged'].includes(trajectory.stop.reason)) sentences.push(endingText(trajectory.stop, t));
  if (trajectory.stop.reason === 'diverged') sentences.push(t('verdict.stopped', { epoch: trajectory.epochs }));
  // A loss that ended above its start diverges in words, whether or not it overflowed.
  const { loss } = trajectory;
  const hasDiverged = canRateHelp(trajectory.stop) || loss[loss.length - 1] > loss[0];
  return { kind, text: sentences.join(' '), hasDiverged, ...marks };
}
