// Finds a learning rate at which gradient descent never rises, or at which another method ends below its start.
import { methodsOfOneRate } from '../experiment/fields.js';
import { canRateHelp } from '../i18n/ending.js';

/**
 * @import { Engine, Optimum, Outcome, Trajectory } from '../../wasm/engine.d.ts'
 * @import { Experiment } from '../experiment/store.js'
 */

/** Relative increase of the loss that is rounding near the optimum, and no rise. */
const roundingSlack = 1e-9;
/** Maximum number of halvings of the rate. */
const maxHalvings = 40;

/**
 * A share of the rate that theory allows near the optimum, halved until the descent suits; if it never does, the given
 * rate. A method whose rate is of another kind begins at its own; one without a rate keeps its settings.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {Optimum | null} optimum
 * @param {'always' | 'ifDiverged'} when ifDiverged: a rate at which the run does not diverge is kept
 * @returns {{ experiment: Experiment, run: Outcome<Trajectory> }} the experiment with that rate, and its run
 */
export function findRate(engine, experiment, optimum, when) {
  const given = when === 'ifDiverged' ? engine.run(experiment) : null;
  if (given?.ok && !canRateHelp(given.stop)) return { experiment, run: given };
  const { name, rate: own } = experiment.optimizer;
  if (own === undefined) return { experiment, run: given ?? engine.run(experiment) };
  const suits = name === 'gd' ? neverRises : endsLower;
  const isOfTheory = methodsOfOneRate.includes(name);
  let rate = isOfTheory ? (optimum ? Math.min(1, optimum.stableRate / rateDivisor(optimum)) : 1) : Number(own);
  for (let halving = 0; halving < maxHalvings; halving += 1, rate /= 2) {
    const candidate = { ...experiment, optimizer: { ...experiment.optimizer, rate: Number(rate.toPrecision(2)) } };
    const run = engine.run(candidate);
    if (suits(run)) return { experiment: candidate, run };
  }
  return { experiment, run: given ?? engine.run(experiment) };
}

/**
 * The stable rate is divided by 2 where the flattest direction needs it; elsewhere by 10, because the descent would end
 * in a few epochs, with nothing to see.
 * @param {Optimum} optimum
 */
const rateDivisor = ({ curvature }) => (curvature[curvature.length - 1] > 10 * curvature[0] ? 2 : 10);

/** @param {Outcome<Trajectory>} run */
const neverRises = (run) =>
  run.ok &&
  !canRateHelp(run.stop) &&
  run.loss.every((loss, k) => k === 0 || loss <= run.loss[k - 1] * (1 + roundingSlack));

/** @param {Outcome<Trajectory>} run */
const endsLower = (run) => run.ok && !canRateHelp(run.stop) && run.loss[run.epochs] <= run.loss[0];
