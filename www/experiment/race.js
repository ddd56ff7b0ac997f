// The state of the race: its problem, its start, its length and its runners. In the link all of it is one text:
//
//     rosenbrock~300~epochs~0~w1:-1.2,w2:1~gd,rate:0.0038,found~adam,rate:0.05,muted
//     rosenbrock~300,gradient:1e-6~epochs,solid~0~~lbfgs
import { areBounds, numbersOf } from './bounds.js';
import { boundFields } from './fields.js';
import { methodNamed, settingField } from './settings.js';
import { testFunction } from './test-functions.js';
import { validate } from './validate.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { Bounds } from './bounds.js'
 * @import { NumberField } from './fields.js'
 */

/**
 * @typedef {object} Runner
 * @property {string} name of an optimizer
 * @property {Record<string, number>} settings those that the user has typed, and a rate that was searched
 * @property {boolean} isHidden it runs, but is not drawn
 * @property {boolean} [isRateFound] its rate comes from a search
 *
 * @typedef {object} RaceState
 * @property {string} problem key of a test function, or "data" (the experiment's own problem), or "typed"
 * @property {string} formula of a typed function
 * @property {Record<string, number>} start by parameter; a parameter that is missing has the problem's own start
 * @property {number} epochs
 * @property {Bounds} bounds stopping criteria besides the epochs
 * @property {'epochs' | 'evaluations'} unit in which the runners advance together
 * @property {boolean} isSurface the landscape is drawn as a surface, else as contours
 * @property {string} slice axes of the landscape of more than two parameters: "w1:w3" or "principal"; empty: the first
 *   two
 * @property {number} chosen the runner whose step is explained
 * @property {Runner[]} runners
 */

/** At most this many runners: as many as colours that can be distinguished, and the engine's limit. */
export const maxRunners = 6;
export const maxEpochs = 5000;

/** @type {RaceState} */
export const defaultRace = {
  problem: 'data',
  formula: 'w1^2+3*w2^2+sin(3*w1)',
  start: {},
  epochs: 300,
  bounds: {},
  unit: 'epochs',
  isSurface: false,
  slice: '',
  chosen: 0,
  runners: [
    { name: 'gd', settings: {}, isHidden: false },
    { name: 'momentum', settings: {}, isHidden: false },
    { name: 'adam', settings: {}, isHidden: false },
    { name: 'lbfgs', settings: {}, isHidden: false },
  ],
};

/** @param {RaceState} state @returns {string} empty for the default race */
export function encodeRace(state) {
  const text = encodeAll(state);
  return text === encodeAll(defaultRace) ? '' : text;
}

/** @param {RaceState} state */
function encodeAll({ problem, formula, epochs, bounds, unit, isSurface, slice, chosen, start, runners }) {
  const pairs = (/** @type {Record<string, number>} */ numbers) =>
    Object.entries(numbers).map(([key, value]) => `${key}:${value}`);
  return [
    problem === 'typed' ? `typed=${formula}` : problem,
    [epochs, ...pairs(bounds)].join(','),
    [unit, ...(isSurface ? ['solid'] : []), ...(slice ? [`cut:${slice}`] : [])].join(','),
    chosen,
    pairs(start).join(','),
    ...runners.map(({ name, settings, isHidden, isRateFound }) =>
      [name, ...pairs(settings), ...(isRateFound ? ['found'] : []), ...(isHidden ? ['muted'] : [])].join(','),
    ),
  ].join('~');
}

/**
 * The state that a text encodes; null if the text is invalid.
 * @param {string} text
 * @param {Catalog} catalog
 * @returns {RaceState | null}
 */
export function decodeRace(text, catalog) {
  if (text === '') return defaultRace;
  const [problemText, limits, viewOptions, chosen, start, ...runners] = text.split('~');
  const [problem, ...formula] = problemText.split('=');
  const [epochs, ...bounds] = (limits ?? '').split(',');
  const [unit, ...options] = (viewOptions ?? '').split(',');
  const state = {
    problem,
    formula: formula.join('=') || defaultRace.formula,
    start: numbersOf(start ?? ''),
    epochs: Number(epochs),
    bounds: numbersOf(bounds.join(',')),
    unit: unit === 'evaluations' ? /** @type {const} */ ('evaluations') : /** @type {const} */ ('epochs'),
    isSurface: options.includes('solid'),
    slice: options.find((option) => option.startsWith('cut:'))?.slice('cut:'.length) ?? '',
    chosen: Number(chosen),
    runners: runners.map((runner) => decodeRunner(runner, catalog)),
  };
  return isValid(state, boundFields(catalog)) ? /** @type {RaceState} */ (state) : null;
}

/** @param {string} text @param {Catalog} catalog @returns {Runner | null} */
function decodeRunner(text, catalog) {
  const [name, ...rest] = text.split(',');
  const optimizer = methodNamed(catalog, name);
  const flags = ['muted', 'found'];
  const settings = numbersOf(rest.filter((part) => !flags.includes(part)).join(','));
  const isRateFound = rest.includes('found');
  const areValid = Object.entries(settings).every(([key, value]) => {
    const hyperparameter = optimizer?.hyperparameters.find((each) => each.key === key);
    return hyperparameter && validate(settingField(hyperparameter), value) === null;
  });
  if (!optimizer || !areValid || (isRateFound && !('rate' in settings))) return null;
  return { name, settings, isHidden: rest.includes('muted'), ...(isRateFound && { isRateFound }) };
}

