// A choice among a few options, as a row of buttons that behaves as a radio group.
import { el, setIfChanged } from './dom.js';

export class ChoiceControl {
  /**
   * @param {{ path: string, options: string[] }} field
   * @param {{ name: string, label: (option: string) => string, onChange: (option: string) => void,
   *   term?: string }} choices string keys of the group's name and of each option; the term that explains them
   */
  constructor(field, { name, label, onChange, term }) {
    this.inputs = field.options.map((option) =>
      el('input', {
        type: 'radio',
        name: field.path,
        value: option,
        'data-testid': `${field.path}-${option}`,
        onchange: () => onChange(option),
      }),
    );
    const pills = this.inputs.map((input, i) =>
      el('label', { class: 'pill' }, input, el('span', { t: label(field.options[i]) })),
    );
    this.element = el('div', { class: 'pills', role: 'radiogroup', label: name, 'data-term': term }, ...pills);
  }

  /** @param {string} value */
  show(value) {
    for (const input of this.inputs) setIfChanged(input, { checked: input.value === value });
  }
}
