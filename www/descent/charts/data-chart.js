// Data, truth and model: the scatter of the notebook with the curve of the present parameters.
import { area, dash, emptyLine, line, points } from '../../chart/figure.js';
import { extent, keepRange, near, widened } from '../../chart/ranges.js';
import { areaSwatch } from '../../chart/legend.js';
import { runnerColour, runnerLooks } from '../../chart/runner-marks.js';
import { maxPoints } from '../../chart/travelled.js';
import { definition } from '../../experiment/scaling.js';
import { plain, readable, steady } from '../../i18n/format.js';
import { simulationFormula } from '../../problem/formulas.js';
import { listed, nameText } from '../../ui/names.js';
import { curveAt, curveValue } from '../snapshot.js';
import { epochTip, nearestEpoch } from './scene.js';

/**
 * @import { Label } from '../../chart/chart.js'
 * @import { Figure, Trace } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Range } from '../../chart/ranges.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { FitDrawing } from '../fit/drawing.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { Snapshot } from '../snapshot.js'
 * @import { DescentChart, Scene } from './scene.js'
 */

/** @param {Scene} scene */
const hasFittedCurve = ({ fit }) => fit?.fitted != null;

/** Of the areas of a fit. */
const bandOpacity = 0.25;
const predictionOpacity = 0.1;

/** @type {DescentChart} */
export const dataChart = {
  name: 'data',
  axes: {
    x: [
      { text: ({ snapshot }, t) => axisTitle(snapshot, 'x', t) },
      { symbol: ({ snapshot }) => axisSymbol(snapshot, 'x') },
    ],
    y: [
      { text: ({ snapshot }, t) => axisTitle(snapshot, 'y', t) },
      { symbol: ({ snapshot }) => axisSymbol(snapshot, 'y') },
    ],
  },
  legend: [
    { t: 'legend.data', meaning: 'data', symbol: 'circle' },
    {
      t: 'legend.truth',
      meaning: 'truth',
      dash: dash.truth,
      isShown: ({ snapshot: { problem } }) => problem.truth !== null,
    },
    { t: 'legend.model', meaning: 'model' },
    { t: 'legend.optimum', meaning: 'optimum', dash: dash.optimum, isShown: ({ isOptimumShown }) => isOptimumShown },
    { t: 'legend.fit', meaning: 'optimum', isShown: hasFittedCurve },
    { t: 'legend.band', swatch: () => areaSwatch('optimum', bandOpacity), isShown: hasFittedCurve },
    { t: 'legend.prediction', swatch: () => areaSwatch('optimum', predictionOpacity), isShown: hasFittedCurve },
    { t: 'legend.starts', meaning: 'path', isShown: ({ fit }) => fit?.starts != null },
  ],
  figure,
  ranges: (problem, previous, isMoving) => ({
    x: keepRange(widened(extentOf(problem.data.x)), previous?.x ?? null, isMoving),
    y: keepRange(heightNeeded(problem), previous?.y ?? null, isMoving),
  }),
  nearest: ({ snapshot: { problem }, reach }, spot, { y: [bottom, top] }) => {
    const { x, y } = problem.curves;
    // The curves of a problem that another has replaced are released.
    if (y.length === 0) return null;
    return nearestEpoch(
      problem,
      reach,
      (_, row) =>
        Math.abs(curveValue(x, y.subarray(row * x.length, (row + 1) * x.length), spot.x) - spot.y) / (top - bottom),
    );
  },
  tip: epochTip,
  pointTip,
  labels,
  formula: ({ snapshot: { problem } }) => {
    const {
      experiment: { data },
      formulas: { truthNow },
    } = problem;
    return data.kind === 'simulated' && truthNow ? simulationFormula(data, truthNow) : ['', ''];
  },
  value: [{ text: ({ snapshot }) => modelText(snapshot) }],
  note: ({ snapshot: { problem } }, t) => {
    const n = problem.data.x.length;
    const stride = Math.ceil(n / maxPoints);
    const [, ...held] = Object.keys(problem.data.columns);
    const notes = [
      ...(stride > 1 ? [t('chart.sampled', { drawn: Math.ceil(n / stride), n })] : []),
      ...(held.length > 0 ? [t('chart.atMeans', { names: held.map(nameText).join(', ') })] : []),
    ];
    return notes.join(' · ');
  },
  summary: ({ snapshot }, t) => summary(snapshot, t),
};

