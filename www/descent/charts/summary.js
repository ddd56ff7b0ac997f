// What each chart shows, in a sentence, for those who do not see it.
import { plain, readable } from '../../i18n/format.js';
import { pointAt } from '../snapshot.js';
import { listed, nameText } from '../../ui/names.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Problem } from '../compute.js'
 * @import { Snapshot } from '../snapshot.js'
 */

/** @param {Snapshot} snapshot @param {Translate} t */
export function dataSummary({ problem, epoch, loss }, t) {
  const { data, model } = problem.experiment;
  const { x } = problem.data;
  const points = t('chart.dataSummary', { n: x.length, from: plain(x[0]), to: plain(x[x.length - 1]) });
  const truth =
    data.kind === 'simulated' ? t('chart.truthSummary', { truth: data.truth, constants: shown(data.constants) }) : '';
  return [
    points,
    truth,
    t('chart.modelSummary', {
      epoch,
      model: model.formula,
      parameters: shown(valuesAt(problem, epoch)),
      loss: readable(loss),
    }),
  ].join(' ');
}

/** @param {Record<string, number>} numbers */
const shown = (numbers) =>
  listed(Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, readable(value)])), 64);

/** @param {Problem} problem @param {number} epoch */
const valuesAt = ({ trajectory, parameters }, epoch) =>
  Object.fromEntries(parameters.map((name) => [name, trajectory.parameters[name][epoch]]));

/** @param {Snapshot} snapshot @param {Translate} t */
export function lossSummary({ problem, w, loss, slope }, t) {
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
  return optimum
    ? `${curve} ${t('chart.optimumSummary', { name: nameText(along), optimum: readable(optimum.parameters[along]) })}`
    : curve;
}

/** @param {Snapshot} snapshot @param {Translate} t */
export function historySummary({ problem, epoch, loss }, t) {
  const { epochs } = problem.trajectory;
  return t('chart.historySummary', {
    epochs,
    startLoss: readable(pointAt(problem, 0).loss),
    endLoss: readable(pointAt(problem, epochs).loss),
    epoch,
    loss: readable(loss),
  });
}
