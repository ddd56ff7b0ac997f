// Ranges of axes. They stand still while something moves, so that movement means something and a chart need not be
// drawn again: bounds lie on round numbers, grow when they must, and shrink only when nothing moves.
/** @typedef {[number, number]} Range */

/** Number of round units in a range, approximately. */
const unitsPerRange = 8;

/** The largest of 1, 2, 2.5, 5 times a power of ten that does not exceed `size`. @param {number} size positive */
export function roundUnit(size) {
  const decade = 10 ** Math.floor(Math.log10(size) + 1e-9);
  return [5, 2.5, 2, 1].map((step) => step * decade).find((unit) => unit <= size * (1 + 1e-9)) ?? decade;
}

/**
 * The multiples of a round unit around [lo, hi]: ladderRange(−1.3, 11.3) is [−2, 12].
 * @param {number} lo
 * @param {number} hi
 * @returns {Range}
 */
export function ladderRange(lo, hi) {
  const span = hi - lo;
  if (!(span > 1e-9 * Math.max(Math.abs(lo), Math.abs(hi), 1e-290)))
    return [lo - Math.max(Math.abs(lo), 1) / 2, hi + Math.max(Math.abs(hi), 1) / 2];
  const unit = roundUnit(span / unitsPerRange);
  const snap = (/** @type {number} */ value, /** @type {(x: number) => number} */ round) =>
    Number((round(Number((value / unit).toPrecision(12))) * unit).toPrecision(12));
  return [snap(lo, Math.floor), snap(hi, Math.ceil)];
}

/**
 * A range that must grow while something moves grows by this share of the whole more, so that it seldom grows again.
 */
const headroom = 0.5;
/** The same for a log axis. */
const logHeadroom = 0.15;

/**
 * The range to show: the ladder's; while something moves, the previous one as long as it contains what is needed.
 * @param {Range} needed @param {Range | null} previous @param {boolean} isMoving @returns {Range}
 */
export function keepRange([lo, hi], previous, isMoving) {
  const fitting = ladderRange(lo, hi);
  if (!isMoving || !previous) return fitting;
  if (previous[0] <= lo && hi <= previous[1]) return previous;
  const room = headroom * (Math.max(previous[1], fitting[1]) - Math.min(previous[0], fitting[0]));
  const [low, high] = ladderRange(
    lo < previous[0] ? lo - room : previous[0],
    hi > previous[1] ? hi + room : previous[1],
  );
  return [Math.min(previous[0], low), Math.max(previous[1], high)];
}

/**
 * The range of the loss curve that fits a run: the optimum in the middle, the start well inside; of a run that
 * diverges, its first steps.
 * @param {{ start: number, optimum: number, diverges: boolean }} run
 * @param {Range | null} previous
 * @param {boolean} isMoving
 * @returns {Range}
 */
export function fitRange({ start, optimum, diverges }, previous, isMoving) {
  const half = (diverges ? 2.5 : 1.25) * Math.max(Math.abs(start - optimum), 0.2 * Math.abs(optimum), 0.5);
  return keepRange([optimum - half, optimum + half], previous, isMoving);
}

/** The smallest and the largest finite value of all columns. @param {ArrayLike<number>[]} columns @returns {Range} */
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

/** A log axis reaches at most this many decades below the value at which the run began. */
const maxDecades = 32;

/**
 * Exponents of a log axis around positive values: quarter decades outward.
 * @param {Range} values
 * @param {number} first where the run began
 * @param {Range | null} previous
 * @param {boolean} isMoving
 * @returns {Range}
 */
export function logRange([lo, hi], first, previous, isMoving) {
  const top = Math.log10(hi);
  const bottom = Math.max(Math.log10(lo), Math.min(top, first > 0 ? Math.log10(first) : top) - maxDecades);
  const margin = Math.max(0.06 * (top - bottom), 0.08);
  const quarter = (/** @type {number} */ value, /** @type {(x: number) => number} */ round) => round(value * 4) / 4;
  /** @type {Range} */
  const fitting = [quarter(bottom - margin, Math.floor), quarter(top + margin, Math.ceil)];
  if (!isMoving || !previous) return fitting;
  if (previous[0] <= bottom && top <= previous[1]) return previous;
  const room = logHeadroom * (Math.max(previous[1], fitting[1]) - Math.min(previous[0], fitting[0]));
  return [bottom < previous[0] ? fitting[0] - room : previous[0], top > previous[1] ? fitting[1] + room : previous[1]];
}

/** A range with a margin on both sides. @param {Range} range @returns {Range} */
export function widened([lo, hi]) {
  const margin = 0.04 * (hi - lo);
  return [lo - margin, hi + margin];
}

/**
 * A number far outside a range, brought near: browsers cannot draw 1e300.
 * @param {number} value
 * @param {Range} range
 */
export function near(value, [lo, hi]) {
  const reach = 50 * (hi - lo);
  return Math.max(lo - reach, Math.min(hi + reach, value));
}

/**
 * Ranges as before where they are equal: the same arrays, so that what depends on them can compare by identity.
 * @param {{ x: Range, y: Range }} fresh
 * @param {{ x: Range, y: Range } | null} before
 */
export function sameWhereEqual(fresh, before) {
  const same = (/** @type {Range} */ range, /** @type {Range | undefined} */ known) =>
    known && range[0] === known[0] && range[1] === known[1] ? known : range;
  return { x: same(fresh.x, before?.x), y: same(fresh.y, before?.y) };
}
