// The loss as a function of the parameter, and the path that the descent takes on it.
import { pointAt } from '../snapshot.js';
import { dash, line, marksTrace, none, points, symbol } from '../../chart/figure.js';
import { drawnPath, travelled } from '../../chart/path.js';
import { near } from '../../chart/ranges.js';

/**
 * @import { Figure, Mark, Scene } from '../../chart/figure.js'
 * @import { Problem } from '../compute.js'
 * @import { Snapshot } from '../snapshot.js'
 */

/** @param {Snapshot} snapshot @param {Scene} scene @returns {Figure} */
export function lossFigure(snapshot, scene) {
  const { theme, ranges, predicting } = scene;
  const { problem, epoch, shown } = snapshot;
  const landscape = scene.slice ?? problem.landscape;
  const path = nearPath(problem, ranges.loss);
  const tangent = tangentLine(snapshot, ranges.loss);
  const walked = {
    x: travelled(path.epoch, path.w, epoch, near(shown.w, ranges.loss.x)),
    y: travelled(path.epoch, path.loss, epoch, near(shown.loss, ranges.loss.y)),
  };
  return {
    theme,
    axes: { x: { range: ranges.loss.x }, y: { range: ranges.loss.y } },
    traces: [
      line('curve', landscape.at, curveNear(landscape.loss, ranges.loss.y), 'curve', theme, { width: 2 }),
      line('tangent', tangent.x, tangent.y, 'slope', theme, { width: 2, dash: dash.slope }),
      line('future', predicting ? none : path.w, predicting ? none : path.loss, 'path', theme, {
        width: 1.5,
        dash: dash.future,
        opacity: 0.8,
      }),
      points('steps', predicting ? none : path.steps.w, predicting ? none : path.steps.loss, 'path', theme, {
        size: 5,
        opacity: 0.75,
      }),
      line('path', walked.x, walked.y, 'path', theme, { width: 2.5 }),
      marksTrace(lossMarks(snapshot, scene), theme, ranges.loss.x),
    ],
  };
}

/** @param {Snapshot} snapshot @param {Scene} scene @returns {Mark[]} */
function lossMarks({ problem, shown, next }, { ranges, predicting, guess, hover, showOptimum, slice }) {
  const { optimum, trajectory, along } = problem;
  const landscape = slice ?? problem.landscape;
  const at = (/** @type {{ w: number, loss: number } | null} */ point) =>
    point && { x: near(point.w, ranges.loss.x), y: near(point.loss, ranges.loss.y) };
  const end = predicting ? null : pointAt(problem, trajectory.epochs);
  return [
    { meaning: 'end', symbol: symbol.end, size: 14, at: at(end) },
    {
      meaning: 'optimum',
      symbol: symbol.optimum,
      size: 12,
      at: at(showOptimum && optimum ? { w: optimum.parameters[along], loss: optimum.loss } : null),
    },
    { meaning: 'start', symbol: symbol.start, size: 16, at: at(pointAt(problem, 0)) },
    {
      meaning: 'truth',
      symbol: symbol.guess,
      size: 13,
      at: at(guess === null ? null : { w: guess, loss: onCurve(landscape, guess) }),
    },
    { meaning: 'path', symbol: symbol.next, size: 13, at: at(predicting ? null : next) },
    { meaning: 'model', symbol: symbol.model, size: 10, at: at(shown) },
    { meaning: 'path', symbol: symbol.hover, size: 18, at: at(hover === null ? null : pointAt(problem, hover)) },
  ];
}

/**
 * The curve as browsers can draw it; the same array while neither it nor the range changes.
 * @param {Float64Array} loss
 * @param {[number, number]} range
 */
function curveNear(loss, range) {
  const known = nearCurves.get(loss);
  if (known?.range === range) return known.loss;
  const drawn = loss.map((value) => near(value, range));
  nearCurves.set(loss, { loss: drawn, range });
  return drawn;
}
/** @type {WeakMap<object, { loss: Float64Array, range: unknown }>} */
const nearCurves = new WeakMap();

/**
 * The tangent at the current point, as long as a third of the chart is wide.
 * @param {Snapshot} snapshot
 * @param {Scene['ranges']['loss']} ranges
 */
function tangentLine({ w, loss, slope }, { x: [lo, hi], y: [, top] }) {
  const half = (hi - lo) / 5 / Math.hypot(1, (slope * (hi - lo)) / top);
  if (!(w > lo && w < hi)) return { x: none, y: none };
  return { x: Float64Array.of(w - half, w + half), y: Float64Array.of(loss - half * slope, loss + half * slope) };
}

/**
 * The drawn path, with a diverging tail brought near the chart, and its steps as far as they can be told apart.
 * @param {Problem} problem @param {Scene['ranges']['loss']} ranges
 */
function nearPath(problem, { x, y }) {
  const known = paths.get(problem);
  if (known && known.x === x && known.y === y) return known;
  const drawn = drawnPath(problem);
  const w = drawn.w.map((value) => near(value, x));
  const loss = drawn.loss.map((value) => near(value, y));
  const steps = apart(w, loss, { x, y });
  const fresh = { epoch: drawn.epoch, w, loss, steps, x, y };
  paths.set(problem, fresh);
  return fresh;
}
/**
 * @type
 *   {WeakMap<object, { epoch: Float64Array, w: Float64Array, loss: Float64Array,
 *     steps: { w: Float64Array, loss: Float64Array }, x: unknown, y: unknown }>}
 */
const paths = new WeakMap();

/** Dots nearer to the one before than this share of the chart would run into each other. */
const dotDistance = 0.02;

/** @param {Float64Array} w @param {Float64Array} loss @param {Scene['ranges']['loss']} ranges */
function apart(w, loss, { x, y }) {
  const kept = Number.isFinite(loss[0]) ? [0] : [];
  w.forEach((value, i) => {
    const last = kept[kept.length - 1];
    const distance = Math.hypot((value - w[last]) / (x[1] - x[0]), (loss[i] - loss[last]) / (y[1] - y[0]));
    if (distance > dotDistance) kept.push(i);
  });
  return { w: Float64Array.from(kept, (i) => w[i]), loss: Float64Array.from(kept, (i) => loss[i]) };
}

/**
 * L at w on the drawn curve, between its points.
 * @param {{ at: Float64Array, loss: Float64Array }} curve
 * @param {number} w
 */
function onCurve({ at, loss }, w) {
  const last = at.length - 1;
  const place = ((w - at[0]) / (at[last] - at[0])) * last;
  const i = Math.max(0, Math.min(last - 1, Math.floor(place)));
  return loss[i] + (place - i) * (loss[i + 1] - loss[i]);
}
