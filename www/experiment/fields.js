// Every field of the page's state, declared once: its path in the experiment, its type, default and limits. Numbers
// come from the engine's catalog; the page adds only the fields of its views.
import { workspaces } from './workspaces.js';

/** @import { Catalog, Hyperparameter } from '../../wasm/engine.d.ts' */

/**
 * @typedef {object} NumberField
 * @property {'number'} type
 * @property {string} path place in the experiment, for example "data.noise.sd"; also the key in the URL
 * @property {number} default
 * @property {number} min smallest value that may be typed
 * @property {number} max largest value that may be typed
 * @property {number} sliderMin smallest value of the slider
 * @property {number} sliderMax largest value of the slider
 * @property {number} sliderStep 0: continuous
 * @property {'linear' | 'log'} scale
 * @property {boolean} integer
 * @property {boolean} positive whether zero is refused
 * @property {string} [symbol] TeX, from the catalog
 * @property {string} [of] the name in a formula, of a constant or a start
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
 * @typedef {object} TableField user data, or an empty text
 * @property {'table'} type
 * @property {string} path
 * @property {string} default
 * @property {Condition} [when]
 *
 * @typedef {object} BoundsField the stopping criteria that end a run before its epochs
 * @property {'bounds'} type
 * @property {string} path
 * @property {string} default
 * @property {NumberField[]} fields one for each bound
 * @property {Condition} [when]
 *
 * @typedef {{ path: string, is: string }} Condition the field belongs to that choice: it is part of
 *   the experiment only while the choice is made, and another choice may have a field of the same path
 * @typedef {NumberField | ChoiceField | TextField | TableField | BoundsField} Field
 */

/** The ranges of the loss curve: the notebook's two, and one that fits the run. */
export const landscapeRanges = /** @type {const} */ ({ fit: null, near: [-2, 11], wide: [-11, 16] });

/** The notebook's method. */
export const defaultMethod = 'gd';

/**
 * The methods whose step is h times a gradient, or a sum of gradients: one rate has the same meaning in all of them.
 */
export const methodsOfOneRate = ['gd', 'momentum', 'nesterov', 'nesterov_look_ahead'];

/**
 * @param {Catalog} catalog
 * @returns {Field[]}
 */
export function declareFields(catalog) {
  return [
    table('data.table'),
    ...catalog.fields.map((field) => ({
      ...numberField({ ...field, path: exampleFieldOf[field.path] ?? field.path }),
      ...(field.path.startsWith('data.') && { when: simulated }),
    })),
    ...catalog.optimizers.flatMap(({ name, hyperparameters }) =>
      hyperparameters.map((own) => hyperparameterField('optimizer', own, { path: 'optimizer.name', is: name })),
    ),
    text('data.truth', 'm*x', simulated),
    text('model.formula', 'w1*x'),
    choice('model.scaling', ['none', 'standard']),
    choice(
      'loss.name',
      catalog.losses.map((loss) => loss.name),
    ),
    ...catalog.losses.flatMap((loss) =>
      loss.hyperparameters.map((own) => hyperparameterField('loss', own, { path: 'loss.name', is: loss.name })),
    ),
    text('loss.formula', 'r^2', { path: 'loss.name', is: 'custom' }),
    ...catalog.penalties.map((penalty) => hyperparameterField('loss', penalty)),
    { type: 'bounds', path: 'stop.bounds', default: '', fields: boundFields(catalog) },
    choice(
      'optimizer.name',
      catalog.optimizers.map(({ name }) => name),
      defaultMethod,
    ),
    choice('precision', catalog.precisions, 'float64'),
    choice(
      'view.workspace',
      workspaces.map(({ key }) => key),
    ),
    text('view.race', ''),
    text('view.map', ''),
    text('view.fit', ''),
    text('view.along', ''),
    choice('view.range', Object.keys(landscapeRanges)),
    choice('view.optimum', ['hidden', 'shown']),
    choice('view.residuals', ['shown', 'hidden']),
    choice('view.path', ['hidden', 'shown']),
  ];
}

