// Four models against jax-js, which is asked for the same descent: gd on the mean squared error, jit(step) over a
// list of weights. Ours records the whole trajectory; jax-js keeps the last weights, which is in its favour.
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';
import { duration, race } from './measure.mjs';
import { jax } from './rivals.mjs';

/** @import { Row } from './table.mjs' */

/** @typedef {any} Array an array of jax-js: every use consumes it, `.ref` keeps it */

/** Formula, start, and ŷ in jax-js.
 * @type {{ formula: string, start: number[], predict: (w: Array[], x: Array, np: any) => Array }[]} */
const models = [
  { formula: 'w1*x', start: [10], predict: ([w1], x) => x.mul(w1) },
  { formula: 'w1+w2*x', start: [1, 10], predict: ([w1, w2], x) => x.mul(w2).add(w1) },
  {
    formula: 'w1*exp(-w2*x)+w3',
    start: [1, 0.5, 0],
    predict: ([w1, w2, w3], x, np) => np.exp(x.mul(w2).mul(-1)).mul(w1).add(w3),
  },
  {
    formula: 'w1+x*(w2+x*(w3+x*(w4+x*(w5+x*w6))))',
    start: [1, 2, 0.5, 0.1, 0.05, 0.01],
    predict: (w, x) => w.slice(0, 5).reduceRight((sum, each) => sum.mul(x.ref).add(each), /** @type {Array} */ (w[5])),
  },
];
const rate = 1e-3;
/** Rows, and as many epochs as keep the table short. @type {[n: number, epochs: number][]} */
const sizes = [
  [100, 200],
  [1e4, 50],
  [1e6, 8],
];

/**
 * jit(step) from the start, `epochs` times; the last weights.
 * @param {typeof models[number]} model
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {number} epochs
 * @param {'float32' | 'float64'} precision
 * @returns {Promise<() => number[]>}
 */
async function jaxRun({ start, predict }, x, y, epochs, precision) {
  const { grad, jit, numpy: np } = await jax();
  const dtype = np[precision];
  const array = (/** @type {ArrayLike<number>} */ values) =>
    np.array((precision === 'float64' ? Float64Array : Float32Array).from(values), { dtype });
  const [xs, ys] = [array(x), array(y)];
  const loss = (/** @type {Array[]} */ w, /** @type {Array} */ a, /** @type {Array} */ b) =>
    np.mean(np.square(b.sub(predict(w, a, np))));
  const step = jit((/** @type {Array[]} */ w, /** @type {Array} */ a, /** @type {Array} */ b) => {
    const slopes = grad(loss)(
      w.map((each) => each.ref),
      a,
      b,
    );
    return w.map((each, j) => each.sub(slopes[j].mul(rate)));
  });
  return () => {
    let w = start.map((value) => np.array(value, { dtype }));
    for (let k = 0; k < epochs; ++k) w = step(w, xs.ref, ys.ref);
    return w.map((each) => each.js());
  };
}

/** @returns {AsyncGenerator<Row>} */
export async function* modelRows() {
  const engine = await createEngine();
  for (const model of models) {
    const start = Object.fromEntries(model.start.map((value, j) => [`w${j + 1}`, value]));
    for (const [n, epochs] of sizes) {
      for (const precision of /** @type {const} */ (['float32', 'float64'])) {
        const experiment = notebook({
          data: { n },
          model: { formula: model.formula, start },
          optimizer: { name: 'gd', rate },
          stop: { epochs },
          precision,
        });
        const { columns, y } = /** @type {any} */ (engine.simulate(experiment.data));
        const theirs = await jaxRun(model, columns.x, y, epochs, precision);
        const ours = () => /** @type {any} */ (engine.run(experiment));
        const { parameters } = ours();
        if (theirs().some((w, j) => !(Math.abs(w - parameters[`w${j + 1}`][epochs]) < 1e-3)))
          throw new Error(`the rivals do not agree on ${model.formula}`);
        const time = await race({ ours, theirs }, { rounds: n > 1e5 ? 3 : 5, warmUps: 1 });
        yield {
          what: `${model.formula.length > 20 ? 'degree-5 polynomial' : model.formula}, ${precision}, ${n} × ${epochs}`,
          ours: duration(time.ours),
          rival: duration(time.theirs),
          ratio: time.theirs / time.ours,
          atLeast: 1,
        };
      }
    }
  }
}