/** The width of a name, as a share of the chart, and the longest way by which it makes room for points. */
const labelWidth = 0.3;
const maxLabelShift = 0.25;

/**
 * The names of the model and of the true curve, at the right end of what is seen of each, above or below the points
 * that are there, and of the fitted curve, at a third of it.
 * @type {NonNullable<DescentChart['labels']>}
 */
function labels({ snapshot, fit }, t, { x: [left, right], y: [bottom, top] }) {
  const { curves, truth } = snapshot.problem;
  if (curves.x.length === 0) return [];
  const curve = curveAt(snapshot.problem, snapshot.position);
  const model = curve[curve.length - 1];
  const isSeen = (/** @type {number} */ y) => y >= bottom && y <= top;
  const margin = 0.08 * (top - bottom);
  const height = (/** @type {number} */ y) => Math.max(bottom + margin, Math.min(top - margin, y));
  const last = curves.x.length - 1;
  const seen = curve.findLastIndex(isSeen);
  const end = Math.min(curves.x[last], right);
  const truthAt = truth ? truth.y[truth.y.length - 1] : NaN;
  // Two ends that nearly meet have their names on either side.
  const isModelAbove = !(model < truthAt);
  const { data } = drawnData(snapshot.problem);
  const name = (
    /** @type {'model' | 'truth'} */ meaning,
    /** @type {number} */ x,
    /** @type {number} */ y,
    /** @type {'above' | 'below'} */ side,
  ) => {
    const beyond = besidePoints(data, [x - labelWidth * (right - left), x], y, side, maxLabelShift * (top - bottom));
    return { text: t(`legend.${meaning}`), meaning, x, y: height(beyond), side };
  };
  const modelAt = seen < 0 ? end : Math.min(curves.x[seen], right);
  return [
    name('model', modelAt, model, isModelAbove || model < bottom ? 'above' : 'below'),
    ...(truth ? [name('truth', end, truthAt, isModelAbove ? 'below' : 'above')] : []),
    ...(fit?.fitted ? [fitLabel(fit.fitted.curve, t, height)] : []),
  ];
}

/**
 * The height of a name above (or below) the points between two x, if they are not far from its own height.
 * @param {{ x: Float64Array, y: Float64Array }} points
 * @param {Range} between
 * @param {number} y its own height
 * @param {'above' | 'below'} side
 * @param {number} maxShift
 */
function besidePoints(points, [from, to], y, side, maxShift) {
  const sign = side === 'above' ? 1 : -1;
  let farthest = y;
  points.x.forEach((x, i) => {
    const shift = sign * (points.y[i] - y);
    if (x >= from && x <= to && shift <= maxShift && shift > sign * (farthest - y)) farthest = points.y[i];
  });
  return farthest;
}

/**
 * @param {{ x: ArrayLike<number>, y: ArrayLike<number> }} curve
 * @param {Translate} t
 * @param {(y: number) => number} height within the chart
 * @returns {Label}
 */
function fitLabel({ x, y }, t, height) {
  const at = Math.floor(x.length / 3);
  return { text: t('legend.fit'), meaning: 'optimum', x: x[at], y: height(y[at]), side: 'above' };
}

