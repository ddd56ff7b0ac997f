// A number as a slider and a field beside it. The slider spans the usual values; the field takes any allowed one, and
// the slider widens to show it. What is not allowed is explained at the field and changes nothing.
import { newcomer } from '../experiment/fields.js';
import { readNumber } from '../experiment/validate.js';
import { fitting, plain } from '../i18n/format.js';
import { nameText } from './names.js';
import { el, setOther, setText } from './dom.js';

/**
 * @import { NumberField } from '../experiment/fields.js'
 * @import { Problem } from '../experiment/validate.js'
 */

/**
 * @typedef {object} NumberEvents
 * @property {(value: number, settled: boolean) => Problem | null} onChange settled: not a slider on its way
 * @property {(problem: Problem) => string} explain
 * @property {() => string} language
 */

/** Positions of a slider's thumb, as many as a hand can tell apart, when the field has no step of its own. */
const continuousSteps = 400;

/**
 * String keys of a field: its name, and what it is called where the name alone would not tell it from others.
 * @param {NumberField} field
 */
function namesOf({ path, of, default: standard }) {
  if (of === undefined) return [`fields.${path}.name`, `fields.${path}.name`];
  const parent = path.slice(0, -of.length - 1);
  return [standard === newcomer ? `fields.${parent}.name` : `fields.${path}.name`, `fields.${parent}.of`];
}

export class NumberControl {
  #value = NaN;
  /** @type {Problem | null} */ #problem = null;

  /**
   * @param {NumberField} field
   * @param {NumberEvents} events
   */
  constructor(field, events) {
    this.field = field;
    this.events = events;
    const id = `field-${(field.id ?? field.path).replaceAll('.', '-')}`;
    const [name, label] = namesOf(field);
    const of = field.of === undefined ? {} : { 'data-of': nameText(field.of) };
    this.name = el('label', { for: `${id}-number`, class: 'control-name', t: name });
    this.symbol = el('span', { class: 'control-symbol' });
    this.slider = el('input', {
      type: 'range',
      id: `${id}-slider`,
      'data-testid': `${field.path}-slider`,
      label,
      ...of,
      oninput: () => this.#slide(),
    });
    this.number = el('input', {
      type: 'text',
      inputmode: 'decimal',
      autocomplete: 'off',
      spellcheck: 'false',
      id: `${id}-number`,
      'data-testid': `${field.path}-number`,
      ...(field.of !== undefined && { label, ...of }),
      'aria-describedby': `${id}-error`,
      oninput: () => this.#type(),
      onfocus: () => this.#enter(),
      onblur: () => this.#leave(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.error = el('p', {
      class: 'control-error',
      id: `${id}-error`,
      'data-testid': `${field.path}-error`,
      role: 'alert',
    });
    this.track = el('span', { class: 'control-track' }, this.slider);
    this.element = el(
      'div',
      { class: 'control', 'data-testid': `${field.path}-control` },
      this.symbol,
      this.name,
      this.track,
      this.number,
      this.error,
    );
  }

  /** Shows a value that came from elsewhere. @param {number} value */
  show(value) {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#span();
    this.restore();
  }

  /**
   * The value that holds after the engine refused the typed one, which stays to be read with its sentence.
   * @param {number} value
   * @param {Problem} problem
   */
  refuse(value, problem) {
    this.#value = value;
    this.explain(problem);
  }

  /** Back to the value that holds, whatever was typed. */
  restore() {
    this.#write(this.#value);
    this.explain(null);
  }

  /**
   * Every digit while one types in the field; otherwise those that it has room for, and the others in its tooltip.
   * @param {number} value
   */
  #write(value) {
    const exact = plain(value);
    const shown = document.activeElement === this.number ? exact : fitting(value);
    setOther(this.number, { value: shown, title: shown === exact ? '' : exact });
  }

  /** @param {Problem | null} problem */
  explain(problem) {
    this.#problem = problem;
    this.number.toggleAttribute('aria-invalid', problem !== null);
    this.element.classList.toggle('invalid', problem !== null);
    setText(this.error, problem ? this.events.explain(problem) : '');
  }

  /** Says the sentence again, in a new language. */
  translate() {
    this.explain(this.#problem);
  }

  /** Where a value stands on the slider, from 0 to 1. @param {number} value */
  place(value) {
    const { min, max } = this.#bounds();
    return (this.#toTrack(value) - min) / (max - min);
  }

  /** The slider's bounds and thumb, wide enough for the value. */
  #span() {
    const { min, max, step } = this.#bounds();
    setOther(this.slider, { min: String(min), max: String(max), step, value: String(this.#toTrack(this.#value)) });
    this.slider.setAttribute('aria-valuetext', plain(this.#value));
    this.track.style.setProperty('--filled', String(this.place(this.#value)));
  }

  #bounds() {
    const { sliderMin, sliderMax, sliderStep } = this.field;
    const value = Number.isNaN(this.#value) ? sliderMin : this.#value;
    const min = this.#toTrack(Math.min(sliderMin, value));
    const max = this.#toTrack(Math.max(sliderMax, value));
    const onGrid =
      sliderStep > 0 &&
      Math.abs((value - sliderMin) / sliderStep - Math.round((value - sliderMin) / sliderStep)) < 1e-9;
    return { min, max, step: onGrid && this.field.scale === 'linear' ? String(sliderStep) : 'any' };
  }

  /** @param {number} value */
  #toTrack(value) {
    return this.field.scale === 'log' ? Math.log10(value) : value;
  }

  /** The value under the thumb: on the field's grid, or with three digits where it has none. */
  #fromTrack() {
    const raw = Number(this.slider.value);
    if (this.field.scale === 'log') return Number((10 ** raw).toPrecision(3));
    const { sliderStep, integer } = this.field;
    if (integer) return Math.round(raw);
    if (sliderStep === 0) return Number(raw.toPrecision(3));
    return Number((Math.round(raw / sliderStep) * sliderStep).toPrecision(12));
  }

  #slide() {
    const value = this.#fromTrack();
    this.#write(value);
    this.#offer(value, false);
  }

  #type() {
    const read = readNumber(this.field, this.number.value, this.events.language());
    if (read.problem) this.explain(read.problem);
    else this.#offer(read.value, true);
  }

  /** A refused text stays to be mended. */
  #enter() {
    if (!this.#problem) this.#write(this.#value);
  }

  /** Leaving a field brings back what holds. */
  #leave() {
    this.#span();
    this.restore();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === 'Enter') this.#leave();
    if (!direction) return;
    event.preventDefault();
    const { scale, sliderStep, sliderMin, sliderMax } = this.field;
    const step = sliderStep || (sliderMax - sliderMin) / continuousSteps;
    const value = scale === 'log' ? this.#value * 10 ** (direction * 0.05) : this.#value + direction * step;
    this.number.value = plain(Number(value.toPrecision(scale === 'log' ? 3 : 12)));
    this.#type();
  }

  /** @param {number} value @param {boolean} settled */
  #offer(value, settled) {
    const before = this.#value;
    this.#value = value;
    const problem = this.events.onChange(value, settled);
    if (problem) {
      this.#value = before;
      this.explain(problem);
      return;
    }
    this.#span();
    this.explain(null);
  }
}
