// The race as a value: what is raced on, from where, how long, and who runs. One text in the link holds all of it:
//
//     rosenbrock~300~epochs~0~w1:-1.2,w2:1~gd,rate:0.001~adam,rate:0.05,muted
//     rosenbrock~300,gradient:1e-6~epochs,solid~0~~lbfgs
import { areBounds, numbersOf } from './bounds.js';
import { boundFields } from './fields.js';
import { exampleOf } from './gallery.js';
import { validate } from './validate.js';

/**
 * @import { Catalog, Hyperparameter } from '../../wasm/engine.d.ts'
 * @import { Bounds } from './bounds.js'
 * @import { NumberField } from './fields.js'
 */

/**
 * @typedef {object} Runner
 * @property {string} name of an optimizer
 * @property {Record<string, number>} settings what differs from the catalog's defaults
 * @property {boolean} muted runs, but is not drawn
 *
 *
 * @typedef {object} RaceState
 * @property {string} problem key of an example, or "data" (the problem of the other workspace), or "typed"
 * @property {string} formula of a typed function
 * @property {Record<string, number>} start by parameter; what is missing has the problem's own
 * @property {number} epochs
 * @property {Bounds} bounds what ends a run earlier
 * @property {'epochs' | 'evaluations'} by what the runners keep step in
 * @property {boolean} solid the landscape is shown as a surface
 * @property {string} cut of more than two parameters what the landscape is drawn along: "w1:w3", or "principal"; empty:
 *   the first two
 * @property {number} chosen the runner whose steps are explained
 * @property {Runner[]} runners
 */

/** As many as one can tell apart; the engine's limit too. */
export const mostRunners = 6;
/** Longer races than this are for the other workspace. */
export const mostEpochs = 5000;

/** @type {RaceState} */
export const standardRace = {
  problem: 'rosenbrock',
  formula: 'w1^2+3*w2^2+sin(3*w1)',
  start: {},
  epochs: 300,
  bounds: {},
  by: 'epochs',
  solid: false,
  cut: '',
  chosen: 0,
  runners: [
    { name: 'gd', settings: { rate: 0.001 }, muted: false },
    { name: 'momentum', settings: { rate: 0.0005 }, muted: false },
    { name: 'adam', settings: { rate: 0.05 }, muted: false },
    { name: 'lbfgs', settings: {}, muted: false },
  ],
};

/** @param {RaceState} state @returns {string} empty for the standard race */
export function encodeRace(state) {
  const pairs = (/** @type {Record<string, number>} */ numbers) =>
    Object.entries(numbers).map(([key, value]) => `${key}:${value}`);
  const runner = (/** @type {Runner} */ { name, settings, muted }) =>
    [name, ...pairs(settings), ...(muted ? ['muted'] : [])].join(',');
  const text = (
    /** @type {RaceState} */ { problem, formula, epochs, bounds, by, solid, cut, chosen, start, runners },
  ) =>
    [
      problem === 'typed' ? `typed=${formula}` : problem,
      [epochs, ...pairs(bounds)].join(','),
      [by, ...(solid ? ['solid'] : []), ...(cut ? [`cut:${cut}`] : [])].join(','),
      chosen,
      pairs(start).join(','),
      ...runners.map(runner),
    ].join('~');
  return text(state) === text(standardRace) ? '' : text(state);
}

/**
 * What a text means; null if it means nothing.
 * @param {string} text
 * @param {Catalog} catalog
 * @returns {RaceState | null}
 */
