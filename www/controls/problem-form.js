// The left column: data, model, loss, method, in the order in which the numbers flow.
import { definitions, fieldSymbols } from '../views/formulas.js';
import { showMath } from '../views/math.js';
import { ChoiceControl } from './choice-control.js';
import { el, icon } from './dom.js';
import { NumberControl } from './number-control.js';
/**
 * @typedef {import('../state/store.js').Store} Store
 * @typedef {import('../state/fields.js').NumberField} NumberField
 * @typedef {import('../state/fields.js').ChoiceField} ChoiceField
 * @typedef {import('../state/validate.js').Problem} Problem
 *
 * @typedef {object} FormEvents
 * @property {(path: string, value: number | string, settled: boolean) => Problem | null} onChange
 * @property {() => void} onNewNoise
 * @property {(problem: Problem) => string} explain
 * @property {() => string} language
 */

/** Which numbers stand in which section, most used first. */
const sections = /** @type {const} */ ({
  data: ['data.constants.m', 'data.noise.sd', 'data.noise.mean', 'data.noise.factor', 'data.n', 'data.from', 'data.to', 'data.seed'],
  model: ['model.start.w1'],
  loss: [],
  method: ['optimizer.rate', 'stop.epochs'],
});

export class ProblemForm {
  /** @type {Map<string, NumberControl>} */ numbers = new Map();
  /** @type {{ element: HTMLElement, formula: readonly [string, string] }[]} */ #math = [];

  /** @param {Store} store @param {FormEvents} events */
  constructor(store, events) {
    this.store = store;
    this.events = events;
    this.precision = new ChoiceControl(/** @type {ChoiceField} */ (store.field('precision')), {
      name: 'fields.precision.name',
      label: (option) => `options.precision.${option}`,
      onChange: (option) => events.onChange('precision', option, true),
    });
    this.bestMark = el('span', { class: 'rate-mark best', 'aria-hidden': 'true', hint: 'verdict.bestMark', hidden: true });
    this.limitMark = el('span', { class: 'rate-mark limit', 'aria-hidden': 'true', hint: 'verdict.limitMark', hidden: true });
    this.verdict = el('p', { class: 'verdict', 'data-testid': 'verdict', role: 'status' });
    this.element = el('form', { class: 'problem', label: 'sections.problem', onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      this.#section('data', this.#newNoise()),
      this.#section('model', null),
      this.#section('loss', null),
      this.#section('method', el('span', { class: 'section-tool' }, this.precision.element), this.verdict));
    this.numbers.get('optimizer.rate')?.track.append(this.bestMark, this.limitMark);
  }

  /** Shows the store's values. */
  show() {
    for (const [path, control] of this.numbers) control.show(this.store.number(path));
    this.precision.show(this.store.choice('precision'));
  }

  /** Typesets the formulas, once KaTeX is there. */
  typeset() {
    for (const { element, formula } of this.#math) showMath(element, formula[0], formula[1]);
  }

  translate() {
    for (const control of this.numbers.values()) control.translate();
  }

  /**
   * An error of the engine, at the field that it names or else at the one that changed.
   * @param {Problem} problem @param {string[]} changed paths @param {Record<string, number | string>} good the values that hold instead
   * @returns {boolean} whether there is such a field
   */
  refuse(problem, changed, good) {
    const path = [String(problem.args.field ?? ''), ...changed].find((candidate) => this.numbers.has(candidate));
    if (path === undefined) return false;
    this.numbers.get(path)?.refuse(Number(good[path]), problem);
    return true;
  }

  /** Every field back to what holds. */
  forgetErrors() {
    for (const control of this.numbers.values()) control.restore();
  }

  /** The sentence on the learning rate, and the two rates that matter on its slider. @param {{ kind: string, text: string }} said @param {{ bestRate: number, stableRate: number }} optimum */
  judge(said, optimum) {
    if (this.verdict.textContent !== said.text) this.verdict.textContent = said.text;
    this.verdict.dataset.kind = said.kind;
    const rate = this.numbers.get('optimizer.rate');
    if (!rate) return;
    for (const [mark, value] of /** @type {const} */ ([[this.bestMark, optimum.bestRate], [this.limitMark, optimum.stableRate]])) {
      const place = rate.place(value);
      mark.hidden = !(place >= 0 && place <= 1);
      mark.style.setProperty('--place', String(place));
    }
  }

  /** @param {keyof typeof sections} name @param {Node | null} tool @param {...Node} rest */
  #section(name, tool, ...rest) {
    const formula = el('div', { class: 'formula' });
    this.#math.push({ element: formula, formula: definitions[name] });
    const heading = el('header', { class: 'section-head' }, el('h2', { t: `sections.${name}` }), ...(tool ? [tool] : []));
    const controls = sections[name].map((path) => this.#number(path));
    return el('section', { class: `section section-${name}` }, heading, formula, ...controls, ...rest);
  }

  /** @param {string} path */
  #number(path) {
    const control = new NumberControl(/** @type {NumberField} */ (this.store.field(path)), {
      onChange: (value, settled) => this.events.onChange(path, value, settled),
      explain: this.events.explain,
      language: this.events.language,
    });
    this.numbers.set(path, control);
    this.#math.push({ element: control.symbol, formula: fieldSymbols[path] });
    return control.element;
  }

  #newNoise() {
    const button = el('button', { type: 'button', class: 'quiet section-tool', 'data-testid': 'new-noise', onclick: this.events.onNewNoise });
    button.append(icon('dice'), el('span', { t: 'data.newNoise' }));
    return button;
  }
}
