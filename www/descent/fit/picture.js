// Small pictures in the panel of the fit, drawn as SVG: lines, dots and rules over a frame with the ends of both axes.
import { readable } from '../../i18n/format.js';
import { el } from '../../ui/dom.js';

/** @import { Range } from '../../chart/ranges.js' */

/**
 * @typedef {object} Mark
 * @property {'line' | 'dots' | 'across' | 'upright'} kind across, upright: a rule at each y, or at each x
 * @property {string} look class of the style sheet
 * @property {ArrayLike<number>} [x]
 * @property {ArrayLike<number>} [y]
 *
 * @typedef {object} View
 * @property {Range} x
 * @property {Range} y
 * @property {string} label of the picture for screen readers
 * @property {boolean} [isBare] without the numbers at the axes
 */

const namespace = 'http://www.w3.org/2000/svg';
const width = 220;
const height = 90;

/** @param {View} view @param {Mark[]} marks later ones on top */
export function picture({ x, y, label, isBare = false }, marks) {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'picture');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  const across = (/** @type {number} */ value) => ((value - x[0]) / (x[1] - x[0])) * width;
  const down = (/** @type {number} */ value) => height - ((value - y[0]) / (y[1] - y[0])) * height;
  for (const mark of marks) {
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('d', pathOf(mark, across, down));
    path.setAttribute('class', `picture-${mark.kind} ${mark.look}`);
    svg.append(path);
  }
  if (isBare) return el('div', { class: 'picture-frame bare' }, svg);
  const ends = x.map((value) => el('span', {}, readable(value, 3)));
  return el(
    'div',
    { class: 'picture-frame' },
    svg,
    el('div', { class: 'picture-ends', 'aria-hidden': 'true' }, ...ends),
  );
}

/** @param {Mark} mark @param {(value: number) => number} across @param {(value: number) => number} down */
function pathOf({ kind, x = [], y = [] }, across, down) {
  const pixel = (/** @type {number} */ value) => Math.round(10 * Math.max(-1e4, Math.min(1e4, value))) / 10;
  if (kind === 'across') return Array.from(y, (value) => `M0,${pixel(down(value))}H${width}`).join('');
  if (kind === 'upright') return Array.from(x, (value) => `M${pixel(across(value))},0V${height}`).join('');
  let path = '';
  for (let i = 0; i < x.length; i += 1) {
    const spot = `${pixel(across(x[i]))},${pixel(down(y[i]))}`;
    if (!Number.isFinite(x[i] + y[i])) continue;
    if (kind === 'dots') path += `M${spot}h0`;
    else path += (path === '' ? 'M' : 'L') + spot;
  }
  return path;
}
