// The loss as a function of the parameter, and the path that the descent takes on it.
import { pointAt } from '../state/snapshot.js';
import { dash, line, one, points, symbol } from './figure.js';
import { clamped, drawnPath, travelled } from './path.js';
/**
 * @typedef {import('../state/snapshot.js').Snapshot} Snapshot
 * @typedef {import('./figure.js').Scene} Scene
 * @typedef {import('./figure.js').Figure} Figure
 */

const none = new Float64Array(0);

/** @param {Snapshot} snapshot @param {Scene} scene @returns {Figure} */
export function lossFigure(snapshot, scene) {
  const { theme, t, ranges } = scene;
  const { problem, epoch, shown, next } = snapshot;
  const { landscape, trajectory, optimum } = problem;
  const path = nearPath(problem, ranges.loss);
  const start = pointAt(problem, 0);
  const end = pointAt(problem, trajectory.epochs);
  const hidden = scene.predicting;
  const at = (/** @type {{ w: number, loss: number } | null} */ point) => one(point && { x: point.w, y: point.loss });
  const [startAt, endAt, nextAt, nowAt] = [at(start), at(hidden ? null : end), at(hidden ? null : next), at(shown)];
  const hoverAt = at(scene.hover === null ? null : pointAt(problem, scene.hover));
  const optimumAt = at(scene.showOptimum ? { w: optimum.parameters.w1, loss: optimum.loss } : null);
  const guessAt = at(scene.guess === null ? null : { w: scene.guess, loss: onCurve(landscape, scene.guess) });
  const tangent = tangentLine(snapshot, ranges.loss);
  const walked = {
    x: travelled(path.epoch, path.w, epoch, shown.w),
    y: travelled(path.epoch, path.loss, epoch, shown.loss),
  };
  return {
    theme,
    axes: { x: { title: t('chart.w'), range: ranges.loss.x }, y: { title: t('chart.loss'), range: ranges.loss.y } },
    traces: [
      line('curve', landscape.at, landscape.loss, 'curve', theme, { width: 2 }),
      line('tangent', tangent.x, tangent.y, 'slope', theme, { width: 2, dash: dash.slope }),
      line('future', hidden ? none : path.w, hidden ? none : path.loss, 'path', theme, { width: 1.5, dash: dash.future, opacity: 0.8 }),
      line('path', walked.x, walked.y, 'path', theme, { width: 2.5 }),
      points('steps', walked.x, walked.y, 'path', theme, { size: 5, opacity: 0.7 }),
      points('optimum', optimumAt.x, optimumAt.y, 'optimum', theme, { size: 15, symbol: symbol.optimum, ring: true }),
      points('end', endAt.x, endAt.y, 'end', theme, { size: 11, symbol: symbol.end, ring: true }),
      points('start', startAt.x, startAt.y, 'start', theme, { size: 12, symbol: symbol.start, ring: true }),
      points('guess', guessAt.x, guessAt.y, 'truth', theme, { size: 13, symbol: symbol.guess, stroke: 3 }),
      points('next', nextAt.x, nextAt.y, 'path', theme, { size: 13, symbol: symbol.next }),
      points('now', nowAt.x, nowAt.y, 'model', theme, { size: 13, symbol: symbol.model, ring: true }),
      points('hover', hoverAt.x, hoverAt.y, 'path', theme, { size: 18, symbol: 'circle-open' }),
    ],
  };
}

/** The tangent at the current point, as long as a third of the chart is wide. @param {Snapshot} snapshot @param {Scene['ranges']['loss']} ranges */
function tangentLine({ w, loss, slope }, { x: [lo, hi], y: [, top] }) {
  const scale = Math.hypot(1, (slope * (hi - lo)) / top);
  const half = (hi - lo) / 5 / scale;
  return { x: Float64Array.of(w - half, w + half), y: Float64Array.of(loss - half * slope, loss + half * slope) };
}

/** The drawn path, with a diverging tail brought near the chart. @param {import('../engine/compute.js').Problem} problem @param {Scene['ranges']['loss']} ranges */
function nearPath(problem, { x, y }) {
  const known = near.get(problem);
  if (known && known.x === x && known.y === y) return known;
  const { epoch, w, loss } = drawnPath(problem);
  const fresh = { epoch, w: clamped(w, x), loss: clamped(loss, y), x, y };
  near.set(problem, fresh);
  return fresh;
}
/** @type {WeakMap<object, { epoch: Float64Array, w: Float64Array, loss: Float64Array, x: unknown, y: unknown }>} */
const near = new WeakMap();

/** L at w on the drawn curve, between its points. @param {{ at: Float64Array, loss: Float64Array }} curve @param {number} w */
export function onCurve({ at, loss }, w) {
  const last = at.length - 1;
  const place = ((w - at[0]) / (at[last] - at[0])) * last;
  const i = Math.max(0, Math.min(last - 1, Math.floor(place)));
  return loss[i] + (place - i) * (loss[i + 1] - loss[i]);
}
