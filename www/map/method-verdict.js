// The verdict on the learning rate of the map's method, where it is not gradient descent.
import { percentText, rateText, readable } from '../i18n/format.js';

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { Verdict } from '../problem/verdict.js'
 * @import { RunStudy } from './answers.js'
 */

/**
 * With momentum (heavy ball) the iteration along a curvature λ has the characteristic polynomial
 * z² − (1 + β − hλ)z + β, whose roots are in the unit circle while h < 2(1 + β)/λ; with β = 0.9 and λ = 2.7205 that is
 * 1.397. The other methods have no such bound.
 * @param {string} method
 * @param {RunStudy} study
 * @param {Translate} t
 * @returns {Verdict}
 */
export function methodVerdict(method, { experiment, theory }, t) {
  const noRates = { hasDiverged: false, bestRate: NaN, stableRate: NaN };
  if (method !== 'momentum' || !theory?.own)
    return { kind: 'unknown', text: t('verdict.unjudged', { method: t(`optimizers.${method}`) }), ...noRates };
  const rate = Number(experiment.optimizer.rate);
  const { mu, contraction } = theory.own;
  const stableRate = (1 + mu) * theory.stableRate;
  const diverges = rate > stableRate;
  return {
    ...noRates,
    kind: diverges ? 'diverges' : 'converges',
    stableRate,
    text: t(diverges ? 'verdict.momentumDiverges' : 'verdict.momentumConverges', {
      rate: rateText(rate),
      mu: readable(mu, 3),
      limit: readable(stableRate, 3),
      kept: percentText(contraction),
    }),
  };
}
