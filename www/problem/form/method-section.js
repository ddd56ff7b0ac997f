// The method of the experiment: its menu, its hyperparameters, and its rule in one line. The learning rate, or the main
// hyperparameter of a method without one, stands in the strip (../rate-strip.js).
import { defaultMethod, methodsOfOneRate } from '../../experiment/fields.js';
import { hyperparametersOf, settingsOf } from '../../experiment/settings.js';
import { el, setIfChanged, setText } from '../../ui/dom.js';
import { showMath } from '../../ui/math.js';
import { MethodSettings, methodMenu } from '../method-controls.js';

/**
 * @import { Catalog, Hyperparameter } from '../../../wasm/engine.d.ts'
 * @import { Store } from '../../experiment/store.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { RateStrip } from '../strip/rate-strip.js'
 * @import { FormEvents } from './problem-form.js'
 */

/** Number of hyperparameters shown of a method that is not the notebook's; the others are in a <details> element. */
const maxSettings = 2;

/** Gradient descent's rule in one line. @type {readonly [string, string]} */
const shortRule = ["w \\leftarrow w - h\\,L'", 'w ← w − h L′'];

export class MethodSection {
  /** @type {MethodSettings | null} of the hyperparameters but for the learning rate */ #settings = null;
  /** The method for which the settings were built. */ #method = '';
  /** Whether the line is a formula. */ #isRule = false;

  /** @param {Store} store @param {Catalog} catalog @param {RateStrip} strip @param {FormEvents} events */
  constructor(store, catalog, strip, events) {
    this.store = store;
    this.catalog = catalog;
    this.strip = strip;
    this.events = events;
    this.menu = methodMenu(catalog, 'optimizer.name', (name) => this.#choose(name));
    this.element = el('div', { class: 'method-settings' });
    this.line = el('span', { class: 'section-line' });
  }

  /** The controls of its hyperparameters that are numbers, without the learning rate. */
  get numbers() {
    return this.#settings?.numbers ?? [];
  }

  /** Shows the method of the store and its hyperparameters. */
  show() {
    const { store } = this;
    const name = store.choice('optimizer.name');
    setIfChanged(this.menu, { value: name });
    const all = hyperparametersOf(this.catalog, name);
    const own = all.filter(({ key }) => key !== 'rate');
    if (this.#method !== name) this.#build(name, own, own.length < all.length);
    const given = own.flatMap(({ key, default: usual }) => {
      const value = store.number(`optimizer.${key}`);
      return value === usual ? [] : [[key, value]];
    });
    const runner = { name, settings: Object.fromEntries(given), isHidden: false };
    this.#settings?.show(settingsOf(runner, own, {}));
  }

  typeset() {
    if (this.#isRule) showMath(this.line, ...shortRule);
    this.#settings?.typeset();
  }

  /** Shows gradient descent's rule, and of another method its name. @param {string} method @param {Translate} t */
  showLine(method, t) {
    this.#isRule = method === defaultMethod;
    if (this.#isRule) {
      showMath(this.line, ...shortRule);
      return;
    }
    delete this.line.dataset.math; // it holds no formula now, so that the next one is shown
    setText(this.line, t(`optimizers.${method}`));
  }

  /** The learning rate stays where it means the same. @param {string} name */
  #choose(name) {
    const { store } = this;
    const keepsRate = [name, store.choice('optimizer.name')].every((each) => methodsOfOneRate.includes(each));
    /** @type {Record<string, number>} */
    const rate = keepsRate ? { 'optimizer.rate': store.number('optimizer.rate') } : {};
    this.events.change({ 'optimizer.name': name, ...rate }, false);
  }

  /** @param {string} name @param {Hyperparameter[]} own without the learning rate @param {boolean} hasRate */
  #build(name, own, hasRate) {
    const { explain, language, translate } = this.events;
    this.#method = name;
    this.#settings = new MethodSettings(own, 'optimizer', {
      onSetting: (key, value, isMoving) => this.events.change({ [`optimizer.${key}`]: value }, isMoving),
      explain,
      language,
    });
    const { elements } = this.#settings;
    const isMain = !hasRate && own[0]?.choices.length === 0;
    this.strip.showSetting(hasRate ? 'rate' : (isMain && elements[0]) || null);
    const rest = isMain ? elements.slice(1) : elements;
    const shown = name === defaultMethod ? 0 : maxSettings;
    const folded = rest.slice(shown);
    this.element.replaceChildren(
      ...rest.slice(0, shown),
      ...(folded.length > 0
        ? [el('details', { class: 'runner-more' }, el('summary', { t: 'race.more' }), ...folded)]
        : []),
    );
    translate(this.element);
    translate(this.strip.element);
    this.#settings.typeset();
  }
}
