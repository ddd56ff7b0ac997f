// The menus of the map: its method and the dials of its two axes.
import { el } from '../ui/dom.js';
import { methodMenu } from '../problem/method-controls.js';
import { nameText } from '../ui/names.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { Services } from '../problem/workspace.js'
 * @import { MapState } from './state.js'
 */

const axes = /** @type {const} */ (['x', 'y']);

export class DialMenus {
  /** A fingerprint of the shown dials. */ #shown = '';

  /**
   * @param {Catalog} catalog
   * @param {{ onDials: (change: Partial<MapState>) => void, onMethod: (name: string) => void }} events
   */
  constructor(catalog, { onDials, onMethod }) {
    const menu = (/** @type {typeof axes[number]} */ axis) =>
      el('select', {
        class: 'menu',
        label: `map.${axis}`,
        'data-testid': `map-${axis}`,
        onchange: () => onDials({ [axis]: this.menus[axis].value }),
      });
    this.menus = { x: menu('x'), y: menu('y') };
    this.method = methodMenu(catalog, 'map-method', onMethod, 'map.method');
    this.method.classList.add('menu');
    this.element = el(
      'span',
      { class: 'map-menus' },
      el('span', {}, this.method, el('span', { t: 'map.over' })),
      el('span', {}, this.menus.x, el('span', { 'aria-hidden': 'true' }, '×'), this.menus.y),
    );
  }

  /** @param {string[]} paths of the dials @param {MapState} state @param {string} method @param {Services} services */
  show(paths, state, method, services) {
    const shown = JSON.stringify([paths, services.language()]);
    if (shown !== this.#shown)
      for (const menu of [this.menus.x, this.menus.y])
        menu.replaceChildren(...paths.map((path) => el('option', { value: path }, dialName(path, services))));
    this.#shown = shown;
    for (const axis of axes) if (this.menus[axis].value !== state[axis]) this.menus[axis].value = state[axis];
    if (this.method.value !== method) this.method.value = method;
  }
}

/** The name of a dial. @param {string} path @param {Services} services */
export function dialName(path, { store, t }) {
  const of = store.has(path) ? /** @type {any} */ (store.field(path)).of : undefined;
  if (of) return t()(path.startsWith('model.start') ? 'map.startOf' : 'map.constantOf', { name: nameText(of) });
  return t()(`fields.${path}.name`);
}
