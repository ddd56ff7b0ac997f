// A figure: what a chart returns and plot.js draws. Traces, whose numbers may change in every frame, and their look,
// which seldom does.
/**
 * @import { Meaning, Theme } from './marks.js'
 * @import { Pixels } from './sketch.js'
 */

/**
 * @typedef {object} Trace
 * @property {string} id
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} y
 * @property {Record<string, any>} look Plotly's line, marker and mode; area: the colour with which a line is filled
 *
 * @typedef {object} Axis
 * @property {[number, number]} range of a log axis: of exponents
 * @property {boolean} [log]
 *
 * @typedef {object} Figure
 * @property {Trace[]} traces later ones on top
 * @property {object | null} [field] a contour trace of Plotly under them; another object is drawn again
 * @property {Pixels | null} [sketch] pixels in place of a field that still changes
 * @property {{ x: Axis, y: Axis }} axes
 * @property {Theme} theme
 */
import { chrome, colour, dashes, symbols } from './marks.js';

/** An empty trace. Plotly drops traces without points, so it has two at NaN. */
export const emptyLine = Float64Array.of(NaN, NaN);

/** The x at which hidden points are placed: well outside the axis. @param {[number, number]} range of x */
export const beside = ([lo, hi]) => lo - 2 * (hi - lo);

/**
 * @param {string} id @param {ArrayLike<number>} x @param {ArrayLike<number>} y
 * @param {Meaning} meaning @param {Theme} theme
 * @param {{ width?: number, dash?: string, opacity?: number }} [style]
 * @returns {Trace}
 */
export function line(id, x, y, meaning, theme, { width = 2, dash = 'solid', opacity = 1 } = {}) {
  return {
    id,
    x,
    y,
    look: { mode: 'lines', opacity, line: { color: colour(meaning, theme), width, dash, simplify: false } },
  };
}

/**
 * @param {string} id @param {ArrayLike<number>} x @param {ArrayLike<number>} y
 * @param {Meaning} meaning @param {Theme} theme
 * @param {{ size?: number, opacity?: number }} [style]
 * @returns {Trace}
 */
export function points(id, x, y, meaning, theme, { size = 6, opacity = 1 } = {}) {
  return {
    id,
    x,
    y,
    look: { mode: 'markers', marker: { color: colour(meaning, theme), size, opacity, line: { width: 0 } } },
  };
}

/**
 * A filled area.
 * @param {string} id @param {{ x: ArrayLike<number>, y: ArrayLike<number> }} outline
 * @param {Meaning} meaning @param {Theme} theme
 * @param {number} opacity
 * @returns {Trace}
 */
export function area(id, { x, y }, meaning, theme, opacity) {
  const color = colour(meaning, theme);
  const alpha = Math.round(255 * opacity)
    .toString(16)
    .padStart(2, '0');
  return {
    id,
    x,
    y,
    look: { mode: 'lines', area: color + alpha, line: { color, width: 0.5, dash: 'solid', simplify: false } },
  };
}

/**
 * @typedef {object} Mark one point with a meaning, for example the start
 * @property {Meaning} meaning
 * @property {string} symbol
 * @property {number} size
 * @property {{ x: number, y: number } | null} at null or not finite: hidden
 */

/**
 * All marks of a chart as one trace, because Plotly's time grows with the number of traces; later marks on top.
 * @param {Mark[]} marks @param {Theme} theme @param {[number, number]} range of x @returns {Trace}
 */
export function marksTrace(marks, theme, range) {
  const places = marks.map(({ at }) =>
    at && Number.isFinite(at.x) && Number.isFinite(at.y) ? at : { x: beside(range), y: 1 },
  );
  const { ring } = chrome[theme];
  const colours = marks.map(({ meaning }) => colour(meaning, theme));
  const hollow = marks.map(({ symbol }) => symbol.endsWith('open'));
  return {
    id: 'marks',
    x: Float64Array.from(places, ({ x }) => x),
    y: Float64Array.from(places, ({ y }) => y),
    look: {
      mode: 'markers',
      marker: {
        opacity: 1,
        color: colours,
        size: marks.map(({ size }) => size),
        symbol: marks.map(({ symbol }) => symbol),
        line: {
          color: colours.map((own, i) => (hollow[i] ? own : ring)),
          width: hollow.map((open) => (open ? 2.5 : 1.5)),
        },
      },
    },
  };
}

export const dash = dashes;
export const symbol = symbols;
