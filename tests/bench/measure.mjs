// How times are taken: rivals take turns within each round, so that what else the machine does meets all alike, and
// the median over the rounds stands for each.

/** @param {number[]} values @param {number} q in [0, 1] */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/** Median milliseconds of one call of each rival, in the order given. A round repeats a call until it has lasted
 * `least` ms, so that the clock's grain does not count.
 * @param {Record<string, () => unknown>} rivals @param {{ rounds?: number, warmUps?: number, least?: number }} [how]
 * @returns {Promise<Record<string, number>>} */
export async function race(rivals, { rounds = 9, warmUps = 2, least = 5 } = {}) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(rivals).map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; ++round) {
    for (const [name, work] of Object.entries(rivals)) {
      const start = performance.now();
      let calls = 0;
      do {
        await work();
        ++calls;
      } while (performance.now() - start < least);
      if (round >= 0) times[name].push((performance.now() - start) / calls);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, quantile(all, 0.5)]));
}

/** @param {number} ms */
export const duration = (ms) => (ms < 1 ? `${(ms * 1000).toPrecision(3)} µs` : `${Number(ms.toPrecision(3))} ms`);
