// Which two dials the map has for axes, and of which method.
import { methods } from './state.js';
import { nameText } from '../ui/names.js';
import { el } from '../ui/dom.js';

/**
 * @import { Services } from '../problem/workspace.js'
 * @import { MapState } from './state.js'
 */

export class DialMenus {
  #key = '';

  /** @param {(change: Partial<MapState>) => void} onState */
  constructor(onState) {
    const menu = (/** @type {'x' | 'y' | 'method'} */ name, /** @type {Node[]} */ ...options) =>
      el(
        'select',
        {
          class: 'menu',
          label: `map.${name}`,
          'data-testid': `map-${name}`,
          onchange: () => onState({ [name]: this.menus[name].value }),
        },
        ...options,
      );
    this.menus = {
      x: menu('x'),
      y: menu('y'),
      method: menu(
        'method',
        ...Object.keys(methods).map((name) => el('option', { value: name, t: `optimizers.${name}` })),
      ),
    };
    this.element = el(
      'span',
      { class: 'map-menus' },
      el('span', {}, this.menus.method, el('span', { t: 'map.over' })),
      el('span', {}, this.menus.x, el('span', { 'aria-hidden': 'true' }, '×'), this.menus.y),
    );
  }

  /** @param {string[]} paths of the dials @param {MapState} state @param {Services} services */
  show(paths, state, services) {
    const key = JSON.stringify([paths, services.language()]);
    if (key !== this.#key)
      for (const menu of [this.menus.x, this.menus.y])
        menu.replaceChildren(...paths.map((path) => el('option', { value: path }, dialName(path, services))));
    this.#key = key;
    for (const name of /** @type {const} */ (['x', 'y', 'method']))
      if (this.menus[name].value !== state[name]) this.menus[name].value = state[name];
  }
}

/** What a dial is called. @param {string} path @param {Services} services */
export function dialName(path, { store, t }) {
  const of = store.has(path) ? /** @type {any} */ (store.field(path)).of : undefined;
  if (of) return t()(path.startsWith('model.start') ? 'map.startOf' : 'map.constantOf', { name: nameText(of) });
  return t()(`fields.${path}.name`);
}
