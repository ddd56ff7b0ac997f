// The lines that a landscape is drawn along: parameters, or directions through the best point known when there are
// more of them. The coordinate of a point along an axis is along · (point − from); axes of a landscape are
// perpendicular to each other.
import { readable } from '../i18n/format.js';
import { nameText } from '../ui/names.js';

/** @import { Translate } from '../i18n/translate.js' */

/**
 * @typedef {Record<string, number>} Point one value per parameter
 *
 * @typedef {object} Axis
 * @property {string} key a parameter's name, or "flattest" or "steepest"
 * @property {string} name what it is called: w₁; v₁, v₃ of the directions
 * @property {Point} along of length 1; what is missing is 0
 * @property {Point} from where the axis is 0; what is missing is 0
 * @property {number | null} curvature of the loss along a principal direction
 */

/** @param {string} name @returns {Axis} */
export const parameterAxis = (name) => ({
  key: name,
  name: nameText(name),
  along: { [name]: 1 },
  from: {},
  curvature: null,
});

/**
 * The valley's floor and its steepest wall.
 * @param {Point} from
 * @param {{ curvature: Float64Array, directions: Point[] }} principal
 * @returns {Axis[]}
 */
export function principalAxes(from, { curvature, directions }) {
  const axis = (/** @type {string} */ key, /** @type {number} */ i) => ({
    key,
    name: nameText(`v${i + 1}`),
    along: directions[i],
    from,
    curvature: curvature[i],
  });
  return [axis('flattest', 0), axis('steepest', directions.length - 1)];
}

/** @param {Axis} axis @param {Point} point */
export function coordinate({ along, from }, point) {
  return Object.entries(along).reduce((sum, [name, share]) => sum + share * (point[name] - (from[name] ?? 0)), 0);
}

/** The part of an arrow that points along the axis. @param {Axis} axis @param {Point} arrow */
export const component = (axis, arrow) => coordinate({ ...axis, from: {} }, arrow);

/**
 * Coordinates of a whole path.
 * @param {Axis} axis
 * @param {Record<string, Float64Array>} columns
 * @returns {Float64Array}
 */
export function coordinates({ along, from }, columns) {
  const shares = Object.entries(along);
  const length = columns[shares[0][0]].length;
  const out = new Float64Array(length);
  for (const [name, share] of shares)
    for (let k = 0; k < length; k += 1) out[k] += share * (columns[name][k] - (from[name] ?? 0));
  return out;
}

/**
 * The point moved along the axis to a coordinate; parameters that it moves are rounded as a hand would.
 * @param {Axis} axis
 * @param {Point} point
 * @param {number} to
 * @returns {Point}
 */
export function movedTo(axis, point, to) {
  const by = to - coordinate(axis, point);
  const digits = axis.curvature === null ? 4 : 8;
  return {
    ...point,
    ...Object.fromEntries(
      Object.entries(axis.along)
        .filter(([, share]) => share !== 0)
        .map(([name, share]) => [name, Number((point[name] + by * share).toPrecision(digits))]),
    ),
  };
}

/** What an axis is, beside its name. @param {Axis} axis @param {Translate} t */
export const axisKind = ({ key, curvature }, t) =>
  curvature === null ? t('race.parameter') : t(`race.axis.${key}`, { curvature: readable(curvature, 3) });

/** Parts of a direction smaller than this are not written down … */
const least = 0.005;
/** … and no more than this many. */
const mostTerms = 4;

/** A direction in its parameters, the largest first: 0.97 w₂ − 0.22 w₁. @param {Axis} axis */
export function directionText({ along }) {
  const sizeable = Object.entries(along)
    .filter(([, share]) => Math.abs(share) >= least)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  const terms = sizeable
    .slice(0, mostTerms)
    .map(
      ([name, share], i) => `${share < 0 ? '− ' : i > 0 ? '+ ' : ''}${readable(Math.abs(share), 2)} ${nameText(name)}`,
    );
  return [...terms, ...(sizeable.length > mostTerms ? ['…'] : [])].join(' ');
}
