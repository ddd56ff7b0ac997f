// A number as a slider and a field beside it. The slider spans the usual values; the field accepts any valid one, and
// the slider widens to show it. An invalid value is explained at the field and changes nothing.
import { newNameDefault } from '../experiment/fields.js';
import { readNumber } from '../experiment/validate.js';
import { fitting, plain } from '../i18n/format.js';
import { nameText } from './names.js';
import { el, setIfChanged, setText } from './dom.js';
import { term, termOfField } from './term.js';

/**
 * @import { NumberField } from '../experiment/fields.js'
 * @import { ValidationError } from '../experiment/validate.js'
 */

/**
 * @typedef {object} NumberEvents
 * @property {(value: number, isMoving: boolean) => ValidationError | null} onChange isMoving: the slider moves, and
 *   another value is likely to follow at once
 * @property {(error: ValidationError) => string} explain
 * @property {() => string} language
 */

/** Number of positions of the arrow keys on a slider whose field has no step. */
const continuousSteps = 400;

/** Names that are shorter beside their slider, under the title of their part; the whole name is the label. */
const shortNames = new Map([
  ['data.noise.sd', 'fields.data.noise.sd.short'],
  ['data.noise.mean', 'fields.data.noise.mean.short'],
]);

/**
 * String keys of a field: its name, and the label that distinguishes it from others of the same name.
 * @param {NumberField} field
 */
function namesOf({ path, of, default: defaultValue }) {
  if (of === undefined) return [shortNames.get(path) ?? `fields.${path}.name`, `fields.${path}.name`];
  const parent = path.slice(0, -of.length - 1);
  return [defaultValue === newNameDefault ? `fields.${parent}.name` : `fields.${path}.name`, `fields.${parent}.of`];
}

export class NumberControl {
  #value = NaN;
  /** @type {ValidationError | null} */ #shownError = null;

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
    const word = termOfField(field.path);
    this.name = el('label', { for: `${id}-number`, class: 'control-name', ...(!word && { t: name }) });
    if (word) this.name.append(term(word, { t: name }));
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
      ...(label !== name && { label, ...of }),
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
      el('span', { class: 'control-number' }, this.number),
      this.error,
    );
  }

  /** Shows the value of the store. @param {number} value */
  show(value) {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#setSlider();
    this.restore();
  }

  /**
   * The engine has refused the typed value, which stays visible with its error; the experiment keeps another.
   * @param {number} value of the experiment
   * @param {ValidationError} error
   */
  refuse(value, error) {
    this.#value = value;
    this.showError(error);
  }

  /** Shows the value of the store again, whatever was typed. */
  restore() {
    this.#write(this.#value);
    this.showError(null);
  }

  /**
   * Every digit while the field has the focus; otherwise those for which it has room, and all of them in its tooltip.
   * @param {number} value
   */
  #write(value) {
    const exact = plain(value);
    const shown = document.activeElement === this.number ? exact : fitting(value);
    setIfChanged(this.number, { value: shown, title: shown === exact ? '' : exact });
  }

  /** @param {ValidationError | null} error */
  showError(error) {
    this.#shownError = error;
    this.number.toggleAttribute('aria-invalid', error !== null);
    this.element.classList.toggle('invalid', error !== null);
    setText(this.error, error ? this.events.explain(error) : '');
  }

  /** Shows the error in the present language. */
  translate() {
    this.showError(this.#shownError);
  }

  /** Makes the slider span other values. @param {number} min @param {number} max */
  setSpan(min, max) {
    if (min === this.field.sliderMin && max === this.field.sliderMax) return;
    this.field = { ...this.field, sliderMin: min, sliderMax: max };
    if (!Number.isNaN(this.#value)) this.#setSlider();
  }

  /** The place of a value on the slider, from 0 to 1. @param {number} value */
  place(value) {
    const { min, max } = this.#bounds();
    return (this.#toTrack(value) - min) / (max - min);
  }

  /** Sets the slider's bounds, wide enough for the value, and its thumb. */
  #setSlider() {
    const { min, max, step } = this.#bounds();
    setIfChanged(this.slider, { min: String(min), max: String(max), step, value: String(this.#toTrack(this.#value)) });
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

  /** The value of the thumb: on the field's grid, or with three digits where it has none. */
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
    this.#change(value, true);
    this.#write(value);
  }

  #type() {
    const read = readNumber(this.field, this.number.value, this.events.language());
    if (read.error) this.showError(read.error);
    else this.#change(read.value, false);
  }

  /** Keeps an invalid text, so that the user can correct it. */
  #enter() {
    if (!this.#shownError) this.#write(this.#value);
  }

  /** Shows the value of the store again. */
  #leave() {
    this.#setSlider();
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

  /** @param {number} value @param {boolean} isMoving */
  #change(value, isMoving) {
    const before = this.#value;
    this.#value = value;
    const error = this.events.onChange(value, isMoving);
    if (error) {
      this.#value = before;
      this.showError(error);
      return;
    }
    this.#setSlider();
    this.showError(null);
  }
}
