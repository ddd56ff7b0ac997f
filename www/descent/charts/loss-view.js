// The chart of the loss: along one parameter, or over a plane, by the menu on it.
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';
import { lossChart } from './loss-chart.js';

/**
 * @import { Axis } from '../../chart/axes.js'
 * @import { LegendEntry } from '../../chart/legend.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { DescentChart, Scene } from './scene.js'
 */

/** Entries of the loss chart's legend that the contours have, too. */
const contourLegend = ['legend.path', 'legend.start', 'legend.now', 'legend.end', 'legend.optimum'];

/** The chart that is shown; null: it has not arrived.
 * @param {Scene} scene @returns {Scene['contour'] | typeof lossChart} */
const viewOf = ({ snapshot: { problem }, contour }) => (problem.plane ? contour : lossChart);

/** The kind of an axis of the plane: a parameter, or a principal direction with its curvature.
 * @param {DescentProblem} problem @param {0 | 1} i @param {Translate} t */
function axisText({ plane }, i, t) {
  const axis = /** @type {Axis} */ (plane?.axes[i]);
  return axis.curvature === null ? t('chart.w') : `λ = ${readable(axis.curvature, 3)}`;
}

/** The symbol of an axis of the plane. @param {DescentProblem} problem @param {0 | 1} i */
const axisSymbol = ({ plane }, i) => nameText(plane?.axes[i].name ?? '');

/** The standardized columns to which the parameters belong, "(z)". @param {Scene} scene */
function scaledNames({ snapshot: { problem } }) {
  const scaled = problem.formulas?.model.scaled;
  return scaled ? `(${scaled.map(({ name }) => nameText(name)).join(', ')})` : '';
}

/** @param {LegendEntry<Scene>} entry of the loss chart @param {Scene} scene */
function isInLegend({ t = '', isShown }, scene) {
  if (!scene.snapshot.problem.plane) return isShown?.(scene) ?? true;
  return contourLegend.includes(t) && (t !== 'legend.optimum' || scene.isOptimumShown);
}

/** @type {DescentChart} */
export const lossViewChart = {
  name: lossChart.name,
  axes: {
    x: [
      { text: ({ snapshot: { problem } }, t) => (problem.plane ? axisText(problem, 0, t) : t('chart.w')) },
      {
        symbol: ({ snapshot: { problem } }) => (problem.plane ? axisSymbol(problem, 0) : nameText(problem.along)),
      },
      { text: scaledNames },
    ],
    y: [
      { text: ({ snapshot: { problem } }, t) => (problem.plane ? axisText(problem, 1, t) : t('chart.loss')) },
      { symbol: ({ snapshot: { problem } }) => (problem.plane ? axisSymbol(problem, 1) : 'L') },
    ],
  },
  legend: /** @type {LegendEntry<Scene>[]} */ (lossChart.legend).map((entry) => ({
    ...entry,
    isShown: (scene) => isInLegend(entry, scene),
  })),
  isDrawn: (scene) => viewOf(scene) !== null,
  figure: (scene, view) => (viewOf(scene) ?? lossChart).figure(scene, view),
  ranges: (problem, previous, isMoving) => {
    if (problem.plane) return { x: problem.plane.window[0], y: problem.plane.window[1] };
    return /** @type {NonNullable<DescentChart['ranges']>} */ (lossChart.ranges)(problem, previous, isMoving);
  },
  nearest: (scene, spot, ranges) => viewOf(scene)?.nearest?.(scene, spot, ranges) ?? null,
  tip: (scene, epoch, t) => viewOf(scene)?.tip?.(scene, epoch, t) ?? '',
  labels: (scene, t, ranges) => viewOf(scene)?.labels?.(scene, t, ranges) ?? [],
  note: (scene, t) => viewOf(scene)?.note?.(scene, t) ?? '',
  value: lossChart.value,
  summary: (scene, t) => viewOf(scene)?.summary(scene, t) ?? '',
};
