// The error of an estimate, decomposed. With θ the parameters at the end of the run, v the minimum of the valley in
// which the run ends, b the best minimum of the data, and t what fits the true curve without noise,
//
//     θ − t = (θ − v) + (v − b) + (b − t)
//
// the optimizer has not finished, the valley is another one, and the noise: chance and its bias (with a penalty, that
// of the penalty too). User data have no known t. On the map's preset Trap, data sin(2x), the run from 7 ends at
// 6.2037 = v, b = 2.0049 and t = 2, so that the valley is 4.199 of the error of 4.204.
/**
 * @import { Engine, EngineError, Experiment } from '../../wasm/engine.d.ts'
 * @import { Point } from '../problem/parts.js'
 */

/**
 * @typedef {object} ErrorParts
 * @property {Point} end θ
 * @property {Point | null} valley v; null where no descent from the end stays in its valley
 * @property {Point} best b
 * @property {boolean} isExact b is the one minimum of a quadratic, else the best that was found
 * @property {Point | null} truth t; null for user data, and where the true curve does not determine the parameters
 * @property {boolean} isTruthInModel the model with t is the true curve
 * @property {boolean} isSimulated the true curve is known
 *
 * @typedef {{ parameters: Point, loss: number }} Minimum
 */

/** Losses that differ by less than this share of them are equal. */
const lossTolerance = 1e-9;
/** … or by less than this share of the loss at which a descent began. */
const fallTolerance = 1e-12;
/** Points of a step at which the loss is compared. */
const stepPoints = 33;
const maxValleyEpochs = 500;
/** Methods that end at a minimum, in the order in which they are tried. */
const valleyMethods = ['newton', 'bfgs'];
/** The model is the true curve where the two differ by less than this share of the curve. */
const curveTolerance = 1e-6;

/**
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @returns {{ ok: true, parts: ErrorParts } | { ok: false, error: EngineError }}
 */
export function errorParts(engine, experiment) {
  const run = engine.run(experiment);
  if (!run.ok) return run;
  const end = Object.fromEntries(Object.entries(run.parameters).map(([name, column]) => [name, column[run.epochs]]));
  const exactly = { ...experiment, precision: /** @type {const} */ ('float64') };
  const hasDiverged = ['diverged', 'unbounded', 'left_domain'].includes(run.stop.reason);
  const found = bestMinimum(engine, exactly, hasDiverged ? [] : [end]);
  if (!found.ok) return found;
  const valley = hasDiverged && !found.exact ? null : valleyOf(engine, exactly, end, found);
  const best = valley && isAsLow(valley.loss, found.loss, run.loss[0]) ? valley : found;
  const truth = truthOf(engine, exactly, best.parameters);
  return {
    ok: true,
    parts: {
      end,
      valley: valley?.parameters ?? null,
      best: best.parameters,
      isExact: found.exact,
      truth,
      isTruthInModel: truth !== null && isTrueCurve(engine, exactly, truth),
      isSimulated: experiment.data?.kind === 'simulated',
    },
  };
}

/**
 * A noise study whose samples are fitted from what fits the true curve without noise, of user data from the best
 * minimum.
 * @param {Engine} engine
 * @param {Experiment} experiment
 */
export function noiseStudyFromTruth(engine, experiment, /** @type {number} */ draws) {
  const found = bestMinimum(engine, { ...experiment, precision: 'float64' }, []);
  if (!found.ok || found.exact) return engine.noiseStudy(experiment, { draws });
  const start = truthOf(engine, experiment, found.parameters) ?? found.parameters;
  return engine.noiseStudy(startedAt(experiment, start), { draws });
}

/**
 * The best minimum that is known: the exact one of a quadratic, else the lowest that a search from the start, over
 * starts of its own, and among known points finds. A loss with kinks has no curvature; its fit is the minimum.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {Point[]} known
 * @returns {({ ok: true, exact: boolean } & Minimum) | { ok: false, error: EngineError }}
 */
function bestMinimum(engine, experiment, known) {
  const near = engine.optimum(experiment, known);
  if (near.ok ? near.exact : near.error.code !== 'no_curvature') return near;
  const { data, model, loss } = experiment;
  const formula = model?.formula ?? '';
  const fit = engine.fit({ version: 1, data, model: { formula }, loss }, undefined, { search: 'always' });
  if (!fit.ok) return near;
  const both = engine.optimum(experiment, [...known, fit.parameters]);
  if (both.ok) return both;
  return near.ok ? near : { ok: true, exact: false, parameters: fit.parameters, loss: fit.loss };
}

