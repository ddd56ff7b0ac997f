// The loss over two parameters with the path of the descent on it; of more parameters, over the plane through the end
// of the run along its principal directions, with the path's projection.
import { coordinates } from '../../chart/axes.js';
import { contourField } from '../../chart/contours.js';
import { dash, emptyLine, line, marksTrace, points, symbol } from '../../chart/figure.js';
import { near } from '../../chart/ranges.js';
import { travelled } from '../../chart/travelled.js';
import { percentText, readable, steady } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';
import { drawnPath } from '../path.js';
import { pointAt, pointOf } from '../snapshot.js';
import { freeSide } from './free-side.js';
import { nearestEpoch } from './scene.js';

/**
 * @import { Ranges } from '../../chart/chart.js'
 * @import { Figure, Mark } from '../../chart/figure.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { Plane } from '../plane.js'
 * @import { DescentChart, Scene } from './scene.js'
 */

/** Whether the plane holds the whole path. @param {DescentProblem} problem */
const isWhole = ({ parameters }) => parameters.length === 2;

/** @param {Scene} scene */
const planeIn = ({ snapshot: { problem } }) => /** @type {Plane} */ (problem.plane);

/** @type {Pick<DescentChart, 'figure' | 'nearest' | 'tip' | 'labels' | 'note' | 'summary'>} */
export const contourChart = {
  figure,
  nearest: ({ snapshot: { problem }, reach }, spot, { x, y }) => {
    const path = pathOn(problem);
    return nearestEpoch(problem, reach, (_, row) =>
      Math.hypot((path.x[row] - spot.x) / (x[1] - x[0]), (path.y[row] - spot.y) / (y[1] - y[0])),
    );
  },
  tip: ({ snapshot: { problem } }, epoch, t) =>
    t('chart.planeTip', { epoch, point: pointText(problem, epoch), loss: readable(pointAt(problem, epoch).loss) }),
  labels: (scene, _, ranges) => {
    const { problem, epoch } = scene.snapshot;
    if (!isWhole(problem)) return [];
    const { x } = ranges;
    const at = shownAt(scene);
    const path = pathOn(problem);
    const later = path.epoch.findIndex((each) => each > epoch);
    const sides = freeSides[at.x > (x[0] + x[1]) / 2 ? 'left' : 'right'];
    const side = freeSide(sides, at, path, later < 0 ? path.epoch.length : later, ranges);
    return [{ text: pointText(problem, epoch), meaning: 'model', ...at, side }];
  },
  note: (scene, t) =>
    isWhole(scene.snapshot.problem) ? '' : t('chart.projected', { share: percentText(planeIn(scene).share) }),
  summary,
};

/** The sides of the ball on which its name may stand, by the one that has more room. */
const freeSides = /** @type {const} */ ({
  left: ['left', 'bottom', 'top', 'right'],
  right: ['right', 'bottom', 'top', 'left'],
});

/** @param {DescentProblem} problem @param {number} epoch */
const pointText = ({ trajectory, parameters }, epoch) =>
  parameters.map((name) => `${nameText(name)} = ${steady(trajectory.parameters[name][epoch], 4)}`).join(', ');

/**
 * The drawn path in the coordinates of the plane, computed once for each problem.
 * @param {DescentProblem} problem
 */
export function pathOn(problem) {
  const known = paths.get(problem);
  if (known) return known;
  const { epoch } = drawnPath(problem);
  const [x, y] = /** @type {Plane} */ (problem.plane).axes.map((axis) => {
    const column = coordinates(axis, problem.trajectory.parameters);
    return epoch.map((k) => column[k]);
  });
  const path = { epoch, x, y };
  paths.set(problem, path);
  return path;
}
/** @type {WeakMap<object, { epoch: Float64Array, x: Float64Array, y: Float64Array }>} */
const paths = new WeakMap();

/** A point of the run in the coordinates of the plane. @param {Plane} plane @param {Record<string, number>} point */
function placeOf({ axes }, point) {
  const columns = Object.fromEntries(Object.entries(point).map(([name, value]) => [name, Float64Array.of(value)]));
  const [x, y] = axes.map((axis) => coordinates(axis, columns)[0]);
  return { x, y };
}

/** The place of the present point, between two epochs while the run plays. @param {Scene} scene */
function shownAt(scene) {
  const { problem, epoch, position } = scene.snapshot;
  const placeAt = (/** @type {number} */ k) => placeOf(planeIn(scene), pointOf(problem.trajectory, k));
  const here = placeAt(epoch);
  if (position <= epoch || epoch >= problem.trajectory.epochs) return here;
  const next = placeAt(epoch + 1);
  const t = position - epoch;
  return { x: here.x + t * (next.x - here.x), y: here.y + t * (next.y - here.y) };
}

