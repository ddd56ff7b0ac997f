// The card of a runner in the form: its mark, its method, its hyperparameters, and the buttons that hide and remove it.
import { runnerSwatch } from '../../chart/legend.js';
import { settingField } from '../../experiment/race.js';
import { el, setText } from '../../ui/dom.js';
import { showMath } from '../../ui/math.js';
import { NumberControl } from '../../ui/number-control.js';

/**
 * @import { Catalog, Hyperparameter } from '../../../wasm/engine.d.ts'
 * @import { RateSource } from '../../experiment/race.js'
 * @import { ValidationError } from '../../experiment/validate.js'
 */

/**
 * @typedef {object} RunnerEvents
 * @property {(name: string) => void} onMethod
 * @property {(key: string, value: number, isMoving: boolean) => void} onSetting
 * @property {() => void} onHide hides it on the charts, or shows it again
 * @property {() => void} onRemove
 * @property {(error: ValidationError) => string} explain
 * @property {() => string} language
 */

/** Number of hyperparameters shown; the others are in a <details> element. */
const maxShown = 2;

export class RunnerCard {
  /** @type {Map<string, NumberControl | HTMLSelectElement>} */ #settings = new Map();
  /** @type {{ element: HTMLElement, hyperparameter: Hyperparameter }[]} */ #math = [];

  /** @param {number} index @param {string} name of its method @param {Catalog} catalog @param {RunnerEvents} events */
  constructor(index, name, catalog, events) {
    this.index = index;
    this.events = events;
    const optimizer = catalog.optimizers.find((each) => each.name === name) ?? catalog.optimizers[0];
    const controls = optimizer.hyperparameters.map((hyperparameter) => this.#control(hyperparameter));
    this.hide = this.#button('hide', events.onHide);
    this.remove = this.#button('remove', events.onRemove);
    this.rateSource = el('p', { class: 'note runner-rate', 'data-testid': `runner-${index}-rate-source` });
    this.note = el('p', { class: 'control-error runner-note', 'data-testid': `runner-${index}-note` });
    this.element = el(
      'li',
      { class: 'runner', 'data-testid': `runner-${index}` },
      el('div', { class: 'runner-head' }, runnerSwatch(index), this.#method(catalog, name), this.hide, this.remove),
      this.note,
      ...controls.slice(0, maxShown),
      ...(this.#settings.has('rate') ? [this.rateSource] : []),
      ...(controls.length > maxShown
        ? [el('details', { class: 'runner-more' }, el('summary', { t: 'race.more' }), ...controls.slice(maxShown))]
        : []),
    );
  }

  /**
   * @param {Record<string, number>} settings all of them
   * @param {boolean} isHidden
   * @param {boolean} isOnlyRunner which cannot be removed
   */
  show(settings, isHidden, isOnlyRunner) {
    for (const [key, control] of this.#settings) {
      if (control instanceof NumberControl) control.show(settings[key]);
      else control.value = String(settings[key]);
    }
    this.hide.setAttribute('aria-pressed', String(isHidden));
    this.remove.disabled = isOnlyRunner;
    this.element.classList.toggle('is-hidden', isHidden);
  }

  /**
   * Shows the source of the learning rate.
   * @param {RateSource} source
   * @returns {boolean} whether it is another one, in no language yet
   */
  showRateSource(source) {
    const key = `race.rateSource.${source}`;
    if (this.rateSource.dataset.t === key) return false;
    this.rateSource.dataset.t = key;
    return true;
  }

  /** Shows why the runner could not start. @param {string} message empty: it could */
  showError(message) {
    setText(this.note, message);
  }

  typeset() {
    for (const { element, hyperparameter } of this.#math) showMath(element, hyperparameter.symbol, '');
  }

  /** A menu of all methods, by family. @param {Catalog} catalog @param {string} name */
  #method(catalog, name) {
    const families = [...new Set(catalog.optimizers.map(({ family }) => family))];
    const groups = families.map((family) => {
      const group = el('optgroup', { 'data-t-group': `families.${family}` });
      group.append(
        ...catalog.optimizers
          .filter((each) => each.family === family)
          .map((each) => el('option', { value: each.name, t: `optimizers.${each.name}` })),
      );
      return group;
    });
    const select = el(
      'select',
      {
        id: `runner-${this.index}-method`,
        label: 'race.method',
        'data-testid': `runner-${this.index}-method`,
        onchange: () => this.events.onMethod(select.value),
      },
      ...groups,
    );
    select.value = name;
    return select;
  }

  /** @param {'hide' | 'remove'} name @param {() => void} act */
  #button(name, act) {
    const glyph = { hide: '◐', remove: '×' }[name];
    return el(
      'button',
      {
        type: 'button',
        class: 'quiet runner-button',
        label: `race.${name}`,
        'data-testid': `runner-${this.index}-${name}`,
        onclick: act,
      },
      glyph,
    );
  }

  /** @param {Hyperparameter} hyperparameter */
  #control(hyperparameter) {
    return hyperparameter.choices.length > 0 ? this.#choice(hyperparameter) : this.#number(hyperparameter);
  }

  /** @param {Hyperparameter} hyperparameter */
  #number(hyperparameter) {
    const { key } = hyperparameter;
    const control = new NumberControl(
      { ...settingField(hyperparameter), id: `runner-${this.index}-${key}` },
      {
        onChange: (value, isMoving) => {
          this.events.onSetting(key, value, isMoving);
          return null;
        },
        explain: this.events.explain,
        language: this.events.language,
      },
    );
    this.#settings.set(key, control);
    this.#math.push({ element: control.symbol, hyperparameter });
    return control.element;
  }

  /** @param {Hyperparameter} hyperparameter */
  #choice({ key, choices }) {
    const id = `runner-${this.index}-${key}`;
    const select = el(
      'select',
      { id, 'data-testid': id, onchange: () => this.events.onSetting(key, Number(select.value), true) },
      ...choices.map((choice, i) => el('option', { value: i, t: `choices.${choice}` })),
    );
    this.#settings.set(key, select);
    return el(
      'div',
      { class: 'control control-choice' },
      el('label', { for: id, class: 'control-name', t: `fields.optimizer.${key}.name` }),
      select,
    );
  }
}
