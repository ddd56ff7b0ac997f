// The loss as a function of one parameter, and the path that the descent takes on it.
import { dash, emptyLine, line, marksTrace, points, symbol } from '../../chart/figure.js';
import { extent, keepRange, near } from '../../chart/ranges.js';
import { travelled } from '../../chart/travelled.js';
import { readable, steady } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';
import { drawnPath, playedAhead } from '../path.js';
import { curveValue, pointAt } from '../snapshot.js';
import { epochTip, nearestEpoch } from './scene.js';

/**
 * @import { Label, Ranges } from '../../chart/chart.js'
 * @import { Figure, Mark } from '../../chart/figure.js'
 * @import { Range } from '../../chart/ranges.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { Snapshot } from '../snapshot.js'
 * @import { DescentChart, Scene } from './scene.js'
 */

/** Parameters that the note names at most. */
const maxHeld = 3;

/** @param {string[]} texts @param {number} count */
const listedUpTo = (texts, count) => [...texts.slice(0, count), ...(texts.length > count ? ['…'] : [])].join(', ');

/**
 * Whether the curve is the whole loss: of several parameters it is a slice through the present point, on which the rest
 * of the path does not lie.
 * @param {Scene} scene
 */
function isWhole({ snapshot: { problem } }) {
  return problem.parameters.length < 2;
}

/** @type {DescentChart} */
export const lossChart = {
  name: 'loss',
  axes: {
    x: ['chart.w', { symbol: ({ snapshot: { problem } }) => nameText(problem.along) }],
    y: ['chart.loss', { symbol: 'L' }],
  },
  legend: [
    { t: 'legend.curve', meaning: 'curve' },
    { t: 'legend.path', meaning: 'path', isShown: isWhole },
    { t: 'legend.start', meaning: 'start', symbol: symbol.start, isShown: isWhole },
    { t: 'legend.now', meaning: 'model', symbol: symbol.model },
    { t: 'legend.next', meaning: 'path', symbol: symbol.next, isShown: isWhole },
    { t: 'legend.end', meaning: 'end', symbol: symbol.end, isShown: isWhole },
    { t: 'legend.slope', meaning: 'slope', dash: dash.slope },
    {
      t: 'legend.optimum',
      meaning: 'optimum',
      symbol: symbol.optimum,
      isShown: (scene) => scene.isOptimumShown && isWhole(scene),
    },
  ],
  figure,
  ranges: (problem, previous, isMoving) => ({
    x: problem.landscape.range,
    y: lossRange(heightNeeded(problem), previous?.y ?? null, isMoving),
  }),
  nearest: (scene, spot, { x, y }) => {
    const { problem } = scene.snapshot;
    if (!isWhole(scene)) return null;
    return nearestEpoch(problem, scene.reach, (epoch) => {
      const { w, loss } = pointAt(problem, epoch);
      return Math.hypot((w - spot.x) / (x[1] - x[0]), (loss - spot.y) / (y[1] - y[0]));
    });
  },
  note: ({ snapshot: { problem, epoch } }, t) => {
    const others = problem.parameters.filter((name) => name !== problem.along);
    const held = others.map((name) => `${nameText(name)} = ${steady(problem.trajectory.parameters[name][epoch], 4)}`);
    return others.length > 0 ? t('chart.held', { held: listedUpTo(held, maxHeld) }) : '';
  },
  tip: epochTip,
  labels,
  value: [
    { symbol: 'L' },
    {
      text: ({ snapshot: { problem, w, loss } }) =>
        `${problem.parameters.length > 1 ? '' : `(${steady(w, 5)})`} = ${steady(loss, 5)}`,
    },
  ],
  summary: ({ snapshot }, t) => summary(snapshot, t),
};

