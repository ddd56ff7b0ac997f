// The presets of the map: settings with a name and a question.

/** @import { MapState } from './state.js' */

/**
 * @typedef {object} MapPreset
 * @property {string} key of the strings "map.presets.<key>"
 * @property {Record<string, string | number>} values those that differ from the notebook's
 * @property {Partial<MapState>} [map]
 */

/** The notebook's problem with a learning rate. @param {string} key @param {number} rate @returns {MapPreset} */
const withRate = (key, rate) => ({ key, values: { 'optimizer.rate': rate } });

/** @type {MapPreset[]} */
export const mapPresets = [
  withRate('small', 0.002),
  withRate('right', 0.3675742574257426),
  withRate('overshoot', 0.6),
  withRate('edge', 0.735),
  withRate('diverge', 0.8),
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
      'optimizer.name': 'momentum',
      'optimizer.mu': 0.5,
      'optimizer.rate': 0.2,
      'stop.epochs': 500,
    },
    map: { y: 'optimizer.mu' },
  },
];
