// A lesson is a list of moves. A move is data: the problem that it needs, its question, the check that answers it. Its
// sentences stand in i18n/ under guide.<lesson>.<move>: `title`, `text`, `options.<option>`, `answers.<outcome>`.
import { presets, valuesOf } from '../experiment/presets.js';

/**
 * @import { Store } from '../experiment/store.js'
 * @import { Check } from './answers.js'
 */

/**
 * @typedef {object} Lesson
 * @property {string} key
 * @property {Move[]} moves
 *
 * @typedef {object} Move
 * @property {string} key
 * @property {'watch' | 'choice' | 'number' | 'text'} kind watch: a run is played; choice: one of several options;
 *   number: a typed one; text: a text, with numbers from a check
 * @property {Needs} [needs] the problem that it is about
 * @property {string} [set] names the button that sets that problem: guide.set.<set>
 * @property {string[]} [options] of a choice
 * @property {'data' | 'model'} [uses] the chosen option is the key of a preset, of which this part is set
 * @property {string} [field] path of the field whose limits a typed number obeys
 * @property {boolean} [isFollowing] the number follows that field's slider
 * @property {Check} [check] answers it
 * @property {string[]} [rates] the numbers of the answer that can be played as learning rates, in turn
 * @property {string} [of] key of an earlier move whose answer it continues
 *
 * @typedef {object} Needs
 * @property {string} [data] key of a preset
 * @property {string} [model] key of a preset
 * @property {Record<string, string | number>} [values] by path
 */

/** The preset with this key; of the polynomials, the first. @param {string} key */
export const presetAt = (key) => presets.find((preset) => preset.key === key) ?? presets[0];

/** Whether the store holds the problem that a move needs. @param {Store} store @param {Needs} [needs] */
export function holds(store, { data, model, values = {} } = {}) {
  const { 'data.truth': truth } = data ? valuesOf(presetAt(data), 'data') : {};
  const { 'model.formula': formula } = model ? valuesOf(presetAt(model), 'model') : {};
  return (
    (truth === undefined || (store.choice('data.table') === '' && store.choice('data.truth') === truth)) &&
    (formula === undefined || store.choice('model.formula') === formula) &&
    Object.entries(values).every(([path, value]) => store.choice(path) === String(value))
  );
}

/** The values by path that set the problem of a move. @param {Needs} needs */
export const valuesFor = ({ data, model, values = {} }) => ({
  ...(data && valuesOf(presetAt(data), 'data')),
  ...(model && valuesOf(presetAt(model), 'model')),
  ...values,
});
