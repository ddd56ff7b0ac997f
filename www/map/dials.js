// The dials that can be axes of the map: numbers of the experiment and hyperparameters of its method.
import { hasHyperparameter, hyperparametersOf } from '../experiment/settings.js';

/**
 * @import { Axis, Catalog, Experiment } from '../../wasm/engine.d.ts'
 * @import { NumberField } from '../experiment/fields.js'
 * @import { Method } from '../experiment/settings.js'
 * @import { Store } from '../experiment/store.js'
 */

/** The order of the dials in a menu, by the beginning of their paths. */
const pathOrder = ['optimizer.rate', 'optimizer', 'model.start', 'data', 'loss'];

/**
 * The keys of the hyperparameters of a method that can be dials: its rate, the size of a batch, and fractions of 1.
 * @param {Method} method
 */
const dialKeys = ({ hyperparameters }) =>
  hyperparameters
    .filter(({ key, min, max, integer }) => ['rate', 'batch'].includes(key) || (!integer && min === 0 && max === 1))
    .map(({ key }) => key);

/**
 * The paths of all dials of the current experiment.
 * @param {Store} store
 * @param {Method} method of the experiment
 * @returns {string[]}
 */
export function dialsOf(store, method) {
  const numbers = store.fields.filter(
    (field) =>
      field.type === 'number' &&
      store.inEffect(field) &&
      // A method of least squares takes a sum of squares alone, without penalties.
      !(method.family === 'least_squares' && field.path.startsWith('loss')) &&
      !/^(stop|optimizer|data\.seed|data\.from|data\.to|view)/.test(field.path),
  );
  const rank = (/** @type {string} */ path) => pathOrder.findIndex((beginning) => path.startsWith(beginning));
  return [...dialKeys(method).map((key) => `optimizer.${key}`), ...numbers.map(({ path }) => path)].sort(
    (a, b) => rank(a) - rank(b),
  );
}

/**
 * The map extends beyond the stability limit of gradient descent by this factor, so that it shows where descents
 * diverge. Momentum moves the limit up, to at most twice the rate.
 */
const overshoot = { plain: 1.15, momentum: 2.3 };
/** Decades of the rate's axis. */
const rateDecades = 3;
const maxMomentum = 0.99;
const minPositive = 1e-4;

/**
 * The span of a dial on the map: that of its slider, and for the rate three decades up to where descents diverge.
 * @param {Store} store
 * @param {Method} method of the experiment
 * @param {string} path
 * @param {number | null} stableRate the stability limit of gradient descent; null: unknown
 * @returns {Omit<Axis, 'points'>}
 */
export function dialSpan(store, method, path, stableRate) {
  if (path === 'optimizer.rate' && stableRate !== null) {
    const factor = hasHyperparameter(method, 'mu') ? overshoot.momentum : overshoot.plain;
    const top = Math.ceil(4 * Math.log10(stableRate * factor)) / 4;
    return { path, from: 10 ** (top - rateDecades), to: 10 ** top, scale: 'log' };
  }
  if (path === 'optimizer.batch') return { path, from: 1, to: Math.max(2, store.number('data.n')), scale: 'log' };
  if (isSetting(path)) return { path, from: 0, to: maxMomentum, scale: 'linear' };
  const { sliderMin, sliderMax, scale, positive } = /** @type {NumberField} */ (store.field(path));
  const value = store.number(path);
  const min = positive || scale === 'log' ? Math.max(sliderMin, minPositive) : sliderMin;
  return { path, from: Math.min(min, value), to: Math.max(sliderMax, value), scale };
}

/**
 * The current value of a dial.
 * @param {Store} store
 * @param {Experiment} experiment
 * @param {string} path
 * @param {Catalog} catalog
 * @returns {number}
 */
export function dialValue(store, experiment, path, catalog) {
  if (!isSetting(path)) return store.number(path);
  const given = experiment.optimizer[path.slice('optimizer.'.length)];
  if (typeof given === 'number') return given;
  const hyperparameters = hyperparametersOf(catalog, experiment.optimizer.name);
  return hyperparameters.find(({ key }) => path === `optimizer.${key}`)?.default ?? NaN;
}

/** Whether a path is that of a hyperparameter besides the rate. @param {string} path */
const isSetting = (path) => path.startsWith('optimizer.') && path !== 'optimizer.rate';

/** Whether a method has a dial. @param {Method} method @param {string} path */
export const hasDial = (method, path) =>
  !path.startsWith('optimizer.') || hasHyperparameter(method, path.slice('optimizer.'.length));
