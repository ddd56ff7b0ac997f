// The menus of the map: its method and the dials of its two axes.
import { el } from '../ui/dom.js';
import { nameText } from '../ui/names.js';
import { methods } from './state.js';

/**
 * @import { Services } from '../problem/workspace.js'
 * @import { MapState } from './state.js'
 */

const parts = /** @type {const} */ (['x', 'y', 'method']);

export class DialMenus {
  /** A fingerprint of the shown dials. */ #shown = '';

  /** @param {(change: Partial<MapState>) => void} onChange */
  constructor(onChange) {
    const menu = (/** @type {typeof parts[number]} */ part, /** @type {Node[]} */ ...options) =>
      el(
        'select',
        {
          class: 'menu',
          label: `map.${part}`,
          'data-testid': `map-${part}`,
          onchange: () => onChange({ [part]: this.menus[part].value }),
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
    const shown = JSON.stringify([paths, services.language()]);
    if (shown !== this.#shown)
      for (const menu of [this.menus.x, this.menus.y])
        menu.replaceChildren(...paths.map((path) => el('option', { value: path }, dialName(path, services))));
    this.#shown = shown;
    for (const part of parts) if (this.menus[part].value !== state[part]) this.menus[part].value = state[part];
  }
}

/** The name of a dial. @param {string} path @param {Services} services */
export function dialName(path, { store, t }) {
  const of = store.has(path) ? /** @type {any} */ (store.field(path)).of : undefined;
  if (of) return t()(path.startsWith('model.start') ? 'map.startOf' : 'map.constantOf', { name: nameText(of) });
  return t()(`fields.${path}.name`);
}