/** The start in the coordinates of the plane. @param {DescentProblem} problem */
export const startOn = (problem) => placeOf(/** @type {Plane} */ (problem.plane), pointOf(problem.trajectory, 0));

/** @param {Scene} scene @param {Parameters<DescentChart['figure']>[1]} view @returns {Figure} */
function figure(scene, { theme, ranges }) {
  const { problem, epoch } = scene.snapshot;
  const plane = planeIn(scene);
  const shown = shownAt(scene);
  const path = pathNear(problem, ranges);
  const isAhead = !scene.isPredicting && scene.reach > epoch;
  const [aheadX, aheadY] = isAhead ? playedSteps(path, scene.reach) : [emptyLine, emptyLine];
  const drawn = isWhole(problem) ? {} : { dash: dash.slope };
  return {
    theme,
    axes: { x: { range: ranges.x }, y: { range: ranges.y } },
    field: contourField(problem.optimum?.loss ?? Infinity, plane.surface, theme),
    traces: [
      line('future', aheadX, aheadY, 'path', theme, { width: 1.5, dash: dash.future, opacity: 0.8 }),
      points('steps', ...playedSteps(path, Math.max(epoch, scene.reach)), 'path', theme, { size: 4, opacity: 0.75 }),
      line(
        'path',
        travelled(path.epoch, path.x, epoch, near(shown.x, ranges.x)),
        travelled(path.epoch, path.y, epoch, near(shown.y, ranges.y)),
        'path',
        theme,
        { width: 2.5, ...drawn },
      ),
      marksTrace(marks(scene, shown, ranges), theme, ranges.x),
    ],
  };
}

/** The drawn steps up to an epoch. @param {ReturnType<typeof pathOn>} path @param {number} reach
 * @returns {[Float64Array, Float64Array]} */
function playedSteps({ epoch, x, y }, reach) {
  const count = epoch.findIndex((each) => each > reach);
  if (count < 0) return [x, y];
  return count === 0 ? [emptyLine, emptyLine] : [x.subarray(0, count), y.subarray(0, count)];
}

/** @param {Scene} scene @param {{ x: number, y: number }} shown @param {Ranges} ranges @returns {Mark[]} */
function marks(scene, shown, ranges) {
  const { isPredicting, hover, isOptimumShown, reach } = scene;
  const { problem } = scene.snapshot;
  const { trajectory, optimum } = problem;
  const plane = planeIn(scene);
  const at = (/** @type {Record<string, number> | null} */ point) => {
    const place = point && placeOf(plane, point);
    return place && { x: near(place.x, ranges.x), y: near(place.y, ranges.y) };
  };
  const end = isPredicting || reach < trajectory.epochs ? null : pointOf(trajectory, trajectory.epochs);
  return [
    { meaning: 'end', symbol: symbol.end, size: 11, at: at(end) },
    {
      meaning: 'optimum',
      symbol: symbol.optimum,
      size: 12,
      at: at(isOptimumShown ? (optimum?.parameters ?? null) : null),
    },
    { meaning: 'start', symbol: symbol.start, size: 12, at: at(pointOf(trajectory, 0)) },
    {
      meaning: 'model',
      symbol: symbol.model,
      size: 16,
      at: { x: near(shown.x, ranges.x), y: near(shown.y, ranges.y) },
    },
    { meaning: 'path', symbol: symbol.hover, size: 18, at: at(hover === null ? null : pointOf(trajectory, hover)) },
  ];
}

/** The path within the coordinates that browsers can draw. @param {DescentProblem} problem @param {Ranges} ranges */
function pathNear(problem, { x, y }) {
  const path = pathOn(problem);
  const known = pathsNear.get(path);
  if (known && known.ranges.x === x && known.ranges.y === y) return known.path;
  const clipped = {
    epoch: path.epoch,
    x: path.x.map((value) => near(value, x)),
    y: path.y.map((value) => near(value, y)),
  };
  pathsNear.set(path, { ranges: { x, y }, path: clipped });
  return clipped;
}
/** @type {WeakMap<object, { ranges: Ranges, path: ReturnType<typeof pathOn> }>} */
const pathsNear = new WeakMap();

/** @param {Scene} scene @param {Translate} t */
function summary({ snapshot: { problem, epoch, loss } }, t) {
  const { epochs } = problem.trajectory;
  return t(isWhole(problem) ? 'chart.contourSummary' : 'chart.planeSummary', {
    start: pointText(problem, 0),
    epoch,
    point: pointText(problem, epoch),
    loss: readable(loss),
    end: pointText(problem, epochs),
    share: percentText(/** @type {Plane} */ (problem.plane).share),
  });
}
