// The answers of the worker to the guide's questions. Each is computed from the learner's experiment, never compared
// with a constant. With the notebook's data L″ = 2.7205…, and h = 1/L″ = 0.3676 settles in one epoch.
import { presets } from '../experiment/presets.js';
import { defaultTolerance, settledEpoch, targetLoss } from '../problem/settled.js';

/**
 * @import { Axis, Engine, EngineError, Experiment } from '../../wasm/engine.d.ts'
 */

/**
 * @typedef {object} Check
 * @property {keyof typeof checks} name
 * @property {any} [epochs]
 * @property {number} [factor]
 * @property {number} [beyond]
 * @property {number} [points]
 * @property {string[]} [models] keys of presets
 *
 * @typedef {object} Answer
 * @property {true} ok
 * @property {string} outcome key of its sentence
 * @property {boolean} isRight
 * @property {Record<string, number>} numbers that the sentence fills in
 * @property {RateRow} [row]
 *
 * @typedef {object} RateRow epochs until a run has settled, by learning rate
 * @property {Float64Array} rate
 * @property {Int32Array} epochs −1 where it does not settle
 *
 * @typedef {Answer | { ok: false, error: EngineError }} Outcome
 *
 * @typedef {object} Question
 * @property {Experiment} experiment complete
 * @property {Check} check
 * @property {string | number | null} answer the learner's: an option, a number, or the number of an earlier move
 */

/** A typed parameter is right within this share of the distance from the start to the minimum. */
const maxMissShare = 0.02;
/** More epochs help if they lower the loss by more than this share of it. */
const minGain = 0.01;
/** A quantity has shrunk below this share of its former value. */
const shrunkShare = 0.999;
/** A loss below this share of the first is zero. */
const zeroShare = 1e-12;
/** A run diverges if its loss ends above this multiple of the first. */
const divergedFactor = 2;
/** Learning rates of the row span this factor below and above the stability limit. */
const spanBelow = 400;
const spanAbove = 1.6;

/** An error of the engine, thrown inside a check and returned by `answerQuestion`. */
class Failure extends Error {
  /** @param {EngineError} error */
  constructor(error) {
    super(error.code);
    this.error = error;
  }
}

/** @template {{ ok: boolean }} T @param {T} outcome @returns {Extract<T, { ok: true }>} */
function valid(outcome) {
  if (!outcome.ok) throw new Failure(/** @type {any} */ (outcome).error);
  return /** @type {any} */ (outcome);
}

/** @type {Record<string, (engine: Engine, question: Question) => Omit<Answer, 'ok'>>} by name of the check */
const checks = { shrinkingSteps, parameterAfter, moreEpochs, leastLoss, fewestEpochs, contraction, multipleOfBest };

/** @param {Engine} engine @param {Question} question @returns {Outcome} */
export function answerQuestion(engine, question) {
  try {
    return { ok: true, ...checks[question.check.name](engine, question) };
  } catch (failure) {
    if (failure instanceof Failure) return { ok: false, error: failure.error };
    throw failure;
  }
}

/**
 * Compares two steps of the run. The options are claims about it: its slope has shrunk, its rate has, its loss is zero.
 * @param {Engine} engine @param {Question} question
 */
function shrinkingSteps(engine, { experiment, check, answer }) {
  const { parameters, gradient, loss, epochs } = valid(engine.run(experiment));
  const name = nameOf(experiment);
  const [early, late] = check.epochs.map((/** @type {number} */ epoch) => Math.min(epoch, epochs - 1));
  const w = parameters[name];
  const steps = [early, late].map((k) => w[k] - w[k + 1]);
  const slopes = [early, late].map((k) => gradient[name][k]);
  const has = (/** @type {number[]} */ [before, after]) => Math.abs(after) < shrunkShare * Math.abs(before);
  const claims = /** @type {Record<string, boolean>} */ ({
    slope: has(slopes),
    rate: has(steps.map((step, i) => step / slopes[i])),
    zero: loss[late] <= zeroShare * loss[0],
  });
  const isRight = claims[String(answer)];
  return {
    isRight,
    outcome: isRight ? 'right' : String(answer),
    numbers: {
      rate: rateOf(experiment),
      early,
      late,
      earlySlope: slopes[0],
      lateSlope: slopes[1],
      earlyStep: steps[0],
      lateStep: steps[1],
      loss: loss[late],
    },
  };
}

