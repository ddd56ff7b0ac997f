// A formula as people type it: read while they type, with the place of a mistake underlined and its sentence below. A
// formula that reads well becomes the experiment's once the hand rests; one that does not changes nothing.
import { el, setText } from './dom.js';

/**
 * @import { FormulaOutcome, ReadFormula } from '../engine/formulas.js'
 * @import { Problem } from '../experiment/validate.js'
 */

/**
 * @typedef {object} FormulaEvents
 * @property {(formula: string, receive: (outcome: FormulaOutcome) => void) => void} check
 * @property {(read: ReadFormula) => void} onRead it reads well: to be typeset at once
 * @property {(formula: string) => Problem | null} onChange it is meant
 * @property {(problem: Problem) => string} explain
 */

/** A hand that rests this many milliseconds means what it wrote: no slider appears for every letter of a name. */
const restAfter = 220;

export class FormulaControl {
  #value = '';
  /** @type {Problem | null} */ #problem = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #rest;

  /**
   * @param {string} path of the text field, which also names its strings
   * @param {string} before what stands in front, for example "ŷ ="
   * @param {FormulaEvents} events
   * @param {...Node} after what stands behind it
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
      onblur: () => this.#mean(),
      onscroll: () => this.#mark(),
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

  /** A formula that came from elsewhere. @param {string} formula */
  show(formula) {
    if (formula === this.#value) return;
    this.#value = formula;
    this.restore();
  }

  /** Back to the formula that holds. */
  restore() {
    clearTimeout(this.#rest);
    this.input.value = this.#value;
    this.explain(null);
  }

  /**
   * The engine refused it: it stays to be read, and another one holds.
   * @param {string} formula that holds
   * @param {Problem} problem
   */
  refuse(formula, problem) {
    this.#value = formula;
    this.explain(problem);
  }

  /** @param {Problem | null} problem */
  explain(problem) {
    this.#problem = problem;
    this.input.toggleAttribute('aria-invalid', problem !== null);
    this.element.classList.toggle('invalid', problem !== null);
    setText(this.error, problem ? this.events.explain(problem) : '');
    this.#mark();
  }

  /** Says the sentence again, in a new language. */
  translate() {
    this.explain(this.#problem);
  }

  #type() {
    const formula = this.input.value;
    clearTimeout(this.#rest);
    this.events.check(formula, (outcome) => {
      if (this.input.value !== formula) return;
      this.explain(outcome.ok ? null : outcome.error);
      if (!outcome.ok) return;
      this.events.onRead(outcome);
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => this.#mean(), restAfter);
    });
  }

  /** What stands in the box becomes the experiment's, if it reads well. */
  #mean() {
    clearTimeout(this.#rest);
    const formula = this.input.value;
    if (formula === this.#value || this.#problem) return;
    this.#value = formula;
    const problem = this.events.onChange(formula);
    if (problem) this.explain(problem);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter') this.#mean();
    if (event.key === 'Escape') this.restore();
  }

  /** A wave under what is wrong, by a copy of the text that stands exactly behind it. */
  #mark() {
    const text = this.input.value;
    const [begin, end] = this.#problem?.at ?? [0, 0];
    this.marks.replaceChildren();
    if (!this.#problem?.at) return;
    // At the end nothing stands that could be underlined: a blank shows where something is missing.
    const wrong = text.slice(begin, end) || ' ';
    this.marks.append(text.slice(0, begin), el('u', { 'data-testid': `${this.path}-wrong` }, wrong), text.slice(end));
    this.marks.style.transform = `translateX(${-this.input.scrollLeft}px)`;
  }
}
