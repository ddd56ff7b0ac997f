// What theory says about the learning rate on this very problem. Near the optimum w* the loss is a parabola of curvature
// L″, so one step multiplies the error w − w* by 1 − h·L″: it shrinks while h < 2/L″ and vanishes at h = 1/L″.
// With L″ = 2.7205 and h = 0.8 the factor is −1.18: each step grows the error 1.18-fold.
import { rateText, readable } from '../i18n/format.js';
/** @typedef {import('../engine/compute.js').Problem} Problem */

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

/** The sentences, and their tone. @param {Problem} problem @param {import('../i18n/translate.js').Translate} t */
export function verdict(problem, t) {
  const { optimum, trajectory, rates } = problem;
  if (problem.mistake) return { kind: 'unknown', text: '', diverged: false };
  const { rate } = rates[rates.length - 1];
  const sentences = [];
  let kind = 'unknown';
  if (optimum) {
    const exact = optimum.exact !== false && optimum.curvature.length === 1;
    const judged = exact ? judgeRate(rate, optimum) : judgeRateNear(rate, optimum);
    kind = judged.kind;
    sentences.push(t(`verdict.${kind}`, {
      rate: rateText(rate),
      best: readable(optimum.bestRate, 3),
      limit: readable(optimum.stableRate, 3),
      kept: readable(100 * judged.factor, 3),
      growth: readable(judged.factor, 3),
    }));
  }
  if (rates.length > 1) sentences.push(t('verdict.changed', { epoch: rates[rates.length - 1].epoch }));
  if (!['epochs', 'diverged'].includes(trajectory.stop.reason)) sentences.push(`${t(`stop.${trajectory.stop.reason}`, { epoch: trajectory.epochs })}.`);
  if (trajectory.stop.reason === 'diverged') sentences.push(t('verdict.stopped', { epoch: trajectory.epochs }));
  return { kind, text: sentences.join(' '), diverged: trajectory.stop.reason === 'diverged' };
}