/**
 * The parameter after some epochs, which is |1 − hL″| to their power of the distance away from the minimum.
 * @param {Engine} engine @param {Question} question
 */
function parameterAfter(engine, { experiment, check, answer }) {
  const epochs = Number(check.epochs);
  const { parameters, gradient } = valid(engine.run({ ...experiment, stop: { epochs } }));
  const optimum = valid(engine.optimum(experiment));
  const name = nameOf(experiment);
  const rate = rateOf(experiment);
  const [guess, start, end] = [Number(answer), parameters[name][0], parameters[name][epochs]];
  const minimum = optimum.parameters[name];
  const distance = start - minimum;
  const tangent = start - epochs * rate * gradient[name][0];
  const isNear = (/** @type {number} */ value) => Math.abs(guess - value) <= maxMissShare * Math.abs(distance);
  const factor = Math.abs(1 - rate * optimum.curvature[0]);
  const outcome = isNear(end) ? 'right' : isNear(tangent) ? 'tangent' : 'other';
  return {
    isRight: outcome === 'right',
    outcome,
    numbers: {
      typed: guess,
      epochs,
      rate,
      start,
      end,
      minimum,
      distance,
      rest: end - minimum,
      tangent,
      curvature: optimum.curvature[0],
      factor,
      power: factor ** epochs,
    },
  };
}

/** Whether a longer run ends lower. @param {Engine} engine @param {Question} question */
function moreEpochs(engine, { experiment, check, answer }) {
  const { epochs } = experiment.stop;
  const longEpochs = epochs * (check.factor ?? 1);
  const [loss, longLoss] = [epochs, longEpochs].map((length) => {
    const run = valid(engine.run({ ...experiment, stop: { ...experiment.stop, epochs: length } }));
    return run.loss[run.epochs];
  });
  const doesHelp = loss - longLoss > minGain * longLoss;
  return { ...yesOrNo(answer, doesHelp), numbers: { epochs, loss, longEpochs, longLoss } };
}

/** The model whose minimum is lowest. @param {Engine} engine @param {Question} question */
function leastLoss(engine, { experiment, check, answer }) {
  const losses = Object.fromEntries(
    (check.models ?? []).map((key) => {
      const model = presets.find((preset) => preset.key === key && preset.model)?.model ?? experiment.model;
      return [key, valid(engine.optimum({ ...experiment, model })).loss];
    }),
  );
  const isRight = losses[String(answer)] === Math.min(...Object.values(losses));
  return { isRight, outcome: isRight ? 'right' : 'other', numbers: { ...losses, chosen: losses[String(answer)] } };
}

/**
 * A guess of the learning rate that settles in the fewest epochs, and the row of the map on which it stands.
 * @param {Engine} engine @param {Question} question
 */
function fewestEpochs(engine, { experiment, check, answer }) {
  const { bestRate, stableRate } = valid(engine.optimum(experiment));
  const guess = Number(answer);
  const from = Math.min(stableRate / spanBelow, guess);
  const to = Math.max(spanAbove * stableRate, guess);
  const row = sweepRates(engine, experiment, from, to, check.points ?? 1);
  const own = sweepRates(engine, experiment, guess, guess, 1);
  const best = sweepRates(engine, experiment, bestRate, bestRate, 1);
  const fewest = Math.min(...[...row.epochs, ...best.epochs].filter((epochs) => epochs >= 0));
  const guessEpochs = own.epochs[0];
  const isRight = guessEpochs === fewest;
  const side = guess < bestRate ? 'low' : 'high';
  return {
    isRight,
    outcome: isRight ? 'right' : guessEpochs >= 0 ? side : own.status[0] === divergedStatus ? 'diverged' : 'never',
    numbers: {
      guess,
      guessEpochs,
      fewest,
      best: bestRate,
      limit: stableRate,
      start: experiment.model?.start[nameOf(experiment)] ?? NaN,
      epochs: experiment.stop.epochs,
    },
    row: { rate: row.x, epochs: row.epochs },
  };
}

