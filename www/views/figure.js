// What a view returns and the one chart adapter draws: traces whose numbers may change every frame, and a look that stays.
/**
 * @typedef {object} Trace
 * @property {string} id
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} y
 * @property {Record<string, any>} look Plotly's line, marker and mode
 *
 * @typedef {object} Axis
 * @property {string} title
 * @property {[number, number]} range of a log axis: of exponents
 * @property {boolean} [log]
 *
 * @typedef {object} Figure
 * @property {Trace[]} traces later ones on top
 * @property {{ x: Axis, y: Axis }} axes
 * @property {import('./marks.js').Theme} theme
 *
 * @typedef {object} Scene what the figures of a frame need besides the snapshot
 * @property {import('./marks.js').Theme} theme
 * @property {(key: string, args?: Record<string, string | number>) => string} t
 * @property {{ data: { x: [number, number], y: [number, number] }, loss: { x: [number, number], y: [number, number] },
 *              history: { x: [number, number], y: [number, number] } }} ranges
 * @property {number | null} hover the epoch under the pointer, in whichever chart
 * @property {number | null} guess where a reader says the next step lands
 * @property {boolean} predicting a reader is about to say it: what follows stays hidden
 * @property {boolean} showOptimum
 * @property {boolean} showResiduals
 */
import { chrome, colour, dashes, symbols } from './marks.js';
/** @typedef {import('./marks.js').Meaning} Meaning */

const nothing = new Float64Array(0);

/**
 * @param {string} id @param {ArrayLike<number>} x @param {ArrayLike<number>} y
 * @param {Meaning} meaning @param {import('./marks.js').Theme} theme
 * @param {{ width?: number, dash?: string, opacity?: number }} [style]
 * @returns {Trace}
 */
export function line(id, x, y, meaning, theme, { width = 2, dash = 'solid', opacity = 1 } = {}) {
  return { id, x, y, look: { mode: 'lines', opacity, line: { color: colour(meaning, theme), width, dash, simplify: false } } };
}

/**
 * @param {string} id @param {ArrayLike<number>} x @param {ArrayLike<number>} y
 * @param {Meaning} meaning @param {import('./marks.js').Theme} theme
 * @param {{ size?: number, symbol?: string, opacity?: number, ring?: boolean, stroke?: number }} [style]
 * @returns {Trace}
 */
export function points(id, x, y, meaning, theme, { size = 10, symbol = symbols.data, opacity = 1, ring = false, stroke = 2 } = {}) {
  const color = colour(meaning, theme);
  const outline = ring ? { color: chrome[theme].ring, width: 1.5 } : { color, width: symbol.endsWith('-open') ? stroke : 0 };
  return { id, x, y, look: { mode: 'markers', cliponaxis: false, marker: { color, size, symbol, opacity, line: outline } } };
}

/** A trace of one point, or of none. @param {{ x: number, y: number } | null} at */
export function one(at) {
  return at ? { x: Float64Array.of(at.x), y: Float64Array.of(at.y) } : { x: nothing, y: nothing };
}

export const dash = dashes;
export const symbol = symbols;
