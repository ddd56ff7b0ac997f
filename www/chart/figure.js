// What a view returns and the one chart adapter draws: traces whose numbers may change every frame, and a look that
// stays.
/**
 * @import { Meaning, Theme } from './marks.js'
 * @import { Pixels } from './sketch.js'
 */

/**
 * @typedef {object} Trace
 * @property {string} id
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} y
 * @property {Record<string, any>} look Plotly's line, marker and mode
 *
 * @typedef {object} Axis
 * @property {[number, number]} range of a log axis: of exponents
 * @property {boolean} [log]
 *
 * @typedef {object} Figure
 * @property {Trace[]} traces later ones on top
 * @property {object | null} [field] a contour of Plotly's under them; another object is drawn anew
 * @property {Pixels | null} [sketch] in place of a field that still changes
 * @property {{ x: Axis, y: Axis }} axes
 * @property {Theme} theme
 *
 * @typedef {object} Scene what the figures of a frame need besides the snapshot
 * @property {Theme} theme
 * @property {{ data: { x: [number, number], y: [number, number] }, loss: { x: [number, number], y: [number, number] },
 *              history: { x: [number, number], y: [number, number] } }} ranges
 * @property {number | null} hover the epoch under the pointer, in whichever chart
 * @property {number | null} guess where a reader says the next step lands
 * @property {boolean} predicting a reader is about to say it: what follows stays hidden
 * @property {{ at: Float64Array, loss: Float64Array } | null} slice the loss curve where the descent stands, of several
 *   parameters
 * @property {boolean} showOptimum
 * @property {boolean} showResiduals
 * @property {{ x: Float64Array, y: Float64Array } | null} band where 95 % say that the fitted curve lies, both edges
 */
import { chrome, colour, dashes, symbols } from './marks.js';

/** A line that is not there. (Without any point at all, Plotly would forget the trace.) */
export const none = Float64Array.of(NaN, NaN);

/** Where points stand that are not there: well beside the chart. @param {[number, number]} range of x */
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
 * @typedef {object} Mark one point that stands for something
 * @property {Meaning} meaning
 * @property {string} symbol
 * @property {number} size
 * @property {{ x: number, y: number } | null} at null, or not finite: hidden
 */

/**
 * All the single points of a chart as one trace, because Plotly's time goes by traces: later ones on top.
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