/** The status of a cell of a sweep whose run diverged. */
const divergedStatus = 2;

/**
 * The epochs that the contraction factor of a rate implies, beside those of the run: the excess loss falls by its
 * square in each epoch.
 * @param {Engine} engine @param {Question} question
 */
function contraction(engine, { experiment, answer }) {
  const guess = Number(answer);
  const optimum = valid(engine.optimum(experiment));
  const run = valid(engine.run({ ...experiment, optimizer: { ...experiment.optimizer, rate: guess } }));
  const target = targetLoss(optimum.loss, run.loss[0], defaultTolerance);
  const measured = settledEpoch(run.loss, target) ?? -1;
  const factor = Math.abs(1 - guess * optimum.curvature[0]);
  const excess = (target - optimum.loss) / (run.loss[0] - optimum.loss);
  const implied = factor < 1 ? Math.max(0, Math.ceil(Math.log(excess) / (2 * Math.log(factor)))) : -1;
  const outcome = implied < 0 ? 'diverges' : implied <= 1 ? 'best' : measured < 0 ? 'short' : 'converges';
  return {
    isRight: true,
    outcome,
    numbers: {
      guess,
      factor,
      implied,
      measured,
      curvature: optimum.curvature[0],
      best: optimum.bestRate,
      percent: 100 * factor,
      epochs: experiment.stop.epochs,
    },
  };
}

/**
 * Whether a multiple of the best rate diverges, and a slightly larger one.
 * @param {Engine} engine @param {Question} question
 */
function multipleOfBest(engine, { experiment, check: { factor = 1, beyond = 1 }, answer }) {
  const optimum = valid(engine.optimum(experiment));
  const rate = factor * optimum.bestRate;
  const [run, next] = [rate, beyond * rate].map((each) =>
    valid(engine.run({ ...experiment, optimizer: { ...experiment.optimizer, rate: each } })),
  );
  const last = run.loss[run.epochs];
  const doesDiverge = run.stop.reason === 'diverged' || last > divergedFactor * run.loss[0];
  return {
    ...yesOrNo(answer, doesDiverge),
    numbers: {
      best: optimum.bestRate,
      rate,
      factor: Math.abs(1 - rate * optimum.curvature[0]),
      first: run.loss[0],
      last,
      epochs: run.epochs,
      more: beyond * rate,
      moreLast: next.loss[next.epochs],
      moreEpochs: next.epochs,
    },
  };
}

/** @param {Question['answer']} answer "yes" or "no" @param {boolean} truth */
function yesOrNo(answer, truth) {
  if (answer === 'yes') return { isRight: truth, outcome: truth ? 'yesRight' : 'yesWrong' };
  return { isRight: !truth, outcome: truth ? 'noWrong' : 'noRight' };
}

/**
 * The row of the map over the learning rate, for the experiment's own start.
 * @param {Engine} engine @param {Experiment} experiment @param {number} from @param {number} to @param {number} points
 */
function sweepRates(engine, experiment, from, to, points) {
  const name = nameOf(experiment);
  const start = experiment.model?.start[name] ?? 0;
  /** @type {Axis} */
  const x = { path: 'optimizer.rate', from, to, points, scale: 'log' };
  return valid(engine.sweep(experiment, { x, y: { path: `model.start.${name}`, from: start, to: start, points: 1 } }));
}

/** The first parameter. @param {Experiment} experiment */
const nameOf = ({ model }) => Object.keys(model?.start ?? {})[0];

/** @param {Experiment} experiment */
const rateOf = ({ optimizer }) => Number(optimizer.rate);

/** @type {Record<string, (engine: Engine, payload: any) => unknown>} by kind of request */
export const guideAnswers = { guide: answerQuestion };
