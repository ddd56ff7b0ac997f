// A choice among many options, as the browser's own menu.
import { el, setIfChanged } from './dom.js';

export class MenuControl {
  /**
   * @param {string} testId
   * @param {string} label string key
   * @param {{ value: string, t: string, [data: string]: string }[]} options `t`: string key; others fill in its
   *   sentence. `group`: string key of a group, whose options stand together
   * @param {(value: string) => void} onChange
   */
  constructor(testId, label, options, onChange) {
    this.element = el(
      'select',
      { class: 'menu', label, 'data-testid': testId, onchange: () => onChange(this.element.value) },
      ...grouped(options),
    );
  }

  /** @param {string} value */
  show(value) {
    setIfChanged(this.element, { value });
  }
}

/** @param {{ value: string, t: string, group?: string, [data: string]: string | undefined }[]} options */
function grouped(options) {
  /** @type {HTMLElement[]} */
  const elements = [];
  for (const { value, t, group, ...data } of options) {
    const attributes = Object.fromEntries(Object.entries(data).map(([key, text]) => [`data-${key}`, text]));
    const option = el('option', { value, t, ...attributes });
    const last = elements.at(-1);
    if (!group) elements.push(option);
    else if (last?.dataset.tGroup === group) last.append(option);
    else elements.push(el('optgroup', { 'data-t-group': group }, option));
  }
  return elements;
}