/** @param {Scene} scene @param {Parameters<DescentChart['figure']>[1]} view @returns {Figure} */
function figure({ snapshot, hover, fit, isOptimumShown, areResidualsShown }, { theme, ranges }) {
  const { problem } = snapshot;
  const { curves, best } = problem;
  const { data, truth } = drawnData(problem);
  const modelAt = (/** @type {number} */ position) => curveAt(problem, position).map((value) => near(value, ranges.y));
  const model = modelAt(snapshot.position);
  const residuals = areResidualsShown ? residualLines(problem, curveAt(problem, snapshot.position), ranges.y) : null;
  const traces = [
    ...(fit ? tracesUnder(fit, theme) : []),
    ...(residuals ? [line('residuals', residuals.x, residuals.y, 'model', theme, { width: 1, opacity: 0.45 })] : []),
    points('data', data.x, data.y, 'data', theme, { size: data.x.length > 300 ? 4 : 6.5, opacity: 0.85 }),
    line('ghost', hover === null ? emptyLine : curves.x, hover === null ? emptyLine : modelAt(hover), 'path', theme, {
      width: 2,
      opacity: 0.6,
    }),
    line('model', curves.x, model, 'model', theme, { width: 3 }),
    line('truth', truth.x, truth.y, 'truth', theme, { width: 2, dash: dash.truth }),
  ];
  if (fit) traces.push(...tracesOver(fit, theme));
  if (isOptimumShown && best)
    traces.push(line('optimum', curves.x, best, 'optimum', theme, { width: 2.5, dash: dash.optimum }));
  return { theme, axes: { x: { range: ranges.x }, y: { range: ranges.y } }, traces };
}

/** The areas of a fit, and the starts of its search. @param {FitDrawing} fit @param {Theme} theme @returns {Trace[]} */
const tracesUnder = ({ fitted, starts }, theme) => [
  ...(fitted
    ? [
        area('prediction', fitted.prediction, 'optimum', theme, predictionOpacity),
        area('band', fitted.band, 'optimum', theme, bandOpacity),
      ]
    : []),
  ...(starts ? [line('starts', starts.x, starts.y, 'path', theme, { width: 1, opacity: 0.45 })] : []),
];

/** The fitted curve, other optima and rivals. @param {FitDrawing} fit @param {Theme} theme @returns {Trace[]} */
const tracesOver = ({ fitted, optima, rivals }, theme) => [
  ...(optima ? [line('optima', optima.x, optima.y, 'path', theme, { width: 1.8, dash: dash.slope })] : []),
  ...rivals.map(({ look, line: { x, y } }) => {
    const { dash } = runnerLooks[look];
    const style = { color: runnerColour(look, theme), width: 2, dash, simplify: false };
    return { id: `rival-${look}`, x, y, look: { mode: 'lines', opacity: 1, line: style } };
  }),
  ...(fitted ? [line('fit', fitted.curve.x, fitted.curve.y, 'optimum', theme, { width: 2.5 })] : []),
];

/** Data and truth as they are drawn. @param {DescentProblem} problem */
const drawnData = ({ data: { x, y }, truth }) => ({
  data: { x: thinned(x), y: thinned(y) },
  truth: truth ?? { x: emptyLine, y: emptyLine },
});

/** A column as it is drawn, computed once: charts compare arrays by identity. @param {Float64Array} column */
function thinned(column) {
  const stride = Math.ceil(column.length / maxPoints);
  if (stride <= 1) return column;
  const known = drawn.get(column);
  if (known) return known;
  const fresh = Float64Array.from({ length: Math.ceil(column.length / stride) }, (_, i) => column[i * stride]);
  drawn.set(column, fresh);
  return fresh;
}
/** @type {WeakMap<Float64Array, Float64Array>} */
const drawn = new WeakMap();

/** The extent of a column of the data, which may have a million rows, computed once. @param {Float64Array} column */
function extentOf(column) {
  const known = extents.get(column);
  if (known) return known;
  const fresh = extent([column]);
  extents.set(column, fresh);
  return fresh;
}
/** @type {WeakMap<Float64Array, Range>} */
const extents = new WeakMap();

/** A pointer means a point of the data that is no farther from it, in pixels. */
const maxPointDistance = 7;

/** The values of the nearest point of the data, with what the model predicts there.
 * @type {NonNullable<DescentChart['pointTip']>} */
function pointTip({ snapshot: { problem, position } }, distance, t) {
  const { data } = drawnData(problem);
  let [nearest, least] = [-1, maxPointDistance];
  data.x.forEach((x, i) => {
    const here = distance(x, data.y[i]);
    if (here <= least) [nearest, least] = [i, here];
  });
  if (nearest < 0 || problem.curves.y.length === 0) return '';
  const [x, y] = [data.x[nearest], data.y[nearest]];
  const fitted = curveValue(problem.curves.x, curveAt(problem, position), x);
  return t('chart.pointTip', {
    x: readable(x),
    y: readable(y),
    fitted: readable(fitted),
    residual: readable(y - fitted),
  });
}

