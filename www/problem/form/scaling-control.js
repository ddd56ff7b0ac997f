// The switch of standardized columns, z = (x − x̄)/s, and what it does: both sets of parameters, both curvatures, and
// the epochs. While it is on, the definition of z stays in sight under the model.
import { definition } from '../../experiment/scaling.js';
import { limitText, readable } from '../../i18n/format.js';
import { ChoiceControl } from '../../ui/choice-control.js';
import { el, setIfChanged } from '../../ui/dom.js';
import { showMath } from '../../ui/math.js';
import { nameText } from '../../ui/names.js';

/**
 * @import { ChoiceField } from '../../experiment/fields.js'
 * @import { ScaledColumn, Scaling } from '../../experiment/scaling.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { ScalingComparison, ScalingSide } from '../scaling.js'
 */

/** Digits of x̄ and s in the definition that is shown; the engine has all of them. */
const shownDigits = 5;

export class ScalingControl {
  /** @type {readonly ScaledColumn[]} */ #columns = [];

  /** @param {ChoiceField} field @param {{ onChange: (option: string) => void, onShow: () => void }} events */
  constructor(field, { onChange, onShow }) {
    this.pills = new ChoiceControl(field, {
      name: 'fields.model.scaling.name',
      label: (option) => `options.scaling.${option}`,
      onChange,
    });
    this.math = el('span', { class: 'scaling-definition', 'data-testid': 'scaling-definition' });
    this.off = el('button', {
      type: 'button',
      class: 'quiet',
      t: 'scaling.off',
      'data-testid': 'scaling-off',
      onclick: () => onChange('none'),
    });
    this.line = el('p', { class: 'scaling-line', hidden: true }, this.math, this.off);
    this.table = el('div', { class: 'scaling-table', 'data-testid': 'scaling-table' });
    this.details = el(
      'details',
      { class: 'scaling', 'data-testid': 'scaling', ontoggle: onShow },
      el('summary', { t: 'scaling.summary' }),
      this.pills.element,
      this.table,
    );
  }

  /** Whether the comparison is in sight. */
  get isShown() {
    return this.details.open;
  }

  /** @param {string} option */
  show(option) {
    this.pills.show(option);
  }

  /** @param {readonly ScaledColumn[]} columns that stand standardized in the model */
  showColumns(columns) {
    this.#columns = columns;
    setIfChanged(this.line, { hidden: columns.length === 0 });
    this.typeset();
  }

  typeset() {
    showMath(
      this.math,
      this.#columns.map(definitionLatex).join(',\\;'),
      this.#columns.map((column) => `${column.name} = ${definition(column, shownDigits)}`).join(', '),
    );
  }

  /**
   * @param {ScalingComparison | null} comparison
   * @param {Scaling | null} scaling null: no column can be standardized
   * @param {Translate} t
   */
  showComparison(comparison, scaling, t) {
    const { none, standard } = comparison ?? { none: null, standard: null };
    if (!scaling || !none || !standard) {
      this.table.replaceChildren(el('p', { class: 'note' }, t(scaling ? 'scaling.noTheory' : 'scaling.noColumn')));
      return;
    }
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
    this.table.replaceChildren(
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
    );
  }
}

/** @param {ScaledColumn} column */
const definitionLatex = ({ column, name, mean, sd }) => {
  const number = (/** @type {number} */ value) => String(Number(Math.abs(value).toPrecision(shownDigits)));
  const symbol = (/** @type {string} */ text) => text.replace(/^([^_]+)_(.+)$/, '$1_{\\mathrm{$2}}');
  const centred = mean === 0 ? symbol(column) : `${symbol(column)} ${mean < 0 ? '+' : '-'} ${number(mean)}`;
  return `${symbol(name)} = \\frac{${centred}}{${number(sd)}}`;
};

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
