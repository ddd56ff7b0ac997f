// The loss against the epoch, on a log axis.
import { pointAt } from '../snapshot.js';
import { dash, line, marksTrace, none, symbol } from '../../chart/figure.js';
import { drawnPath, travelled } from '../../chart/path.js';

/**
 * @import { Figure, Mark, Scene } from '../../chart/figure.js'
 * @import { Snapshot } from '../snapshot.js'
 */

/** @param {Snapshot} snapshot @param {Scene} scene @returns {Figure} */
export function historyFigure(snapshot, scene) {
  const { theme, ranges, predicting } = scene;
  const { problem, epoch, position, shown } = snapshot;
  const path = drawnPath(problem);
  const walked = {
    x: travelled(path.epoch, path.epoch, epoch, position),
    y: travelled(path.epoch, path.loss, epoch, shown.loss),
  };
  return {
    theme,
    axes: { x: { range: ranges.history.x }, y: { range: ranges.history.y, log: path.log } },
    traces: [
      ...optimumLine(snapshot, scene),
      line('future', predicting ? none : path.epoch, predicting ? none : path.loss, 'path', theme, {
        width: 1.5,
        dash: dash.future,
        opacity: 0.8,
      }),
      line('path', walked.x, walked.y, 'path', theme, { width: 2.5 }),
      marksTrace(historyMarks(snapshot, scene), theme, ranges.history.x),
    ],
  };
}

/** The loss below which no descent gets. @param {Snapshot} snapshot @param {Scene} scene */
function optimumLine({ problem }, { showOptimum, theme, ranges }) {
  const loss = problem.optimum?.loss ?? 0;
  if (!showOptimum || !problem.optimum || (drawnPath(problem).log && !(loss > 0))) return [];
  return [
    line('optimum', Float64Array.from(ranges.history.x), Float64Array.of(loss, loss), 'optimum', theme, {
      width: 2.5,
      dash: dash.optimum,
    }),
  ];
}

/** @param {Snapshot} snapshot @param {Scene} scene @returns {Mark[]} */
function historyMarks({ problem, position, shown }, { predicting, hover }) {
  const at = (/** @type {number | null} */ epoch) =>
    epoch === null ? null : { x: epoch, y: pointAt(problem, epoch).loss };
  return [
    { meaning: 'end', symbol: symbol.end, size: 14, at: at(predicting ? null : problem.trajectory.epochs) },
    { meaning: 'start', symbol: symbol.start, size: 16, at: at(0) },
    { meaning: 'model', symbol: symbol.model, size: 10, at: { x: position, y: shown.loss } },
    { meaning: 'path', symbol: symbol.hover, size: 18, at: at(hover) },
  ];
}
