// The side of a point on which its name covers the least of a path.

/**
 * @import { Label, Ranges } from '../../chart/chart.js'
 * @typedef {{ from: [number, number], to: [number, number] }} Box its corners, as shares of the axes
 */

/** The size of a name, and its distance from the point, as shares of the axes. */
const [width, height, gap] = [0.32, 0.13, 0.03];

/** The place of the name's middle, seen from the point. */
const offsets = {
  left: [-gap - width / 2, 0],
  right: [gap + width / 2, 0],
  bottom: [0, -gap - height],
  top: [0, gap + height],
};

/**
 * The first side with the fewest segments of the path under the name, among those with room in the chart.
 * @param {readonly (keyof typeof offsets)[]} sides the preferred one first
 * @param {{ x: number, y: number }} at the point
 * @param {{ x: ArrayLike<number>, y: ArrayLike<number> }} path
 * @param {number} count of the points of the path that are drawn
 * @param {Ranges} ranges
 * @returns {Label['side']}
 */
export function freeSide(sides, at, path, count, { x, y }) {
  const across = (/** @type {number} */ value) => (value - x[0]) / (x[1] - x[0]);
  const up = (/** @type {number} */ value) => (value - y[0]) / (y[1] - y[0]);
  let [best, least] = [sides[0], Infinity];
  for (const side of sides) {
    const box = boxAround(across(at.x) + offsets[side][0], up(at.y) + offsets[side][1]);
    if (Math.min(...box.from) < 0 || Math.max(...box.to) > 1) continue;
    let crossings = 0;
    for (let k = 1; k < count && crossings < least; k += 1)
      if (crosses([across(path.x[k - 1]), up(path.y[k - 1])], [across(path.x[k]), up(path.y[k])], box)) crossings += 1;
    if (crossings < least) [best, least] = [side, crossings];
    if (least === 0) break;
  }
  return best;
}

/** @param {number} u @param {number} v @returns {Box} */
const boxAround = (u, v) => ({ from: [u - width / 2, v - height / 2], to: [u + width / 2, v + height / 2] });

/**
 * Whether a segment passes through a box: the parts of it that lie between the sides of the box, by axis, meet.
 * @param {[number, number]} a @param {[number, number]} b @param {Box} box
 */
function crosses(a, b, { from, to }) {
  let [enters, leaves] = [0, 1];
  for (const i of [0, 1]) {
    const way = b[i] - a[i];
    if (way === 0) {
      if (a[i] < from[i] || a[i] > to[i]) return false;
      continue;
    }
    const ends = [(from[i] - a[i]) / way, (to[i] - a[i]) / way];
    enters = Math.max(enters, Math.min(...ends));
    leaves = Math.min(leaves, Math.max(...ends));
  }
  return enters <= leaves;
}
