// A choice among many options, as the browser's own menu.
import { el, setIfChanged } from './dom.js';

export class MenuControl {
  /**
   * @param {string} testId
   * @param {string} label string key
   * @param {{ value: string, t: string, [data: string]: string }[]} options `t`: string key; others fill in its
   *   sentence
   * @param {(value: string) => void} onChange
   */
  constructor(testId, label, options, onChange) {
    this.element = el(
      'select',
      { class: 'menu', label, 'data-testid': testId, onchange: () => onChange(this.element.value) },
      ...options.map(({ value, t, ...data }) =>
        el('option', {
          value,
          t,
          ...Object.fromEntries(Object.entries(data).map(([key, text]) => [`data-${key}`, text])),
        }),
      ),
    );
  }

  /** @param {string} value */
  show(value) {
    setIfChanged(this.element, { value });
  }
}
