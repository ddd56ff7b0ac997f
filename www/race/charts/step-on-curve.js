// A step on a curve: the bracket that encloses the minimum, and the line or parabola by which the method approximates
// the curve.
/**
 * @import { Explanation } from '../../../wasm/engine.d.ts'
 * @import { Range } from '../landscape.js'
 */

/**
 * @typedef {{ x: Float64Array, y: Float64Array }} Line
 * @typedef {(w: number) => number} Substitute the function that a method minimizes in place of L
 */

/** Points of a drawn parabola. */
const parabolaPoints = 61;

/** Whether the method of the step encloses the minimum. @param {Explanation} step */
export const hasBracket = ({ numbers }) => numbers.some(({ key }) => key === 'a');

/** Whether the method of the step approximates the curve, at some of its steps at least. @param {Explanation} step */
export const hasSubstitute = (step) => !hasBracket(step) || step.numbers.some(({ key }) => key === 'parabola');

/**
 * @param {Explanation} step
 * @param {{ x: Range, y: Range }} ranges
 * @returns {{ bracket: Line | null, substitute: Line | null }}
 */
export function stepOnCurve(step, ranges) {
  const number = (/** @type {string} */ key) => step.numbers.find((each) => each.key === key)?.value ?? NaN;
  const [a, b] = [number('a'), number('b')];
  return {
    bracket:
      Number.isFinite(a) && Number.isFinite(b)
        ? { x: Float64Array.of(a, a, NaN, b, b), y: Float64Array.of(...ranges.y, NaN, ...ranges.y) }
        : null,
    substitute: sampled(substituteOf(step, number), ranges),
  };
}

/**
 * The parabola through three points, or, of a method without a bracket, the Taylor polynomial at the point before.
 * @param {Explanation} step
 * @param {(key: string) => number} number
 * @returns {Substitute | null}
 */
function substituteOf({ before }, number) {
  const through = number('parabola')
    ? parabolaThrough([number('x'), number('fx')], [number('w'), number('fw')], [number('v'), number('fv')])
    : null;
  if (through) return through;
  if (Number.isFinite(number('a'))) return null;
  const w = Object.values(before.parameters)[0];
  const slope = Object.values(before.gradient)[0];
  const curvature = number('curvature') || 0;
  return (at) => before.loss + slope * (at - w) + (curvature / 2) * (at - w) ** 2;
}

/**
 * The parabola through three points, in Newton's form; null if two coincide.
 * Through (0, 0), (1, 1), (2, 4) it is w².
 * @param {[number, number]} p
 * @param {[number, number]} q
 * @param {[number, number]} r
 * @returns {Substitute | null}
 */
export function parabolaThrough([x0, y0], [x1, y1], [x2, y2]) {
  const first = (y1 - y0) / (x1 - x0);
  const second = ((y2 - y1) / (x2 - x1) - first) / (x2 - x0);
  return Number.isFinite(second) ? (w) => y0 + (w - x0) * (first + second * (w - x1)) : null;
}

/**
 * The substitute over the chart, at most one chart's height outside it.
 * @param {Substitute | null} substitute
 * @param {{ x: Range, y: Range }} ranges
 * @returns {Line | null}
 */
function sampled(substitute, { x: [from, to], y: [low, high] }) {
  if (!substitute) return null;
  const x = Float64Array.from({ length: parabolaPoints }, (_, i) => from + (i / (parabolaPoints - 1)) * (to - from));
  const y = x.map((w) => Math.max(low - (high - low), Math.min(high + (high - low), substitute(w))));
  return y.some(Number.isFinite) ? { x, y } : null;
}
