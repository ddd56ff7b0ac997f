// The lines of the notebook's log. Its "iteration k" is printed after step k + 1, so it shows entry k + 1 of the
// trajectory, and its first line shows the loss in float64, whatever the precision of the descent.
import { pythonFloat } from '../../i18n/format.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 */

/** Maximum number of lines: more would slow the browser down. */
const maxLines = 2000;

/**
 * @param {DescentProblem} problem
 * @param {Translate} t
 * @param {number} every epochs between two lines
 * @returns {{ text: string, epoch: number | null }[]} the epoch that a line shows, as an index of the trajectory
 */
export function logLines({ trajectory, startLoss, parameters }, t, every) {
  const w = (/** @type {number} */ k) => {
    const values = parameters.map((name) => pythonFloat(trajectory.parameters[name][k]));
    return values.length === 1 ? values[0] : `[${values.join(', ')}]`;
  };
  /** @type {{ text: string, epoch: number | null }[]} */
  const lines = [
    { text: t('log.losses'), epoch: null },
    { text: t('log.initial', { loss: pythonFloat(startLoss), w: w(0) }), epoch: 0 },
  ];
  for (let k = 0; k < trajectory.epochs && lines.length < maxLines; k += every)
    lines.push({
      text: t('log.iteration', { k, loss: pythonFloat(trajectory.loss[k + 1]), w: w(k + 1) }),
      epoch: k + 1,
    });
  return lines;
}
