// What the page asks of the engine: in one message everything that all charts need.
import { landscapeRanges, newcomer } from '../experiment/fields.js';
import { pointOf } from './snapshot.js';
import { drawnEpochs } from '../chart/path.js';
import { extent, fitRange } from '../chart/ranges.js';
import { checkFormula, withNumbers } from '../engine/formulas.js';

/**
 * @import { Derivative, Engine, EngineError, Optimum, Trajectory } from '../../wasm/engine.d.ts'
 * @import { Formulas } from '../engine/formulas.js'
 * @import { Experiment } from '../experiment/store.js'
 */

/**
 * @typedef {keyof typeof landscapeRanges} RangeName
 * @typedef {[number, number]} Range
 * @typedef {Record<string, number>} Point one value per parameter
 *
 * @typedef {object} ProblemRequest
 * @property {Experiment} experiment whose starts and constants need not be complete
 * @property {string} along the parameter that the loss curve shows; if the model has none of that name, its first
 * @property {{ name: RangeName, previous: Range | null, settled: boolean }} range of the loss curve
 * @property {number} epoch at which the derivative is wanted, if the run gets there
 * @property {'always' | 'ifDiverged' | null} [tune] whether the learning rate is to be found anew
 * @property {Past | null} past the epochs that stand, when the rate changes while the descent plays
 *
 * @typedef {object} Past the first epochs of a run that goes on with another rate
 * @property {number} epoch
 * @property {{ epoch: number, rate: number }[]} rates
 * @property {Record<string, Float64Array>} parameters
 * @property {Float64Array} loss
 * @property {Record<string, Float64Array>} gradient
 * @property {Trajectory['evaluations']} evaluations
 *
 * @typedef {object} Problem everything about an experiment that charts and panels show
 * @property {Experiment} experiment with every start and constant, and no others
 * @property {Formulas} formulas how model and truth read
 * @property {string[]} parameters of the model, in order of appearance
 * @property {string} along the parameter that the loss curve shows
 * @property {{ x: Float64Array, y: Float64Array }} data
 * @property {{ x: Float64Array, y: Float64Array } | null} truth y without its noise, over x of the curves; of simulated
 *   data
 * @property {{ x: Float64Array, y: Float64Array }} curves ŷ over x for each drawn epoch, one after the other
 * @property {Float64Array | null} best ŷ over x at the optimum
 * @property {Trajectory} trajectory
 * @property {{ epoch: number, rate: number }[]} rates the learning rates and the epochs from which they hold
 * @property {{ at: Float64Array, loss: Float64Array, range: Range, epoch: number }} landscape the loss along one
 *   parameter, the
 *   others held where they are at that epoch
 * @property {Optimum | null} optimum null where none was found
 * @property {{ epoch: number, result: Derivative }} derivative at that epoch
 * @property {number} startLoss L at the start in float64, as the notebook prints it before the first step
 * @property {EngineError | null} mistake why nothing descends: the loss is not finite at the start
 */

/** Points of the drawn loss curve, and of the model's. */
const curvePoints = 201;

/**
 * @param {Engine} engine
 * @param {ProblemRequest} request
 * @returns {{ ok: true, problem: Problem } | { ok: false, error: EngineError }}
 */
export function computeProblem(engine, { experiment: asked, along: wished, range, epoch, past: before, tune }) {
  const past = before && startable(before) ? before : null;
  const read = readFormulas(engine, asked);
  if (!read.ok) return read;
  const { model, truth } = read.formulas;
  const complete = completed(asked, model.parameters, truth?.parameters ?? []);
  const experiment = tune ? tuned(engine, complete, tune) : complete;
  const along = model.parameters.includes(wished) ? wished : model.parameters[0];
  const run = engine.run(past ? continuation(experiment, past) : experiment);
  const mistake = !run.ok && run.error.code === 'start_not_finite' ? run.error : null;
  if (!run.ok && !mistake) return run;
  const data = engine.simulate(experiment.data);
  if (!data.ok) return data;
  const start = engine.derivative({ ...experiment, precision: 'float64' }, experiment.model.start);
  if (!start.ok) return start;
  const still = run.ok ? run : standstill(start, experiment.model.start);
  const trajectory = past ? joined(past, still) : still;
  const shownEpoch = Math.min(epoch, trajectory.epochs);
  const derivative = engine.derivative(experiment, pointOf(trajectory, shownEpoch));
  if (!derivative.ok) return derivative;
  const found = engine.optimum(experiment);
  const optimum = found.ok ? found : null;
  const rate = Number(experiment.optimizer.rate);
  const [from, to] =
    landscapeRanges[range.name] ?? fitRange(stretch(trajectory, along, optimum, rate), range.previous, range.settled);
  const slice = computeSlice(engine, { experiment, point: pointOf(trajectory, shownEpoch), along, range: [from, to] });
  if (!slice.ok) return slice;
  const x = grid(data.columns.x);
  const curves = engine.curves(experiment, alongDrawnEpochs(trajectory), { x });
  if (!curves.ok) return curves;
  const best = optimum && engine.predict(experiment, optimum.parameters, { x });
  return {
    ok: true,
    problem: {
      experiment,
      formulas: read.formulas,
      parameters: model.parameters,
      along,
      data: { x: data.columns.x, y: data.y },
      truth: truthOver(engine, experiment.data, x),
      curves: { x, y: curves.y },
      best: best?.ok ? best.y : null,
      trajectory,
      rates: past ? [...past.rates, { epoch: past.epoch, rate }] : [{ epoch: 0, rate }],
      landscape: { at: slice.at, loss: slice.loss, range: [from, to], epoch: shownEpoch },
      optimum,
      derivative: { epoch: shownEpoch, result: derivative },
      startLoss: start.loss,
      mistake,
    },
  };
}

