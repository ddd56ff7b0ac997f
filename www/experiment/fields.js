// Every field of the page's state, declared once: what it is called (its place in the experiment), what it holds, and
// what it may be. Numbers and their limits come from the engine's catalog; the page adds only what it shows.
import { workspaces } from './workspaces.js';

/** @import { Catalog, Hyperparameter } from '../../wasm/engine.d.ts' */

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
 * @property {string} [of] one of many that have names: which
 * @property {string} [id] of its controls, where several have the same path
 * @property {Condition} [when]
 *
 * @typedef {object} ChoiceField
 * @property {'choice'} type
 * @property {string} path
 * @property {string} default
 * @property {string[]} options
 * @property {Condition} [when]
 *
 * @typedef {object} TextField
 * @property {'text'} type
 * @property {string} path
 * @property {string} default
 * @property {Condition} [when]
 *
 * @typedef {object} TableField data of one's own, or nothing
 * @property {'table'} type
 * @property {string} path
 * @property {string} default
 * @property {Condition} [when]
 *
 * @typedef {object} BoundsField what may end a run before its epochs
 * @property {'bounds'} type
 * @property {string} path
 * @property {string} default
 * @property {NumberField[]} fields one for each bound
 * @property {Condition} [when]
 *
 * @typedef {{ path: string, is: string }} Condition the field is part of the experiment only while that choice is made
 * @typedef {NumberField | ChoiceField | TextField | TableField | BoundsField} Field
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
    table('data.table'),
    ...catalog.fields.map((field) => ({
      ...numberField({ ...field, path: oneOfMany[field.path] ?? field.path }),
      ...(field.path.startsWith('data.') && { when: simulated }),
    })),
    ...rate.map((hyperparameter) =>
      numberField({ ...hyperparameter, sliderStep: 0, path: `optimizer.${hyperparameter.key}` }),
    ),
    text('data.truth', 'm*x', simulated),
    text('model.formula', 'w1*x'),
    choice(
      'loss.name',
      catalog.losses.map((loss) => loss.name),
    ),
    ...catalog.losses.flatMap((loss) =>
      loss.hyperparameters.map((own) => ofLoss(own, { path: 'loss.name', is: loss.name })),
    ),
    text('loss.formula', 'r^2', { path: 'loss.name', is: 'custom' }),
    ...catalog.penalties.map((penalty) => ofLoss(penalty)),
    { type: 'bounds', path: 'stop.bounds', default: '', fields: boundFields(catalog) },
    choice('optimizer.name', [descent.name]),
    choice('precision', catalog.precisions, 'float64'),
    choice(
      'view.workspace',
      workspaces.map(({ key }) => key),
    ),
    text('view.race', ''),
    text('view.map', ''),
    text('view.along', ''),
    choice('view.range', Object.keys(landscapeRanges)),
    choice('view.optimum', ['hidden', 'shown']),
    choice('view.residuals', ['hidden', 'shown']),
  ];
}

/** What may end a run before its epochs. @param {Catalog} catalog */
export const boundFields = (catalog) => catalog.stopBounds.map(numberField);

/**
 * The catalog tells what any constant and any start may be; the notebook has one of each.
 * @type {Record<string, string>}
 */
const oneOfMany = { 'data.constants': 'data.constants.m', 'model.start': 'model.start.w1' };

/** Default of a constant or a start that the notebook does not have. */
export const newNameDefault = 1;

/** Names as the formula language has them: Latin and Greek letters, digits, underscores. */
const nameInFormulas = /^[a-zA-ZÀ-ɏΑ-ϵ][\wÀ-ɏΑ-ϵ]{0,40}$/;

/**
 * The field of a path: a declared one, or one beside the notebook's constant and start, which formulas name.
 * @param {Map<string, Field>} fields by path @param {string} path @returns {Field | undefined}
 */
export function fieldAt(fields, path) {
  const declared = fields.get(path);
  if (declared) return declared;
  const [, parent, name] = path.match(/^(.*)\.([^.]*)$/) ?? [];
  const sibling = fields.get(oneOfMany[parent]);
  if (sibling?.type !== 'number' || !nameInFormulas.test(name)) return undefined;
  return { ...sibling, path, of: name, default: newNameDefault };
}

/** @param {Omit<NumberField, 'type'>} field @returns {NumberField} */
function numberField({
  path,
  default: standard,
  min,
  max,
  sliderMin,
  sliderMax,
  sliderStep,
  scale,
  integer,
  positive,
}) {
  const [, parent, name] = path.match(/^(.*)\.([^.]*)$/) ?? [];
  const of = path === oneOfMany[parent] ? { of: name } : {};
  return {
    type: 'number',
    path,
    default: standard,
    min,
    max,
    sliderMin,
    sliderMax,
    sliderStep,
    scale,
    integer,
    positive,
    ...of,
  };
}

/** @param {Hyperparameter} hyperparameter @param {Condition} [when] @returns {NumberField} */
function ofLoss(hyperparameter, when) {
  return {
    ...numberField({ ...hyperparameter, sliderStep: 0, path: `loss.${hyperparameter.key}` }),
    ...(when && { when }),
  };
}

/** Without a table of one's own, data are simulated. @type {Condition} */
const simulated = { path: 'data.table', is: '' };

/** @param {string} path @returns {TableField} */
function table(path) {
  return { type: 'table', path, default: '' };
}

/** @param {string} path @param {string} standard @param {Condition} [when] @returns {TextField} */
function text(path, standard, when) {
  return { type: 'text', path, default: standard, ...(when && { when }) };
}

/** @param {string} path @param {string[]} options @param {string} [standard] @returns {ChoiceField} */
function choice(path, options, standard = options[0]) {
  return { type: 'choice', path, options, default: standard };
}
