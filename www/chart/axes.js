// The axes of a landscape: parameters, or, of more than two parameters, directions through the best known point. The
// coordinate of a point along an axis is along · (point − from). The axes of one landscape are perpendicular.
import { numberOf } from '../experiment/named.js';

/**
 * @typedef {Record<string, number>} Point one value per parameter
 *
 * @typedef {object} Axis
 * @property {string} key a parameter's name, or "flattest" or "steepest"
 * @property {string} name a parameter's name, or "v1" … of a principal direction
 * @property {Point} along unit vector; parameters that are missing are 0
 * @property {Point} from origin of the axis; parameters that are missing are 0
 * @property {number | null} curvature of the loss along a principal direction
 */

/** @param {string} name @returns {Axis} */
export const parameterAxis = (name) => ({ key: name, name, along: { [name]: 1 }, from: {}, curvature: null });

/**
 * The axes along the flattest and the steepest principal direction.
 * @param {Point} from
 * @param {{ curvature: Float64Array, directions: Point[] }} principal by ascending curvature
 * @returns {Axis[]}
 */
export function principalAxes(from, { curvature, directions }) {
  const axis = (/** @type {string} */ key, /** @type {number} */ i) => ({
    key,
    name: `v${i + 1}`,
    along: directions[i],
    from,
    curvature: curvature[i],
  });
  return [axis('flattest', 0), axis('steepest', directions.length - 1)];
}

/** @param {Axis} axis @param {Point} point */
export function coordinate({ along, from }, point) {
  return Object.entries(along).reduce((sum, [name, share]) => sum + share * (point[name] - numberOf(from, name, 0)), 0);
}

/** The component of a vector along the axis. @param {Axis} axis @param {Point} vector */
export const component = (axis, vector) => coordinate({ ...axis, from: {} }, vector);

/**
 * The coordinates of every point of a path.
 * @param {Axis} axis
 * @param {Record<string, Float64Array>} columns one per parameter
 * @returns {Float64Array}
 */
export function coordinates({ along, from }, columns) {
  const shares = Object.entries(along);
  const length = columns[shares[0][0]].length;
  const out = new Float64Array(length);
  for (const [name, share] of shares)
    for (let k = 0; k < length; k += 1) out[k] += share * (columns[name][k] - numberOf(from, name, 0));
  return out;
}

/** Significant digits of a parameter that is dragged along its own axis, and along a principal direction. */
const draggedDigits = { parameter: 4, direction: 8 };

/**
 * The point moved along the axis to a coordinate. The parameters that change are rounded.
 * @param {Axis} axis
 * @param {Point} point
 * @param {number} to
 * @returns {Point}
 */
export function movedTo(axis, point, to) {
  const by = to - coordinate(axis, point);
  const digits = axis.curvature === null ? draggedDigits.parameter : draggedDigits.direction;
  return {
    ...point,
    ...Object.fromEntries(
      Object.entries(axis.along)
        .filter(([, share]) => share !== 0)
        .map(([name, share]) => [name, Number((point[name] + by * share).toPrecision(digits))]),
    ),
  };
}
