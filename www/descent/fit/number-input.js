// A number in the panel of the fit: empty, it is not set. It is committed when the field is left or Enter is pressed;
// an invalid one is explained and changes nothing.
import { readNumber } from '../../experiment/validate.js';
import { fitting, plain } from '../../i18n/format.js';
import { setText } from '../../ui/dom.js';
import { optionalNumber } from '../../ui/optional-number.js';

/**
 * @import { NumberField } from '../../experiment/fields.js'
 * @import { FitServices } from './services.js'
 */

/** @param {string} path @returns {NumberField} */
const anyNumber = (path) => ({
  type: 'number',
  path,
  default: 0,
  min: -Number.MAX_VALUE,
  max: Number.MAX_VALUE,
  sliderMin: 0,
  sliderMax: 1,
  sliderStep: 0,
  scale: 'linear',
  integer: false,
  positive: false,
});

export class NumberInput {
  /** @type {number | undefined} */ #value;

  /**
   * @param {string} id
   * @param {{ label: string, of: string }} label key of a string, and the name that it has as {of}
   * @param {FitServices} services
   * @param {(value: number | null) => string | null} onValue null: not set; returns why the value is refused
   */
  constructor(id, { label, of }, services, onValue) {
    this.services = services;
    this.onValue = onValue;
    this.id = id;
    const { input, error } = optionalNumber(id, {
      label,
      'data-of': of,
      onchange: () => this.#commit(),
      onblur: () => this.show(this.#value),
      onfocus: () => this.show(this.#value),
    });
    this.input = input;
    this.error = error;
  }

  /** @param {number | undefined} value undefined: not set @param {string} [placeholder] */
  show(value, placeholder) {
    this.#value = value;
    if (placeholder !== undefined) this.input.placeholder = placeholder;
    if (this.input.hasAttribute('aria-invalid')) return;
    const text = document.activeElement === this.input ? plain : fitting;
    this.input.value = value === undefined ? '' : text(value);
  }

  #commit() {
    const text = this.input.value;
    const { explain, language } = this.services;
    const read = text.trim() === '' ? null : readNumber(anyNumber(this.id), text, language());
    const refusal = read?.error ? explain(read.error) : this.onValue(read?.value ?? null);
    this.input.toggleAttribute('aria-invalid', refusal !== null);
    setText(this.error, refusal ?? '');
  }
}
