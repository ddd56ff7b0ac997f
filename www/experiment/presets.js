// Kinds of curves, each as data that follow it and as a model with a start from which the descent can be watched. The
// notebook's second exercise is data alone.
/**
 * @typedef {object} Preset
 * @property {string} key of the string "presets.<key>"
 * @property {number} [degree] of a polynomial
 * @property {{ truth: string, constants: Record<string, number>, from: number, to: number, factor: number }} [data]
 * @property {{ formula: string, start: Record<string, number> }} [model]
 */

/** @type {Preset[]} */
export const presets = [
  {
    key: 'origin',
    data: { truth: 'm*x', constants: { m: 5 }, from: -2, to: 2, factor: 2 },
    model: { formula: 'w1*x', start: { w1: 10 } },
  },
  {
    key: 'wave',
    data: { truth: 'm*x + sin(3x)', constants: { m: 1 }, from: -2, to: 2, factor: 0.3 },
  },
  {
    key: 'line',
    data: { truth: 'a + b*x', constants: { a: 3, b: 2 }, from: -2, to: 2, factor: 1 },
    model: { formula: 'w1 + w2*x', start: { w1: -4, w2: 6 } },
  },
  {
    key: 'exponential',
    data: { truth: 'a*exp(-b*x) + c', constants: { a: 5, b: 1.2, c: 1 }, from: 0, to: 4, factor: 0.3 },
    model: { formula: 'w1*exp(-w2*x) + w3', start: { w1: 1, w2: 0.5, w3: 0 } },
  },
  { key: 'decay', model: { formula: 'w1*exp(-w2*x)', start: { w1: 1, w2: 0.5 } } },
  {
    key: 'power',
    data: { truth: 'a*x^b', constants: { a: 2, b: 1.5 }, from: 0.1, to: 4, factor: 0.5 },
    model: { formula: 'w1*x^w2', start: { w1: 1, w2: 1 } },
  },
  {
    key: 'logistic',
    data: { truth: 'a/(1 + exp(-b*(x - c)))', constants: { a: 5, b: 2, c: 0.5 }, from: -4, to: 4, factor: 0.3 },
    model: { formula: 'w1/(1 + exp(-w2*(x - w3)))', start: { w1: 3, w2: 1, w3: -1 } },
  },
  {
    key: 'sinusoid',
    data: { truth: 'a*sin(b*x + c)', constants: { a: 3, b: 2, c: 0.5 }, from: -3, to: 3, factor: 0.5 },
    model: { formula: 'w1*sin(w2*x + w3)', start: { w1: 1, w2: 1.7, w3: 0 } },
  },
  {
    key: 'peak',
    data: { truth: 'a*exp(-((x - b)/c)^2/2)', constants: { a: 5, b: 0.5, c: 0.8 }, from: -4, to: 4, factor: 0.3 },
    model: { formula: 'w1*exp(-((x - w2)/w3)^2/2)', start: { w1: 2, w2: -0.5, w3: 1.5 } },
  },
  {
    key: 'saturation',
    data: { truth: 'a*x/(b + x)', constants: { a: 6, b: 1.5 }, from: 0, to: 10, factor: 0.3 },
    model: { formula: 'w1*x/(w2 + x)', start: { w1: 3, w2: 4 } },
  },
  {
    key: 'piecewise',
    data: {
      truth: 'a + b*x + c*max(x - d, 0)',
      constants: { a: 1, b: 2, c: -3, d: 0.5 },
      from: -3,
      to: 3,
      factor: 0.4,
    },
    model: { formula: 'w1 + w2*x + w3*max(x - w4, 0)', start: { w1: 0, w2: 0, w3: -1, w4: -0.5 } },
  },
  {
    ...polynomial(2),
    data: { truth: 'a + b*x + c*x^2', constants: { a: -2, b: 1, c: 4 }, from: -1, to: 1, factor: 0.5 },
  },
  { ...polynomial(3), data: { truth: 'a*x^3 - b*x', constants: { a: 8, b: 4 }, from: -1, to: 1, factor: 0.4 } },
  ...[4, 5, 6, 7, 8, 9].map(polynomial),
];

/** w0 + w1·x + … + wd·x^d, from zero. @param {number} degree @returns {Preset} */
function polynomial(degree) {
  const names = Array.from({ length: degree + 1 }, (_, k) => `w${k}`);
  const terms = names.map((name, k) => (k === 0 ? name : k === 1 ? `${name}*x` : `${name}*x^${k}`));
  return {
    key: 'polynomial',
    degree,
    model: { formula: terms.join(' + '), start: Object.fromEntries(names.map((name) => [name, 0])) },
  };
}

/**
 * The values that choosing data, or a model, sets.
 * @param {Preset} preset
 * @param {'data' | 'model'} part
 * @returns {Record<string, number | string>} by path
 */
export function valuesOf({ data, model }, part) {
  if (part === 'data' && data)
    return {
      'data.table': '',
      'data.truth': data.truth,
      'data.from': data.from,
      'data.to': data.to,
      'data.noise.factor': data.factor,
      ...under('data.constants', data.constants),
    };
  if (part === 'model' && model) return { 'model.formula': model.formula, ...under('model.start', model.start) };
  return {};
}

/** @param {string} parent @param {Record<string, number>} numbers */
function under(parent, numbers) {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`${parent}.${name}`, value]));
}

/** The index of the preset with this formula, or −1. @param {'data' | 'model'} part @param {string} formula */
export function presetOf(part, formula) {
  return presets.findIndex(({ data, model }) => (part === 'data' ? data?.truth : model?.formula) === formula);
}
