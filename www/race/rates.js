// The answer of the worker to the search for the best learning rate of each runner of a race.

/** @import { Engine, EngineError, Experiment } from '../../wasm/engine.d.ts' */

/**
 * @typedef {object} RatesRequest
 * @property {Experiment} experiment of the race
 * @property {{ name: string, settings: Record<string, number> }[]} runners those with a learning rate
 *
 * @typedef {{ ok: true, rates: (number | null)[], epochs: number } | { ok: false, error: EngineError }} RatesAnswer
 *   rates: of each runner; null: the best of those that were tried diverge; epochs: those of all descents of the search
 */

/** The widest usual span of rates; problems of greater curvature have one that begins lower. */
const [minRate, maxRate] = [1e-6, 100];
/** The search begins below the stability limit of gradient descent by this factor. */
const belowLimit = 1e-3;
/** Epochs of the search for one runner. */
const budget = 50_000;
/** Significant digits of a found rate. */
const digits = 4;

/**
 * For each runner the rate with which it settles in the fewest epochs or, if it settles with none, ends lowest.
 * @param {Engine} engine
 * @param {RatesRequest} request
 * @returns {RatesAnswer}
 */
export function bestRates(engine, { experiment, runners }) {
  const theory = engine.theory(experiment);
  const limit = theory.ok && theory.stableRate ? theory.stableRate : Infinity;
  const from = Math.min(minRate, belowLimit * limit);
  const axis = { path: 'optimizer.rate', from, to: maxRate, scale: /** @type {const} */ ('log') };
  const rates = [];
  let epochs = 0;
  for (const { name, settings } of runners) {
    const found = engine.tune({ ...experiment, optimizer: { name, ...settings } }, { axes: [axis], budget });
    if (!found.ok) return found;
    const best = found.ranked.find(({ status }) => status === 'settled' || status === 'never');
    rates.push(best ? Number(best.values[0].toPrecision(digits)) : null);
    epochs += found.steps;
  }
  return { ok: true, rates, epochs };
}
