// Ticks of a log axis, as many as have room. Within two decades plain numbers, 1, 2, 3, 5 (or more, or fewer) times a
// power of ten; over more, powers of ten alone, at most `maxTicks` of them.
import { powerOfTen, readable } from '../i18n/format.js';

const maxTicks = 9;

/** @typedef {{ values: number[], labels: string[] }} Ticks */

/** The digits of the ticks in a decade, the most first, and the widest range, in decades, that has them. */
const steps = [
  { maxDecades: 0.3, digits: [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5] },
  { maxDecades: 0.75, digits: [1, 2, 3, 4, 5, 6, 8] },
  { maxDecades: Infinity, digits: [1, 2, 3, 5] },
  { maxDecades: Infinity, digits: [1, 2, 5] },
  { maxDecades: Infinity, digits: [1, 3] },
].map((step) => ({ ...step, minDistance: minDistance(step.digits) }));

/** The least distance between two ticks, in decades. @param {number[]} digits */
function minDistance(digits) {
  return Math.min(...digits.map((digit, i) => Math.log10((digits[i + 1] ?? 10) / digit)));
}

/**
 * @param {[number, number]} range exponents of ten
 * @param {[number, number]} [window] in which ticks are placed, at the distances that suit the range
 * @param {number} [room] the number of labels for which the axis has room
 * @returns {Ticks}
 */
export function logTicks(range, [lo, hi] = range, room = Infinity) {
  const decades = range[1] - range[0];
  if (decades > 2) return powers(lo, hi, Math.ceil(decades / Math.max(1, Math.min(maxTicks, room))));
  const fitting = steps.find(
    ({ maxDecades, minDistance }) => decades <= maxDecades && minDistance * room >= decades * (1 - 1e-9),
  );
  const values = [];
  for (let power = Math.floor(lo); power <= hi; power += 1)
    for (const digit of fitting?.digits ?? [1]) values.push(Number(`${digit}e${power}`));
  const inside = values.filter((value) => Math.log10(value) >= lo && Math.log10(value) <= hi);
  return { values: inside, labels: inside.map((value) => readable(value, 3)) };
}

/**
 * Ticks within a range and beyond, so that they also serve a range that moves a little: changing the ticks of an axis
 * costs Plotly four times as much as changing its range.
 * @param {[number, number]} range exponents of ten
 * @param {number} [room] the number of labels for which the axis has room
 * @returns {Ticks}
 */
export function steadyTicks([lo, hi], room) {
  const pace = hi - lo > 2 ? 20 : 2;
  return logTicks([lo, hi], [pace * (Math.floor(lo / pace) - 1), pace * (Math.ceil(hi / pace) + 1)], room);
}

/** @param {number} lo @param {number} hi @param {number} step */
function powers(lo, hi, step) {
  const exponents = [];
  for (let power = Math.ceil(lo / step) * step; power <= hi; power += step) exponents.push(power);
  return { values: exponents.map((power) => 10 ** power), labels: exponents.map(powerOfTen) };
}
