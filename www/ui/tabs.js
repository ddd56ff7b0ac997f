// Panels of which one is open, by the WAI-ARIA pattern for tabs.
import { el } from './dom.js';

/** @typedef {{ key: string, element: HTMLElement }} Tab key: of the string "panels.<key>" */

export class Tabs {
  /** @param {Tab[]} tabs @param {() => void} onSelect */
  constructor(tabs, onSelect) {
    this.tabs = tabs;
    this.onSelect = onSelect;
    this.buttons = tabs.map(({ key }, i) =>
      el('button', {
        type: 'button',
        role: 'tab',
        id: `tab-${key}`,
        'aria-controls': `panel-${key}`,
        'data-testid': `tab-${key}`,
        t: `panels.${key}`,
        onclick: () => this.select(i),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event, i),
      }),
    );
    this.panels = tabs.map(({ key, element }) =>
      el('div', { role: 'tabpanel', id: `panel-${key}`, 'aria-labelledby': `tab-${key}`, class: 'tab-panel' }, element),
    );
    this.element = el(
      'section',
      { class: 'card panel' },
      el('div', { class: 'tabs', role: 'tablist', label: 'panels.name' }, ...this.buttons),
      ...this.panels,
    );
    this.select(0);
  }

  /** @param {number} selected */
  select(selected) {
    this.selected = selected;
    this.buttons.forEach((button, i) => {
      button.setAttribute('aria-selected', String(i === selected));
      button.tabIndex = i === selected ? 0 : -1;
      this.panels[i].hidden = i !== selected;
    });
    this.onSelect();
  }

  /** @param {string} key */
  shows(key) {
    return this.tabs[this.selected ?? 0].key === key;
  }

  /** @param {KeyboardEvent} event @param {number} i */
  #key(event, i) {
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    const next = (i + direction + this.tabs.length) % this.tabs.length;
    this.select(next);
    this.buttons[next].focus();
  }
}
