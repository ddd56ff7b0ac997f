// The rivals of the engine: the descent as one would write it in JavaScript, and in jax-js.

/** The whole trajectory of gd on the mean of (y − w·x)², by a plain loop over float64 columns.
 * @param {Float64Array} x @param {Float64Array} y @param {number} epochs */
export function plainLoop(x, y, epochs, start = 10, rate = 0.01) {
  const n = x.length;
  const w = new Float64Array(epochs + 1);
  const loss = new Float64Array(epochs + 1);
  const gradient = new Float64Array(epochs + 1);
  w[0] = start;
  for (let k = 0; ; ++k) {
    let squares = 0;
    let products = 0;
    for (let i = 0; i < n; ++i) {
      const r = y[i] - w[k] * x[i];
      squares += r * r;
      products += r * x[i];
    }
    loss[k] = squares / n;
    gradient[k] = (-2 * products) / n;
    if (k === epochs) return { w, loss, gradient };
    w[k + 1] = w[k] - rate * gradient[k];
  }
}

/**
 * The epoch at which each rate and start settles, counted by a plain loop; −1 where the run does not settle.
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {Float64Array} rates
 * @param {Float64Array} starts
 * @param {number} epochs
 * @param {number} target
 */
export function plainMap(x, y, rates, starts, epochs, target) {
  const n = x.length;
  const map = new Int32Array(rates.length * starts.length).fill(-1);
  let cell = 0;
  for (const start of starts) {
    for (const rate of rates) {
      let w = start;
      for (let k = 0; k <= epochs; ++k) {
        let squares = 0;
        let products = 0;
        for (let i = 0; i < n; ++i) {
          const r = y[i] - w * x[i];
          squares += r * r;
          products += r * x[i];
        }
        // A run has settled at the first epoch from which its loss stays at or below the target.
        if (!(squares / n <= target)) map[cell] = -1;
        else if (map[cell] < 0) map[cell] = k;
        w += (rate * 2 * products) / n;
      }
      ++cell;
    }
  }
  return map;
}

/** jax-js on its wasm backend. In Node 20 it misses two names of the browser's. @returns {Promise<any>} */
export async function jax() {
  Object.assign(globalThis, {
    navigator: globalThis.navigator ?? {},
    Float16Array: /** @type {any} */ (globalThis).Float16Array ?? class {},
  });
  const library = await import('@jax-js/jax');
  await library.init('wasm');
  library.defaultDevice('wasm');
  return library;
}

/** The same descent in jax-js, in float32, its own precision: jit(step), as the notebook
 * writes it. It records nothing but the last w, which is in its favour.
 * @param {Float64Array} x @param {Float64Array} y @param {number} epochs */
export async function jaxDescent(x, y, epochs) {
  const { grad, jit, numpy: np } = await jax();
  const xs = np.array(Float32Array.from(x));
  const ys = np.array(Float32Array.from(y));
  /** @param {any} w @param {any} a @param {any} b */
  const loss = (w, a, b) => np.mean(np.square(b.sub(a.mul(w))));
  const step = jit((/** @type {any} */ w, /** @type {any} */ a, /** @type {any} */ b) =>
    w.ref.sub(grad(loss)(w, a, b).mul(0.01)),
  );
  return () => {
    let w = np.array(10);
    for (let k = 0; k < epochs; ++k) w = step(w, xs.ref, ys.ref);
    return /** @type {number} */ (w.js());
  };
}
