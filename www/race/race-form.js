// The left column of the race: what is raced on, from where, for how long, and who runs.
import { gallery, exampleOf } from '../experiment/gallery.js';
import { boundFields, newNameDefault } from '../experiment/fields.js';
import { mostEpochs, mostRunners, settingsOf, withNewcomer, withRunner, without } from '../experiment/race.js';
import { showMath } from '../ui/math.js';
import { el, setText } from '../ui/dom.js';
import { NumberControl } from '../ui/number-control.js';
import { RunnerCard } from './runner-card.js';
import { StopBounds } from '../problem/stop-bounds.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { NumberField } from '../experiment/fields.js'
 * @import { RaceState, Runner } from '../experiment/race.js'
 * @import { ValidationError } from '../experiment/validate.js'
 * @import { Race } from './compute.js'
 */

/**
 * @typedef {object} RaceFormEvents
 * @property {(state: RaceState, settled: boolean) => void} onChange
 * @property {(element: ParentNode) => void} translate says a new element in today's language
 * @property {(error: ValidationError) => string} explain
 * @property {() => string} language
 */

export class RaceForm {
  /** @type {RaceState} */ #state;
  /** @type {Map<string, NumberControl>} */ #starts = new Map();
  /** @type {RunnerCard[]} */ #cards = [];
  #shape = '';
  /** @type {[number, number] | null} */ #interval = null;
  /** @type {Race | null} */ #race = null;

  /** @param {Catalog} catalog @param {RaceState} state @param {RaceFormEvents} events */
  constructor(catalog, state, events) {
    this.catalog = catalog;
    this.events = events;
    this.#state = state;
    this.problem = this.#problems();
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
      oninput: () => this.#change({ formula: this.typed.value, start: {} }, true),
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
    this.epochs = this.#number(
      {
        type: 'number',
        path: 'stop.epochs',
        id: 'race-epochs',
        default: 300,
        min: 1,
        max: mostEpochs,
        sliderMin: 1,
        sliderMax: 1000,
        sliderStep: 1,
        scale: 'linear',
        integer: true,
        positive: true,
      },
      (epochs, settled) => this.#change({ epochs }, settled),
    );
    this.bounds = new StopBounds(
      boundFields(catalog),
      { onChange: (bounds) => this.#change({ bounds }, true), explain: events.explain, language: events.language },
      'race',
    );
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
      el(
        'section',
        { class: 'section' },
        el('header', { class: 'section-head' }, el('h2', { t: 'race.problem' })),
        this.problem,
        this.typedRow,
        this.formula,
        this.source,
        this.error,
        this.starts,
        this.epochs.element,
        this.bounds.element,
      ),
      el(
        'section',
        { class: 'section' },
        el('header', { class: 'section-head' }, el('h2', { t: 'race.runners' }), this.add),
        this.runners,
      ),
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
    this.add.disabled = state.runners.length >= mostRunners;
    this.#arrange();
    this.#showRunners();
  }

  /** What the engine found out about the problem. @param {Race} race @param {string} latex of its formula */
  showRace(race, latex) {
    this.#race = race;
    this.#interval = race.names.length === 1 ? race.window[race.names[0]] : null;
    this.refuse('');
    showMath(this.formula, `${race.experiment.model ? '\\hat{y}' : 'L'} = ${latex}`, '');
    setText(this.source, exampleOf(this.#state.problem)?.source ?? '');
    this.#arrange();
    for (const [name, control] of this.#starts) control.show(race.start[name]);
    this.#showRunners();
    for (const card of this.#cards) {
      const error = race.runners[card.index]?.error;
      card.tell(error ? this.events.explain(error) : '');
    }
  }

  /** @param {string} sentence what is wrong with the problem */
  refuse(sentence) {
    setText(this.error, sentence);
    this.typed.toggleAttribute('aria-invalid', sentence !== '');
  }

  typeset() {
    for (const [name, control] of this.#starts) showMath(control.symbol, texName(name), name);
    for (const card of this.#cards) card.typeset();
  }

  translate() {
    for (const control of [this.epochs, this.bounds, ...this.#starts.values()]) control.translate();
  }

  /** Builds anew what depends on names and methods, when these are others. */
  #arrange() {
    const names = this.#race?.names ?? [];
    const shape = JSON.stringify([this.#state.problem, names, this.#state.runners.map(({ name }) => name)]);
    if (shape === this.#shape) return;
    this.#shape = shape;
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
    for (const card of this.#cards) {
      const runner = this.#state.runners[card.index];
      const hyperparameters = this.catalog.optimizers.find(({ name }) => name === runner.name)?.hyperparameters ?? [];
      card.show(settingsOf(runner, hyperparameters, this.#interval), runner.muted, this.#state.runners.length === 1);
    }
  }

  /** @param {number} index @param {string} name */
  #card(index, name) {
    const change = (/** @type {Partial<Runner>} */ part, settled = true) =>
      this.events.onChange(withRunner(this.#state, index, part), settled);
    return new RunnerCard(index, name, this.catalog, {
      onMethod: (method) => change({ name: method, settings: {} }),
      onSetting: (key, value, settled) =>
        change({ settings: { ...this.#state.runners[index].settings, [key]: value } }, settled),
      onMute: () => change({ muted: !this.#state.runners[index].muted }),
      onRemove: () => this.events.onChange(without(this.#state, index), true),
      explain: this.events.explain,
      language: this.events.language,
    });
  }

  #add() {
    this.events.onChange(withNewcomer(this.#state, this.#race?.names.length ?? 2), true);
  }

  /** @param {string} name */
  #start(name) {
    const [lo, hi] = this.#race?.window[name] ?? [-10, 10];
    return this.#number(
      {
        type: 'number',
        path: `model.start.${name}`,
        of: name,
        id: `race-start-${name}`,
        default: newNameDefault,
        min: -1e12,
        max: 1e12,
        sliderMin: lo,
        sliderMax: hi,
        sliderStep: 0,
        scale: 'linear',
        integer: false,
        positive: false,
      },
      (value, settled) => this.#change({ start: { ...this.#race?.start, [name]: value } }, settled),
    );
  }

  /** @param {NumberField} field @param {(value: number, settled: boolean) => void} onChange */
  #number(field, onChange) {
    return new NumberControl(field, {
      onChange: (value, isMoving) => {
        onChange(value, !isMoving);
        return null;
      },
      explain: this.events.explain,
      language: this.events.language,
    });
  }

  /** @param {Partial<RaceState>} change @param {boolean} settled */
  #change(change, settled) {
    this.events.onChange({ ...this.#state, ...change }, settled);
  }

  #problems() {
    const group = (/** @type {string} */ key, /** @type {Node[]} */ options) =>
      el('optgroup', { 'data-t-group': `race.${key}` }, ...options);
    const examples = (/** @type {number} */ parameters) =>
      gallery
        .filter(({ start }) => Object.keys(start).length === parameters)
        .map(({ key, name }) => el('option', { value: key }, name));
    const own = el('option', { value: 'typed', t: 'race.typedOption' });
    const select = el(
      'select',
      {
        class: 'race-problem',
        id: 'race-problem',
        label: 'race.problem',
        'data-testid': 'race-problem',
        onchange: () => this.#change({ problem: select.value, start: {} }, true),
      },
      group('two', examples(2)),
      group('one', examples(1)),
      group('own', [el('option', { value: 'data', t: 'race.dataOption' }), own]),
    );
    return select;
  }
}

/** w1 → w_{1} @param {string} name */
export const texName = (name) => name.replace(/^([a-zA-Z]+)_?(\d+)$/, '$1_{$2}');