/** @param {Scene} scene @param {Parameters<DescentChart['figure']>[1]} view @returns {Figure} */
function figure(scene, { theme, ranges }) {
  const { snapshot, isPredicting } = scene;
  const { problem, epoch, shown } = snapshot;
  const curve = scene.slice ?? problem.landscape;
  const path = pathNear(problem, ranges);
  const isPathHidden = isPredicting || !isWhole(scene);
  const future = isPathHidden ? noPath : playedAhead(path, scene.reach, epoch);
  const steps = isPathHidden ? noPath : stepsUpTo(path.steps, Math.max(epoch, scene.reach));
  const [pathX, pathY] = isWhole(scene)
    ? [
        travelled(path.epoch, path.w, epoch, near(shown.w, ranges.x)),
        travelled(path.epoch, path.loss, epoch, near(shown.loss, ranges.y)),
      ]
    : [emptyLine, emptyLine];
  const tangent = tangentLine(snapshot, ranges);
  return {
    theme,
    axes: { x: { range: ranges.x }, y: { range: ranges.y } },
    traces: [
      line('curve', curve.at, curveNear(curve.loss, ranges.y), 'curve', theme, { width: 2 }),
      line('tangent', tangent.x, tangent.y, 'slope', theme, { width: 2, dash: dash.slope }),
      ...(isWhole(scene) ? scene.ghosts : []).map((ghost, i) =>
        line(`ghost${i}`, nearAll(ghost.w, ranges.x), nearAll(ghost.loss, ranges.y), 'path', theme, {
          width: 5,
          opacity: 0.3,
        }),
      ),
      line('future', future.w, future.loss, 'path', theme, { width: 1.5, dash: dash.future, opacity: 0.8 }),
      points('steps', steps.w, steps.loss, 'path', theme, { size: 5, opacity: 0.75 }),
      line('path', pathX, pathY, 'path', theme, { width: 2.5 }),
      marksTrace(marks(scene, ranges), theme, ranges.x),
    ],
  };
}

const noPath = { epoch: emptyLine, w: emptyLine, loss: emptyLine };

/** @param {Float64Array} column @param {Range} range */
const nearAll = (column, range) => column.map((value) => near(value, range));

/** The steps of the played part of the path. @param {Steps} steps @param {number} reach */
function stepsUpTo(steps, reach) {
  const count = steps.epoch.findIndex((epoch) => epoch > reach);
  if (count < 0) return steps;
  return count === 0 ? noPath : { w: steps.w.subarray(0, count), loss: steps.loss.subarray(0, count) };
}

/**
 * The place in the chart that is nearest to a point, a little inside.
 * @param {{ w: number, loss: number }} point
 * @param {Range} x
 * @param {Range} y
 */
function inside({ w, loss }, x, y) {
  const clamp = (/** @type {number} */ value, /** @type {Range} */ [low, high]) =>
    Math.max(low + 0.04 * (high - low), Math.min(high - 0.04 * (high - low), value));
  return { x: clamp(w, x), y: clamp(loss, y) };
}

/** Below this slope, of the chart as a square, the tangent would run through a label beside the ball. */
const maxFlatSlope = 0.5;
/** Shares of the chart's width that the names of the present point and of the start need on the outer side of it. */
const roomForName = { now: 0.25, start: 0.13 };

/** Whether the first step crossed the minimum, so that the path lies between the arms of the curve.
 * @param {DescentProblem} problem */
function crosses({ trajectory: { gradient }, along }) {
  const slopes = gradient[along];
  return slopes.length > 1 && slopes[0] * slopes[1] < 0;
}