/**
 * The loss along one parameter, the others held at a point.
 * @param {Engine} engine
 * @param {{ experiment: Experiment, point: Point, along: string, range: Range }} request
 */
export function computeSlice(engine, { experiment, point, along, range: [from, to] }) {
  const there = { ...experiment, model: { ...experiment.model, start: within(point) } };
  return engine.landscape(there, { parameter: along, from, to, points: curvePoints });
}

/**
 * The farthest start that the engine takes (largest_number in core/data/simulate.hpp): a descent that diverges goes on
 * beyond it.
 */
const farthest = 1e12;

/** The point, or the nearest from which the engine starts. @param {Point} point @returns {Point} */
const within = (point) =>
  Object.fromEntries(
    Object.entries(point).map(([name, value]) => [name, Math.max(-farthest, Math.min(farthest, value))]),
  );

/** Whether a run can go on from there; otherwise it begins again. @param {Past} past */
const startable = ({ parameters, epoch }) =>
  Object.values(parameters).every((column) => Math.abs(column[epoch]) <= farthest);

/**
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @returns {{ ok: true, formulas: Formulas } | { ok: false, error: EngineError }}
 */
function readFormulas(engine, { model, data, loss }) {
  const fitted = checkFormula(engine, model.formula, 'model.formula');
  if (!fitted.ok) return fitted;
  const term =
    loss?.name === 'custom' ? checkFormula(engine, loss.formula ?? '', 'loss.formula', ['r', 'y', 'yhat']) : null;
  if (term && !term.ok) return term;
  const formulas = { model: fitted, truth: null, truthNow: null, loss: term };
  if (data.kind !== 'simulated') return { ok: true, formulas };
  const truth = checkFormula(engine, data.truth, 'data.truth');
  if (!truth.ok) return truth;
  return { ok: true, formulas: { ...formulas, truth, truthNow: withNumbers(engine, data.truth, data.constants) } };
}

/**
 * With a number for every name of the formulas, and none for others.
 * @param {Experiment} experiment
 * @param {string[]} parameters
 * @param {string[]} constants
 * @returns {Experiment}
 */
function completed({ model, data, ...rest }, parameters, constants) {
  const pick = (/** @type {Record<string, number>} */ known, /** @type {string[]} */ names) =>
    Object.fromEntries(names.map((name) => [name, known[name] ?? newcomer]));
  const complete = data.kind === 'simulated' ? { ...data, constants: pick(data.constants, constants) } : data;
  return { ...rest, data: complete, model: { ...model, start: pick(model.start, parameters) } };
}

/** Near the optimum the loss may rise by its rounding. */
const slack = 1e-9;
/** So often a rate is halved before the search for a better one is given up. */
const mostHalvings = 40;

/**
 * With a learning rate at which the descent never rises: a share of what theory allows near the optimum, halved
 * until it does.
 * @param {Engine} engine @param {Experiment} experiment @param {'always' | 'ifDiverged'} when @returns {Experiment}
 */
function tuned(engine, experiment, when) {
  const asked = engine.run(experiment);
  if (when === 'ifDiverged' && asked.ok && asked.stop.reason !== 'diverged') return experiment;
  const optimum = engine.optimum(experiment);
  let rate = optimum.ok ? Math.min(1, optimum.stableRate / share(optimum)) : 1;
  for (let halving = 0; halving < mostHalvings; halving += 1, rate /= 2) {
    const candidate = { ...experiment, optimizer: { ...experiment.optimizer, rate: Number(rate.toPrecision(2)) } };
    if (descends(engine, candidate)) return candidate;
  }
  return experiment;
}

/**
 * Half of the bound where the flattest direction needs it; a tenth where it would be there at once, and nothing to see.
 * @param {Optimum} optimum
 */
const share = ({ curvature }) => (curvature[curvature.length - 1] > 10 * curvature[0] ? 2 : 10);

