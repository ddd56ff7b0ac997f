// A field for a formula. It is checked while the user types, with an error underlined and explained below. A valid
// formula is committed to the experiment once typing pauses; an invalid one changes nothing.
import { el, setText } from './dom.js';

/**
 * @import { FormulaOutcome, ReadFormula } from '../engine/formulas.js'
 * @import { ValidationError } from '../experiment/validate.js'
 */

/**
 * @typedef {object} FormulaEvents
 * @property {(formula: string, receive: (outcome: FormulaOutcome) => void) => void} check
 * @property {(read: ReadFormula) => void} onRead the formula is valid: a preview may be typeset
 * @property {(formula: string) => ValidationError | null} onChange commits a valid formula
 * @property {(error: ValidationError) => string} explain
 */

/** A formula is committed after this time (ms) without typing, so that no slider appears for every letter of a name. */
const commitDelayMs = 220;

export class FormulaControl {
  #value = '';
  /** @type {ValidationError | null} */ #shownError = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #commitTimer;

  /**
   * @param {string} path of the text field, which also names its strings
   * @param {string} before text in front of the field, for example "ŷ ="
   * @param {FormulaEvents} events
   * @param {...Node} after nodes behind the field
   */
  constructor(path, before, events, ...after) {
    this.path = path;
    this.events = events;
    const id = `field-${path.replaceAll('.', '-')}`;
    this.marks = el('div', { class: 'formula-marks', 'aria-hidden': 'true' });
    this.input = el('input', {
      type: 'text',
      class: 'formula-input',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      id,
      label: `fields.${path}.name`,
      'data-testid': path,
      'aria-describedby': `${id}-error`,
      oninput: () => this.#type(),
      onblur: () => this.#commit(),
      onscroll: () => this.#underline(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.error = el('p', { class: 'control-error', id: `${id}-error`, 'data-testid': `${path}-error`, role: 'alert' });
    this.element = el(
      'div',
      { class: 'formula-control', 'data-testid': `${path}-control` },
      el('label', { class: 'formula-before', for: id }, before),
      el('span', { class: 'formula-box' }, this.marks, this.input),
      el('span', { class: 'formula-after' }, ...after),
      this.error,
    );
  }

  /** Shows the formula of the store. @param {string} formula */
  show(formula) {
    if (formula === this.#value) return;
    this.#value = formula;
    this.restore();
  }

  /** Shows the committed formula again. */
  restore() {
    clearTimeout(this.#commitTimer);
    this.input.value = this.#value;
    this.showError(null);
  }

  /**
   * The engine has refused the typed formula, which stays visible with its error; the experiment keeps another.
   * @param {string} formula of the experiment
   * @param {ValidationError} error
   */
  refuse(formula, error) {
    this.#value = formula;
    this.showError(error);
  }

  /** @param {ValidationError | null} error */
  showError(error) {
    this.#shownError = error;
    this.input.toggleAttribute('aria-invalid', error !== null);
    this.element.classList.toggle('invalid', error !== null);
    setText(this.error, error ? this.events.explain(error) : '');
    this.#underline();
  }

  /** Shows the error in the present language. */
  translate() {
    this.showError(this.#shownError);
  }

  #type() {
    const formula = this.input.value;
    clearTimeout(this.#commitTimer);
    this.events.check(formula, (outcome) => {
      if (this.input.value !== formula) return;
      this.showError(outcome.ok ? null : outcome.error);
      if (!outcome.ok) return;
      this.events.onRead(outcome);
      clearTimeout(this.#commitTimer);
      this.#commitTimer = setTimeout(() => this.#commit(), commitDelayMs);
    });
  }

  /** Commits the typed formula to the experiment, if it is valid. */
  #commit() {
    clearTimeout(this.#commitTimer);
    const formula = this.input.value;
    if (formula === this.#value || this.#shownError) return;
    this.#value = formula;
    const error = this.events.onChange(formula);
    if (error) this.showError(error);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter') this.#commit();
    if (event.key === 'Escape') this.restore();
  }

  /** Underlines the error, in a copy of the text that lies exactly behind the field. */
  #underline() {
    const text = this.input.value;
    const [begin, end] = this.#shownError?.at ?? [0, 0];
    this.marks.replaceChildren();
    if (!this.#shownError?.at) return;
    // An error at the end has no text to underline: a blank shows where something is missing.
    const wrong = text.slice(begin, end) || ' ';
    this.marks.append(text.slice(0, begin), el('u', { 'data-testid': `${this.path}-wrong` }, wrong), text.slice(end));
    this.marks.style.transform = `translateX(${-this.input.scrollLeft}px)`;
  }
}
