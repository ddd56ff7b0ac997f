// What theory says about the map's problem: curvature, limits, best settings, and its predictions beside what was
// measured.
import { readable } from '../i18n/format.js';
import { el } from '../ui/dom.js';

/**
 * @import { Prediction } from '../../wasm/engine.d.ts'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Lab } from './lab.js'
 */

/** @param {Lab} lab @param {Translate} t @returns {Node[]} */
export function theoryRows({ theory }, t) {
  if (!theory) return [el('p', {}, t('map.noTheory'))];
  const r = (/** @type {number} */ value) => readable(value, 5);
  const { curvature, stableRate, own, gd, momentum, exact } = theory;
  const epochs = (/** @type {number} */ value) => (value < 0 ? '—' : String(value));
  const facts = [
    ['curvature', [...curvature].map(r).join(', ')],
    ['stable', r(stableRate)],
    ['bestRate', r(gd.rate)],
    ['bestMomentum', `μ = ${r(momentum.mu)}, h = ${r(momentum.rate)}`],
  ];
  const methodsTold = [...(own ? [['own', own]] : []), ['gd', gd], ['momentum', momentum]];
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
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...['setting', 'contraction', 'predicted', 'measured'].map((key) =>
            el('th', { scope: 'col' }, t(`map.column.${key}`)),
          ),
        ),
      ),
      el(
        'tbody',
        {},
        ...methodsTold.map(([key, row]) => {
          const { contraction, predicted, measured } = /** @type {Prediction} */ (row);
          return el(
            'tr',
            {},
            el('th', { scope: 'row' }, t(`map.setting.${key}`)),
            el('td', {}, r(contraction)),
            el('td', {}, epochs(predicted)),
            el('td', {}, epochs(measured)),
          );
        }),
      ),
    ),
  ];
}