/** A residual that leaves the chart by more than this many of its heights is not drawn: such lines would cover it. */
const maxResidualBeyond = 1;

/**
 * One segment for each point, from the data to the model, separated by NaN.
 * @param {DescentProblem} problem
 * @param {Float64Array} curve ŷ over x of the curves
 * @param {Range} range of y
 */
function residualLines(problem, curve, [bottom, top]) {
  const { data } = drawnData(problem);
  const x = new Float64Array(3 * data.x.length).fill(NaN);
  const y = new Float64Array(3 * data.x.length).fill(NaN);
  const room = maxResidualBeyond * (top - bottom);
  data.x.forEach((at, i) => {
    const fitted = curveValue(problem.curves.x, curve, at);
    if (!(fitted >= bottom - room && fitted <= top + room)) return;
    x[3 * i] = x[3 * i + 1] = at;
    y[3 * i] = data.y[i];
    y[3 * i + 1] = fitted;
  });
  return { x, y };
}

/** A start beyond this many heights of the data is cut, because it would flatten them. */
const maxHeightsBeyond = 1.5;

/**
 * The y that must be seen: data, truth, and the model at its start.
 * @param {DescentProblem} problem
 * @returns {Range}
 */
function heightNeeded(problem) {
  const { data, truth } = problem;
  const observed = extentOf(data.y);
  const [lo, hi] = widened(truth ? extent([observed, truth.y]) : observed);
  const [low, high] = extent([curveAt(problem, 0)]);
  const room = maxHeightsBeyond * (hi - lo);
  return [Math.min(lo, Math.max(low, lo - room)), Math.max(hi, Math.min(high, hi + room))];
}

/**
 * The title of an axis: that of the user's column with its unit, or the notebook's word.
 * @param {Snapshot} snapshot @param {'x' | 'y'} axis @param {Translate} t
 */
function axisTitle({ problem: { data } }, axis, t) {
  const { title, unit } = data.labels?.[axis] ?? { title: '', unit: '' };
  if (!data.labels || (!title && !unit)) return data.labels ? '' : t(`chart.${axis}`);
  return unit ? `${title || axis} (${unit})` : title;
}

/** The symbol after the title, where that is not the name itself. @param {Snapshot} snapshot @param {'x' | 'y'} axis */
function axisSymbol({ problem: { data } }, axis) {
  return data.labels?.[axis].title ? '' : axis;
}

/** The model with the present numbers: the line itself, or its parameters. @param {Snapshot} snapshot */
function modelText({ problem: { experiment, parameters, trajectory }, epoch, w }) {
  if (experiment.model.formula === `${parameters[0]}*x`) return `ŷ = ${steady(w, 5)} x`;
  return listed(Object.fromEntries(parameters.map((name) => [name, steady(trajectory.parameters[name][epoch], 4)])), 3);
}

/** @param {Snapshot} snapshot @param {Translate} t */
function summary({ problem, epoch, loss }, t) {
  const { data, model } = problem.experiment;
  const { x } = problem.data;
  const [least, largest] = extentOf(x);
  const dataText = t('chart.dataSummary', { n: x.length, from: plain(least), to: plain(largest) });
  const truthText =
    data.kind === 'simulated'
      ? t('chart.truthSummary', { truth: data.truth, constants: numbersText(data.constants) })
      : '';
  const parameters = numbersText(
    Object.fromEntries(problem.parameters.map((name) => [name, problem.trajectory.parameters[name][epoch]])),
  );
  const { scaled, text } = problem.formulas.model;
  const definitions = (scaled ?? []).map((column) => `, ${column.name} = ${definition(column, 5)}`).join('');
  const shownModel = scaled ? text + definitions : model.formula;
  const modelText = t('chart.modelSummary', { epoch, model: shownModel, parameters, loss: readable(loss) });
  return [dataText, truthText, modelText].join(' ');
}

/** @param {Record<string, number>} numbers */
const numbersText = (numbers) =>
  listed(Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, readable(value)])), 64);
