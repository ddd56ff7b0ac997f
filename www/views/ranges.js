// Ranges of axes. They stand still while something moves, so that movement means something and a chart need not be drawn
// anew: bounds lie on the rungs of a ladder of round numbers, grow by rungs when they must, and shrink only at rest.
/** @typedef {[number, number]} Range */

const rungs = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next rung at or above |value|, with the sign of value. @param {number} value */
export function rungAbove(value) {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(size)) return 0;
  const decade = 10 ** Math.floor(Math.log10(size));
  const rung = rungs.find((step) => step * decade >= size * (1 - 1e-12)) ?? 10;
  return Math.sign(value) * rung * decade;
}

/** Rungs around [lo, hi]: outward from the middle. @param {number} lo @param {number} hi @returns {Range} */
export function ladderRange(lo, hi) {
  if (!(lo < hi)) return [lo - 1, hi + 1];
  if (lo <= 0 && hi >= 0) return [rungAbove(lo), rungAbove(hi)];
  const middle = roundTo((lo + hi) / 2, hi - lo);
  const half = rungAbove(Math.max(hi - middle, middle - lo));
  return [middle - half, middle + half];
}

/** @param {number} value @param {number} scale a twentieth of a decade of which is kept */
function roundTo(value, scale) {
  const unit = 10 ** Math.floor(Math.log10(scale)) / 2;
  return Math.round(value / unit) * unit;
}

/**
 * The range to show: at rest the ladder's, on the move the previous one as long as it contains what is needed.
 * @param {Range} needed @param {Range | null} previous @param {boolean} settled @returns {Range}
 */
export function keepRange([lo, hi], previous, settled) {
  const fitting = ladderRange(lo, hi);
  if (settled || !previous) return fitting;
  if (previous[0] <= lo && hi <= previous[1]) return previous;
  return [Math.min(previous[0], fitting[0]), Math.max(previous[1], fitting[1])];
}

/**
 * The stretch of the loss curve that fits a run: the optimum in the middle, the start well inside.
 * @param {number} start @param {number} optimum @param {Range | null} previous @param {boolean} settled @returns {Range}
 */
export function fitRange(start, optimum, previous, settled) {
  const half = 1.25 * Math.max(Math.abs(start - optimum), 0.2 * Math.abs(optimum), 0.5);
  return keepRange([optimum - half, optimum + half], previous, settled);
}

/** The least and the greatest finite value of all columns. @param {ArrayLike<number>[]} columns @returns {Range} */
export function extent(columns) {
  let lo = Infinity;
  let hi = -Infinity;
  for (const column of columns)
    for (let i = 0; i < column.length; i += 1) {
      const value = column[i];
      if (value < lo && value > -Infinity) lo = value;
      if (value > hi && value < Infinity) hi = value;
    }
  return lo <= hi ? [lo, hi] : [0, 1];
}

/**
 * Exponents of a log axis around positive values: quarter decades outward, at most 32 decades down.
 * @param {Range} values @param {Range | null} previous @param {boolean} settled @returns {Range}
 */
export function logRange([lo, hi], previous, settled) {
  const top = hi > 0 ? Math.log10(hi) : 0;
  const bottom = lo > 0 ? Math.max(Math.log10(lo), top - 32) : top - 1;
  const margin = Math.max(0.06 * (top - bottom), 0.08);
  const quarter = (/** @type {number} */ value, /** @type {(x: number) => number} */ round) => round(value * 4) / 4;
  /** @type {Range} */
  const fitting = [quarter(bottom - margin, Math.floor), quarter(top + margin, Math.ceil)];
  if (settled || !previous) return fitting;
  return [Math.min(previous[0], fitting[0]), Math.max(previous[1], fitting[1])];
}
