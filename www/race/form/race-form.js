// The form of the race: its problem, its start, its length and its runners.
import { boundFields, newNameDefault } from '../../experiment/fields.js';
import {
  defaultRace,
  maxEpochs,
  maxRunners,
  rateSource,
  runnerDefaults,
  withNewRunner,
  withoutRunner,
  withRunner,
} from '../../experiment/race.js';
import { hyperparametersOf, settingsOf } from '../../experiment/settings.js';
import { testFunction } from '../../experiment/test-functions.js';
import { StopBounds } from '../../problem/stop-bounds.js';
import { el, setText } from '../../ui/dom.js';
import { showMath } from '../../ui/math.js';
import { nameTex } from '../../ui/names.js';
import { NumberControl } from '../../ui/number-control.js';
import { problemMenu } from './problem-menu.js';
import { RunnerCard } from './runner-card.js';

/**
 * @import { Catalog } from '../../../wasm/engine.d.ts'
 * @import { NumberField } from '../../experiment/fields.js'
 * @import { RaceState, Runner } from '../../experiment/race.js'
 * @import { ValidationError } from '../../experiment/validate.js'
 * @import { Race } from '../answers.js'
 */

/**
 * @typedef {object} RaceFormEvents
 * @property {(state: RaceState, isMoving: boolean) => void} onChange
 * @property {(element: ParentNode) => void} translate translates new elements
 * @property {(error: ValidationError) => string} explain
 * @property {() => string} language
 * @property {() => number} rate of the experiment
 * @property {(index: number) => void} onDescend a runner's method becomes the experiment's, in Descent
 * @property {() => void} onSameRate all runners have the same learning rate
 * @property {() => void} onBestRates each runner's best learning rate is searched
 */

export class RaceForm {
  /** @type {RaceState} */ #state;
  /** @type {Map<string, NumberControl>} */ #starts = new Map();
  /** @type {RunnerCard[]} */ #cards = [];
  /** A fingerprint of the parameters and methods for which the controls were built. */ #built = '';
  /** The interval that one-variable methods search by default. @type {[number, number] | null} */ #interval = null;
  /** @type {Race | null} */ #race = null;