/** The names of the present point and of the start. @type {NonNullable<DescentChart['labels']>} */
function labels({ snapshot: { problem, w, loss, slope, shown, epoch }, isPredicting }, t, { x, y }) {
  const name = nameText(problem.along);
  const start = pointAt(problem, 0);
  const at = (/** @type {{ w: number, loss: number }} */ point) => ({ x: near(point.w, x), y: near(point.loss, y) });
  const isInside = (/** @type {{ w: number, loss: number }} */ point) =>
    point.w >= x[0] && point.w <= x[1] && point.loss <= y[1];
  /** @type {Label[]} */
  const shownLabels = [];
  // The number of the epoch, as in the head of the card, while the ball is on its way to the next.
  const text = `${name} = ${steady(w, 4)}`;
  const isFlat = Math.abs((slope * (x[1] - x[0])) / (y[1] - y[0])) < maxFlatSlope;
  // Between the arms of the curve there is room for a name, unless the path is there too.
  const sideOf = (/** @type {number} */ at, /** @type {number} */ needed) => {
    const isRightHalf = at > (x[0] + x[1]) / 2;
    const room = (isRightHalf ? x[1] - at : at - x[0]) / (x[1] - x[0]);
    return isRightHalf === (crosses(problem) && room > needed) ? 'right' : 'left';
  };
  // No curve that rises on both sides is below the ball.
  const side = isFlat ? 'bottom' : sideOf(shown.w, roomForName.now);
  if (isInside({ w, loss })) shownLabels.push({ text, meaning: 'model', ...at(shown), side });
  else
    shownLabels.push({
      text: `↑ ${text}`,
      meaning: 'model',
      ...inside({ w, loss }, x, y),
      side: w > (x[0] + x[1]) / 2 ? 'left' : 'right',
    });
  if (
    problem.parameters.length < 2 &&
    epoch > 0 &&
    !isPredicting &&
    isInside(start) &&
    Math.abs(start.w - shown.w) > 0.12 * (x[1] - x[0])
  )
    shownLabels.push({
      text: t('legend.start'),
      meaning: 'curve',
      ...at(start),
      side: sideOf(start.w, roomForName.start),
    });
  return shownLabels;
}

/** @param {Scene} scene @param {Ranges} ranges @returns {Mark[]} */
function marks(scene, ranges) {
  const { isPredicting, guess, hover, isOptimumShown, slice, reach } = scene;
  const { problem, shown, next } = scene.snapshot;
  const { optimum, trajectory, along } = problem;
  const curve = slice ?? problem.landscape;
  const at = (/** @type {{ w: number, loss: number } | null} */ point) =>
    point && { x: near(point.w, ranges.x), y: near(point.loss, ranges.y) };
  const isAll = isWhole(scene);
  const end = isPredicting || reach < trajectory.epochs || !isAll ? null : pointAt(problem, trajectory.epochs);
  const best = isOptimumShown && optimum && isAll ? { w: optimum.parameters[along], loss: optimum.loss } : null;
  const guessed = guess === null ? null : { w: guess, loss: curveValue(curve.at, curve.loss, guess) };
  return [
    { meaning: 'end', symbol: symbol.end, size: 11, at: at(end) },
    { meaning: 'optimum', symbol: symbol.optimum, size: 12, at: at(best) },
    { meaning: 'start', symbol: symbol.start, size: 10, at: at(isAll ? pointAt(problem, 0) : null) },
    { meaning: 'truth', symbol: symbol.guess, size: 13, at: at(guessed) },
    { meaning: 'path', symbol: symbol.next, size: 13, at: at(isPredicting || !isAll ? null : next) },
    { meaning: 'model', symbol: symbol.model, size: 18, at: at(shown) },
    {
      meaning: 'path',
      symbol: symbol.hover,
      size: 18,
      at: at(hover === null || !isAll ? null : pointAt(problem, hover)),
    },
  ];
}

/**
 * The curve with values that browsers can draw; the same array while neither it nor the range changes.
 * @param {Float64Array} loss
 * @param {Range} range
 */
function curveNear(loss, range) {
  const known = curvesNear.get(loss);
  if (known?.range === range) return known.loss;
  const drawn = loss.map((value) => near(value, range));
  curvesNear.set(loss, { loss: drawn, range });
  return drawn;
}
/** @type {WeakMap<object, { loss: Float64Array, range: unknown }>} */
const curvesNear = new WeakMap();

/** Length of the tangent as a share of the chart, measured on the screen. */
const tangentShare = 0.4;

/**
 * The tangent at the present point; none where the point lies beside the chart.
 * @param {Snapshot} snapshot
 * @param {Ranges} ranges
 */
function tangentLine({ w, loss, slope }, { x: [left, right], y: [bottom, top] }) {
  if (!(w > left && w < right)) return { x: emptyLine, y: emptyLine };
  const width = right - left;
  const half = (tangentShare * width) / 2 / Math.hypot(1, (slope * width) / (top - bottom));
  return { x: Float64Array.of(w - half, w + half), y: Float64Array.of(loss - half * slope, loss + half * slope) };
}

/**
 * The drawn path, with a diverging tail brought near the chart, and those of its steps that can be distinguished.
 * @param {DescentProblem} problem @param {Ranges} ranges
 */
