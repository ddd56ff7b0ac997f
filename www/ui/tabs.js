// Panels of which one is open, by the WAI-ARIA pattern for tabs.
import { el } from './dom.js';

/** @typedef {{ key: string, element: HTMLElement }} Tab key: of the string "panels.<key>" */

/** The selection while no tab is open. */
const none = -1;

export class Tabs {
  selected = none;

  /**
   * @param {Tab[]} tabs
   * @param {() => void} onSelect
   * @param {{ isCollapsible?: boolean, isCollapsed?: boolean }} [options] isCollapsible: the button of the open tab
   *   closes it
   */
  constructor(tabs, onSelect, { isCollapsible = false, isCollapsed = false } = {}) {
    this.isCollapsible = isCollapsible;
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
        onclick: () => this.select(this.isCollapsible && i === this.selected ? none : i),
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
    this.select(isCollapsed ? none : 0);
  }

  /** @param {number} selected index of a tab; -1: none */
  select(selected) {
    this.selected = selected;
    this.element.classList.toggle('collapsed', selected === none);
    this.buttons.forEach((button, i) => {
      button.setAttribute('aria-selected', String(i === selected));
      button.tabIndex = i === Math.max(0, selected) ? 0 : -1;
      this.panels[i].hidden = i !== selected;
    });
    this.onSelect();
  }

  /** Key of the open tab, or ''. */
  get open() {
    return this.tabs[this.selected]?.key ?? '';
  }

  set open(key) {
    const index = this.tabs.findIndex((tab) => tab.key === key);
    if (index >= 0) this.select(index);
  }

  /** Focuses the button of the open tab. */
  focus() {
    this.buttons[this.selected]?.focus();
  }

  /** @param {string} key */
  shows(key) {
    return this.open === key;
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
