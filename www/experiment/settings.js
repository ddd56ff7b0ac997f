// The methods of the catalog and their settings: their fields, and their values for a runner.

/**
 * @import { Catalog, Hyperparameter } from '../../wasm/engine.d.ts'
 * @import { NumberField } from './fields.js'
 */

/** @typedef {Catalog['optimizers'][number]} Method */

/** The method of a name. @param {Catalog} catalog @param {string} name */
export const methodNamed = ({ optimizers }, name) => optimizers.find((each) => each.name === name);

/** The hyperparameters of a method; none if there is no such method. @param {Catalog} catalog @param {string} name */
export const hyperparametersOf = (catalog, name) => methodNamed(catalog, name)?.hyperparameters ?? [];

/** Whether a method has a hyperparameter. @param {Method | undefined} method @param {string} wanted its key */
export const hasHyperparameter = (method, wanted) => method?.hyperparameters.some(({ key }) => key === wanted) ?? false;

/** A hyperparameter as a field of the page. @param {Hyperparameter} hyperparameter @returns {NumberField} */
export function settingField({ key, default: defaultValue, min, max, sliderMin, sliderMax, scale, integer, positive }) {
  return {
    type: 'number',
    path: `optimizer.${key}`,
    default: defaultValue,
    min,
    max,
    sliderMin,
    sliderMax,
    sliderStep: integer ? 1 : 0,
    scale,
    integer,
    positive,
  };
}

/**
 * The settings of a runner that differ from the catalog's defaults.
 * @param {{ settings: Record<string, number> }} runner
 * @param {Hyperparameter[]} hyperparameters
 * @param {Record<string, number>} defaults of the race
 * @returns {Record<string, number>}
 */
export function givenSettings({ settings }, hyperparameters, defaults) {
  const own = Object.entries(defaults).filter(([name]) => hyperparameters.some(({ key }) => key === name));
  return { ...Object.fromEntries(own), ...settings };
}

/**
 * All settings of a runner, with the defaults of its convention.
 * @param {{ settings: Record<string, number> }} runner
 * @param {Hyperparameter[]} hyperparameters
 * @param {Record<string, number>} defaults of the race
 * @returns {Record<string, number>}
 */
export function settingsOf(runner, hyperparameters, defaults) {
  const conventions = hyperparameters.find(({ key }) => key === 'convention')?.choices ?? [];
  const convention = conventions[runner.settings.convention ?? 0];
  const catalog = Object.fromEntries(
    hyperparameters.map((each) => [each.key, each.defaultByConvention[convention] ?? each.default]),
  );
  return { ...catalog, ...givenSettings(runner, hyperparameters, defaults) };
}
