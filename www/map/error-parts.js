// The error of an estimate, decomposed. With θ the parameters at the end of the run, v the minimum of the valley in
// which the run ends, b the best minimum of the data, and t what fits the true curve without noise,
//
//     θ − t = (θ − v) + (v − b) + (b − t)
//
// the optimizer has not finished, the valley is another one, and the noise: chance and its bias (with a penalty, that
// of the penalty too). User data have no known t. On the difficult loss Trap, data sin(2x), the run from 7 ends at
// 6.2037 = v, b = 2.0049 and t = 2, so that the valley is 4.199 of the error of 4.204.
import { approachesNone, isAsLow, lossAt, minimumOfValley, startedAt } from '../problem/valley.js';

/**
 * @import { Engine, EngineError, Experiment } from '../../wasm/engine.d.ts'
 * @import { Point } from '../problem/parts.js'
 * @import { Minimum } from '../problem/valley.js'
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
 */

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
  const isLost = approachesNone(run.stop);
  const found = bestMinimum(engine, exactly, isLost ? [] : [end]);
  if (!found.ok) return found;
  const valley = isLost && !found.exact ? null : minimumOfValley(engine, exactly, end, found);
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
  const beside = minimumOfValley(engine, noiseless, near, lowest);
  const first = lossAt(engine, noiseless, near);
  return (beside && isAsLow(beside.loss, lowest.loss, first) ? beside : lowest).parameters;
}

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
