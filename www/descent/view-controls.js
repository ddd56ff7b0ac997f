// The controls that stand on Descent's charts: range and parameter of the loss curve, residuals, optimum.
import { ChoiceControl } from '../ui/choice-control.js';
import { el, setAttributeIfChanged, setIfChanged, setText } from '../ui/dom.js';
import { nameText } from '../ui/names.js';
import { planeView } from './plane.js';

/**
 * @import { ChartControls } from '../chart/chart.js'
 * @import { ChoiceField } from '../experiment/fields.js'
 * @import { Store } from '../experiment/store.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { DescentProblem } from './parts.js'
 */

export class ViewControls {
  /**
   * @param {Store} store
   * @param {(path: string, value: string) => void} onChange
   * @param {() => void} onClearGhosts
   */
  constructor(store, onChange, onClearGhosts) {
    this.store = store;
    this.onChange = onChange;
    this.range = new ChoiceControl(/** @type {ChoiceField} */ (store.field('view.range')), {
      name: 'options.range.name',
      label: (option) => `options.range.${option}`,
      term: 'range',
      onChange: (option) => onChange('view.range', option),
    });
    this.along = el('select', {
      class: 'menu',
      label: 'options.along',
      'data-term': 'parameter',
      'data-testid': 'view.along',
      onchange: () => onChange('view.along', this.along.value),
    });
    this.toggles = {
      'view.residuals': this.#toggle('view.residuals', 'residuals', 'residual'),
      'view.optimum': this.#toggle('view.optimum', 'optimum', 'optimum'),
    };
    this.path = this.#toggle('view.path', 'path', 'path');
    this.ghosts = el('button', {
      type: 'button',
      class: 'quiet toggle',
      'data-testid': 'clear-ghosts',
      t: 'options.clearGhosts',
      onclick: onClearGhosts,
    });
    /** These elements take the buttons of the point editor. */
    this.points = el('span');
    this.pointTools = el('span');
    /** @type {Record<string, ChartControls>} */
    this.byChart = {
      data: { head: [this.pointTools], folded: [...Object.values(this.toggles), this.points] },
      loss: { head: [this.along], folded: [this.path, this.ghosts, this.range.element] },
    };
  }

  /** Shows the values of the store. */
  show() {
    this.range.show(this.store.choice('view.range'));
    for (const [path, button] of Object.entries({ ...this.toggles, 'view.path': this.path }))
      setAttributeIfChanged(button, 'aria-pressed', String(this.store.choice(path) === 'shown'));
  }

  /** Shows the parameters of the model, if there are several. @param {DescentProblem} problem @param {Translate} t */
  showProblem({ parameters, along, plane }, t) {
    const offered = [...this.along.options].map((option) => option.value);
    const options = [...parameters, planeView];
    if (offered.join() !== options.join()) {
      this.along.replaceChildren(
        ...parameters.map((name) => el('option', { value: name }, nameText(name))),
        el('option', { value: planeView }),
      );
    }
    const planeText = parameters.length === 2 ? parameters.map(nameText).join(' × ') : t('options.plane');
    setText(/** @type {HTMLElement} */ (this.along.lastElementChild), planeText);
    setIfChanged(this.along, { value: plane ? planeView : along });
    setIfChanged(this.along, { hidden: parameters.length < 2 });
    setIfChanged(this.range.element, { hidden: parameters.length > 1 });
  }

  /** @param {string} path @param {string} name @param {string} term */
  #toggle(path, name, term) {
    return el(
      'button',
      {
        type: 'button',
        class: 'quiet toggle',
        'aria-pressed': 'false',
        'data-testid': path,
        label: `options.${name}Label`,
        'data-term': term,
        onclick: () => this.onChange(path, this.store.choice(path) === 'shown' ? 'hidden' : 'shown'),
      },
      el('span', { t: `options.${name}` }),
    );
  }
}
