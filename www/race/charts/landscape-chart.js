// The landscape with the paths of the runners: a curve over one parameter, contours over two.
import { coordinate } from '../../chart/axes.js';
import { contourField } from '../../chart/contours.js';
import { beside } from '../../chart/figure.js';
import { colours, dashes, symbols } from '../../chart/marks.js';
import { extent, keepRange, near } from '../../chart/ranges.js';
import { el } from '../../ui/dom.js';
import { nameText } from '../../ui/names.js';
import { axisKind } from '../axis-text.js';
import { raceSummary } from '../panels/standings-rows.js';
import { arrowKeys, arrowTrace, stepArrows } from './arrows.js';
import { marksTrace, plainLine, runnerMark, travelledPath } from './runner-traces.js';
import { drawnRunners, isCurve } from './scene.js';
import { hasBracket, hasSubstitute, stepOnCurve } from './step-on-curve.js';

/**
 * @import { Explanation } from '../../../wasm/engine.d.ts'
 * @import { Ranges } from '../../chart/chart.js'
 * @import { Figure, Trace } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Landscape } from '../landscape.js'
 * @import { DrawnPath, RaceSnapshot, RunnerSnapshot } from '../snapshot.js'
 * @import { Columns, Mark } from './runner-traces.js'
 * @import { RaceChart, RaceScene } from './scene.js'
 */

const markSizes = { optimum: 14, start: 14, runner: 13 };

/** @type {RaceChart} */
export const landscapeChart = {
  name: 'raceLandscape',
  axes: {
    x: [
      { text: ({ snapshot: { race } }, t) => axisKind(race.axes[0], t) },
      { symbol: ({ snapshot: { race } }) => nameText(race.axes[0].name) },
    ],
    y: [
      { text: ({ snapshot: { race } }, t) => (race.axes[1] ? axisKind(race.axes[1], t) : t('chart.loss')) },
      { symbol: ({ snapshot: { race } }) => (race.axes[1] ? nameText(race.axes[1].name) : 'L') },
    ],
  },
  legend: [
    ...arrowKeys.map((key) => signEntry('→', key, (/** @type {RaceScene} */ scene) => !isCurve(scene))),
    signEntry('╌', 'bracket', (scene) => isCurve(scene) && !!scene.explained && hasBracket(scene.explained)),
    signEntry('╌', 'substitute', (scene) => isCurve(scene) && !!scene.explained && hasSubstitute(scene.explained)),
  ],
  ranges: ({ snapshot, landscape }) => landscapeRanges(snapshot, landscape),
  figure: landscapeFigure,
  isDrawn: ({ isSurface }) => !isSurface,
  summary: ({ snapshot }, t) => raceSummary(snapshot, t),
};

/**
 * An entry of the legend whose sample is a sign in the colour of its meaning.
 * @param {string} sign
 * @param {string} key of the string "race.arrow.<key>"
 * @param {(scene: RaceScene) => boolean} isShown
 */
function signEntry(sign, key, isShown) {
  const swatch = () => el('span', { class: `arrow-${key}`, 'aria-hidden': 'true' }, sign);
  return { t: `race.arrow.${key}`, swatch, isShown };
}

/** @param {RaceScene} scene @param {Parameters<RaceChart['figure']>[1]} view @returns {Figure} */
export function landscapeFigure(scene, { theme, ranges }) {
  const { snapshot, landscape, step } = scene;
  const drawn = drawnRunners(scene);
  const paths = drawn.map(({ path }) => clippedPath(path, ranges));
  const points = drawn.map(({ at }) => ({ x: near(at.x, ranges.x), y: near(at.y, ranges.y) }));
  const arrows = step ? stepArrows(step, snapshot.race.axes) : [];
  return {
    theme,
    axes: { x: { range: ranges.x }, y: { range: ranges.y } },
    field: isCurve(scene) ? null : contourField(snapshot.race.baseline, landscape, theme),
    traces: [
      ...(isCurve(scene) ? [curve(landscape, ranges, theme)] : []),
      ...drawn.map((runner, i) => travelledPath(runner, paths[i], points[i], theme)),
      ...(isCurve(scene)
        ? curveStep(step, ranges, theme)
        : arrowKeys.map((key) =>
            arrowTrace(
              key,
              arrows.find((arrow) => arrow.key === key),
              ranges,
              theme,
            ),
          )),
      marksTrace(marks(snapshot, drawn, ranges, theme), theme),
    ],
  };
}

