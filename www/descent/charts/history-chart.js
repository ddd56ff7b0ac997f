// The loss against the epoch, on a log axis where all losses are positive or zero.
import { dash, emptyLine, line, marksTrace, symbol } from '../../chart/figure.js';
import { extent, keepRange, logRange } from '../../chart/ranges.js';
import { travelled } from '../../chart/travelled.js';
import { readable } from '../../i18n/format.js';
import { runEnd } from '../../problem/run-end.js';
import { drawnPath, playedAhead } from '../path.js';
import { pointAt } from '../snapshot.js';
import { epochTip } from './scene.js';

/**
 * @import { Ranges } from '../../chart/chart.js'
 * @import { Figure, Mark } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Range } from '../../chart/ranges.js'
 * @import { DescentChart, Scene } from './scene.js'
 */

/** @type {DescentChart} */
export const historyChart = {
  name: 'history',
  axes: {
    x: ['chart.epoch'],
    y: [
      'chart.loss',
      { symbol: 'L' },
      { text: ({ snapshot: { problem } }, t) => (drawnPath(problem).isLog ? t('chart.logScale') : '') },
    ],
  },
  legend: [
    { t: 'legend.path', meaning: 'path' },
    { t: 'legend.start', meaning: 'start', symbol: symbol.start },
    { t: 'legend.now', meaning: 'model', symbol: symbol.model },
    { t: 'legend.end', meaning: 'end', symbol: symbol.end },
    { t: 'legend.target', meaning: 'end', dash: dash.optimum, isShown: (scene) => settledIn(scene) !== null },
    { t: 'legend.optimum', meaning: 'optimum', dash: dash.optimum, isShown: ({ isOptimumShown }) => isOptimumShown },
  ],
  isStrip: true,
  figure,
  labels: (scene, t, { x: [left, right] }) => {
    const epoch = settledIn(scene);
    if (epoch === null) return [];
    const { target } = runEnd(scene.snapshot.problem);
    const share = (epoch - left) / (right - left);
    const text = t('chart.settled', { epoch, target: readable(target, 4) });
    const side = share < 0.4 ? 'topRight' : share < 0.7 ? 'top' : 'topLeft';
    return [{ text, meaning: 'end', x: epoch, y: target, side }];
  },
  ranges: (problem, previous, isMoving) => {
    const { epochs, loss } = problem.trajectory;
    return {
      x: epochRange(epochs, previous?.x ?? null, isMoving),
      y: drawnPath(problem).isLog
        ? logRange(positiveExtent(loss), loss[0], previous?.y ?? null, isMoving)
        : keepRange(withRoom(extent([loss])), previous?.y ?? null, isMoving),
    };
  },
  nearest: ({ snapshot: { problem } }, { x }) => {
    const epoch = Math.round(x);
    return epoch >= 0 && epoch <= problem.trajectory.epochs ? epoch : null;
  },
  tip: epochTip,
  summary: (scene, t) => {
    const { problem, epoch, loss } = scene.snapshot;
    const { epochs } = problem.trajectory;
    const settled = settledIn(scene);
    const path = t('chart.historySummary', {
      epochs,
      startLoss: readable(pointAt(problem, 0).loss),
      endLoss: readable(pointAt(problem, epochs).loss),
      epoch,
      loss: readable(loss),
    });
    if (settled === null) return path;
    return `${path} ${t('chart.settledSummary', { epoch: settled, target: readable(runEnd(problem).target) })}`;
  },
};

/** The epoch at which the run has settled, where it is drawn. @param {Scene} scene */
function settledIn({ snapshot: { problem, epoch }, isPredicting, reach }) {
  const { settled } = runEnd(problem);
  return settled !== null && settled <= (isPredicting ? epoch : Math.max(reach, epoch)) ? settled : null;
}

