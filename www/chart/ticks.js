// Ticks of a log axis. Within two decades plain numbers, 1, 2, 3, 5 (or all nine) times a power of ten; over more,
// powers of ten alone, at most `maxTicks` of them.
import { powerOfTen, readable } from '../i18n/format.js';

const maxTicks = 9;

/** @typedef {{ values: number[], labels: string[] }} Ticks */

/**
 * @param {[number, number]} range exponents of ten
 * @param {[number, number]} [window] in which ticks are placed, at the distances that suit the range
 * @returns {Ticks}
 */
export function logTicks(range, [lo, hi] = range) {
  const decades = range[1] - range[0];
  if (decades > 2) return powers(lo, hi, Math.ceil(decades / maxTicks));
  const digits =
    decades > 0.75
      ? [1, 2, 3, 5]
      : decades > 0.3
        ? [1, 2, 3, 4, 5, 6, 8]
        : [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5];
  const values = [];
  for (let power = Math.floor(lo); power <= hi; power += 1)
    for (const digit of digits) values.push(Number(`${digit}e${power}`));
  const inside = values.filter((value) => Math.log10(value) >= lo && Math.log10(value) <= hi);
  return { values: inside, labels: inside.map((value) => readable(value, 3)) };
}

/**
 * Ticks within a range and beyond, so that they also serve a range that moves a little: changing the ticks of an axis
 * costs Plotly four times as much as changing its range.
 * @param {[number, number]} range exponents of ten @returns {Ticks}
 */
export function steadyTicks([lo, hi]) {
  const pace = hi - lo > 2 ? 20 : 2;
  return logTicks([lo, hi], [pace * (Math.floor(lo / pace) - 1), pace * (Math.ceil(hi / pace) + 1)]);
}

/** @param {number} lo @param {number} hi @param {number} step */
function powers(lo, hi, step) {
  const exponents = [];
  for (let power = Math.ceil(lo / step) * step; power <= hi; power += step) exponents.push(power);
  return { values: exponents.map((power) => 10 ** power), labels: exponents.map(powerOfTen) };
}
