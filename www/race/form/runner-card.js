// The card of a runner in the form: its mark, its method, its hyperparameters, and the buttons that hide and remove it.
import { methodNamed } from '../../experiment/settings.js';
import { runnerSwatch } from '../../chart/legend.js';
import { MethodSettings, methodMenu } from '../../problem/method-controls.js';
import { el, setText } from '../../ui/dom.js';

/**
 * @import { Catalog } from '../../../wasm/engine.d.ts'
 * @import { RateSource } from '../../experiment/race.js'
 * @import { ValidationError } from '../../experiment/validate.js'
 */

/**
 * @typedef {object} RunnerEvents
 * @property {(name: string) => void} onMethod
 * @property {(key: string, value: number, isMoving: boolean) => void} onSetting
 * @property {() => void} onDescend makes it the method of the experiment, and opens Descent
 * @property {() => void} onHide hides it on the charts, or shows it again
 * @property {() => void} onRemove
 * @property {(error: ValidationError) => string} explain
 * @property {() => string} language
 */

/** Number of hyperparameters shown; the others are in a <details> element. */
const maxShown = 2;

export class RunnerCard {
  /** @param {number} index @param {string} name of its method @param {Catalog} catalog @param {RunnerEvents} events */
  constructor(index, name, catalog, events) {
    this.index = index;
    this.events = events;
    const optimizer = methodNamed(catalog, name) ?? catalog.optimizers[0];
    this.settings = new MethodSettings(optimizer.hyperparameters, `runner-${index}`, events);
    const controls = this.settings.elements;
    this.method = methodMenu(catalog, `runner-${index}-method`, events.onMethod);
    this.method.value = name;
    this.descend = this.#button('descend', events.onDescend);
    this.hide = this.#button('hide', events.onHide);
    this.remove = this.#button('remove', events.onRemove);
    this.rateSource = el('p', { class: 'note runner-rate', 'data-testid': `runner-${index}-rate-source` });
    this.note = el('p', { class: 'control-error runner-note', 'data-testid': `runner-${index}-note` });
    this.element = el(
      'li',
      { class: 'runner', 'data-testid': `runner-${index}` },
      el('div', { class: 'runner-head' }, runnerSwatch(index), this.method),
      this.note,
      ...controls.slice(0, maxShown),
      ...(this.settings.controls.has('rate') ? [this.rateSource] : []),
      el('div', { class: 'runner-tools' }, this.descend, this.hide, this.remove),
      ...(controls.length > maxShown
        ? [el('details', { class: 'runner-more' }, el('summary', { t: 'race.more' }), ...controls.slice(maxShown))]
        : []),
    );
  }

  /**
   * @param {Record<string, number>} settings all of them
   * @param {boolean} isHidden
   * @param {boolean} isOnlyRunner which cannot be removed
   * @param {boolean} isOfExperiment whether the race is on the experiment's problem, which Descent shows
   */
  show(settings, isHidden, isOnlyRunner, isOfExperiment) {
    this.descend.hidden = !isOfExperiment;
    this.settings.show(settings);
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
    this.settings.typeset();
  }

  /** @param {'descend' | 'hide' | 'remove'} name @param {() => void} act */
  #button(name, act) {
    const glyph = { descend: '↘', hide: '◐', remove: '×' }[name];
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
}
