// Ticks of a log axis, as many as have room. Within two decades plain numbers: 1, 2, 5 (or more, or fewer) times a
// power of ten, or, in a narrow range, the multiples of 1, 2, 2.5 or 5 times a power of ten, whichever are
// more. Over more than two decades powers of ten alone, at most `maxTicks` of them.
import { powerOfTen, readable } from '../i18n/format.js';

const maxTicks = 9;

/** @typedef {{ values: number[], labels: string[] }} Ticks */

/** The digits of the ticks in a decade, the most first, with the least distance between two of them, in decades. */
const digitLists = [[1, 2, 3, 5], [1, 2, 5], [1, 3], [1]].map((digits) => ({
  digits,
  minDistance: Math.min(...digits.map((digit, i) => Math.log10((digits[i + 1] ?? 10) / digit))),
}));

/**
 * @param {[number, number]} range exponents of ten
 * @param {[number, number]} [window] in which ticks are placed, at the distances that suit the range
 * @param {number} [room] the number of labels for which the axis has room
 * @returns {Ticks}
 */
export function logTicks(range, window = range, room = Infinity) {
  const decades = range[1] - range[0];
  if (decades > 2) return powers(...window, Math.ceil(decades / Math.max(1, Math.min(maxTicks, room))));
  const distance = decades / room - 1e-9;
  const fitting = digitLists.find(({ minDistance }) => minDistance >= distance) ?? digitLists[digitLists.length - 1];
  const digits = digitTicks(fitting.digits, range);
  const multiples = multiplesIn(range, stepOf(range, room));
  return digits.values.length >= multiples.values.length
    ? digitTicks(fitting.digits, window)
    : multiplesIn(near(range, window), stepOf(range, room));
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

/** The digits times the powers of ten in a range. @param {number[]} digits @param {[number, number]} range */
function digitTicks(digits, [lo, hi]) {
  const values = [];
  for (let power = Math.floor(lo); power <= hi; power += 1)
    for (const digit of digits) values.push(Number(`${digit}e${power}`));
  const inside = values.filter((value) => Math.log10(value) >= lo && Math.log10(value) <= hi);
  return { values: inside, labels: inside.map((value) => readable(value, 3)) };
}

/** The least of 1, 2, 2.5, 5 times a power of ten whose multiples in a range stand far enough apart.
 * @param {[number, number]} range @param {number} room */
function stepOf([lo, hi], room) {
  const distance = (hi - lo) / Math.min(maxTicks, room);
  const power = Math.floor(hi + Math.log10(1 - 10 ** -distance)) - 1;
  const steps = [power, power + 1, power + 2].flatMap((each) =>
    [1, 2, 2.5, 5].map((digit) => Number(`${digit}e${each}`)),
  );
  const isFitting = (/** @type {number} */ step) => {
    const top = Math.floor(10 ** hi / step) * step;
    return Math.log10(top / Math.max(top - step, Number.MIN_VALUE)) >= distance;
  };
  return steps.find(isFitting) ?? steps[steps.length - 1];
}

/** The multiples of a step in a range. @param {[number, number]} range @param {number} step */
function multiplesIn([lo, hi], step) {
  const values = [];
  const last = Math.floor(10 ** hi / step + 1e-9);
  for (let k = Math.max(1, Math.ceil(10 ** lo / step - 1e-9)); k <= last; k += 1)
    values.push(Number((k * step).toPrecision(12)));
  const digits = Math.max(3, Math.floor(hi) - Math.floor(Math.log10(step)) + 1);
  return { values, labels: values.map((value) => readable(value, digits)) };
}

/** The part of a window that lies within the width of a range from it. @param {[number, number]} range
 * @param {[number, number]} window @returns {[number, number]} */
const near = ([lo, hi], window) => [Math.max(window[0], 2 * lo - hi), Math.min(window[1], 2 * hi - lo)];

/** @param {number} lo @param {number} hi @param {number} step */
function powers(lo, hi, step) {
  const exponents = [];
  for (let power = Math.ceil(lo / step) * step; power <= hi; power += step) exponents.push(power);
  return { values: exponents.map((power) => 10 ** power), labels: exponents.map(powerOfTen) };
}
