// Measures times: rivals take turns within each round, so that what else the machine does meets all alike. The
// median call of a round stands for the round, and the median round for the rival: a mean would also measure other
// programs, which take the processor for milliseconds, a hundred times what a short call lasts.

/** @param {number[]} values @param {number} q in [0, 1] */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/**
 * Median milliseconds of one call of each rival, in the order given. A round repeats a call until `least` ms have
 * passed.
 * @param {Record<string, () => unknown>} rivals
 * @param {{ rounds?: number, warmUps?: number, least?: number }} [how]
 * @returns {Promise<Record<string, number>>}
 */
export async function race(rivals, { rounds = 9, warmUps = 2, least = 5 } = {}) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(rivals).map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; ++round) {
    for (const [name, work] of Object.entries(rivals)) {
      /** @type {number[]} */
      const calls = [];
      const start = performance.now();
      for (let from = start; from - start < least; ) {
        await work();
        const to = performance.now();
        calls.push(to - from);
        from = to;
      }
      if (round >= 0) times[name].push(quantile(calls, 0.5));
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, quantile(all, 0.5)]));
}

/** @param {number} ms */
export const duration = (ms) => (ms < 1 ? `${(ms * 1000).toPrecision(3)} µs` : `${Number(ms.toPrecision(3))} ms`);
