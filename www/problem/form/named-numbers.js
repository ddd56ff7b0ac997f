// The numbers that a formula names: one slider each, in their order of appearance.
import { nameText } from '../../ui/names.js';
import { showMath } from '../../ui/math.js';
import { el } from '../../ui/dom.js';
import { NumberControl } from '../../ui/number-control.js';

/**
 * @import { NumberField } from '../../experiment/fields.js'
 * @import { Store } from '../../experiment/store.js'
 * @import { NumberEvents } from '../../ui/number-control.js'
 */

/**
 * @typedef {(path: string) => NumberEvents} EventsOf
 */

export class NamedNumbers {
  /** @type {Map<string, NumberControl>} controls by path: those shown, and those of earlier formulas */ #all =
    new Map();
  /** @type {Record<string, string>} */ #symbols = {};
  /** @type {string[]} */ #shown = [];

  /**
   * @param {Store} store
   * @param {string} parent for example "model.start"
   * @param {EventsOf} eventsOf
   * @param {(element: HTMLElement) => void} translate
   */
  constructor(store, parent, eventsOf, translate) {
    this.store = store;
    this.parent = parent;
    this.eventsOf = eventsOf;
    this.translateElement = translate;
    this.element = el('div', { class: 'named-numbers', 'data-testid': parent });
  }

  /** @param {Record<string, string>} symbols TeX by name, in order @param {Record<string, number>} values */
  show(symbols, values) {
    const names = Object.keys(symbols);
    this.#symbols = symbols;
    if (names.join() !== this.#shown.join()) {
      this.#shown = names;
      this.element.replaceChildren(...names.map((name) => this.control(name).element));
    }
    for (const name of names) this.control(name).show(values[name]);
    this.typeset();
  }

  /** @param {string} name */
  control(name) {
    const path = `${this.parent}.${name}`;
    const known = this.#all.get(path);
    if (known) return known;
    const fresh = new NumberControl(/** @type {NumberField} */ (this.store.field(path)), this.eventsOf(path));
    this.#all.set(path, fresh);
    this.translateElement(fresh.element);
    return fresh;
  }

  /** The control of a path, if it is shown. @param {string} path */
  at(path) {
    return this.#shown.some((name) => `${this.parent}.${name}` === path) ? this.#all.get(path) : undefined;
  }

  get controls() {
    return this.#shown.map((name) => this.control(name));
  }

  typeset() {
    for (const name of this.#shown) showMath(this.control(name).symbol, this.#symbols[name], nameText(name));
  }
}