/**
 * @param {Omit<RaceState, 'runners'> & { runners: (Runner | null)[] }} state
 * @param {NumberField[]} fields of the stopping criteria
 */
function isValid({ problem, start, epochs, bounds, chosen, runners }, fields) {
  return (
    (problem === 'data' || problem === 'typed' || testFunction(problem) !== undefined) &&
    Number.isInteger(epochs) &&
    epochs >= 1 &&
    epochs <= maxEpochs &&
    runners.length >= 1 &&
    runners.length <= maxRunners &&
    areBounds(bounds, fields) &&
    runners[chosen] !== undefined &&
    !runners.includes(null) &&
    Object.values(start).every(Number.isFinite)
  );
}

/** Learning rates for the test functions, where they differ from the catalog's. @type {Record<string, number>} */
const testFunctionRates = { gd: 0.001, momentum: 0.0005, adam: 0.05 };

/** The source of a runner's learning rate. @typedef {'typed' | 'found' | 'same' | 'shared' | 'suggested'} RateSource */

/**
 * The source of a runner's learning rate: the user typed it, for this runner or the same for all; a search found it; on
 * the experiment's own problem all other runners share its rate; on a function it is one that is suggested for the
 * method.
 * @param {RaceState} state
 * @param {Runner} runner
 * @returns {RateSource}
 */
export function rateSource({ problem, runners }, { settings, isRateFound }) {
  if (!('rate' in settings)) return problem === 'data' ? 'shared' : 'suggested';
  if (isRateFound) return 'found';
  const typed = runners.flatMap((each) => ('rate' in each.settings ? [each.settings.rate] : []));
  return typed.length > 1 && typed.every((rate) => rate === settings.rate) ? 'same' : 'typed';
}

/**
 * The race with the same rate for all: on the experiment's own problem its rate, on a function the given one.
 * @param {RaceState} state
 * @param {(runner: Runner) => boolean} hasRate
 * @param {number} rate
 * @returns {RaceState}
 */
export function withSameRate(state, hasRate, rate) {
  const runners = state.runners.map(({ isRateFound, ...runner }) => {
    const { rate: _, ...settings } = runner.settings;
    return { ...runner, settings: state.problem === 'data' || !hasRate(runner) ? settings : { ...settings, rate } };
  });
  return { ...state, runners };
}

/**
 * The race with the rates that a search found.
 * @param {RaceState} state
 * @param {(number | null | undefined)[]} rates of the runners; null or undefined: it keeps its own
 * @returns {RaceState}
 */
export function withFoundRates(state, rates) {
  const runners = state.runners.map((runner, index) => {
    const rate = rates[index];
    return typeof rate === 'number' ? { ...runner, settings: { ...runner.settings, rate }, isRateFound: true } : runner;
  });
  return { ...state, runners };
}

/**
 * The defaults of a runner in this race, where they differ from the catalog's.
 * @param {RaceState} state
 * @param {string} name of its method
 * @param {number} rate of the experiment
 * @param {[number, number] | null} interval that one-variable methods search
 * @returns {Record<string, number>}
 */
export function runnerDefaults({ problem }, name, rate, interval) {
  const own = problem === 'data' ? rate : testFunctionRates[name];
  return { ...(interval && { from: interval[0], to: interval[1] }), ...(own !== undefined && { rate: own }) };
}

/** The methods that are suggested for a new runner, by the number of parameters. */
const suggestedMethods = {
  one: ['brent', 'golden', 'newton_1d', 'gd', 'secant', 'bisection'],
  more: ['gd', 'momentum', 'adam', 'lbfgs', 'nesterov', 'newton', 'rmsprop'],
};

/**
 * The race with one more runner, of a method that is not in it yet.
 * @param {RaceState} state
 * @param {number} parameters
 * @returns {RaceState}
 */
export function withNewRunner(state, parameters) {
  const suggested = suggestedMethods[parameters === 1 ? 'one' : 'more'];
  const name = suggested.find((each) => !state.runners.some((runner) => runner.name === each)) ?? suggested[0];
  return { ...state, runners: [...state.runners, { name, settings: {}, isHidden: false }] };
}

/** @param {RaceState} state @param {number} index @returns {RaceState} */
export function withoutRunner(state, index) {
  const runners = state.runners.filter((_, i) => i !== index);
  return {
    ...state,
    runners,
    chosen: Math.min(state.chosen > index ? state.chosen - 1 : state.chosen, runners.length - 1),
  };
}

/** @param {RaceState} state @param {number} index @param {Partial<Runner>} change @returns {RaceState} */
export function withRunner(state, index, change) {
  return { ...state, runners: state.runners.map((runner, i) => (i === index ? { ...runner, ...change } : runner)) };
}
