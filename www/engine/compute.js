// What the page asks of the engine: in one message everything that all charts need.
import { fitRange } from '../views/ranges.js';
import { landscapeRanges } from '../state/fields.js';
/**
 * @typedef {import('../../wasm/engine.d.ts').Engine} Engine
 * @typedef {import('../state/store.js').Experiment} Experiment
 * @typedef {import('../../wasm/engine.d.ts').Trajectory} Trajectory
 * @typedef {import('../../wasm/engine.d.ts').Optimum} Optimum
 * @typedef {import('../../wasm/engine.d.ts').Derivative} Derivative
 * @typedef {import('../../wasm/engine.d.ts').EngineError} EngineError
 * @typedef {keyof typeof landscapeRanges} RangeName
 * @typedef {[number, number]} Range
 *
 * @typedef {object} ProblemRequest
 * @property {Experiment} experiment
 * @property {{ name: RangeName, previous: Range | null, settled: boolean }} range of the loss curve
 * @property {number} epoch at which the derivative is wanted, if the run gets there
 * @property {Past | null} past the epochs that stand, when the rate changes while the descent plays
 *
 * @typedef {object} Past the first epochs of a run that goes on with another rate
 * @property {number} epoch
 * @property {{ epoch: number, rate: number }[]} rates
 * @property {Float64Array} w
 * @property {Float64Array} loss
 * @property {Float64Array} slope
 *
 * @typedef {object} Problem everything about an experiment that charts and panels show
 * @property {Experiment} experiment
 * @property {{ x: Float64Array, y: Float64Array }} data
 * @property {{ x: Float64Array, y: Float64Array }} truth y without its noise
 * @property {{ x: Float64Array, zero: Float64Array, one: Float64Array }} model ŷ at both ends of x for w₁ = 0 and w₁ = 1
 * @property {Trajectory} trajectory
 * @property {{ epoch: number, rate: number }[]} rates the learning rates and the epochs from which they hold
 * @property {{ at: Float64Array, loss: Float64Array, range: Range }} landscape
 * @property {Optimum} optimum
 * @property {{ epoch: number, result: Derivative }} derivative at that epoch
 * @property {number} startLoss L(W₁) in float64, as the notebook prints it before the first step
 */

/** Points of the drawn loss curve. */
const curvePoints = 201;

/**
 * @param {Engine} engine
 * @param {ProblemRequest} request
 * @returns {{ ok: true, problem: Problem } | { ok: false, error: EngineError }}
 */
export function computeProblem(engine, { experiment, range, epoch, past }) {
  const run = engine.run(past ? continuation(experiment, past) : experiment);
  if (!run.ok) return run;
  const data = engine.simulate(experiment.data);
  if (!data.ok) return data;
  const truth = engine.simulate(withoutNoise(experiment.data));
  if (!truth.ok) return truth;
  const optimum = engine.optimum(experiment);
  if (!optimum.ok) return optimum;
  const rate = Number(experiment.optimizer.rate);
  const span = landscapeRanges[range.name]
    ?? fitRange({ start: experiment.model.start.w1, optimum: optimum.parameters.w1, diverges: rate > optimum.stableRate }, range.previous, range.settled);
  const landscape = engine.landscape(experiment, { parameter: 'w1', from: span[0], to: span[1], points: curvePoints });
  if (!landscape.ok) return landscape;
  const start = engine.derivative({ ...experiment, precision: 'float64' }, experiment.model.start);
  if (!start.ok) return start;
  const ends = Float64Array.of(data.columns.x[0], data.columns.x[data.columns.x.length - 1]);
  const zero = engine.predict(experiment, { w1: 0 }, { x: ends });
  if (!zero.ok) return zero;
  const one = engine.predict(experiment, { w1: 1 }, { x: ends });
  if (!one.ok) return one;
  const trajectory = past ? joined(past, run) : run;
  const shownEpoch = Math.min(epoch, trajectory.epochs);
  const derivative = engine.derivative(experiment, { w1: trajectory.parameters.w1[shownEpoch] });
  if (!derivative.ok) return derivative;
  return {
    ok: true,
    problem: {
      experiment,
      data: { x: data.columns.x, y: data.y },
      truth: { x: truth.columns.x, y: truth.y },
      model: { x: ends, zero: zero.y, one: one.y },
      trajectory,
      rates: past ? [...past.rates, { epoch: past.epoch, rate }] : [{ epoch: 0, rate }],
      landscape: { at: landscape.at, loss: landscape.loss, range: [span[0], span[1]] },
      optimum,
      derivative: { epoch: shownEpoch, result: derivative },
      startLoss: start.loss,
    },
  };
}

/** @param {Experiment['data']} data @returns {Experiment['data']} */
function withoutNoise(data) {
  return { ...data, noise: { factor: 0, mean: 0, sd: 0 } };
}

/** The rest of the run, from the last point of the past. @param {Experiment} experiment @param {Past} past @returns {Experiment} */
function continuation(experiment, past) {
  return {
    ...experiment,
    model: { ...experiment.model, start: { w1: past.w[past.epoch] } },
    stop: { epochs: experiment.stop.epochs - past.epoch },
  };
}

/** The past without its last point, then the rest, which begins there. @param {Past} past @param {Trajectory} rest @returns {Trajectory} */
function joined(past, rest) {
  const join = (/** @type {Float64Array} */ before, /** @type {Float64Array} */ after) => {
    const all = new Float64Array(past.epoch + after.length);
    all.set(before.subarray(0, past.epoch));
    all.set(after, past.epoch);
    return all;
  };
  return {
    ...rest,
    epochs: past.epoch + rest.epochs,
    parameters: { w1: join(past.w, rest.parameters.w1) },
    loss: join(past.loss, rest.loss),
    gradient: { w1: join(past.slope, rest.gradient.w1) },
    stop: { ...rest.stop, epoch: past.epoch + rest.stop.epoch },
  };
}
