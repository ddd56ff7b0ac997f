// The controls of a method: the menu of all methods by family, and one control for each hyperparameter.
import { settingField } from '../experiment/settings.js';
import { el, setIfChanged } from '../ui/dom.js';
import { showMath } from '../ui/math.js';
import { NumberControl } from '../ui/number-control.js';

/**
 * @import { Catalog, Hyperparameter } from '../../wasm/engine.d.ts'
 * @import { ValidationError } from '../experiment/validate.js'
 */

/**
 * A menu of all methods, by family.
 * @param {Catalog} catalog
 * @param {string} id
 * @param {(name: string) => void} onMethod
 * @param {string} [label]
 */
export function methodMenu(catalog, id, onMethod, label = 'race.method') {
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
  const select = el('select', { id, label, 'data-testid': id, onchange: () => onMethod(select.value) }, ...groups);
  return select;
}

/**
 * @typedef {object} SettingEvents
 * @property {(key: string, value: number, isMoving: boolean) => ValidationError | null | void} onSetting
 * @property {(error: ValidationError) => string} explain
 * @property {() => string} language
 */

export class MethodSettings {
  /** @type {Map<string, NumberControl | HTMLSelectElement>} by key */ controls = new Map();
  /** @type {{ element: HTMLElement, hyperparameter: Hyperparameter }[]} */ #math = [];
  /** @type {HTMLElement[]} one for each hyperparameter, in the order of the catalog */ elements;

  /** @param {Hyperparameter[]} hyperparameters @param {string} id prefix of the ids @param {SettingEvents} events */
  constructor(hyperparameters, id, events) {
    this.id = id;
    this.events = events;
    this.elements = hyperparameters.map((each) => (each.choices.length > 0 ? this.#choice(each) : this.#number(each)));
  }

  /** The controls that are numbers. */
  get numbers() {
    return [...this.controls.values()].filter((control) => control instanceof NumberControl);
  }

  /** @param {Record<string, number>} settings all of them */
  show(settings) {
    for (const [key, control] of this.controls) {
      if (control instanceof NumberControl) control.show(settings[key]);
      else setIfChanged(control, { value: String(settings[key]) });
    }
  }

  typeset() {
    for (const { element, hyperparameter } of this.#math) showMath(element, hyperparameter.symbol, '');
  }

  /** @param {Hyperparameter} hyperparameter */
  #number(hyperparameter) {
    const { key } = hyperparameter;
    const control = new NumberControl(
      { ...settingField(hyperparameter), id: `${this.id}-${key}` },
      {
        onChange: (value, isMoving) => this.events.onSetting(key, value, isMoving) ?? null,
        explain: this.events.explain,
        language: this.events.language,
      },
    );
    this.controls.set(key, control);
    this.#math.push({ element: control.symbol, hyperparameter });
    return control.element;
  }

  /** @param {Hyperparameter} hyperparameter */
  #choice({ key, choices }) {
    const id = `${this.id}-${key}`;
    const select = el(
      'select',
      { id, 'data-testid': id, onchange: () => this.events.onSetting(key, Number(select.value), true) },
      ...choices.map((choice, i) => el('option', { value: i, t: `choices.${choice}` })),
    );
    this.controls.set(key, select);
    return el(
      'div',
      { class: 'control control-choice' },
      el('label', { for: id, class: 'control-name', t: `fields.optimizer.${key}.name` }),
      select,
    );
  }
}
