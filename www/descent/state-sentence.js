// The sentence of state above the charts of Descent: one at a time, in words for a student, with the numbers of the run
// that is shown. It is a key of the strings and its numbers; tests compare the numbers with plain loops.
import { defaultMethod } from '../experiment/fields.js';
import { endingText } from '../i18n/ending.js';
import { rateText, readable } from '../i18n/format.js';
import { nameText } from '../ui/names.js';
import { contractionOf, isCovered, momentumOf } from '../problem/method-theory.js';
import { runEnd } from '../problem/run-end.js';

/**
 * @import { StopInfo } from '../../wasm/engine.d.ts'
 * @import { Translate } from '../i18n/translate.js'
 * @import { DescentProblem } from './parts.js'
 * @import { RunEnd } from '../problem/run-end.js'
 * @import { Snapshot } from './snapshot.js'
 */

/**
 * @typedef {object} Sentence
 * @property {string} key of "state.<key>", or "ended"
 * @property {Record<string, string | number>} args
 * @property {StopInfo} [stop] why the run ended, for the key "ended"
 */

/** Ends that have sentences with the losses of the run. */
const endsWithLosses = ['epochs', 'converged', 'diverged'];

/** The sentence in a language. @param {Sentence} sentence @param {Translate} t */
export const sentenceText = ({ key, args, stop }, t) => (stop ? endingText(stop, t) : t(`state.${key}`, args));

/**
 * @param {Snapshot} snapshot
 * @param {{ isPlaying: boolean, isFast: boolean }} playback
 * @returns {Sentence}
 */
export function stateSentence(snapshot, { isPlaying, isFast }) {
  const { problem, epoch, position } = snapshot;
  const { trajectory, startError } = problem;
  const end = runEnd(problem);
  if (startError) return { key: 'noStart', args: {} };
  if (isPlaying) return isFast ? fastSentence(snapshot, end) : stepSentence(snapshot, 'step');
  const hasSettled = end.settled !== null && epoch >= end.settled;
  const { stop } = trajectory;
  // A run that ends at its start has nothing to play, so that its reason is shown at once.
  if (epoch >= trajectory.epochs && !hasSettled && !endsWithLosses.includes(stop.reason))
    return { key: 'ended', args: {}, stop };
  if (position === 0) return { key: isLine(problem) ? 'before' : 'beforeCurve', args: {} };
  if (end.isDiverging && epoch >= trajectory.epochs) return divergingSentence(problem);
  if (hasSettled) return settledSentence(problem, /** @type {number} */ (end.settled));
  if (epoch < trajectory.epochs) return stepSentence(snapshot, 'paused');
  if (end.isTrapped) return trappedSentence(problem, end);
  return slowSentence(problem, end);
}

/** Whether the model is a straight line in x. @param {DescentProblem} problem */
const isLine = ({ curves: { x, y } }) => {
  const [first, middle, last] = [y[0], y[(x.length - 1) / 2], y[x.length - 1]];
  return Math.abs(middle - (first + last) / 2) <= 1e-9 * (Math.abs(first) + Math.abs(last));
};

/** Whether the method is gradient descent. @param {DescentProblem} problem */
const isDescent = ({ experiment: { optimizer } }) => optimizer.name === defaultMethod;

/** The keys for several parameters. */
const manyKeys = { step: 'stepMany', paused: 'pausedMany' };

/** @param {Snapshot} snapshot @param {'step' | 'paused'} key @returns {Sentence} */
function stepSentence({ problem, epoch, loss, slope, rate, w, next }, key) {
  const isOne = problem.parameters.length === 1;
  return {
    key: isDescent(problem) || key === 'paused' ? (isOne ? key : manyKeys[key]) : 'stepMethod',
    args: {
      epoch,
      name: nameText(problem.along),
      w: readable(w, 4),
      loss: readable(loss, 4),
      slope: readable(slope, 3),
      rate: rateText(rate),
      step: readable(isDescent(problem) ? -rate * slope : (next?.w ?? w) - w, 3),
    },
  };
}

/** @param {Snapshot} snapshot @param {RunEnd} end @returns {Sentence} */
const fastSentence = ({ problem: { trajectory }, loss }, { isDiverging }) => ({
  key: isDiverging ? 'climbing' : 'falling',
  args: { start: readable(trajectory.loss[0], 4), loss: readable(loss, 4) },
});

/** @param {DescentProblem} problem @returns {Sentence} */
function divergingSentence({ trajectory, valley: optimum, experiment: { optimizer } }) {
  const { loss, epochs } = trajectory;
  const args = { start: readable(loss[0], 4), loss: readable(loss[epochs], 3), epoch: epochs };
  if (optimizer.rate === undefined) return { key: 'divergedMethod', args };
  const limit = isCovered(optimizer) && optimum && (1 + momentumOf(optimizer)) * optimum.stableRate;
  return limit ? { key: 'diverged', args: { ...args, limit: readable(limit, 3) } } : { key: 'divergedPlain', args };
}

/** @param {DescentProblem} problem @param {number} settled @returns {Sentence} */
function settledSentence(problem, settled) {
  const { trajectory, valley: optimum, rates } = problem;
  const args = { epoch: settled, loss: readable(trajectory.loss[trajectory.epochs], 4) };
  const rate = rates[rates.length - 1].rate;
  if (!optimum || rates.length > 1 || !isDescent(problem) || !isCovered(problem.experiment.optimizer))
    return { key: 'settled', args };
  if (settled <= 1) return { key: 'settledBest', args };
  return { key: rate < optimum.bestRate ? 'settledSlow' : 'settledOver', args };
}

/** @param {DescentProblem} problem @param {RunEnd} end @returns {Sentence} */
const trappedSentence = ({ trajectory, optimum, along }, { best }) => ({
  key: optimum ? 'trapped' : 'trappedPlain',
  args: {
    loss: readable(trajectory.loss[trajectory.epochs], 4),
    best: readable(best, 4),
    name: nameText(along),
    at: optimum ? readable(optimum.parameters[along], 4) : '',
  },
});

/**
 * The epochs that are missing, from the contraction of the slowest direction: the excess falls by ρ² per epoch.
 * @param {DescentProblem} problem @param {RunEnd} end @returns {Sentence}
 */
function slowSentence({ trajectory, valley: optimum, rates, experiment: { optimizer } }, { best, target }) {
  const last = trajectory.loss[trajectory.epochs];
  const args = { epochs: trajectory.epochs, loss: readable(last, 4) };
  const rate = rates[rates.length - 1].rate;
  const beta = momentumOf(optimizer);
  const leadsToTarget = optimum !== null && optimum.loss <= target;
  const contraction = leadsToTarget && isCovered(optimizer) ? contractionOf(rate, beta, optimum.curvature) : NaN;
  const missing = Math.ceil(Math.log((target - best) / (last - best)) / (2 * Math.log(contraction)));
  if (!(contraction < 1) || !(missing > 0) || !Number.isFinite(missing)) return { key: 'unfinished', args };
  const key = beta > 0 ? 'slowMethod' : rate < (optimum?.bestRate ?? Infinity) ? 'slow' : 'slowOver';
  return { key, args: { ...args, missing: readable(missing, 2) } };
}
