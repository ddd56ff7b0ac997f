// The answer of the worker to the race's request: the runs of all runners with their standings and the landscape.
import { newNameDefault } from '../experiment/fields.js';
import { numberOf } from '../experiment/named.js';
import { computeLandscape, fittingWindow, isUnbounded, landscapeAxes, landscapeKey, lowestOf } from './landscape.js';
import { bestRates } from './rates.js';

/**
 * @import { Engine, EngineError, Experiment, Explanation, Race as EngineRace, Standing } from '../../wasm/engine.d.ts'
 * @import { Axis, Point } from '../chart/axes.js'
 * @import { Landscape, Range } from './landscape.js'
 */

/**
 * @typedef {{ name: string, settings: Record<string, number> }} RunnerRequest
 *
 * @typedef {object} RaceRequest
 * @property {Omit<Experiment, 'optimizer'>} experiment its start may lack parameters
 * @property {RunnerRequest[]} runners
 * @property {Point[]} minima the known minima
 * @property {string} slice axes of the landscape of more than two parameters: "w1:w3" or "principal"
 * @property {Record<string, Range> | null} window the range to draw along each axis; null: one that fits
 * @property {string} landscapeKey of the landscape that the page has already
 * @property {{ runner: number, epoch: number }} step the step to explain; beyond the runner's end, its last one
 *
 * @typedef {Extract<EngineRace['runners'][number], { ok: true }>} RunnerResult
 *
 * @typedef {object} Race
 * @property {Experiment} experiment complete, with gradient descent as its method
 * @property {string} latex of the function or of the model
 * @property {string[]} names of all parameters
 * @property {Axis[]} axes of the landscape: one or two
 * @property {Point} start
 * @property {({ run: RunnerResult, error: null } | { run: null, error: EngineError })[]} runners
 * @property {Standing[]} standings
 * @property {Point[]} optima
 * @property {number} best the lowest known loss
 * @property {number} baseline the loss from which charts measure: the best, or, of an unbounded loss, the lowest drawn
 * @property {Record<string, Range>} window
 * @property {string} key of the landscape
 * @property {Landscape | null} landscape null: the page has it already
 * @property {Explanation | null} step the explained step
 */

/**
 * @param {Engine} engine
 * @param {RaceRequest} request
 * @returns {{ ok: true, race: Race } | { ok: false, error: EngineError }}
 */
export function computeRace(engine, request) {
  const formula = checkFormula(engine, request.experiment);
  if (!formula.ok) return formula;
  const names = formula.parameters;
  const experiment = withAllStarts(request.experiment, names);
  const start = experiment.objective?.start ?? experiment.model?.start ?? {};
  const race = engine.race(experiment, request.runners.map(optimizerOf), request.minima);
  if (!race.ok) return race;
  const unbounded = isUnbounded(race.optima);
  const through = (unbounded ? null : race.optima[0]) ?? start;
  const axes = landscapeAxes(engine, experiment, names, request.slice, through);
  const wanted = request.window;
  const window =
    wanted && axes.every((axis) => wanted[axis.key]) ? wanted : fittingWindow(axes, start, through, race.runners);
  const view = { axes, window, through };
  const key = landscapeKey(experiment, view);
  const landscape =
    key === request.landscapeKey && !unbounded
      ? { ok: /** @type {const} */ (true), landscape: null }
      : computeLandscape(engine, experiment, view);
  if (!landscape.ok) return landscape;
  const best = lowestLoss(race);
  const { runner, epoch } = request.step;
  return {
    ok: true,
    race: {
      experiment,
      latex: formula.latex,
      names,
      axes,
      start,
      runners: race.runners.map((each) => (each.ok ? { run: each, error: null } : { run: null, error: each.error })),
      standings: race.standings,
      optima: race.optima,
      best,
      baseline: unbounded && landscape.landscape ? lowestOf(landscape.landscape) : best,
      window,
      key,
      landscape: landscape.landscape,
      step: explainStep(engine, experiment, request.runners[runner], race.runners[runner], epoch),
    },
  };
}

/** @param {RunnerRequest} runner */
const optimizerOf = ({ name, settings }) => ({ optimizer: { name, ...settings } });

/**
 * The explanation of one step of a runner; null if it made none.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {RunnerRequest | undefined} runner
 * @param {EngineRace['runners'][number] | undefined} run
 * @param {number} epoch
 */
function explainStep(engine, experiment, runner, run, epoch) {
  if (!runner || !run?.ok || run.epochs === 0) return null;
  const step = engine.explain({ ...experiment, ...optimizerOf(runner) }, Math.min(epoch, run.epochs));
  return step.ok ? step : null;
}

/** @param {Engine} engine @param {Omit<Experiment, 'optimizer'>} experiment */
function checkFormula(engine, { objective, data, model }) {
  if (objective) return engine.check(objective.formula, []);
  const columns = data?.kind === 'columns' ? Object.keys(data.columns ?? { x: 0 }) : ['x'];
  return engine.check(model?.formula ?? '', columns);
}

/**
 * The experiment with a start for every parameter, and for no other name.
 * @param {Omit<Experiment, 'optimizer'>} experiment
 * @param {string[]} names
 * @returns {Experiment}
 */
function withAllStarts(experiment, names) {
  const complete = (/** @type {Point} */ start) =>
    Object.fromEntries(names.map((name) => [name, numberOf(start, name, newNameDefault)]));
  const { objective, model } = experiment;
  return {
    ...experiment,
    optimizer: { name: 'gd' },
    ...(objective && { objective: { ...objective, start: complete(objective.start) } }),
    ...(model && { model: { ...model, start: complete(model.start) } }),
  };
}

/**
 * The lowest known loss. A run may pass below the known minima, which can be those of an interval.
 * @param {EngineRace} race
 */
function lowestLoss({ loss, runners }) {
  return runners.reduce((least, run) => (run.ok ? run.loss.reduce((a, b) => Math.min(a, b), least) : least), loss);
}

/** @type {Record<string, (engine: Engine, payload: any) => unknown>} by kind of request */
export const raceAnswers = {
  race: computeRace,
  bestRates,
};
