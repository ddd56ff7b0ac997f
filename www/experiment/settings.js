// The settings of a method: their fields, and their values for a runner.

/**
 * @import { Hyperparameter } from '../../wasm/engine.d.ts'
 * @import { NumberField } from './fields.js'
 */

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
