// The drawing of a fit on the chart of the data: the fitted curve with its bands.

/**
 * @import { Fit } from '../../../wasm/engine.d.ts'
 */

/**
 * @typedef {{ x: Float64Array, y: Float64Array }} Line
 *
 * @typedef {object} FitDrawing
 * @property {Line} curve
 * @property {Line} band outline of the 95 % confidence band
 * @property {Line} prediction outline of the 95 % prediction band
 */

/**
 * The drawing of a fit; null where it has no bands.
 * @param {Float64Array} x the rows of the band but for its last
 * @param {Fit['band']} band
 * @returns {FitDrawing | null}
 */
export function fitDrawing(x, { y, low, high, predictionLow, predictionHigh }) {
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