  /** @param {Catalog} catalog @param {RaceState} state @param {RaceFormEvents} events */
  constructor(catalog, state, events) {
    this.catalog = catalog;
    this.events = events;
    this.#state = state;
    this.problem = problemMenu((problem) => this.#change({ problem, start: {} }, false));
    this.formula = el('div', { class: 'formula', 'data-testid': 'race-formula' });
    this.source = el('p', { class: 'note' });
    this.typed = el('input', {
      type: 'text',
      id: 'race-typed',
      class: 'race-typed',
      spellcheck: 'false',
      autocomplete: 'off',
      'data-testid': 'race-typed',
      'aria-describedby': 'race-problem-error',
      oninput: () => this.#change({ formula: this.typed.value, start: {} }, false),
    });
    this.typedRow = el(
      'div',
      { class: 'race-typed-row', hidden: true },
      el('label', { for: 'race-typed', t: 'race.typed' }),
      this.typed,
    );
    this.error = el('p', {
      class: 'control-error',
      id: 'race-problem-error',
      role: 'alert',
      'data-testid': 'race-problem-error',
    });
    this.starts = el('div', { role: 'group', label: 'race.start' });
    this.epochs = this.#number(epochsField, (epochs, isMoving) => this.#change({ epochs }, isMoving));
    this.bounds = new StopBounds(
      boundFields(catalog),
      { onChange: (bounds) => this.#change({ bounds }, false), explain: events.explain, language: events.language },
      'race',
    );
    this.sameRate = this.#rateButton('sameRate', events.onSameRate);
    this.bestRates = this.#rateButton('bestRates', events.onBestRates);
    this.rates = el('div', { class: 'race-rates', role: 'group', label: 'race.rates' }, this.sameRate, this.bestRates);
    this.runners = el('ol', { class: 'runners', label: 'race.runners' });
    this.add = el(
      'button',
      { type: 'button', class: 'quiet add-runner', 'data-testid': 'add-runner', onclick: () => this.#add() },
      '+ ',
      el('span', { t: 'race.add' }),
    );
    this.element = el(
      'form',
      {
        class: 'problem race-form',
        label: 'race.form',
        onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
      },
      section(
        [el('h2', { t: 'race.problem' })],
        this.problem,
        this.typedRow,
        this.formula,
        this.source,
        this.error,
        this.starts,
        this.epochs.element,
        this.bounds.element,
      ),
      section([el('h2', { t: 'race.runners' }), this.add], this.rates, this.runners),
    );
  }

  /** @param {RaceState} state */
  show(state) {
    this.#state = state;
    this.problem.value = state.problem;
    this.typedRow.hidden = state.problem !== 'typed';
    if (document.activeElement !== this.typed) this.typed.value = state.formula;
    this.epochs.show(state.epochs);
    this.bounds.show(state.bounds);
    this.add.disabled = state.runners.length >= maxRunners;
    this.#buildControls();
    this.#showRunners();
  }

  /**
   * Shows the computed problem: its formula, its parameters, and the runners that could not start.
   * @param {Race} race
   */
  showRace(race) {
    this.#race = race;
    this.#interval = race.names.length === 1 ? race.window[race.names[0]] : null;
    this.showError('');
    showMath(this.formula, `${race.experiment.model ? '\\hat{y}' : 'L'} = ${race.latex}`, '');
    setText(this.source, testFunction(this.#state.problem)?.source ?? '');
    this.#buildControls();
    for (const [name, control] of this.#starts) control.show(race.start[name]);
    this.#showRunners();
    for (const card of this.#cards) {
      const error = race.runners[card.index]?.error;
      card.showError(error ? this.events.explain(error) : '');
    }
  }

  /** Shows what is wrong with the problem. @param {string} message empty: nothing */
  showError(message) {
    setText(this.error, message);
    this.typed.toggleAttribute('aria-invalid', message !== '');
  }

  typeset() {
    for (const [name, control] of this.#starts) showMath(control.symbol, nameTex(name), name);
    for (const card of this.#cards) card.typeset();
  }

  translate() {
    for (const control of [this.epochs, this.bounds, ...this.#starts.values()]) control.translate();
  }

  /** Builds the controls of the starts and of the runners when the parameters or the methods have changed. */
  #buildControls() {
    const names = this.#race?.names ?? [];
    const built = JSON.stringify([this.#state.problem, names, this.#state.runners.map(({ name }) => name)]);
    if (built === this.#built) return;
    this.#built = built;
    const focused = document.activeElement?.id;
    this.#starts = new Map(names.map((name) => [name, this.#start(name)]));
    this.starts.replaceChildren(...[...this.#starts.values()].map(({ element }) => element));
    this.#cards = this.#state.runners.map(({ name }, index) => this.#card(index, name));
    this.runners.replaceChildren(...this.#cards.map(({ element }) => element));
    this.events.translate(this.element);
    this.translate();
    this.typeset();
    if (focused && !document.activeElement?.id) document.getElementById(focused)?.focus();
  }

  #showRunners() {
    const isOnlyRunner = this.#state.runners.length === 1;
    const hasRates = this.#cards.filter(({ settings }) => settings.controls.has('rate')).length;
    this.rates.hidden = hasRates === 0;
    this.sameRate.hidden = hasRates < 2;
    for (const card of this.#cards) {
      const runner = this.#state.runners[card.index];
      const hyperparameters = hyperparametersOf(this.catalog, runner.name);
      const defaults = runnerDefaults(this.#state, runner.name, this.events.rate(), this.#interval);
      const settings = settingsOf(runner, hyperparameters, defaults);
      card.show(settings, runner.isHidden, isOnlyRunner, this.#state.problem === 'data');
      if (card.showRateSource(rateSource(this.#state, runner))) this.events.translate(card.element);
    }
  }

  /** @param {number} index @param {string} name */
  #card(index, name) {
    const change = (/** @type {Partial<Runner>} */ part, isMoving = false) =>
      this.events.onChange(withRunner(this.#state, index, part), isMoving);
    return new RunnerCard(index, name, this.catalog, {
      onMethod: (method) => change({ name: method, settings: {}, isRateFound: false }),
      onSetting: (key, value, isMoving) =>
        change(
          {
            settings: { ...this.#state.runners[index].settings, [key]: value },
            ...(key === 'rate' && { isRateFound: false }),
          },
          isMoving,
        ),
      onDescend: () => this.events.onDescend(index),
      onHide: () => change({ isHidden: !this.#state.runners[index].isHidden }),
      onRemove: () => this.events.onChange(withoutRunner(this.#state, index), false),
      explain: this.events.explain,
      language: this.events.language,
    });
  }

  /** @param {'sameRate' | 'bestRates'} name @param {() => void} onclick */
  #rateButton(name, onclick) {
    const id = `race-${name}`;
    return el('button', { type: 'button', class: 'quiet', t: `race.${name}`, 'data-testid': id, onclick });
  }

  #add() {
    this.events.onChange(withNewRunner(this.#state, this.#race?.names.length ?? 2), false);
  }

  /** @param {string} name */
  #start(name) {
    const [sliderMin, sliderMax] = (this.#race &&
      Object.hasOwn(this.#race.window, name) &&
      this.#race.window[name]) || [-10, 10];
    const field = { ...startField, path: `model.start.${name}`, of: name, id: `race-start-${name}` };
    return this.#number({ ...field, sliderMin, sliderMax }, (value, isMoving) =>
      this.#change({ start: { ...this.#race?.start, [name]: value } }, isMoving),
    );
  }

  /** @param {NumberField} field @param {(value: number, isMoving: boolean) => void} onChange */
  #number(field, onChange) {
    return new NumberControl(field, {
      onChange: (value, isMoving) => {
        onChange(value, isMoving);
        return null;
      },
      explain: this.events.explain,
      language: this.events.language,
    });
  }

  /** @param {Partial<RaceState>} change @param {boolean} isMoving */
  #change(change, isMoving) {
    this.events.onChange({ ...this.#state, ...change }, isMoving);
  }
}

/** @param {Node[]} head @param {...Node} content */
const section = (head, ...content) =>
  el('section', { class: 'section' }, el('header', { class: 'section-head' }, ...head), ...content);

/** @type {NumberField} */
const epochsField = {
  type: 'number',
  path: 'stop.epochs',
  id: 'race-epochs',
  default: defaultRace.epochs,
  min: 1,
  max: maxEpochs,
  sliderMin: 1,
  sliderMax: 1000,
  sliderStep: 1,
  scale: 'linear',
  integer: true,
  positive: true,
};

/** The start of a parameter, but for its name and the range of its slider. */
const startField = {
  type: /** @type {const} */ ('number'),
  default: newNameDefault,
  min: -1e12,
  max: 1e12,
  sliderStep: 0,
  scale: /** @type {const} */ ('linear'),
  integer: false,
  positive: false,
};
