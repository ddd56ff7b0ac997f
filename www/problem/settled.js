// The epoch at which a run has settled: from there on every loss lies at or below the target. A loss that passes below
// the target and rises again has touched it, and has not settled there.
//
//     target = L* + tolerance · max(|L*|, 10⁻⁶ (L₀ − L*))
//
// L* is the minimum where it is exact, else the best known loss; L₀ is the loss at the start. On the notebook's data
// L* = 3.889…, the target is 3.928…, and gradient descent with h = 0.01 settles at epoch 124.

/** The target lies this share above the least loss. */
export const defaultTolerance = 0.01;
/** Where L* is 0 the target lies this share of the way from L* to L₀, times the tolerance, above it. */
const leastShareOfFall = 1e-6;

/**
 * The loss to be reached.
 * @param {number} best L*
 * @param {number} startLoss L₀
 * @param {number} [tolerance]
 */
export const targetLoss = (best, startLoss, tolerance = defaultTolerance) =>
  best + tolerance * Math.max(Math.abs(best), leastShareOfFall * (startLoss - best));

/**
 * The least s such that loss[k] ≤ target for every k ≥ s, or null if the last loss lies above the target. NaN lies
 * above every target. Cost: one pass from the end.
 * @param {ArrayLike<number>} loss one entry per epoch, the start first
 * @param {number} target
 * @returns {number | null}
 */
export function settledEpoch(loss, target) {
  let epoch = loss.length;
  while (epoch > 0 && loss[epoch - 1] <= target) epoch -= 1;
  return epoch < loss.length ? epoch : null;
}

/**
 * The first epoch whose loss lies at or below the target, or null.
 * @param {ArrayLike<number>} loss
 * @param {number} target
 * @returns {number | null}
 */
export function touchedEpoch(loss, target) {
  for (let epoch = 0; epoch < loss.length; epoch += 1) if (loss[epoch] <= target) return epoch;
  return null;
}

/** A run is watched for at least this many epochs, so that one sees it rest. */
const minEpochs = 8;
/** The rest after settling, as a share of the epochs before it. */
const restShare = 0.1;

/**
 * The last epoch that playing shows before it stops by itself: a little beyond the epoch at which the run settled, or
 * the whole run if it does not settle.
 * @param {number | null} settled
 * @param {number} end last epoch of the run
 */
export const watchedEpochs = (settled, end) =>
  settled === null ? end : Math.min(end, Math.max(minEpochs, Math.ceil((1 + restShare) * settled)));
