// The drawing of a fit on the chart of the data: the fitted curve with its bands, starts and other optima of its
// search, and the curves of rival models.

/** @import { Fit } from '../../../wasm/engine.d.ts' */

/**
 * @typedef {{ x: Float64Array, y: Float64Array }} Line
 *
 * @typedef {object} FitDrawing
 * @property {FittedCurve | null} fitted null: there is no result, or it has no bands
 * @property {Line | null} starts curves of the starts, with gaps between them
 * @property {Line | null} optima curves of the other optima
 * @property {{ look: number, line: Line }[]} rivals look: index of a runner's
 *
 * @typedef {object} FittedCurve
 * @property {Line} curve
 * @property {Line} band outline of the 95 % confidence band
 * @property {Line} prediction outline of the 95 % prediction band
 */

/** @type {FitDrawing} */
export const emptyDrawing = { fitted: null, starts: null, optima: null, rivals: [] };

/**
 * The fitted curve with its bands; null where it has none.
 * @param {Float64Array} x the rows of the band but for its last
 * @param {Fit['band']} band
 * @returns {FittedCurve | null}
 */
export function fittedCurve(x, { y, low, high, predictionLow, predictionHigh }) {
  const band = outline(x, low, high);
  if (band.x.length === 0) return null;
  return { curve: { x, y: y.slice(0, x.length) }, band, prediction: outline(x, predictionLow, predictionHigh) };
}

/**
 * The outline of the area between two curves, without the points where it has no edge.
 * @param {Float64Array} x
 * @param {Float64Array} low
 * @param {Float64Array} high
 * @returns {Line}
 */
export function outline(x, low, high) {
  const there = [...x.keys()].filter((i) => Number.isFinite(low[i]) && Number.isFinite(high[i]));
  const back = [...there].reverse();
  return {
    x: Float64Array.from([...there, ...back], (i) => x[i]),
    y: Float64Array.from([...there.map((i) => low[i]), ...back.map((i) => high[i])]),
  };
}

/**
 * Curves over the same x as one line with gaps.
 * @param {Float64Array} x
 * @param {Float64Array[]} curves
 * @returns {Line}
 */
export const joined = (x, curves) => ({
  x: Float64Array.from(curves.flatMap(() => [...x, NaN])),
  y: Float64Array.from(curves.flatMap((curve) => [...curve, NaN])),
});
