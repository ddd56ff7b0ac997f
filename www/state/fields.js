// Every field of the page's state, declared once: what it is called (its place in the experiment), what it holds, and
// what it may be. Numbers and their limits come from the engine's catalog; the page adds only what it shows.
/**
 * @typedef {object} NumberField
 * @property {'number'} type
 * @property {string} path place in the experiment, for example "data.noise.sd"; also the key in the URL
 * @property {number} default
 * @property {number} min what a typed value may be …
 * @property {number} max
 * @property {number} sliderMin … and what the slider spans
 * @property {number} sliderMax
 * @property {number} sliderStep 0: continuous
 * @property {'linear' | 'log'} scale
 * @property {boolean} integer
 * @property {boolean} positive zero itself is refused
 *
 * @typedef {object} ChoiceField
 * @property {'choice'} type
 * @property {string} path
 * @property {string} default
 * @property {string[]} options
 *
 * @typedef {NumberField | ChoiceField} Field
 * @typedef {import('../../wasm/engine.d.ts').Catalog} Catalog
 */

/** The stretches of the loss curve that can be shown: the notebook's two, and one that fits the run. */
export const landscapeRanges = /** @type {const} */ ({ fit: null, near: [-2, 11], wide: [-11, 16] });

/**
 * @param {Catalog} catalog
 * @returns {Field[]}
 */
export function declareFields(catalog) {
  const descent = catalog.optimizers.find(({ name }) => name === 'gd') ?? catalog.optimizers[0];
  const rate = descent.hyperparameters.filter(({ key }) => key === 'rate');
  return [
    ...catalog.fields.map((field) => numberField({ ...field, path: oneOfMany[field.path] ?? field.path })),
    ...rate.map((hyperparameter) => numberField({ ...hyperparameter, sliderStep: 0, path: `optimizer.${hyperparameter.key}` })),
    choice('data.truth', ['m*x']),
    choice('model.formula', ['w1*x']),
    choice('loss.name', catalog.losses.map((loss) => loss.name)),
    choice('optimizer.name', [descent.name]),
    choice('precision', catalog.precisions, 'float64'),
    choice('view.range', Object.keys(landscapeRanges)),
    choice('view.optimum', ['hidden', 'shown']),
    choice('view.residuals', ['hidden', 'shown']),
  ];
}

/** The catalog tells what any constant and any start may be; the notebook has one of each. @type {Record<string, string>} */
const oneOfMany = { 'data.constants': 'data.constants.m', 'model.start': 'model.start.w1' };

/** @param {Omit<NumberField, 'type'>} field @returns {NumberField} */
function numberField({ path, default: standard, min, max, sliderMin, sliderMax, sliderStep, scale, integer, positive }) {
  return { type: 'number', path, default: standard, min, max, sliderMin, sliderMax, sliderStep, scale, integer, positive };
}

/** @param {string} path @param {string[]} options @param {string} [standard] @returns {ChoiceField} */
function choice(path, options, standard = options[0]) {
  return { type: 'choice', path, options, default: standard };
}
