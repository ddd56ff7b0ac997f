// The state of the map: two dials, and the method and settings of the experiment. In the link it is one text,
// "optimizer.rate,model.start.w1": the experiment has the rest. Older links have a method and its settings here too,
// "optimizer.rate,model.start.w1,momentum,mu=0.9".
/**
 * @import { Experiment } from '../../wasm/engine.d.ts'
 * @import { Store } from '../experiment/store.js'
 */

/**
 * @typedef {object} MapState
 * @property {string} x path of the dial of the horizontal axis
 * @property {string} y path of the dial of the vertical axis
 * @property {string} method
 * @property {Record<string, number>} settings of the method, besides the rate
 */

/**
 * The methods of the map, with the hyperparameters of each that can be a dial besides the rate.
 * @type {Record<string, string[]>}
 */
export const methods = { gd: [], momentum: ['mu'], nesterov: ['mu'], rmsprop: ['alpha'], adam: ['b1', 'b2'] };

/** @type {MapState} */
export const defaultMap = { x: 'optimizer.rate', y: 'model.start.w1', method: 'gd', settings: {} };

/** @param {MapState} state */
export const encodeMap = ({ x, y }) => `${x},${y}`;

/** The state that a text encodes; null if the text is invalid. @param {string} text @returns {MapState | null} */
export function decodeMap(text) {
  if (text === '') return defaultMap;
  const [x, y, method = defaultMap.method, ...rest] = text.split(',');
  if (!y || !Object.hasOwn(methods, method)) return null;
  const settings = Object.fromEntries(rest.map((part) => part.split('=')).map(([key, value]) => [key, Number(value)]));
  return Object.values(settings).every((value) => value >= 0 && value < 1) ? { x, y, method, settings } : null;
}

/**
 * The state with one of its parts changed, and the others made consistent with it: two different axes, and no dial that
 * the method does not have.
 * @param {MapState} state
 * @param {Partial<MapState>} change
 * @returns {MapState}
 */
export function changedMap(state, change) {
  const changed = { ...state, ...change };
  if (change.x && change.x === state.y) changed.y = state.x;
  if (change.y && change.y === state.x) changed.x = state.y;
  if (change.method) {
    const own = methods[change.method].map((key) => `optimizer.${key}`);
    for (const axis of /** @type {const} */ (['x', 'y']))
      if (/^optimizer\.(?!rate|batch)/.test(changed[axis]) && !own.includes(changed[axis]))
        changed[axis] = own[0] ?? defaultMap[axis];
  }
  return changed;
}

/**
 * The state with the experiment's method and settings; a method for which there is no map leaves gradient descent.
 * @param {MapState} state
 * @param {Store} store
 * @returns {MapState}
 */
export function withMethodOf(state, store) {
  const chosen = store.choice('optimizer.name');
  if (!Object.hasOwn(methods, chosen)) return { ...state, method: defaultMap.method, settings: {} };
  const settings = Object.fromEntries(methods[chosen].map((key) => [key, store.number(`optimizer.${key}`)]));
  return { ...state, method: chosen, settings };
}

/**
 * The experiment with the map's method.
 * @param {Experiment} experiment
 * @param {MapState} state
 * @returns {Experiment}
 */
export function withMapMethod(experiment, { method, settings }) {
  const own = Object.fromEntries(methods[method].filter((key) => key in settings).map((key) => [key, settings[key]]));
  return { ...experiment, optimizer: { name: method, rate: experiment.optimizer.rate, ...own } };
}
