// Answers of the worker about the fit: its report, the starts of a search, and the fit of a rival model.
import { rowsWithData, withoutData } from './rows.js';
import { optionsOf } from './settings.js';

/**
 * @import { Engine, EngineError, Fit, FitExperiment, FitOptimum, Outcome } from '../../../wasm/engine.d.ts'
 * @import { Experiment } from '../../experiment/store.js'
 * @import { Residuals } from './rows.js'
 * @import { FitSettings } from './settings.js'
 */

/**
 * @typedef {object} FitRequest
 * @property {Experiment} experiment
 * @property {string[]} parameters of its model
 * @property {Record<string, Float64Array>} rows for the bands and the prediction
 * @property {FitSettings} settings
 *
 * @typedef {object} FitAnswer
 * @property {Outcome<Fit>} fit
 * @property {Residuals | null} residuals
 * @property {Record<string, EngineError>} errors of the derived quantities that cannot be computed, by formula
 *
 * @typedef {object} StartsAnswer
 * @property {Outcome<Fit>} fit
 * @property {Float64Array | null} curves over the rows: of the optima, of the starts of each, of those that led to none
 *
 * @typedef {object} RivalRequest
 * @property {FitExperiment} experiment with the rival's formula
 * @property {Record<string, Float64Array>} rows for its curve
 * @property {Experiment} own experiment
 * @property {Fit} ownFit
 *
 * @typedef {object} RivalAnswer
 * @property {Outcome<Fit>} fit
 * @property {Residuals | null} residuals
 * @property {NestedComparison | null} test
 *
 * @typedef {object} NestedComparison the F test of two models of which one contains the other
 * @property {boolean} isRivalLarger whether the rival is the one that contains the other
 * @property {number} F
 * @property {number} p
 */

/** Profiles cost some forty descents a parameter: they are left out where rows × parameters exceed this. */
const maxProfiled = 20000;

/** @param {Engine} engine @param {FitRequest} request @returns {FitAnswer} */
function fitReport(engine, { experiment, parameters, rows, settings }) {
  /** @type {Record<string, EngineError>} */
  const errors = {};
  for (const formula of settings.derived) {
    const error = derivedError(engine, formula, parameters);
    if (error) errors[formula] = error;
  }
  const valid = settings.derived.filter((formula) => !Object.hasOwn(errors, formula));
  const all = rowsWithData(engine, experiment.data, rows);
  const fit = engine.fit(experiment, all.rows, {
    ...optionsOf(settings, parameters),
    derived: Object.fromEntries(valid.map((formula) => [formula, formula])),
    profile: all.count * parameters.length <= maxProfiled,
  });
  return { ...withoutData(fit, all), errors };
}

/**
 * @param {Engine} engine
 * @param {string} formula
 * @param {string[]} parameters
 * @returns {EngineError | null} null: it is a formula of parameters
 */
function derivedError(engine, formula, parameters) {
  const read = engine.check(formula, []);
  if (!read.ok) return read.error;
  const name = read.parameters.find((each) => !parameters.includes(each));
  return name === undefined ? null : { code: 'unknown_name', at: null, args: { name, known: parameters.join(', ') } };
}

/**
 * A search from many starts, also where the fit needed none, with the curve of every start and optimum.
 * @param {Engine} engine
 * @param {FitRequest} request
 * @returns {StartsAnswer}
 */
function fitStarts(engine, { experiment, parameters, rows, settings }) {
  const fit = engine.fit(experiment, undefined, { ...optionsOf(settings, parameters), search: 'always' });
  if (!fit.ok) return { fit, curves: null };
  const columns = [...fit.optima.map(columnsOf), ...fit.optima.map(({ from }) => from), fit.abandoned];
  const points = Object.fromEntries(
    parameters.map((name) => [name, Float64Array.from(columns.flatMap((each) => [...each[name]]))]),
  );
  const curves = engine.curves(experiment, points, rows);
  return { fit, curves: curves.ok ? curves.y : null };
}

/** @param {FitOptimum} optimum */
const columnsOf = ({ parameters }) =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, Float64Array.of(value)]));

/** @param {Engine} engine @param {RivalRequest} request @returns {RivalAnswer} */
function rivalFit(engine, { experiment, rows, own, ownFit }) {
  const all = rowsWithData(engine, own.data, rows);
  const fit = engine.fit(experiment, all.rows);
  const answer = withoutData(fit, all);
  return { ...answer, test: fit.ok && answer.residuals ? nestedTest(engine, experiment, fit, own, ownFit) : null };
}

/**
 * The F test of the user's model and a rival, if one contains the other.
 * @param {Engine} engine
 * @param {FitExperiment} experiment of the rival
 * @param {Fit} fit of the rival
 * @param {Experiment} own
 * @param {Fit} ownFit
 * @returns {NestedComparison | null}
 */
function nestedTest(engine, experiment, fit, own, ownFit) {
  if (fit.degrees === ownFit.degrees) return null;
  const isRivalLarger = fit.degrees < ownFit.degrees;
  const [smaller, larger] = isRivalLarger ? [ownFit, fit] : [fit, ownFit];
  const formulas = [own.model.formula, experiment.model?.formula ?? ''];
  const [inner, outer] = isRivalLarger ? formulas : [formulas[1], formulas[0]];
  if (!contains(engine, own.data, { inner, outer, at: smaller.parameters })) return null;
  const test = engine.nestedTest(smaller, larger);
  return test.ok ? { isRivalLarger, F: test.F, p: test.p } : null;
}

/** The share of the curve's variance that a model which contains it may leave. */
const maxShareLeft = 1e-20;

/**
 * Whether the outer model can be the fitted curve of the inner one: its fit to that curve leaves nothing.
 * @param {Engine} engine
 * @param {Experiment['data']} data
 * @param {{ inner: string, outer: string, at: Record<string, number> }} models
 */
function contains(engine, data, { inner, outer, at }) {
  const made = engine.simulate(data);
  if (!made.ok) return false;
  const experimentOf = (/** @type {string} */ formula, /** @type {ArrayLike<number>} */ y) =>
    /** @type {FitExperiment} */ ({
      version: 1,
      data: { kind: 'columns', columns: made.columns, y },
      model: { formula },
    });
  const curve = engine.fit({ ...experimentOf(inner, made.y), model: { formula: inner, start: at } }, made.columns, {
    fixed: at,
  });
  if (!curve.ok) return false;
  const { y } = curve.band;
  const again = engine.fit(experimentOf(outer, y), undefined, { search: 'always' });
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  return again.ok && again.rss <= maxShareLeft * y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

export const fitAnswers = { fitReport, fitStarts, rivalFit };
