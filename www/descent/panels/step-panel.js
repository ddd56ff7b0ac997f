// "This step": the update rule with today's numbers, the derivative computed in two ways, and a question to the reader.
import { pythonFloat, readable, sideBySide, steady } from '../../i18n/format.js';
import { readNumber } from '../../experiment/validate.js';
import { showMath } from '../../ui/math.js';
import { ruleFormula } from '../../problem/formulas.js';
import { nameText } from '../../ui/names.js';
import { el, setText, translate } from '../../ui/dom.js';

/**
 * @import { Derivative } from '../../../wasm/engine.d.ts'
 * @import { NumberField } from '../../experiment/fields.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Formula } from '../../problem/formulas.js'
 * @import { Problem } from '../compute.js'
 * @import { Snapshot } from '../snapshot.js'
 */

/**
 * @typedef {object} StepEvents
 * @property {(text: string) => void} onCopy
 * @property {(predicting: boolean) => void} onPredicting hides what follows on the charts, or shows it again
 * @property {(w: number) => void} onGuess
 * @property {() => string} language
 */

/** A guess within this share of the step is a good one. */
const goodShare = 0.15;

export class StepPanel {
  /** @type {{ w: number, rate: number, slope: number, next: number | null }} */ #numbers = {
    w: NaN,
    rate: NaN,
    slope: NaN,
    next: null,
  };
  /** @type {{ epoch: number, guess: number } | null} */ #told = null;
  #predicting = false;
  /** @type {Formula} */ #rule = ruleFormula('w_1', true);
  #along = '';
  /** @type {Translate | null} in which the names of the numbers were said */ #t = null;

  /** @param {NumberField} field of w₁, which a guess obeys @param {StepEvents} events */
  constructor(field, events) {
    this.field = field;
    this.events = events;
    this.heading = el('h3', { class: 'step-heading', 'data-testid': 'step-heading' });
    this.rule = el('div', { class: 'formula rule' });
    const value = (/** @type {'w' | 'rate' | 'slope' | 'next'} */ key) =>
      el('button', {
        type: 'button',
        class: `value value-${key}`,
        'data-testid': `step-${key}`,
        onclick: () => events.onCopy(pythonFloat(this.#numbers[key] ?? NaN)),
      });
    this.values = { next: value('next'), w: value('w'), rate: value('rate'), slope: value('slope') };
    const named = (/** @type {keyof typeof this.values} */ key) =>
      el('span', { class: 'named' }, this.values[key], el('small', { t: `step.names.${key}`, 'data-w': '' }));
    this.update = el(
      'div',
      { class: 'update', 'data-testid': 'update' },
      named('next'),
      ' ← ',
      named('w'),
      ' − ',
      named('rate'),
      ' · ',
      named('slope'),
    );
    this.automatic = digitsRow('slope-automatic');
    this.difference = digitsRow('slope-difference');
    this.agreement = el('p', { class: 'note', 'data-testid': 'agreement' });
    this.predictStart = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'predict-start',
      onclick: () => this.#ask(),
      t: 'step.predictStart',
    });
    this.input = el('input', {
      type: 'text',
      inputmode: 'decimal',
      autocomplete: 'off',
      'data-testid': 'predict-input',
      label: 'step.predictNumber',
      'data-w': '',
    });
    this.form = el(
      'form',
      { class: 'predict-form', hidden: true, onsubmit: (/** @type {Event} */ event) => this.#submit(event) },
      this.input,
      el('button', { class: 'quiet primary', 'data-testid': 'predict-check', t: 'step.predictCheck' }),
      el('button', {
        type: 'button',
        class: 'quiet',
        onclick: () => this.#setPredicting(false),
        t: 'step.predictCancel',
      }),
      el('p', { class: 'note', t: 'step.predictHint', 'data-w': '' }),
    );
    this.answer = el('p', { class: 'predict-answer', role: 'status', 'data-testid': 'predict-answer' });
    this.element = el(
      'div',
      { class: 'step' },
      this.heading,
      this.rule,
      this.update,
      el('h4', { t: 'step.derivative' }),
      el(
        'dl',
        { class: 'derivative' },
        el('dt', { t: 'step.automatic' }),
        this.automatic,
        el('dt', { t: 'step.difference' }),
        this.difference,
      ),
      this.agreement,
      el(
        'div',
        { class: 'predict' },
        el('div', { class: 'predict-head' }, el('h4', { t: 'step.predict' }), this.predictStart),
        this.form,
        this.answer,
      ),
    );
  }

  typeset() {
    showMath(this.rule, ...this.#rule);
  }

  /** Of which parameter the numbers are. @param {Problem} problem @param {Translate} t */
  showProblem({ along, parameters, formulas }, t) {
    this.#rule = ruleFormula(formulas.model.symbols[along], parameters.length === 1);
    this.typeset();
    if (this.#along === along && this.#t === t) return;
    this.#along = along;
    this.#t = t;
    for (const element of this.element.querySelectorAll('[data-w]')) {
      if (element instanceof HTMLElement) element.dataset.w = nameText(along);
    }
    translate(this.element, t);
  }

  /** @param {Snapshot} snapshot @param {Translate} t */
  show(snapshot, t) {
    const { epoch, w, rate, slope, next, problem } = snapshot;
    this.#numbers = { w, rate, slope, next: next?.w ?? null };
    const atEnd = next === null;
    setText(this.heading, atEnd ? t('step.atEnd', { k: epoch }) : t('step.heading', { k: epoch, next: epoch + 1 }));
    const digits = problem.experiment.precision === 'float32' ? 6 : 7;
    this.#value(this.values.w, w, digits, t);
    this.#value(this.values.rate, rate, 3, t);
    this.#value(this.values.slope, slope, digits, t);
    this.#value(this.values.next, next?.w ?? w - rate * slope, digits, t);
    if (this.#told && this.#told.epoch !== epoch) this.#forget();
    this.predictStart.hidden = this.#predicting || atEnd;
    this.#explain(snapshot, t);
  }

  /** @param {HTMLElement} element @param {number} value @param {number} digits @param {Translate} t */
  #value(element, value, digits, t) {
    const text = digits === 3 ? readable(value, 4) : steady(value, digits);
    const shown = value < 0 && element !== this.values.next && element !== this.values.w ? `(${text})` : text;
    if (element.textContent === shown) return;
    element.textContent = shown;
    element.title = t('step.copy', { value: pythonFloat(value) });
  }

  /** The automatic derivative alone. @param {number} slope @param {Translate} t */
  showSlope(slope, t) {
    setText(this.automatic.children[0], '');
    setText(this.automatic.children[1], sideBySide(slope, slope).a);
    for (const part of this.difference.children) setText(part, '');
    setText(this.agreement, t('step.pause'));
  }

  /** @param {Derivative} derivative @param {Translate} t */
  showDerivative(derivative, t) {
    const { a, b, shared } = sideBySide(derivative.gradient[this.#along], derivative.finiteDifference[this.#along]);
    for (const [row, text] of /** @type {const} */ ([
      [this.automatic, a],
      [this.difference, b],
    ])) {
      setText(row.children[0], text.slice(0, shared));
      setText(row.children[1], text.slice(shared));
    }
    const digits = derivative.digits[this.#along];
    const key = digits >= 6 ? 'step.agree' : 'step.disagree';
    setText(this.agreement, t(key, { digits, delta: readable(derivative.difference[this.#along], 2) }));
  }

  /** A guess made on the chart. @param {number} w @param {Snapshot} snapshot @param {Translate} t */
  guess(w, snapshot, t) {
    if (!this.#predicting || !snapshot.next) return;
    this.#told = { epoch: snapshot.epoch, guess: w };
    this.#setPredicting(false);
    this.events.onGuess(w);
    this.#explain(snapshot, t);
  }

  get predicting() {
    return this.#predicting;
  }

  #ask() {
    this.#forget();
    this.#setPredicting(true);
    this.input.value = '';
    this.input.focus();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const read = readNumber(this.field, this.input.value, this.events.language());
    this.input.toggleAttribute('aria-invalid', read.problem !== null);
    if (!read.problem) this.onTyped(read.value);
  }

  /** Set by the page: a typed guess takes the way of a clicked one. @type {(w: number) => void} */
  onTyped = () => {};

  /** @param {boolean} predicting */
  #setPredicting(predicting) {
    this.#predicting = predicting;
    this.form.hidden = !predicting;
    this.update.classList.toggle('veiled', predicting);
    this.events.onPredicting(predicting);
  }

  #forget() {
    this.#told = null;
    this.answer.textContent = '';
  }

  /** @param {Snapshot} snapshot @param {Translate} t */
  #explain({ w, next, rate, slope }, t) {
    if (!this.#told || !next) return;
    const step = next.w - w;
    const missed = Math.abs(this.#told.guess - next.w) / Math.abs(step);
    const key = step === 0 ? 'predictZero' : missed <= goodShare ? 'predictClose' : 'predictFar';
    setText(
      this.answer,
      t(`step.${key}`, {
        guess: readable(this.#told.guess),
        next: readable(next.w),
        share: readable(100 * missed, 2),
        step: readable(step),
        rate: readable(rate, 4),
        slope: readable(slope),
      }),
    );
  }
}

/** Digits in two parts: those that agree, and the rest. @param {string} name */
function digitsRow(name) {
  return el('dd', { 'data-testid': name }, el('b', {}), el('span', {}));
}