/** @param {Scene} scene @param {Parameters<DescentChart['figure']>[1]} view @returns {Figure} */
function figure(scene, { theme, ranges }) {
  const { problem, epoch, position, shown } = scene.snapshot;
  const path = drawnPath(problem);
  const future = scene.isPredicting ? { epoch: emptyLine, loss: emptyLine } : playedAhead(path, scene.reach, epoch);
  return {
    theme,
    axes: { x: { range: ranges.x }, y: { range: ranges.y, log: path.isLog } },
    traces: [
      ...optimumLine(scene, theme, ranges),
      settledLine(scene, theme, ranges),
      ...scene.ghosts.map((ghost, i) =>
        line(`ghost${i}`, ghost.epoch, ghost.loss, 'path', theme, { width: 4, opacity: 0.3 }),
      ),
      line('future', future.epoch, future.loss, 'path', theme, { width: 1.5, dash: dash.future, opacity: 0.8 }),
      line(
        'path',
        travelled(path.epoch, path.epoch, epoch, position),
        travelled(path.epoch, path.loss, epoch, shown.loss),
        'path',
        theme,
        { width: 2.5 },
      ),
      marksTrace(marks(scene), theme, ranges.x),
    ],
  };
}

/** The loss below which no descent gets. @param {Scene} scene @param {Theme} theme @param {Ranges} ranges */
function optimumLine({ snapshot: { problem }, isOptimumShown }, theme, ranges) {
  const loss = problem.optimum?.loss ?? 0;
  if (!isOptimumShown || !problem.optimum || (drawnPath(problem).isLog && !(loss > 0))) return [];
  const [x, y] = [Float64Array.from(ranges.x), Float64Array.of(loss, loss)];
  return [line('optimum', x, y, 'optimum', theme, { width: 2.5, dash: dash.optimum })];
}

/**
 * The target, and a line from it down to the epoch from which no loss lies above it.
 * @param {Scene} scene @param {Theme} theme @param {Ranges} ranges
 */
function settledLine(scene, theme, { x: [left, right], y: [bottom] }) {
  const epoch = settledIn(scene);
  const { target } = runEnd(scene.snapshot.problem);
  const low = drawnPath(scene.snapshot.problem).isLog ? 10 ** bottom : bottom;
  const [x, y] =
    epoch === null
      ? [emptyLine, emptyLine]
      : [Float64Array.of(left, right, NaN, epoch, epoch), Float64Array.of(target, target, NaN, target, low)];
  return line('settled', x, y, 'end', theme, { width: 2, dash: dash.optimum });
}

/** @param {Scene} scene @returns {Mark[]} */
function marks({ snapshot: { problem, position, shown }, isPredicting, hover, reach }) {
  const { epochs } = problem.trajectory;
  const at = (/** @type {number | null} */ epoch) =>
    epoch === null ? null : { x: epoch, y: pointAt(problem, epoch).loss };
  return [
    { meaning: 'end', symbol: symbol.end, size: 11, at: at(isPredicting || reach < epochs ? null : epochs) },
    { meaning: 'start', symbol: symbol.start, size: 10, at: at(0) },
    { meaning: 'model', symbol: symbol.model, size: 16, at: { x: position, y: shown.loss } },
    { meaning: 'path', symbol: symbol.hover, size: 18, at: at(hover) },
  ];
}

/**
 * From a little before the start to a round number of epochs.
 * @param {number} epochs
 * @param {Range | null} previous
 * @param {boolean} isMoving
 * @returns {Range}
 */
function epochRange(epochs, previous, isMoving) {
  const [, high] = keepRange([0, Math.max(epochs, 1)], previous && [0, previous[1] / 1.02], isMoving);
  return [-0.02 * high, 1.02 * high];
}

/** The chart is low: this share of its height above and below the losses is the room of the ball. */
const ballShare = 0.1;

/** @param {Range} range @returns {Range} */
function withRoom([lo, hi]) {
  const room = ballShare * (hi - lo);
  return [lo - room, hi + room];
}

/** The extent of the positive losses with the room of the ball, on a log axis. @param {Float64Array} loss
 * @returns {Range} */
function positiveExtent(loss) {
  const positive = loss.filter((value) => value > 0);
  if (positive.length === 0) return [1, 1];
  const [lo, hi] = withRoom(/** @type {Range} */ (extent([positive]).map(Math.log)));
  return [Math.max(Math.exp(lo), Number.MIN_VALUE), Math.min(Math.exp(hi), Number.MAX_VALUE)];
}
