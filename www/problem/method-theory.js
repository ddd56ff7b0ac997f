// The theory of a method near a minimum: the bound of its rate and its contraction factor. Along a direction of
// curvature λ the distance to the minimum follows, with momentum β (0 for gradient descent),
//
//     e(k+1) = (1 + β − hλ) e(k) − β e(k−1)
//
// so that it shrinks by the largest root of z² − (1 + β − hλ) z + β, and does so while h < 2(1 + β)/λ. On the
// notebook's data, λ = 2.7205 and h = 0.01: 0.9728 without momentum; 0.9487 = √0.9 with β = 0.9.
/** @import { Experiment } from '../../wasm/engine.d.ts' */

/** Settings that change nothing while they are 0, and those that only these use. */
const unusedSettings = ['decay', 'horizon', 'seed'];

/**
 * Whether theory covers the method: gradient descent or momentum with a constant rate and whole gradients.
 * @param {Experiment['optimizer']} optimizer
 */
export const isCovered = (optimizer) =>
  ['gd', 'momentum'].includes(optimizer.name) &&
  Object.entries(optimizer).every(
    ([key, value]) => ['name', 'rate', 'mu', ...unusedSettings].includes(key) || value === 0,
  );

/** β, 0 for a method without momentum. @param {Experiment['optimizer']} optimizer */
export const momentumOf = (optimizer) => (optimizer.name === 'momentum' ? Number(optimizer.mu ?? 0) : 0);

/**
 * The contraction factor ρ: of the slowest direction, per epoch, in the long run.
 * @param {number} rate @param {number} beta @param {ArrayLike<number>} curvature
 */
export const contractionOf = (rate, beta, curvature) =>
  Math.max(...Array.from(curvature, (lambda) => largestRoot(1 + beta - rate * lambda, beta)));

/** The modulus of the largest root of z² − bz + c, c ≥ 0. @param {number} b @param {number} c */
function largestRoot(b, c) {
  const discriminant = b * b - 4 * c;
  return discriminant < 0 ? Math.sqrt(c) : (Math.abs(b) + Math.sqrt(discriminant)) / 2;
}
