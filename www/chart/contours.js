// Contours of the loss over a plane. Their levels are spaced by the logarithm of the height, because even ones leave
// the valleys empty, where the paths are.
import { logHeights, rowsOf } from './log-heights.js';
import { contourLineColours, heightColours } from './runner-marks.js';

/**
 * @import { Theme } from './marks.js'
 */

/**
 * The contours, computed once per landscape and theme.
 * @param {number} baseline the loss from which heights are measured, unless the landscape has a lower one
 * @param {{ x: Float64Array, y: Float64Array, loss: Float64Array }} landscape row by row
 * @param {Theme} theme
 */
export function contourField(baseline, landscape, theme) {
  const cached = contoursOf[theme].get(landscape);
  if (cached) return cached;
  const { z, start, end, size } = logHeights(landscape, baseline);
  const field = {
    type: 'contour',
    x: landscape.x,
    y: landscape.y,
    z: rowsOf(landscape, z),
    autocontour: false,
    contours: { start, end, size, coloring: 'fill', showlabels: false },
    colorscale: heightColours[theme],
    line: { color: contourLineColours[theme], width: 0.6 },
    showscale: false,
    hoverinfo: 'skip',
  };
  contoursOf[theme].set(landscape, field);
  return field;
}
/**
 * Charts compare fields by identity, so they must stay the same objects.
 * @type {Record<Theme, WeakMap<object, object>>}
 */
const contoursOf = { light: new WeakMap(), dark: new WeakMap() };
