// The loss against the epoch, on a log axis.
import { pointAt } from '../state/snapshot.js';
import { dash, line, one, points, symbol } from './figure.js';
import { drawnPath, travelled } from './path.js';
/**
 * @typedef {import('../state/snapshot.js').Snapshot} Snapshot
 * @typedef {import('./figure.js').Scene} Scene
 * @typedef {import('./figure.js').Figure} Figure
 */

const none = new Float64Array(0);

/** @param {Snapshot} snapshot @param {Scene} scene @returns {Figure} */
export function historyFigure(snapshot, scene) {
  const { theme, t, ranges } = scene;
  const { problem, epoch, position, shown } = snapshot;
  const path = drawnPath(problem);
  const { epochs } = problem.trajectory;
  const hidden = scene.predicting;
  const at = (/** @type {number | null} */ k) => one(k === null ? null : { x: k, y: pointAt(problem, k).loss });
  const [startAt, endAt, hoverAt] = [at(0), at(hidden ? null : epochs), at(scene.hover)];
  const now = one({ x: position, y: shown.loss });
  const floor = scene.showOptimum ? problem.optimum.loss : 0;
  return {
    theme,
    axes: { x: { title: t('chart.epoch'), range: ranges.history.x }, y: { title: t('chart.lossLog'), range: ranges.history.y, log: true } },
    traces: [
      line('floor', floor > 0 ? Float64Array.from(ranges.history.x) : none, floor > 0 ? Float64Array.of(floor, floor) : none, 'optimum', theme, { width: 2, dash: dash.optimum }),
      line('future', hidden ? none : path.epoch, hidden ? none : path.loss, 'path', theme, { width: 1.5, dash: dash.future, opacity: 0.8 }),
      line('path', travelled(path.epoch, path.epoch, epoch, position), travelled(path.epoch, path.loss, epoch, shown.loss), 'path', theme, { width: 2.5 }),
      points('end', endAt.x, endAt.y, 'end', theme, { size: 11, symbol: symbol.end, ring: true }),
      points('start', startAt.x, startAt.y, 'start', theme, { size: 12, symbol: symbol.start, ring: true }),
      points('now', now.x, now.y, 'model', theme, { size: 13, symbol: symbol.model, ring: true }),
      points('hover', hoverAt.x, hoverAt.y, 'path', theme, { size: 18, symbol: 'circle-open' }),
    ],
  };
}