export function decodeRace(text, catalog) {
  if (text === '') return standardRace;
  const [place, length, sight, chosen, start, ...runners] = text.split('~');
  const [problem, ...formula] = place.split('=');
  const [epochs, ...bounds] = (length ?? '').split(',');
  const [by, ...looks] = (sight ?? '').split(',');
  const state = {
    problem,
    formula: formula.join('=') || standardRace.formula,
    start: numbersOf(start ?? ''),
    epochs: Number(epochs),
    bounds: numbersOf(bounds.join(',')),
    by: by === 'evaluations' ? /** @type {const} */ ('evaluations') : /** @type {const} */ ('epochs'),
    solid: looks.includes('solid'),
    cut: looks.find((look) => look.startsWith('cut:'))?.slice(4) ?? '',
    chosen: Number(chosen),
    runners: runners.map((runner) => runnerOf(runner, catalog)),
  };
  return isRace(state, boundFields(catalog)) ? /** @type {RaceState} */ (state) : null;
}

/**
 * @param
 *   {{ problem: string, start: Record<string, number>, epochs: number, bounds: Bounds, chosen: number,
 *     runners: (Runner | null)[] }}
 *   state
 * @param {NumberField[]} fields of the bounds
 */
function isRace({ problem, start, epochs, bounds, chosen, runners }, fields) {
  const known = problem === 'data' || problem === 'typed' || exampleOf(problem) !== undefined;
  const counts =
    Number.isInteger(epochs) &&
    epochs >= 1 &&
    epochs <= mostEpochs &&
    runners.length >= 1 &&
    runners.length <= mostRunners;
  return (
    known &&
    counts &&
    areBounds(bounds, fields) &&
    runners[chosen] !== undefined &&
    !runners.includes(null) &&
    Object.values(start).every(Number.isFinite)
  );
}

/** @param {string} text @param {Catalog} catalog @returns {Runner | null} */
function runnerOf(text, catalog) {
  const [name, ...rest] = text.split(',');
  const optimizer = catalog.optimizers.find((each) => each.name === name);
  const settings = numbersOf(rest.filter((part) => part !== 'muted').join(','));
  const valid = Object.entries(settings).every(([key, value]) => {
    const hyperparameter = optimizer?.hyperparameters.find((each) => each.key === key);
    return hyperparameter && validate(settingField(hyperparameter), value) === null;
  });
  return optimizer && valid ? { name, settings, muted: rest.includes('muted') } : null;
}

/** A hyperparameter as a field of the page. @param {Hyperparameter} hyperparameter @returns {NumberField} */
export function settingField({ key, default: standard, min, max, sliderMin, sliderMax, scale, integer, positive }) {
  return {
    type: 'number',
    path: `optimizer.${key}`,
    default: standard,
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
 *  What each row's settings are, defaults included. Interval methods search the drawn interval unless told otherwise.
 * @param {Runner} runner
 * @param {Hyperparameter[]} hyperparameters
 * @param {[number, number] | null} interval
 * @returns {Record<string, number>}
 */
export function settingsOf({ settings }, hyperparameters, interval) {
  /** @type {Record<string, number>} */
  const ends =
    interval && hyperparameters.some(({ key }) => key === 'from') ? { from: interval[0], to: interval[1] } : {};
  return {
    ...Object.fromEntries(hyperparameters.map(({ key, default: standard }) => [key, standard])),
    ...ends,
    ...settings,
  };
}

/** The methods that a new runner tries first, by the number of parameters. */
const newcomers = {
  one: ['brent', 'golden', 'newton_1d', 'gd', 'secant', 'bisection'],
  more: ['gd', 'momentum', 'adam', 'lbfgs', 'nesterov', 'newton', 'rmsprop'],
};

/**
 * One more runner, of a method that is not there yet.
 * @param {RaceState} state
 * @param {number} parameters
 * @returns {RaceState}
 */
export function withNewcomer(state, parameters) {
  const candidates = newcomers[parameters === 1 ? 'one' : 'more'];
  const name = candidates.find((each) => !state.runners.some((runner) => runner.name === each)) ?? candidates[0];
  return { ...state, runners: [...state.runners, { name, settings: {}, muted: false }] };
}

/** @param {RaceState} state @param {number} index @returns {RaceState} */
export function without(state, index) {
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
