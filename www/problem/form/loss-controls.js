// The menu of losses and the hyperparameters of the one that is chosen.
import { el } from '../../ui/dom.js';
import { showMath } from '../../ui/math.js';
import { MenuControl } from '../../ui/menu-control.js';
import { NumberControl } from '../../ui/number-control.js';

/**
 * @import { ChoiceField, NumberField } from '../../experiment/fields.js'
 * @import { Store } from '../../experiment/store.js'
 * @import { NumberEvents } from '../../ui/number-control.js'
 */

/**
 * @typedef {object} LossEvents
 * @property {(name: string) => void} onLoss
 * @property {(path: string) => NumberEvents} eventsOf
 * @property {(element: HTMLElement) => void} translate
 */

export class LossControls {
  /** The hyperparameters of all losses. @type {NumberControl[]} */ all;
  /** The elements of those of the chosen loss. */ element = el('div', { class: 'named-numbers' });

  /** @param {Store} store @param {LossEvents} events */
  constructor(store, events) {
    this.store = store;
    this.events = events;
    const { options } = /** @type {ChoiceField} */ (store.field('loss.name'));
    this.menu = new MenuControl(
      'loss.name',
      'fields.loss.name.name',
      options.map((name) => ({ value: name, t: `losses.${name}` })),
      events.onLoss,
    );
    this.all = store.fields.flatMap((field) =>
      field.type === 'number' && field.when?.path === 'loss.name' ? [this.#number(field)] : [],
    );
  }

  /** The control of the chosen loss at a path. @param {string} path */
  at(path) {
    return this.all.find(({ field }) => field.path === path && this.store.inEffect(field));
  }

  show() {
    const { store } = this;
    this.menu.show(store.choice('loss.name'));
    for (const control of this.all) control.show(Number(store.valueOf(control.field)));
    const elements = this.all.flatMap(({ field, element }) => (store.inEffect(field) ? [element] : []));
    const shown = [...this.element.children];
    if (elements.length === shown.length && elements.every((element, i) => element === shown[i])) return;
    this.element.replaceChildren(...elements);
    this.events.translate(this.element);
  }

  typeset() {
    for (const { field, symbol } of this.all) showMath(symbol, field.symbol ?? '', '');
  }

  /** Fields of several losses may have one path, so that the id names the loss too. @param {NumberField} field */
  #number(field) {
    return new NumberControl({ ...field, id: `${field.path}-${field.when?.is}` }, this.events.eventsOf(field.path));
  }
}
