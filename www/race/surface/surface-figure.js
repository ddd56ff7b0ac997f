// The surface of a landscape over two axes: Plotly's trace, its layout and its camera.
import { chrome } from '../../chart/marks.js';
import { contourLineColours, heightColours } from '../../chart/runner-marks.js';
import { logTicks } from '../../chart/ticks.js';
import { nameText } from '../../ui/names.js';
import { logHeights, rowsOf } from '../../chart/log-heights.js';

/**
 * @import { Theme } from '../../chart/marks.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Race } from '../answers.js'
 * @import { Landscape } from '../landscape.js'
 */

/** The first position of the camera: in the south and high, so that the floors of valleys are visible. */
export const defaultEye = { x: -0.85, y: -1.17, z: 1.2 };
/** Scenes narrower than this, in pixels, have short titles. */
const minWideWidth = 440;
/** Height of a scene, in pixels, for each tick of its vertical axis. */
const tickHeight = 45;
/** A scene fits its element from this ratio of width to height on; in narrower ones the camera stands farther away. */
const fittingRatio = 1.5;
const centre = { x: 0, y: 0, z: -0.2 };

/**
 * @param {Landscape} landscape
 * @param {number} baseline of the heights
 * @param {Theme} theme
 * @returns {object} Plotly's trace
 */
export function surfaceTrace(landscape, baseline, theme) {
  const { z, start, end, size } = logHeights(landscape, baseline);
  return {
    type: 'surface',
    x: landscape.x,
    y: landscape.y,
    z: rowsOf(landscape, z),
    cmin: start,
    cmax: end,
    colorscale: heightColours[theme],
    showscale: false,
    hoverinfo: 'skip',
    lighting: { ambient: 0.78, diffuse: 0.45, specular: 0.04, roughness: 0.9 },
    lightposition: { x: -6e3, y: 4e3, z: 1e4 },
    contours: {
      x: { highlight: false },
      y: { highlight: false },
      z: { show: true, highlight: false, color: contourLineColours[theme], width: 1, start, end, size },
    },
  };
}

/**
 * @param {Race} race
 * @param {Landscape} landscape
 * @param {Theme} theme
 * @param {Translate} t
 * @param {{ width: number, height: number }} size
 * @returns {object} Plotly's layout
 */
export function surfaceLayout({ axes: [first, second], window, baseline }, landscape, theme, t, { width, height }) {
  const { faint, grid } = chrome[theme];
  const isNarrow = width < minWideWidth;
  const { start, end, span } = logHeights(landscape, baseline);
  const bottom = Math.min(start, end - 0.1);
  // Ticks are losses; the surface's heights are shares of its span.
  const shift = Math.log10(span);
  const { values, labels } = logTicks([bottom + shift, end + shift]);
  const axis = (/** @type {string} */ text) => ({
    title: { text, font: { size: 13 } },
    color: faint,
    gridcolor: grid,
    linecolor: faint,
    zeroline: false,
    showspikes: false,
    tickfont: { size: 11 },
    nticks: isNarrow ? 4 : 6,
  });
  const every = Math.ceil((values.length * tickHeight) / height);
  const isLabelled = (/** @type {unknown} */ _, /** @type {number} */ i) => i % every === 0;
  return {
    width,
    height,
    showlegend: false,
    hovermode: false,
    uirevision: 'camera',
    margin: { l: 0, r: 0, t: 0, b: 0 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    font: { family: '"Source Sans 3 Variable", system-ui, sans-serif' },
    scene: {
      dragmode: 'turntable',
      aspectmode: 'manual',
      aspectratio: { x: 1.15, y: 1.15, z: 0.52 },
      camera: {
        eye: turnedEye(defaultEye, { nearer: Math.min(1, width / height / fittingRatio) }),
        center: centre,
        up: { x: 0, y: 0, z: 1 },
      },
      xaxis: { ...axis(nameText(first.name)), range: window[first.key] },
      yaxis: { ...axis(nameText(second.name)), range: window[second.key] },
      zaxis: {
        ...axis(isNarrow ? 'L − L*' : t('race.excess')),
        range: [bottom, end],
        tickmode: 'array',
        tickvals: values.map((value) => Math.log10(value) - shift).filter(isLabelled),
        ticktext: labels.filter(isLabelled),
      },
    },
  };
}

/**
 * The position of the camera after a turn about the centre, in degrees, and an approach by the factor `nearer`.
 * @param {{ x: number, y: number, z: number }} eye
 * @param {{ around?: number, up?: number, nearer?: number }} turn
 */
export function turnedEye(eye, { around = 0, up = 0, nearer = 1 }) {
  const [x, y, z] = [eye.x - centre.x, eye.y - centre.y, eye.z - centre.z];
  const radians = Math.PI / 180;
  const azimuth = Math.atan2(y, x) + around * radians;
  const height = Math.max(4 * radians, Math.min(86 * radians, Math.atan2(z, Math.hypot(x, y)) + up * radians));
  const distance = Math.max(0.9, Math.min(4, Math.hypot(x, y, z) / nearer));
  return {
    x: centre.x + distance * Math.cos(height) * Math.cos(azimuth),
    y: centre.y + distance * Math.cos(height) * Math.sin(azimuth),
    z: centre.z + distance * Math.sin(height),
  };
}