function pathNear(problem, { x, y }) {
  const known = pathsNear.get(problem);
  if (known && known.x === x && known.y === y) return known;
  const drawn = drawnPath(problem);
  const w = drawn.w.map((value) => near(value, x));
  const loss = drawn.loss.map((value) => near(value, y));
  const fresh = { epoch: drawn.epoch, w, loss, steps: separateSteps(drawn.epoch, w, loss, { x, y }), x, y };
  pathsNear.set(problem, fresh);
  return fresh;
}
/**
 * @typedef {{ epoch: Float64Array, w: Float64Array, loss: Float64Array }} Steps
 * @type {WeakMap<object, { epoch: Float64Array, w: Float64Array, loss: Float64Array, steps: Steps, x: unknown, y:
 *   unknown }>}
 */
const pathsNear = new WeakMap();

/** Minimum distance between two drawn steps, as a share of the chart. */
const minDotDistance = 0.02;

/**
 * @param {Float64Array} epoch
 * @param {Float64Array} w
 * @param {Float64Array} loss
 * @param {Ranges} ranges
 * @returns {Steps}
 */
function separateSteps(epoch, w, loss, { x, y }) {
  const kept = Number.isFinite(loss[0]) ? [0] : [];
  w.forEach((value, i) => {
    const last = kept[kept.length - 1];
    const distance = Math.hypot((value - w[last]) / (x[1] - x[0]), (loss[i] - loss[last]) / (y[1] - y[0]));
    if (distance > minDotDistance) kept.push(i);
  });
  return {
    epoch: Float64Array.from(kept, (i) => epoch[i]),
    w: Float64Array.from(kept, (i) => w[i]),
    loss: Float64Array.from(kept, (i) => loss[i]),
  };
}

/** A loss above this many times the loss of the start is cut, because it would flatten the path. */
const maxTimesStart = 1000;

/** Room above the highest point of a path, as a share of its height: half the ball is above its place. */
const roomForBall = 0.1;

/**
 * The L that must be seen: of the curve; of several parameters, whose curve moves with the others, of the path's
 * beginning, with room for the ball.
 * @param {DescentProblem} problem @returns {Range}
 */
function heightNeeded({ parameters, landscape, trajectory }) {
  const start = trajectory.loss[0];
  const [lo, hi] =
    parameters.length > 1 && Number.isFinite(start)
      ? extent([trajectory.loss.map((loss) => Math.min(loss, 1.15 * start)), [start + roomForBall * Math.abs(start)]])
      : extent([landscape.loss]);
  return [Math.min(0, lo), Math.min(hi, maxTimesStart * Math.abs(start) || hi)];
}

/** Room below zero for the name of a ball that rests there: less than two ticks are apart, so that none is negative. */
const roomBelow = 0.12;

/**
 * From a little below zero, or below the least loss, to a round number above the curve.
 * @param {Range} needed
 * @param {Range | null} previous
 * @param {boolean} isMoving
 * @returns {Range}
 */
function lossRange([lo, hi], previous, isMoving) {
  if (lo < 0) return keepRange([lo, hi], previous, isMoving);
  const [, high] = keepRange([0, hi > 0 ? hi : 1], previous && [0, previous[1]], isMoving);
  return [-roomBelow * high, high];
}

/** @param {Snapshot} snapshot @param {Translate} t */
function summary({ problem, w, loss, slope }, t) {
  const { landscape, trajectory, optimum, along } = problem;
  const start = pointAt(problem, 0);
  const curve = t('chart.lossSummary', {
    name: nameText(along),
    lo: readable(landscape.range[0]),
    hi: readable(landscape.range[1]),
    start: readable(start.w),
    startLoss: readable(start.loss),
    w: readable(w),
    loss: readable(loss),
    slope: readable(slope),
    end: readable(pointAt(problem, trajectory.epochs).w),
  });
  if (!optimum) return curve;
  const key = optimum.local ? 'chart.localOptimumSummary' : 'chart.optimumSummary';
  return `${curve} ${t(key, { name: nameText(along), optimum: readable(optimum.parameters[along]) })}`;
}
