// The notebook's experiment, where tests and benchmarks begin, and how two trajectories are compared bit by bit.

/** A fresh copy, with the given fields of its parts changed: notebook({ stop: { epochs: 10 } }).
 * @param {Record<string, object | string>} [changes] @returns {any} */
export function notebook(changes = {}) {
  /** @type {Record<string, any>} */
  const experiment = {
    version: 1,
    data: {
      kind: 'simulated',
      seed: 22,
      n: 100,
      from: -2,
      to: 2,
      truth: 'm*x',
      constants: { m: 5 },
      noise: { factor: 2, mean: 0, sd: 1 },
    },
    model: { formula: 'w1*x', start: { w1: 10 } },
    loss: { name: 'mse' },
    optimizer: { name: 'gd', rate: 0.01 },
    stop: { epochs: 401 },
    precision: 'float64',
  };
  for (const [part, change] of Object.entries(changes)) {
    experiment[part] = typeof change === 'object' ? { ...experiment[part], ...change } : change;
  }
  return experiment;
}

/** FNV-1a, 64 bits, over the bytes of the columns w1, loss and gradient, in this order: one word for a whole
 * trajectory, the same wherever each bit is. tests/core/bits_test.cpp computes it natively. It stands alone, for it
 * is also sent into a page.
 * @param {{ parameters: { w1: Float64Array }, loss: Float64Array, gradient: { w1: Float64Array } }} trajectory */
export function fingerprint({ parameters, loss, gradient }) {
  let hash = 0xcbf29ce484222325n;
  for (const column of [parameters.w1, loss, gradient.w1]) {
    for (const byte of new Uint8Array(column.buffer, column.byteOffset, column.byteLength)) {
      hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
    }
  }
  return hash.toString(16).padStart(16, '0');
}
