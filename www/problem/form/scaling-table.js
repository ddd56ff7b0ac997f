// The effect of standardized columns, beside that of the columns as they are: both sets of parameters, both curvatures,
// and the epochs.
import { limitText, readable } from '../../i18n/format.js';
import { el } from '../../ui/dom.js';
import { nameText } from '../../ui/names.js';

/**
 * @import { Scaling } from '../../experiment/scaling.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { ScalingComparison, ScalingSide } from '../scaling.js'
 */

/**
 * @param {ScalingComparison | null} comparison
 * @param {Scaling | null} scaling null: no column can be standardized
 * @param {Translate} t
 * @returns {HTMLElement[]}
 */
export function scalingTable(comparison, scaling, t) {
  const { none, standard } = comparison ?? { none: null, standard: null };
  if (!scaling || !none || !standard)
    return [el('p', { class: 'note' }, t(scaling ? 'scaling.noTheory' : 'scaling.noColumn'))];
  const heads = [scaling.columns.map(({ column }) => column), scaling.columns.map(({ name }) => name)];
  const rows = comparisonRows(Object.keys(none.parameters), t).map(({ key, name, value }) =>
    el(
      'tr',
      { 'data-row': key },
      el('th', { scope: 'row' }, name),
      ...[none, standard].map((side) => el('td', {}, ...value(side).map((text) => el('div', {}, text)))),
    ),
  );
  const notes = [
    t(none.isExact ? 'scaling.exact' : 'scaling.local'),
    ...(isSameLoss(none, standard) ? [] : [t('scaling.otherModel')]),
  ];
  return [
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el('tr', {}, el('td'), ...heads.map((names) => el('th', { scope: 'col' }, names.map(nameText).join(', ')))),
      ),
      el('tbody', {}, ...rows),
    ),
    ...notes.map((note) => el('p', { class: 'note' }, note)),
  ];
}

/**
 * @param {string[]} names of the parameters
 * @param {Translate} t
 * @returns {{ key: string, name: string, value: (side: ScalingSide) => string[] }[]}
 */
const comparisonRows = (names, t) => [
  ...names.map((name) => ({
    key: name,
    name: t('scaling.atMinimum', { name: nameText(name) }),
    value: (/** @type {ScalingSide} */ { parameters }) => [readable(parameters[name], 5)],
  })),
  {
    key: 'curvature',
    name: t('scaling.curvature'),
    value: ({ curvature }) => curvature.map((lambda) => readable(lambda, 4)),
  },
  { key: 'condition', name: t('scaling.condition'), value: ({ condition }) => [readable(condition, 4)] },
  { key: 'bestRate', name: t('scaling.bestRate'), value: ({ bestRate }) => [readable(bestRate, 4)] },
  {
    key: 'epochs',
    name: t('scaling.epochs'),
    value: ({ epochs, predicted }) => [
      epochs >= 0 ? String(epochs) : t('scaling.about', { epochs: limitText(Number(predicted.toPrecision(2))) }),
    ],
  },
];

/** Losses of the same curves differ by rounding alone. */
const lossTolerance = 1e-6;

/** @param {ScalingSide} a @param {ScalingSide} b */
const isSameLoss = (a, b) =>
  Math.abs(a.loss - b.loss) <= lossTolerance * Math.max(Math.abs(a.loss), Math.abs(b.loss), 1e-12);
