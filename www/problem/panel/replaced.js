// The losses that an example, a lesson or other data can cause: own data, and a model that no example has.
import { teachingKeys } from '../../data/teaching-keys.js';
import { isDifficultPart } from '../../experiment/difficult-losses.js';
import { presetOf } from '../../experiment/presets.js';
import { formulaFor, predictorNames, tableAt } from '../../experiment/table.js';

/** @typedef {Record<string, number | string>} Values of the store, by path */

/** The names of the predictors of a table by its key. @param {string} key */
export function namesIn(key) {
  const table = tableAt(key);
  return table ? predictorNames(table) : ['x'];
}

/** The model over x, whatever its predictors are called. @param {Values} values */
const modelOf = (values) => formulaFor(String(values['model.formula']), namesIn(String(values['data.table'])), ['x']);

/** @param {'data' | 'model'} part @param {string | number} formula */
const isExample = (part, formula) => presetOf(part, String(formula)) >= 0 || isDifficultPart(part, formula);

/**
 * Whether the data are the user's: a table that is no lesson, or a formula that no example has.
 * @param {Values} values
 */
function hasOwnData(values) {
  const table = tableAt(String(values['data.table']));
  if (!table) return !isExample('data', values['data.truth']);
  return !teachingKeys.includes(table.lesson ?? '');
}

/** @param {Values} a @param {Values} b */
function haveSameData(a, b) {
  if (a['data.table'] !== b['data.table']) return false;
  return a['data.table'] !== '' || a['data.truth'] === b['data.truth'];
}

/**
 * The key of the sentence status.replaced.<key> that names what is gone; null: nothing.
 * @param {Values} before @param {Values} after
 * @returns {'data' | 'model' | 'both' | null}
 */
export function replacedBy(before, after) {
  const isDataGone = hasOwnData(before) && !haveSameData(before, after);
  const isModelGone = !isExample('model', modelOf(before)) && modelOf(before) !== modelOf(after);
  if (isDataGone && isModelGone) return 'both';
  if (isDataGone) return 'data';
  return isModelGone ? 'model' : null;
}
