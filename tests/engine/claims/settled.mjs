// "Settled" and "touched" by their definitions, as the plainest loops.

/** L* + tolerance·max(|L*|, 10⁻⁶(L₀ − L*)). @param {number} best @param {number} first @param {number} tolerance */
export const targetOf = (best, first, tolerance = 0.01) =>
  best + tolerance * Math.max(Math.abs(best), 1e-6 * (first - best));

/** The least s such that every loss from s on is at or below the target, or null.
 * @param {ArrayLike<number>} loss @param {number} target */
export function settledOf(loss, target) {
  for (let s = 0; s < loss.length; s += 1) {
    let stays = true;
    for (let k = s; k < loss.length; k += 1) if (!(loss[k] <= target)) stays = false;
    if (stays) return s;
  }
  return null;
}

/** The first epoch at or below the target, or null. @param {ArrayLike<number>} loss @param {number} target */
export function touchedOf(loss, target) {
  for (let k = 0; k < loss.length; k += 1) if (loss[k] <= target) return k;
  return null;
}
