// What the map workspace shows, besides the experiment: two dials, a method, and what it is told. As text in the link:
// "optimizer.rate,model.start.w1,gd,0.9".
/**
 * @import { Axis, Catalog, Experiment } from '../../wasm/engine.d.ts'
 * @import { NumberField } from '../experiment/fields.js'
 * @import { Store } from '../experiment/store.js'
 */

/**
 * @typedef {object} MapState
 * @property {string} x path of the dial across
 * @property {string} y path of the dial upward
 * @property {string} method
 * @property {Record<string, number>} settings of the method, besides the rate
 */

/**
 * The methods of the map and of the comparison, with the settings of each that a dial may turn.
 * @type {Record<string, string[]>}
 */
export const methods = { gd: [], momentum: ['mu'], nesterov: ['mu'], rmsprop: ['alpha'], adam: ['b1', 'b2'] };

/** @type {MapState} */
export const standardMap = { x: 'optimizer.rate', y: 'model.start.w1', method: 'gd', settings: {} };

/** @param {MapState} state */
export function encodeMap({ x, y, method, settings }) {
  return [x, y, method, ...Object.entries(settings).map(([key, value]) => `${key}=${value}`)].join(',');
}

/** @param {string} text @returns {MapState | null} null: nothing that can be used */
export function decodeMap(text) {
  if (text === '') return standardMap;
  const [x, y, method, ...rest] = text.split(',');
  if (!y || !Object.hasOwn(methods, method)) return null;
  const settings = Object.fromEntries(rest.map((part) => part.split('=')).map(([key, value]) => [key, Number(value)]));
  return Object.values(settings).every((value) => value >= 0 && value < 1) ? { x, y, method, settings } : null;
}

/**
 * The experiment with the map's method.
 * @param {Experiment} experiment
 * @param {MapState} state
 * @returns {Experiment}
 */
export function mapped(experiment, { method, settings }) {
  const known = Object.fromEntries(methods[method].filter((key) => key in settings).map((key) => [key, settings[key]]));
  return { ...experiment, optimizer: { name: method, rate: experiment.optimizer.rate, ...known } };
}

/** The dials that may be axes now. @param {Store} store @param {string} method @returns {string[]} */
export function dials(store, method) {
  const numbers = store.fields.filter(
    (field) =>
      field.type === 'number' &&
      store.inEffect(field) &&
      !/^(stop|data\.seed|data\.from|data\.to|view)/.test(field.path),
  );
  return [
    ...methods[method].map((key) => `optimizer.${key}`),
    'optimizer.batch',
    ...numbers.map(({ path }) => path),
  ].sort((a, b) => order(a) - order(b));
}

/** @param {string} path */
const order = (path) =>
  ['optimizer.rate', 'optimizer', 'model.start', 'data', 'loss'].findIndex((start) => path.startsWith(start));

/**
 * Beyond the limit of stability by this factor the map shows what diverges; momentum pushes the limit out, to twice as
 * much.
 */
const beyond = { plain: 1.15, momentum: 2.3 };

/**
 * The stretch of a dial that the map shows: its slider's, and for the rate three decades up to where descents diverge.
 * @param {Store} store @param {MapState} state @param {string} path @param {number} stableRate
 * @returns {Omit<Axis, 'points'>}
 */
export function stretch(store, state, path, stableRate) {
  if (path === 'optimizer.rate') {
    const top =
      Math.ceil(4 * Math.log10(stableRate * (methods[state.method].includes('mu') ? beyond.momentum : beyond.plain))) /
      4;
    return { path, from: 10 ** (top - 3), to: 10 ** top, scale: 'log' };
  }
  if (path === 'optimizer.batch') return { path, from: 1, to: Math.max(2, store.number('data.n')), scale: 'log' };
  if (!store.has(path)) return { path, from: 0, to: 0.99, scale: 'linear' };
  const { sliderMin, sliderMax, scale, positive } = /** @type {NumberField} */ (store.field(path));
  const value = store.number(path);
  return {
    path,
    from: Math.min(positive || scale === 'log' ? Math.max(sliderMin, 1e-4) : sliderMin, value),
    to: Math.max(sliderMax, value),
    scale,
  };
}

/**
 * Where the experiment stands on a dial.
 * @param {Store} store
 * @param {Experiment} experiment
 * @param {string} path
 * @param {Catalog} catalog
 * @returns {number}
 */
export function dialValue(store, experiment, path, catalog) {
  if (store.has(path)) return store.number(path);
  const said = experiment.optimizer[path.slice('optimizer.'.length)];
  if (typeof said === 'number') return said;
  const row = catalog.optimizers.find(({ name }) => name === experiment.optimizer.name);
  return row?.hyperparameters.find(({ key }) => path === `optimizer.${key}`)?.default ?? NaN;
}

/**
 * @typedef {{ key: string, values: Record<string, string | number>, map?: Partial<MapState> }} MapPreset key: of the
 *   strings "map.presets.<key>"
 */

/** The notebook's problem with a rate. @param {string} key @param {number} rate @returns {MapPreset} */
const notebook = (key, rate) => ({ key, values: { 'optimizer.rate': rate } });

/** Settings with a name and a question. What they do not say is the notebook's. @type {MapPreset[]} */
export const mapPresets = [
  notebook('small', 0.002),
  notebook('right', 0.3675742574257426),
  notebook('overshoot', 0.6),
  notebook('edge', 0.735),
  notebook('diverge', 0.8),
  {
    key: 'trap',
    values: {
      'data.truth': 'sin(m*x)',
      'data.constants.m': 2,
      'data.noise.factor': 0.1,
      'model.formula': 'sin(w1*x)',
      'model.start.w1': 7,
      'optimizer.rate': 0.1,
    },
  },
  {
    key: 'plateau',
    values: {
      'data.truth': 'tanh(m*x)',
      'data.constants.m': 1,
      'data.noise.factor': 0.1,
      'model.formula': 'tanh(w1*x)',
      'model.start.w1': 9,
      'optimizer.rate': 0.5,
    },
  },
  {
    key: 'ravine',
    values: {
      'data.truth': 'm*x + 1',
      'model.formula': 'w1*x + 0.1*w2',
      'model.start.w1': -5,
      'model.start.w2': 40,
      'optimizer.rate': 0.2,
      'stop.epochs': 500,
    },
    map: { method: 'momentum', y: 'optimizer.mu', settings: { mu: 0.5 } },
  },
];
