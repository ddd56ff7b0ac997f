// Data, truth and model: the scatter of the notebook with the curve of today's parameters.
import { curveAt, curveValue } from '../snapshot.js';
import { dash, line, none, points } from '../../chart/figure.js';
import { mostPoints } from '../../chart/path.js';
import { near } from '../../chart/ranges.js';

/**
 * @import { Figure, Scene } from '../../chart/figure.js'
 * @import { Problem } from '../compute.js'
 * @import { Snapshot } from '../snapshot.js'
 */

/** @param {Snapshot} snapshot @param {Scene} scene @returns {Figure} */
export function dataFigure(snapshot, scene) {
  const { theme, ranges, hover } = scene;
  const { problem } = snapshot;
  const { curves, best } = problem;
  const { data, truth } = drawn(problem);
  const modelAt = (/** @type {number} */ position) =>
    curveAt(problem, position).map((value) => near(value, ranges.data.y));
  const now = modelAt(snapshot.position);
  const residuals = scene.showResiduals ? residualLines(problem, now) : null;
  return {
    theme,
    axes: { x: { range: ranges.data.x }, y: { range: ranges.data.y } },
    traces: [
      ...(residuals ? [line('residuals', residuals.x, residuals.y, 'model', theme, { width: 1, opacity: 0.45 })] : []),
      points('data', data.x, data.y, 'data', theme, { size: data.x.length > 300 ? 4 : 6.5, opacity: 0.85 }),
      line('ghost', hover === null ? none : curves.x, hover === null ? none : modelAt(hover), 'path', theme, {
        width: 2,
        opacity: 0.6,
      }),
      line('model', curves.x, now, 'model', theme, { width: 3 }),
      line('truth', truth.x, truth.y, 'truth', theme, { width: 2, dash: dash.truth }),
      ...(scene.band
        ? [line('band', scene.band.x, scene.band.y, 'optimum', theme, { width: 1.5, dash: dash.slope })]
        : []),
      ...(scene.showOptimum && best
        ? [line('optimum', curves.x, best, 'optimum', theme, { width: 2.5, dash: dash.optimum })]
        : []),
    ],
  };
}

/**
 * What does not change while a run plays, computed once: charts compare arrays by identity.
 * @param {Problem} problem
 */
function drawn(problem) {
  const known = drawnData.get(problem);
  if (known) return known;
  const stride = Math.ceil(problem.data.x.length / mostPoints);
  const thin = (/** @type {Float64Array} */ column) =>
    stride === 1 ? column : column.filter((_, i) => i % stride === 0);
  const fresh = {
    data: { x: thin(problem.data.x), y: thin(problem.data.y) },
    truth: problem.truth ?? { x: none, y: none },
  };
  drawnData.set(problem, fresh);
  return fresh;
}
/** @type {WeakMap<object, { data: {x: Float64Array, y: Float64Array}, truth: {x: Float64Array, y: Float64Array} }>} */
const drawnData = new WeakMap();

/**
 * One segment per point, from the data to the model, parted by NaN.
 * @param {Problem} problem
 * @param {Float64Array} curve ŷ over x of the curves
 */
function residualLines(problem, curve) {
  const { data } = drawn(problem);
  const x = new Float64Array(3 * data.x.length).fill(NaN);
  const y = new Float64Array(3 * data.x.length).fill(NaN);
  data.x.forEach((at, i) => {
    x[3 * i] = x[3 * i + 1] = at;
    y[3 * i] = data.y[i];
    y[3 * i + 1] = curveValue(problem.curves.x, curve, at);
  });
  return { x, y };
}
