// The arrows of a step on a surface: −∇L, the method's memory or direction, and the step itself.
import { beside } from '../../chart/figure.js';
import { colours } from '../../chart/marks.js';
import { component, coordinate } from '../../chart/axes.js';
import { plainLine } from './runner-traces.js';

/**
 * @import { Explanation, Station } from '../../../wasm/engine.d.ts'
 * @import { Trace } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Axis } from '../../chart/axes.js'
 * @import { Range } from '../landscape.js'
 */

/**
 * @typedef {{ x: number, y: number }} Vector
 * @typedef {keyof typeof looks} ArrowKey
 * @typedef {{ key: ArrowKey, from: Vector, by: Vector }} Arrow
 */

const looks = {
  gradient: { meaning: /** @type {const} */ ('slope'), dash: '7px,3px,2px,3px' },
  memory: { meaning: /** @type {const} */ ('optimum'), dash: '3px,3px' },
  step: { meaning: /** @type {const} */ ('model'), dash: 'solid' },
};
export const arrowKeys = /** @type {ArrowKey[]} */ (Object.keys(looks));

/** Vectors of the methods' memories that point along the next step, and those that are means of gradients. */
const forward = ['velocity', 'direction', 'step'];
const meansOfGradients = ['momentum', 'mean'];

/**
 * The arrows of a step, from the point where it begins. A curve has none.
 * @param {Explanation} step
 * @param {Axis[]} axes
 * @returns {Arrow[]}
 */
export function stepArrows(step, axes) {
  if (axes.length < 2) return [];
  const [first, second] = axes;
  const projected = (/** @type {Record<string, number>} */ vector, sign = 1) => ({
    x: sign * component(first, vector),
    y: sign * component(second, vector),
  });
  const pointOf = (/** @type {Station} */ { parameters }) => ({
    x: coordinate(first, parameters),
    y: coordinate(second, parameters),
  });
  const from = pointOf(step.before);
  const to = pointOf(step.after);
  const memory = step.vectors.find(({ key }) => forward.includes(key) || meansOfGradients.includes(key));
  const sign = memory && meansOfGradients.includes(memory.key) ? -1 : 1;
  return [
    { key: 'gradient', from, by: projected(step.before.gradient, -1) },
    ...(memory ? [{ key: /** @type {const} */ ('memory'), from, by: projected(memory.values, sign) }] : []),
    { key: 'step', from, by: { x: to.x - from.x, y: to.y - from.y } },
  ];
}

/** The longest arrow, as a share of the chart; longer ones are cut, because their direction is what matters. */
const maxLength = 0.3;
/** The head of an arrow: at most this share of the chart, and at most this share of the arrow. */
const head = { max: 0.025, share: 0.4, angle: 0.5 };

/**
 * An arrow as one line: its shaft, then both strokes of its head. A missing arrow lies beside the chart, so that its
 * node stays for the next one.
 * @param {ArrowKey} key
 * @param {Arrow | undefined} arrow
 * @param {{ x: Range, y: Range }} ranges
 * @param {Theme} theme
 * @returns {Trace}
 */
export function arrowTrace(key, arrow, ranges, theme) {
  const { meaning, dash } = looks[key];
  const path = arrow && arrowPath(arrow, ranges);
  const x = path ? Float64Array.from(path, (point) => point.x) : new Float64Array(5).fill(beside(ranges.x));
  const y = path ? Float64Array.from(path, (point) => point.y) : new Float64Array(5).fill(ranges.y[0]);
  return plainLine(`arrow ${key}`, x, y, colours[meaning][theme], 2.6, dash);
}

/** @param {Arrow} arrow @param {{ x: Range, y: Range }} ranges @returns {Vector[] | null} null: it has no length */
function arrowPath({ from, by }, ranges) {
  const width = ranges.x[1] - ranges.x[0];
  const height = ranges.y[1] - ranges.y[0];
  const share = { x: by.x / width, y: by.y / height };
  const length = Math.hypot(share.x, share.y);
  if (!(length > 0) || !Number.isFinite(length)) return null;
  const scale = Math.min(1, maxLength / length);
  const tip = { x: from.x + scale * by.x, y: from.y + scale * by.y };
  const size = Math.min(head.max, head.share * length * scale);
  const stroke = (/** @type {number} */ turn) => {
    const angle = Math.atan2(share.y, share.x) + turn;
    return { x: tip.x - size * Math.cos(angle) * width, y: tip.y - size * Math.sin(angle) * height };
  };
  return [from, tip, stroke(head.angle), tip, stroke(-head.angle)];
}
