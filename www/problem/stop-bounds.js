// The stopping criteria that end a run before its epochs. An empty field sets no criterion; an invalid value is
// explained and changes nothing.
import { fitting, plain } from '../i18n/format.js';
import { boundKey } from '../experiment/bounds.js';
import { readNumber } from '../experiment/validate.js';
import { el } from '../ui/dom.js';
import { optionalNumber } from '../ui/optional-number.js';

/**
 * @import { Bounds } from '../experiment/bounds.js'
 * @import { NumberField } from '../experiment/fields.js'
 * @import { ValidationError } from '../experiment/validate.js'
 */

/**
 * @typedef {object} BoundEvents
 * @property {(bounds: Bounds) => void} onChange
 * @property {(error: ValidationError) => string} explain
 * @property {() => string} language
 */

export class StopBounds {
  /** @type {Bounds} */ #bounds = {};
  /** @type {Map<string, ValidationError>} by bound */ #errors = new Map();

  /**
   * @param {NumberField[]} fields of the bounds
   * @param {BoundEvents} events
   * @param {string} id prefix of the ids of the elements
   */
  constructor(fields, events, id) {
    this.events = events;
    this.id = id;
    this.rows = new Map(fields.map((field) => [boundKey(field), this.#row(field)]));
    this.element = el(
      'details',
      { class: 'runner-more', 'data-testid': `${id}-bounds` },
      el('summary', { t: 'race.bounds' }),
      ...[...this.rows.values()].map(({ element }) => element),
    );
  }

  /** @param {Bounds} bounds of the store; a field with the focus keeps what is typed */
  show(bounds) {
    this.#bounds = bounds;
    for (const [key, { input }] of this.rows) {
      if (document.activeElement !== input) this.#restore(key);
    }
    if (Object.keys(bounds).length > 0) this.element.open = true;
  }

  /** Shows the errors in the present language. */
  translate() {
    for (const [key, { input, error }] of this.rows) {
      const shown = this.#errors.get(key);
      input.toggleAttribute('aria-invalid', shown !== undefined);
      error.textContent = shown ? this.events.explain(shown) : '';
    }
  }

  /** @param {NumberField} field */
  #row(field) {
    const key = boundKey(field);
    const id = `${this.id}-bound-${key}`;
    const { input, error } = optionalNumber(id, {
      oninput: () => this.#type(field),
      onfocus: () => this.#restore(key),
      onblur: () => this.#restore(key),
    });
    const element = el(
      'div',
      { class: 'control bound' },
      el('label', { for: id, class: 'control-name', t: `race.bound.${key}`, hint: `race.boundHint.${key}` }),
      input,
      error,
    );
    return { element, input, error };
  }

  /** @param {NumberField} field */
  #type(field) {
    const key = boundKey(field);
    const text = this.rows.get(key)?.input.value ?? '';
    const { [key]: _, ...others } = this.#bounds;
    const read = text.trim() === '' ? null : readNumber(field, text, this.events.language());
    if (read?.error) this.#errors.set(key, read.error);
    else this.#errors.delete(key);
    this.translate();
    if (!read) this.events.onChange(others);
    else if (read.value !== null) this.events.onChange({ ...others, [key]: read.value });
  }

  /** Shows the value of the store again, with every digit while the field has the focus. @param {string} key */
  #restore(key) {
    const input = this.rows.get(key)?.input;
    const text = document.activeElement === input ? plain : fitting;
    if (input) input.value = key in this.#bounds ? text(this.#bounds[key]) : '';
    if (this.#errors.delete(key)) this.translate();
  }
}