/** The stopping criteria that end a run before its epochs. @param {Catalog} catalog */
export const boundFields = (catalog) => catalog.stopBounds.map(numberField);

/**
 * The notebook's constant and its start: the fields that stand for all constants and all starts.
 * @type {Record<string, string>}
 */
const exampleFieldOf = { 'data.constants': 'data.constants.m', 'model.start': 'model.start.w1' };

/** Default of a constant or a start that the notebook does not have. */
export const newNameDefault = 1;

/** Names in the formula language: Latin and Greek letters, digits, underscores. */
export const nameInFormulas = /^[a-zA-ZÀ-ÖØ-öø-ɏΑ-ϵ][\wÀ-ÖØ-öø-ɏΑ-ϵ]*$/;

/** Groups fields by their paths. @param {Field[]} fields @returns {Map<string, Field[]>} */
export function byPath(fields) {
  /** @type {Map<string, Field[]>} */
  const groups = new Map();
  for (const field of fields) groups.set(field.path, [...(groups.get(field.path) ?? []), field]);
  return groups;
}

/** Identifies a field: several may have the same path, each of another choice. @param {Field} field */
export function fieldKey(field) {
  const known = fieldKeys.get(field);
  if (known !== undefined) return known;
  const { path, when } = field;
  const key = when ? `${path} if ${when.path} is ${when.is}` : path;
  fieldKeys.set(field, key);
  return key;
}
/** @type {WeakMap<Field, string>} */
const fieldKeys = new WeakMap();

/**
 * The field of a path. Of several, it is the one whose choice is made. A path that is not declared may be that of a
 * constant or a start that a formula names.
 * @param {Map<string, Field[]>} fields by path
 * @param {string} path
 * @param {(path: string) => string} choiceOf the option that is chosen
 * @returns {Field | undefined}
 */
export function fieldAt(fields, path, choiceOf) {
  const declared = fields.get(path);
  if (declared) return declared.find(({ when }) => when && choiceOf(when.path) === when.is) ?? declared[0];
  const [, parent, name] = path.match(/^(.*)\.([^.]*)$/) ?? [];
  const [example] = fields.get(exampleFieldOf[parent]) ?? [];
  if (example?.type !== 'number' || !nameInFormulas.test(name)) return undefined;
  return { ...example, path, of: name, default: newNameDefault };
}

/** @param {Omit<NumberField, 'type'>} field @returns {NumberField} */
function numberField(field) {
  const { path, default: defaultValue, min, max, sliderMin, sliderMax, sliderStep, scale, integer, positive } = field;
  const [, parent, name] = path.match(/^(.*)\.([^.]*)$/) ?? [];
  return {
    type: 'number',
    path,
    default: defaultValue,
    min,
    max,
    sliderMin,
    sliderMax,
    sliderStep,
    scale,
    integer,
    positive,
    ...(field.symbol && { symbol: field.symbol }),
    ...(path === exampleFieldOf[parent] && { of: name }),
  };
}

/**
 * The field of a hyperparameter of the catalog.
 * @param {'optimizer' | 'loss'} group
 * @param {Hyperparameter} hyperparameter
 * @param {Condition} [when]
 * @returns {NumberField}
 */
export const hyperparameterField = (group, hyperparameter, when) => ({
  ...numberField({
    ...hyperparameter,
    sliderStep: hyperparameter.integer ? 1 : 0,
    path: `${group}.${hyperparameter.key}`,
  }),
  ...(when && { when }),
});

/** Without a table of user data, data are simulated. @type {Condition} */
const simulated = { path: 'data.table', is: '' };

/** @param {string} path @returns {TableField} */
function table(path) {
  return { type: 'table', path, default: '' };
}

/** @param {string} path @param {string} defaultValue @param {Condition} [when] @returns {TextField} */
function text(path, defaultValue, when) {
  return { type: 'text', path, default: defaultValue, ...(when && { when }) };
}

/** @param {string} path @param {string[]} options @param {string} [defaultValue] @returns {ChoiceField} */
function choice(path, options, defaultValue = options[0]) {
  return { type: 'choice', path, options, default: defaultValue };
}
