// The panel of theory: curvature, stability limit, best settings, and the predicted epochs beside the measured ones.
import { readable } from '../../i18n/format.js';
import { el } from '../../ui/dom.js';

/**
 * @import { Prediction } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { RunStudy } from '../answers.js'
 */

const columns = ['setting', 'contraction', 'predicted', 'measured'];
const noValue = '—';

/** @param {RunStudy} study @param {Translate} t @returns {Node[]} */
export function theoryContent({ theory }, t) {
  if (!theory) return [el('p', {}, t('map.noTheory'))];
  const { curvature, stableRate, own, gd, momentum, exact } = theory;
  const facts = [
    ['curvature', [...curvature].map(short).join(', ')],
    ['stable', short(stableRate)],
    ['bestRate', short(gd.rate)],
    ['bestMomentum', `β = ${short(momentum.mu)}, h = ${short(momentum.rate)}`],
  ];
  /** @type {[string, Prediction][]} */
  const predictions = [
    ...(own ? [/** @type {[string, Prediction]} */ (['own', own])] : []),
    ['gd', gd],
    ['momentum', momentum],
  ];
  return [
    el('p', { class: 'note' }, t(exact ? 'map.exact' : 'map.local')),
    el(
      'dl',
      { class: 'map-facts' },
      ...facts.flatMap(([key, value]) => [el('dt', {}, t(`map.fact.${key}`)), el('dd', {}, value)]),
    ),
    el(
      'table',
      { class: 'map-table' },
      el('thead', {}, el('tr', {}, ...columns.map((key) => el('th', { scope: 'col' }, t(`map.column.${key}`))))),
      el('tbody', {}, ...predictions.map(([key, prediction]) => predictionRow(key, prediction, t))),
    ),
  ];
}

/** @param {string} key @param {Prediction} prediction @param {Translate} t */
function predictionRow(key, { contraction, predicted, measured }, t) {
  const cells = [short(contraction), epochsText(predicted), epochsText(measured)];
  return el('tr', {}, el('th', { scope: 'row' }, t(`map.setting.${key}`)), ...cells.map((text) => el('td', {}, text)));
}

/** @param {number} value */
const short = (value) => readable(value, 5);

/** @param {number} epochs −1: more than the experiment has */
const epochsText = (epochs) => (epochs < 0 ? noValue : String(epochs));
