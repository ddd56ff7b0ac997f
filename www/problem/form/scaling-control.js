// The switch of standardized columns, z = (x − x̄)/s, with a place for what it does (scaling-table.js). While it is on,
// the definition of z stays in sight under the model.
import { definition } from '../../experiment/scaling.js';
import { ChoiceControl } from '../../ui/choice-control.js';
import { el, setIfChanged } from '../../ui/dom.js';
import { showMath } from '../../ui/math.js';

/**
 * @import { ChoiceField } from '../../experiment/fields.js'
 * @import { ScaledColumn } from '../../experiment/scaling.js'
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
}

/** @param {ScaledColumn} column */
const definitionLatex = ({ column, name, mean, sd }) => {
  const number = (/** @type {number} */ value) => String(Number(Math.abs(value).toPrecision(shownDigits)));
  const symbol = (/** @type {string} */ text) => text.replace(/^([^_]+)_(.+)$/, '$1_{\\mathrm{$2}}');
  const centred = mean === 0 ? symbol(column) : `${symbol(column)} ${mean < 0 ? '+' : '-'} ${number(mean)}`;
  return `${symbol(name)} = \\frac{${centred}}{${number(sd)}}`;
};
