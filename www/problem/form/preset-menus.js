// The menus of examples: of data, where those that teach and user data stand too, and of models.
import { teachingKeys } from '../../data/teaching-keys.js';
import { presetOf, presets } from '../../experiment/presets.js';
import { formulaFor, predictorNames } from '../../experiment/table.js';
import { MenuControl } from '../../ui/menu-control.js';

/**
 * @import { Preset } from '../../experiment/presets.js'
 * @import { Store } from '../../experiment/store.js'
 */

/**
 * @typedef {object} PresetEvents
 * @property {() => void} onOwnData
 * @property {(lesson: string) => void} onTeach
 * @property {(preset: Preset, part: 'data' | 'model') => void} onPreset
 */

/** The option of the menu of data for a table that is no lesson. */
const ownValue = 'own';

export class PresetMenus {
  /** @param {Store} store @param {PresetEvents} events */
  constructor(store, events) {
    this.store = store;
    this.events = events;
    const typed = { value: '-1', t: 'presets.typed' };
    const simulated = [typed, ...presetOptions('data')].map((option) => ({ ...option, group: 'presets.simulated' }));
    const lessons = teachingKeys.map((key) => ({ value: key, t: `teaching.${key}.name`, group: 'presets.teaching' }));
    this.data = this.#menu('data', [{ value: ownValue, t: 'presets.own' }, ...simulated, ...lessons]);
    this.model = this.#menu('model', [typed, ...presetOptions('model')]);
  }

  /** The key of the data that teach in use, or null. */
  get lesson() {
    const lesson = this.store.table()?.lesson;
    return lesson && teachingKeys.includes(lesson) ? lesson : null;
  }

  /** Shows the examples that the store holds. */
  show() {
    const { store } = this;
    const table = store.table();
    const truth = String(presetOf('data', store.choice('data.truth')));
    this.data.show(store.choice('data.table') === '' ? truth : (this.lesson ?? ownValue));
    const model = formulaFor(store.choice('model.formula'), table ? predictorNames(table) : ['x'], ['x']);
    this.model.show(String(presetOf('model', model)));
  }

  /** @param {'data' | 'model'} part @param {ConstructorParameters<typeof MenuControl>[2]} options */
  #menu(part, options) {
    return new MenuControl(`preset-${part}`, `presets.${part}`, options, (value) => {
      if (value === ownValue) this.events.onOwnData();
      else if (teachingKeys.includes(value)) this.events.onTeach(value);
      else if (presets[Number(value)]) this.events.onPreset(presets[Number(value)], part);
    });
  }
}

/** @param {'data' | 'model'} part */
function presetOptions(part) {
  return presets.flatMap((preset, i) =>
    preset[part] ? [{ value: String(i), t: `presets.${preset.key}`, degree: String(preset.degree ?? '') }] : [],
  );
}