/** @param {RaceSnapshot} snapshot @param {Landscape} landscape @returns {Ranges} */
export function landscapeRanges({ race: { axes, window } }, landscape) {
  if (landscape.y.length > 1) return { x: window[axes[0].key], y: window[axes[1].key] };
  const [low, high] = extent([landscape.loss]);
  const margin = 0.05 * (high - low || 1);
  return { x: window[axes[0].key], y: keepRange([low - margin, high + margin], null, false) };
}

/** @param {Landscape} landscape @param {Ranges} ranges @param {Theme} theme */
const curve = ({ x, loss }, ranges, theme) =>
  plainLine(
    'curve',
    x,
    loss.map((value) => near(value, ranges.y)),
    colours.curve[theme],
    2,
  );

/**
 * A path within the coordinates that browsers can draw, computed once per range.
 * @param {DrawnPath} path
 * @param {Ranges} ranges
 * @returns {Columns}
 */
function clippedPath(path, ranges) {
  const key = JSON.stringify(ranges);
  const cached = clippedPaths.get(path);
  if (cached?.key === key) return cached.columns;
  const columns = {
    x: path.x.map((value) => near(value, ranges.x)),
    y: path.y.map((value) => near(value, ranges.y)),
  };
  clippedPaths.set(path, { key, columns });
  return columns;
}
/** @type {WeakMap<object, { key: string, columns: Columns }>} */
const clippedPaths = new WeakMap();

/**
 * The bracket and the interpolating line or parabola of a one-variable method.
 * @param {Explanation | null} step
 * @param {Ranges} ranges
 * @param {Theme} theme
 * @returns {Trace[]}
 */
function curveStep(step, ranges, theme) {
  const { bracket, substitute } = step ? stepOnCurve(step, ranges) : { bracket: null, substitute: null };
  const hidden = { x: new Float64Array(2).fill(beside(ranges.x)), y: new Float64Array(2).fill(ranges.y[0]) };
  const [sides, model] = [bracket ?? hidden, substitute ?? hidden];
  return [
    plainLine('bracket', sides.x, sides.y, colours.truth[theme], 2, dashes.truth),
    plainLine('substitute', model.x, model.y, colours.slope[theme], 2, dashes.slope),
  ];
}

/**
 * The marks of the optima, of the start and of every drawn runner.
 * @param {RaceSnapshot} snapshot
 * @param {RunnerSnapshot[]} drawn
 * @param {Ranges} ranges
 * @param {Theme} theme
 * @returns {Mark[]}
 */
function marks({ race }, drawn, ranges, theme) {
  const [first, second] = race.axes;
  const point = (/** @type {Record<string, number>} */ at, /** @type {number} */ loss) => ({
    x: coordinate(first, at),
    y: second === undefined ? loss : coordinate(second, at),
  });
  const initialLoss = race.runners.find(({ run }) => run)?.run?.loss[0] ?? NaN;
  const optimum = { color: colours.optimum[theme], symbol: symbols.optimum, size: markSizes.optimum };
  const start = { color: colours.start[theme], symbol: symbols.start, size: markSizes.start };
  return [
    ...race.optima.map((at) => ({ ...point(at, race.best), ...optimum })),
    { ...point(race.start, initialLoss), ...start },
    ...drawn.map((runner) => runnerMark(runner, runner.at, markSizes.runner, theme)),
  ].map((mark) => ({ ...mark, x: near(mark.x, ranges.x), y: near(mark.y, ranges.y) }));
}
