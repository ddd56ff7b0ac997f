// Answers of the worker about the fit.
import { optionsOf } from './settings.js';

/**
 * @import { Engine, EngineError, Fit, Outcome } from '../../../wasm/engine.d.ts'
 * @import { Experiment } from '../../experiment/store.js'
 * @import { FitSettings } from './settings.js'
 */

/**
 * @typedef {object} FitRequest
 * @property {Experiment} experiment
 * @property {string[]} parameters of its model
 * @property {Record<string, Float64Array>} rows where to predict
 * @property {FitSettings} settings
 *
 * @typedef {object} FitAnswer
 * @property {Outcome<Fit>} fit
 * @property {Record<string, EngineError>} errors of the derived quantities that cannot be computed, by formula
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
  const valid = settings.derived.filter((formula) => !(formula in errors));
  const fit = engine.fit(experiment, rows, {
    ...optionsOf(settings, parameters),
    derived: Object.fromEntries(valid.map((formula) => [formula, formula])),
    profile: rowCount(experiment) * parameters.length <= maxProfiled,
  });
  return { fit, errors };
}

/** @param {Experiment} experiment */
const rowCount = ({ data }) => (data.kind === 'simulated' ? data.n : data.y.length);

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

export const fitAnswers = { fitReport };
