// Fixed and bounded parameters: one row of fields for each parameter.
import { numberOf } from '../../experiment/named.js';
import { el } from '../../ui/dom.js';
import { nameText } from '../../ui/names.js';
import { NumberInput } from './number-input.js';

/**
 * @import { FitServices, FitState } from './services.js'
 */

const columns = /** @type {const} */ (['fixed', 'low', 'high']);

export class LimitsSection {
  #names = '';
  /** @type {{ name: string, column: typeof columns[number], input: NumberInput }[]} */ #inputs = [];

  /** @param {FitServices} services */
  constructor(services) {
    this.services = services;
    this.body = el('tbody');
    this.element = el(
      'div',
      {},
      el(
        'table',
        { class: 'fit-limits' },
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            el('th', { scope: 'col', t: 'fit.parameter' }),
            ...columns.map((column) => el('th', { scope: 'col', t: `fit.limits.${column}` })),
          ),
        ),
        this.body,
      ),
      el('p', { class: 'note', t: 'fit.limits.note' }),
    );
  }

  /** @param {FitState} state */
  show({ problem: { parameters }, settings }) {
    this.#useNames(parameters);
    for (const { name, column, input } of this.#inputs)
      input.show(Object.hasOwn(settings[column], name) ? settings[column][name] : undefined);
  }

  /** @param {string[]} names */
  #useNames(names) {
    if (names.join() === this.#names) return;
    this.#names = names.join();
    this.#inputs = names.flatMap((name) =>
      columns.map((column) => {
        const label = { label: `fit.limits.${column}Of`, of: nameText(name) };
        const input = new NumberInput(`fit-${column}-${name}`, label, this.services, (value) =>
          this.#set(column, name, value),
        );
        return { name, column, input };
      }),
    );
    this.body.replaceChildren(
      ...names.map((name) => {
        const own = this.#inputs.filter((each) => each.name === name);
        const cells = own.map(({ input }) => el('td', {}, input.input, input.error));
        return el('tr', {}, el('th', { scope: 'row' }, nameText(name)), ...cells);
      }),
    );
    this.services.translate(this.body);
  }

  /**
   * @param {typeof columns[number]} column
   * @param {string} name
   * @param {number | null} value
   * @returns {string | null} why it is refused
   */
  #set(column, name, value) {
    const settings = this.services.settings();
    const { [name]: _, ...others } = settings[column];
    const changed = { ...settings, [column]: value === null ? others : { ...others, [name]: value } };
    if (numberOf(changed.low, name, NaN) >= numberOf(changed.high, name, NaN))
      return this.services.t()('fit.limits.order');
    this.services.onSettings({ [column]: changed[column] });
    return null;
  }
}
