// The verdict of theory on the learning rate of another method than gradient descent.
import { rateText, readable } from '../i18n/format.js';

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { Verdict } from '../problem/verdict.js'
 * @import { Lab } from './lab.js'
 */

/**
 * With momentum (heavy ball) the iteration along a curvature λ has
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
  const none = { hasDiverged: false, bestRate: NaN, stableRate: NaN };
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
