// What theory says about the learning rate on this very problem. Near the optimum w* the loss is a parabola of
// curvature L″, so one step multiplies the error w − w* by 1 − h·L″: it shrinks while h < 2/L″ and vanishes at h =
// 1/L″. With L″ = 2.7205 and h = 0.8 the factor is −1.18: each step grows the error 1.18-fold.
import { rateText, readable } from '../i18n/format.js';

/**
 * @import { Problem } from '../descent/compute.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Lab } from '../map/lab.js'
 */

/**
 * @typedef {{ kind: string, text: string, diverged: boolean, bestRate: number, stableRate: number }} Verdict kind: its
 *   tone; the rates: NaN where
 *   theory has none
 */

/** This close to a limit, the limit is what one sees. */
const nearly = 1e-3;

/**
 * @param {number} rate @param {{ stableRate: number, bestRate: number }} optimum
 * @returns {{ kind: 'slow' | 'best' | 'overshoot' | 'edge' | 'diverges', factor: number }} factor: |1 − h·L″|
 */
function judgeRate(rate, { stableRate, bestRate }) {
  const factor = Math.abs(1 - rate / bestRate);
  if (factor < nearly) return { kind: 'best', factor };
  if (Math.abs(rate - stableRate) < nearly * stableRate) return { kind: 'edge', factor };
  if (rate > stableRate) return { kind: 'diverges', factor };
  return { kind: rate < bestRate ? 'slow' : 'overshoot', factor };
}

/**
 * The same for several parameters, or where the parabola is but a likeness: along each direction of curvature λ a step
 * multiplies the error by 1 − hλ, and the worst direction decides.
 * @param {number} rate @param {{ stableRate: number, curvature: ArrayLike<number> }} optimum
 * @returns {{ kind: 'converges' | 'divergesNear', factor: number }}
 */
function judgeRateNear(rate, { stableRate, curvature }) {
  const factor = Math.max(...Array.from(curvature, (lambda) => Math.abs(1 - rate * lambda)));
  return { kind: rate > stableRate ? 'divergesNear' : 'converges', factor };
}

/** The sentences, and their tone. @param {Problem} problem @param {Translate} t @returns {Verdict} */
export function verdict(problem, t) {
  const { optimum, trajectory, rates } = problem;
  const marks = { bestRate: optimum?.bestRate ?? NaN, stableRate: optimum?.stableRate ?? NaN };
  if (problem.mistake) return { kind: 'unknown', text: '', diverged: false, ...marks };
  const { rate } = rates[rates.length - 1];
  const sentences = [];
  let kind = 'unknown';
  if (optimum) {
    const exact = optimum.exact !== false && optimum.curvature.length === 1;
    const judged = exact ? judgeRate(rate, optimum) : judgeRateNear(rate, optimum);
    kind = judged.kind;
    sentences.push(
      t(`verdict.${kind}`, {
        rate: rateText(rate),
        best: readable(optimum.bestRate, 3),
        limit: readable(optimum.stableRate, 3),
        kept: readable(100 * judged.factor, 3),
        growth: readable(judged.factor, 3),
      }),
    );
  }
  if (rates.length > 1) sentences.push(t('verdict.changed', { epoch: rates[rates.length - 1].epoch }));
  if (!['epochs', 'diverged'].includes(trajectory.stop.reason))
    sentences.push(`${t(`stop.${trajectory.stop.reason}`, { epoch: trajectory.epochs })}.`);
  if (trajectory.stop.reason === 'diverged') sentences.push(t('verdict.stopped', { epoch: trajectory.epochs }));
  return { kind, text: sentences.join(' '), diverged: trajectory.stop.reason === 'diverged', ...marks };
}

/**
 * The same for another method than gradient descent. With momentum (heavy ball) the iteration along a curvature λ has
 * the
 * polynomial z² − (1 + μ − hλ)z + μ, whose roots stay within the unit circle while h < 2(1 + μ)/λ; with μ = 0.9 and
 * λ = 2.7205 that is 1.397. For the others theory has no such bound.
 * @param {string} method
 * @param {Lab} lab
 * @param {Translate} t
 * @returns {Verdict}
 */
export function methodVerdict(
  method,
  {
    experiment: {
      optimizer: { rate },
    },
    theory,
  },
  t,
) {
  const none = { diverged: false, bestRate: NaN, stableRate: NaN };
  if (method !== 'momentum' || !theory?.own)
    return { kind: 'unknown', text: t('verdict.unjudged', { method: t(`optimizers.${method}`) }), ...none };
  const { mu, contraction } = theory.own;
  const stableRate = (1 + mu) * theory.stableRate;
  const kind = Number(rate) > stableRate ? 'momentumDiverges' : 'momentumConverges';
  return {
    ...none,
    kind: kind === 'momentumDiverges' ? 'diverges' : 'converges',
    stableRate,
    text: t(`verdict.${kind}`, {
      rate: rateText(Number(rate)),
      mu: readable(mu, 3),
      limit: readable(stableRate, 3),
      kept: readable(100 * contraction, 3),
    }),
  };
}