/** @param {Engine} engine @param {Experiment} experiment */
function descends(engine, experiment) {
  const run = engine.run(experiment);
  return (
    run.ok &&
    run.stop.reason !== 'diverged' &&
    run.loss.every((loss, k) => k === 0 || loss <= run.loss[k - 1] * (1 + slack))
  );
}

/** So many lengths of the path away, an optimum is not shown. */
const farther = 10;

/**
 * What the loss curve must show.
 * @param {Trajectory} trajectory
 * @param {string} along
 * @param {Optimum | null} optimum
 * @param {number} rate
 */
function stretch({ parameters, stop, epochs }, along, optimum, rate) {
  const path = parameters[along];
  const diverges = stop.reason === 'diverged' || (optimum !== null && rate > optimum.stableRate);
  const [lo, hi] = diverges ? [path[0], path[0]] : extent([path]);
  const best = optimum?.parameters[along];
  const last = diverges ? path[0] : path[epochs];
  // Of several parameters some hardly matter, and their best value may lie anywhere.
  const near =
    Object.keys(parameters).length === 1 ||
    (best !== undefined && Math.abs(best - last) < farther * Math.max(hi - lo, 1e-3 * Math.abs(last)));
  const centre = near ? (best ?? last) : last;
  return { start: Math.abs(lo - centre) > Math.abs(hi - centre) ? lo : hi, optimum: centre, diverges };
}

/** Points from end to end of the data. @param {Float64Array} column */
function grid(column) {
  const [from, to] = extent([column]);
  return Float64Array.from({ length: curvePoints }, (_, i) =>
    i === curvePoints - 1 ? to : from + (i / (curvePoints - 1)) * (to - from),
  );
}

/** @param {Trajectory} trajectory @returns {Record<string, Float64Array>} */
function alongDrawnEpochs({ parameters, epochs }) {
  const drawn = drawnEpochs(epochs);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, column]) => [name, drawn.map((epoch) => column[epoch])]),
  );
}

/** @param {Engine} engine @param {Experiment['data']} data @param {Float64Array} x */
function truthOver(engine, data, x) {
  if (data.kind !== 'simulated') return null;
  const last = x.length - 1;
  const bare = engine.simulate({ ...data, n: x.length, from: x[0], to: x[last], noise: { factor: 0, mean: 0, sd: 0 } });
  return bare.ok ? { x, y: bare.y } : null;
}

/**
 * A run that has no first step.
 * @param {Derivative} start L and its slopes there
 * @param {Point} point
 * @returns {Trajectory}
 */
function standstill({ loss, gradient }, point) {
  const entry = (/** @type {Record<string, number>} */ numbers) =>
    Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Float64Array.of(value)]));
  return {
    epochs: 0,
    parameters: entry(point),
    loss: Float64Array.of(loss),
    gradient: entry(gradient),
    stop: { reason: 'diverged', epoch: 0 },
    evaluations: { value: 1, gradient: 1, hessian: 0 },
  };
}

/**
 * The rest of the run, from the last point of the past.
 * @param {Experiment} experiment
 * @param {Past} past
 * @returns {Experiment}
 */
function continuation(experiment, past) {
  const start = Object.fromEntries(Object.entries(past.parameters).map(([name, column]) => [name, column[past.epoch]]));
  return {
    ...experiment,
    model: { ...experiment.model, start },
    stop: { ...experiment.stop, epochs: experiment.stop.epochs - past.epoch },
  };
}

/**
 * The past without its last point, then the rest, which begins there.
 * @param {Past} past
 * @param {Trajectory} rest
 * @returns {Trajectory}
 */
function joined(past, rest) {
  const join = (/** @type {Float64Array} */ before, /** @type {Float64Array} */ after) => {
    const all = new Float64Array(past.epoch + after.length);
    all.set(before.subarray(0, past.epoch));
    all.set(after, past.epoch);
    return all;
  };
  const joinAll = (
    /** @type {Record<string, Float64Array>} */ before,
    /** @type {Record<string, Float64Array>} */ after,
  ) => Object.fromEntries(Object.keys(after).map((name) => [name, join(before[name], after[name])]));
  return {
    ...rest,
    epochs: past.epoch + rest.epochs,
    parameters: joinAll(past.parameters, rest.parameters),
    loss: join(past.loss, rest.loss),
    gradient: joinAll(past.gradient, rest.gradient),
    evaluations: total(past.evaluations, rest.evaluations),
    stop: { ...rest.stop, epoch: past.epoch + rest.stop.epoch },
  };
}

/** @param {Trajectory['evaluations']} before @param {Trajectory['evaluations']} after */
const total = (before, after) => ({
  value: before.value + after.value,
  gradient: before.gradient + after.gradient,
  hessian: before.hessian + after.hessian,
});
