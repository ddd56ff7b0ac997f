// The heights of a landscape, on a logarithmic scale above its lowest point: on an even scale every valley is flat.
import { extent } from './ranges.js';

/** @typedef {{ x: Float64Array, y: Float64Array, loss: Float64Array }} Landscape the loss on a grid, row by row */

/** Heights below this share of the whole have one colour, because a log scale has no zero. */
const minShare = 1e-5;
/** Contour lines between the lowest and the highest level. */
const levels = 15;

/**
 * The log₁₀ of every grid point's share of the height, and the contour levels from `start` to `end` by `size`.
 * @param {Landscape} landscape
 * @param {number} baseline the loss from which heights are measured, unless the landscape has a lower one
 */
export function logHeights({ loss }, baseline) {
  const [low, high] = extent([loss]);
  const bottom = Math.min(low, baseline);
  const span = Math.max(high - bottom, Number.MIN_VALUE);
  const z = loss.map((value) =>
    Number.isFinite(value) ? Math.log10(Math.max((value - bottom) / span, minShare)) : NaN,
  );
  const [start] = extent([z]);
  return { z, start, end: 0, size: -start / levels || 1, span };
}

/** Whether any grid point has a height. @param {Landscape} landscape @param {number} baseline */
export const hasHeights = ({ loss }, baseline) => Number.isFinite(baseline) && loss.some(Number.isFinite);

/** The heights as rows, as Plotly reads them. @param {Landscape} landscape @param {Float64Array} z */
export const rowsOf = ({ x, y }, z) => Array.from(y, (_, j) => z.subarray(j * x.length, (j + 1) * x.length));
