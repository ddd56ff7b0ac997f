// The state that the charts of Descent draw in one frame; the nearest epoch, and the tip that describes it.
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';
import { drawnPath } from '../path.js';
import { pointAt } from '../snapshot.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Chart } from '../../chart/chart.js'
 * @import { FitDrawing } from '../fit/drawing.js'
 * @import { Ghost } from '../ghosts.js'
 * @import { LateDescent } from '../late.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { Snapshot } from '../snapshot.js'
 */

/**
 * @typedef {object} Scene
 * @property {Snapshot} snapshot
 * @property {number} reach the last epoch that is drawn: as far as the run was played, or its end if the whole run is
 *   shown
 * @property {Ghost[]} ghosts the runs before
 * @property {number | null} hover the epoch under the pointer, in whichever chart
 * @property {number | null} guess where the user predicts that the next step lands
 * @property {boolean} isPredicting the user is entering a prediction, so later epochs are hidden
 * @property {{ at: Float64Array, loss: Float64Array } | null} slice the loss curve at the present epoch, of several
 *   parameters
 * @property {boolean} isOptimumShown
 * @property {boolean} areResidualsShown
 * @property {LateDescent['contour'] | null} contour the chart of the loss over a plane; null: it has not arrived
 * @property {FitDrawing | null} fit the fitted curve with its bands, while the panel of the fit is open
 *
 * @typedef {Chart<Scene, DescentProblem>} DescentChart
 */

/** A pointer farther from the path than this share of the chart means no epoch. */
const maxDistance = 0.08;

/**
 * The drawn epoch that is nearest to a pointer, or null.
 * @param {DescentProblem} problem
 * @param {number} lastEpoch the last that is drawn
 * @param {(epoch: number, row: number) => number} distance as a share of the chart; row: index among the drawn epochs
 * @returns {number | null}
 */
export function nearestEpoch(problem, lastEpoch, distance) {
  let nearest = null;
  let least = maxDistance;
  drawnPath(problem).epoch.forEach((epoch, row) => {
    const share = distance(epoch, row);
    if (epoch > lastEpoch || !(share < least)) return;
    least = share;
    nearest = epoch;
  });
  return nearest;
}

/**
 * The epoch, the parameter and the loss under the pointer.
 * @param {Scene} scene
 * @param {number} epoch
 * @param {Translate} t
 */
export function epochTip({ snapshot: { problem } }, epoch, t) {
  const { w, loss } = pointAt(problem, epoch);
  return t('chart.tip', { epoch, name: nameText(problem.along), w: readable(w), loss: readable(loss) });
}
