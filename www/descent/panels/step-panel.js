// "This step": the update rule with the present numbers, the derivative computed in two ways, and a prediction by the
// user.
import { pythonFloat, readable, sideBySide, steady } from '../../i18n/format.js';
import { defaultMethod } from '../../experiment/fields.js';
import { readNumber } from '../../experiment/validate.js';
import { showMath } from '../../ui/math.js';
import { ruleFormula } from '../../problem/formulas.js';
import { nameText } from '../../ui/names.js';
import { el, setIfChanged, setText, translate } from '../../ui/dom.js';
import { showTerms, term } from '../../ui/term.js';

/**
 * @import { Derivative } from '../../../wasm/engine.d.ts'
 * @import { NumberField } from '../../experiment/fields.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Formula } from '../../problem/formulas.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { Snapshot } from '../snapshot.js'
 */

/**
 * @typedef {object} StepEvents
 * @property {(text: string) => void} onCopy
 * @property {(isPredicting: boolean) => void} onPredicting hides later epochs on the charts, or shows them again
 * @property {(w: number) => void} onGuess
 * @property {() => string} language
 */

/** A prediction counts as close when it misses by at most this share of the step. */
const maxCloseMiss = 0.15;

/** The terms that the names of the rule's numbers are. */
const terms = { next: 'parameter', w: 'parameter', rate: 'learningRate', slope: 'derivative' };

export class StepPanel {
  /** @type {{ w: number, rate: number, slope: number, next: number | null }} */ #numbers = {
    w: NaN,
    rate: NaN,
    slope: NaN,
    next: null,
  };
  /** @type {{ epoch: number, guess: number } | null} */ #prediction = null;
  #isPredicting = false;
  /** @type {Formula} */ #rule = ruleFormula('w_1', true);
  #along = '';
  /** @type {Translate | null} the language of the names */ #t = null;

  /** @param {NumberField} field whose limits a prediction obeys @param {StepEvents} events */
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
      el(
        'span',
        { class: 'named' },
        this.values[key],
        el('small', {}, term(terms[key], { t: `step.names.${key}`, 'data-w': '' })),
      );
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
    this.method = el('div', {});
    this.automatic = digitsRow('slope-automatic');
    this.difference = digitsRow('slope-difference');
    this.agreement = el('p', { class: 'note', 'data-testid': 'agreement' });
    this.predictStart = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'predict-start',
      onclick: () => this.#startPredicting(),
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
    this.question = el(
      'div',
      { class: 'predict' },
      el('div', { class: 'predict-head' }, el('h4', { t: 'step.predict' }), this.predictStart),
      this.form,
      this.answer,
    );
    this.element = el(
      'div',
      { class: 'step' },
      this.heading,
      this.rule,
      this.update,
      this.method,
      el('h4', { t: 'step.derivative' }),
      el(
        'dl',
        { class: 'derivative' },
        el('dt', {}, term('automatic', { t: 'step.automatic' })),
        this.automatic,
        el('dt', {}, term('finiteDifference', { t: 'step.difference' })),
        this.difference,
      ),
      this.agreement,
      this.question,
    );
  }

  typeset() {
    showMath(this.rule, ...this.#rule);
  }

  /** Shows the names for the parameter of the loss curve. @param {DescentProblem} problem @param {Translate} t */
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
    const hidden = problem.experiment.optimizer.name !== defaultMethod;
    setIfChanged(this.update, { hidden });
    setIfChanged(this.rule, { hidden });
    this.#value(this.values.w, w, digits, t);
    this.#value(this.values.rate, rate, 3, t);
    this.#value(this.values.slope, slope, digits, t);
    this.#value(this.values.next, next?.w ?? w - rate * slope, digits, t);
    if (this.#prediction && this.#prediction.epoch !== epoch) this.#forget();
    setIfChanged(this.predictStart, { hidden: this.#isPredicting || atEnd });
    setIfChanged(this.question, { hidden: atEnd });
    this.#explain(snapshot, t);
  }

  /** @param {HTMLElement} element @param {number} value @param {number} digits @param {Translate} t */
  #value(element, value, digits, t) {
    const text = digits === 3 ? readable(value, 4) : steady(value, digits);
    const shown = value < 0 && element !== this.values.next && element !== this.values.w ? `(${text})` : text;
    setText(element, shown);
    setIfChanged(element, { title: t('step.copy', { value: pythonFloat(value) }) });
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
    const agreement = t(key, { digits, delta: readable(derivative.difference[this.#along], 2) });
    showTerms(this.agreement, agreement, { δ: 'delta' });
  }

  /** A prediction made on the chart. @param {number} w @param {Snapshot} snapshot @param {Translate} t */
  guess(w, snapshot, t) {
    if (!this.#isPredicting || !snapshot.next) return;
    this.#prediction = { epoch: snapshot.epoch, guess: w };
    this.#setPredicting(false);
    this.events.onGuess(w);
    this.#explain(snapshot, t);
  }

  get isPredicting() {
    return this.#isPredicting;
  }

  #startPredicting() {
    this.#forget();
    this.#setPredicting(true);
    this.input.value = '';
    this.input.focus();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const read = readNumber(this.field, this.input.value, this.events.language());
    this.input.toggleAttribute('aria-invalid', read.error !== null);
    if (!read.error) this.onTyped(read.value);
  }

  /** Set by the panels: a typed prediction is handled as one made on the chart. @type {(w: number) => void} */
  onTyped = () => {};

  /** @param {boolean} isPredicting */
  #setPredicting(isPredicting) {
    this.#isPredicting = isPredicting;
    this.form.hidden = !isPredicting;
    this.update.classList.toggle('veiled', isPredicting);
    this.events.onPredicting(isPredicting);
  }

  #forget() {
    this.#prediction = null;
    this.answer.textContent = '';
  }

  /** @param {Snapshot} snapshot @param {Translate} t */
  #explain({ problem, w, next, rate, slope }, t) {
    if (!this.#prediction || !next) return;
    const step = next.w - w;
    const missed = Math.abs(this.#prediction.guess - next.w) / Math.abs(step);
    const far = problem.experiment.optimizer.name === defaultMethod ? 'predictFar' : 'predictFarMethod';
    const key = step === 0 ? 'predictZero' : missed <= maxCloseMiss ? 'predictClose' : far;
    setText(
      this.answer,
      t(`step.${key}`, {
        guess: readable(this.#prediction.guess),
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
