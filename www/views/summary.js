// What each chart shows, in a sentence, for those who do not see it.
import { plain, readable } from '../i18n/format.js';
import { pointAt } from '../state/snapshot.js';
/**
 * @typedef {import('../state/snapshot.js').Snapshot} Snapshot
 * @typedef {import('../i18n/translate.js').Translate} Translate
 */

/** @param {Snapshot} snapshot @param {Translate} t */
export function dataSummary({ problem, epoch, w, loss }, t) {
  const { data } = problem.experiment;
  return t('chart.dataSummary', {
    n: problem.data.x.length, from: plain(data.from), to: plain(data.to), m: plain(data.constants.m), epoch, w: readable(w), loss: readable(loss),
  });
}

/** @param {Snapshot} snapshot @param {Translate} t */
export function lossSummary({ problem, w, loss, slope }, t) {
  const { landscape, trajectory, optimum } = problem;
  const start = pointAt(problem, 0);
  return t('chart.lossSummary', {
    lo: readable(landscape.range[0]), hi: readable(landscape.range[1]), start: readable(start.w), startLoss: readable(start.loss),
    w: readable(w), loss: readable(loss), slope: readable(slope),
    end: readable(pointAt(problem, trajectory.epochs).w), optimum: readable(optimum.parameters.w1),
  });
}

/** @param {Snapshot} snapshot @param {Translate} t */
export function historySummary({ problem, epoch, loss }, t) {
  const { epochs } = problem.trajectory;
  return t('chart.historySummary', {
    epochs, startLoss: readable(pointAt(problem, 0).loss), endLoss: readable(pointAt(problem, epochs).loss), epoch, loss: readable(loss),
  });
}