/**
 * The parameters that fit the true curve without noise and without penalty: the minimum of the valley of `near`, unless
 * another one is lower. Of two equal ones (w1·sin(w2·x) has them) it is the one beside `near`.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {Point} near
 * @returns {Point | null}
 */
function truthOf(engine, experiment, near) {
  const { data, loss } = experiment;
  if (data?.kind !== 'simulated') return null;
  const noiseless = startedAt(
    {
      ...experiment,
      data: { ...data, noise: { ...data.noise, factor: 0, mean: 0 } },
      loss: loss && { ...loss, ridge: 0, lasso: 0 },
      precision: 'float64',
    },
    near,
  );
  const lowest = bestMinimum(engine, noiseless, []);
  if (!lowest.ok) return null;
  const beside = valleyOf(engine, noiseless, near, lowest);
  const first = lossAt(engine, noiseless, near);
  return (beside && isAsLow(beside.loss, lowest.loss, first) ? beside : lowest).parameters;
}

/**
 * The minimum of the valley of a point: one that a descent reaches from there by steps that cross no ridge.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {Point} from
 * @param {Minimum & { exact: boolean }} best
 * @returns {Minimum | null}
 */
function valleyOf(engine, experiment, from, best) {
  const first = lossAt(engine, experiment, from);
  if (best.exact || staysInValley(engine, experiment, [from, best.parameters], first)) return best;
  for (const name of valleyMethods) {
    const run = engine.run({
      ...startedAt(experiment, from),
      optimizer: { name },
      stop: { epochs: maxValleyEpochs },
    });
    if (!run.ok || run.stop.reason !== 'converged') continue;
    const path = Array.from(run.loss, (_, k) =>
      Object.fromEntries(Object.entries(run.parameters).map(([parameter, column]) => [parameter, column[k]])),
    );
    if (staysInValley(engine, experiment, path, first))
      return { parameters: path[run.epochs], loss: run.loss[run.epochs] };
  }
  return null;
}

/**
 * Whether no straight step of a path crosses a ridge: the loss does not rise along it and fall again.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {Point[]} path
 * @param {number} first loss at which the descent began
 */
function staysInValley(engine, experiment, path, first) {
  return path.slice(1).every((to, k) => {
    const from = path[k];
    const direction = Object.fromEntries(Object.keys(from).map((name) => [name, to[name] - from[name]]));
    const along = { direction, from: 0, to: 1, points: stepPoints };
    const line = engine.surface(experiment, { x: along, y: { ...along, to: 0, points: 2 }, at: from });
    return line.ok && !hasRidge(line.loss.subarray(0, stepPoints), fallTolerance * first);
  });
}

/** Whether a loss rises and falls again, by more than its rounding. @param {Float64Array} loss
 * @param {number} tolerance */
function hasRidge(loss, tolerance) {
  const changes = Array.from(loss.subarray(1), (value, i) => {
    const change = value - loss[i];
    return Math.abs(change) <= lossTolerance * Math.abs(loss[i]) + tolerance ? 0 : Math.sign(change);
  });
  const rise = changes.findIndex((change) => change !== -1 && change !== 0);
  return rise >= 0 && changes.slice(rise).some((change) => change !== 1 && change !== 0);
}

/** @param {number} loss @param {number} lowest @param {number} first loss at which the descent began */
const isAsLow = (loss, lowest, first) =>
  loss <= lowest + lossTolerance * Math.abs(lowest) + fallTolerance * Math.abs(first);

/** Whether the model is the true curve. @param {Engine} engine @param {Experiment} experiment @param {Point} truth */
function isTrueCurve(engine, experiment, truth) {
  const { data } = experiment;
  if (data?.kind !== 'simulated') return false;
  const curve = engine.simulate({ ...data, noise: { ...data.noise, factor: 0, mean: 0 } });
  if (!curve.ok) return false;
  const model = engine.predict(experiment, truth, curve.columns);
  if (!model.ok) return false;
  const size = curve.y.reduce((largest, y) => Math.max(largest, Math.abs(y)), 0);
  return curve.y.every((y, k) => Math.abs(y - model.y[k]) <= curveTolerance * size);
}

/** @param {Engine} engine @param {Experiment} experiment @param {Point} point */
function lossAt(engine, experiment, point) {
  const there = engine.derivative(experiment, point);
  return there.ok ? there.loss : Infinity;
}

/** @param {Experiment} experiment @param {Point} start @returns {Experiment} */
const startedAt = (experiment, start) => ({
  ...experiment,
  model: { formula: experiment.model?.formula ?? '', start },
});
