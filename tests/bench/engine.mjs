// The engine in Node against its rivals: the notebook's run, small and large.
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';
import { duration, race } from './measure.mjs';
import { jaxDescent, plainLoop } from './rivals.mjs';

/** @param {number} n @param {number} epochs @param {object} how */
async function descent(n, epochs, how) {
  const engine = await createEngine();
  const { columns, y } = /** @type {any} */ (engine.simulate(notebook({ data: { n } }).data));
  const experiment = notebook({ data: { n }, stop: { epochs } });
  const ours = /** @type {any} */ (engine.run(experiment));
  const theirs = plainLoop(columns.x, y, epochs);
  if (Math.abs(ours.parameters.w1[epochs] - theirs.w[epochs]) > 1e-9) throw new Error('the rivals do not agree');
  return race({
    engine: () => engine.run(experiment),
    simulate: () => engine.simulate(experiment.data),
    loop: () => plainLoop(columns.x, y, epochs),
    jax: await jaxDescent(columns.x, y, epochs),
  }, how);
}

/** Six first-order methods on a line with two parameters, 100 points: all trajectories recorded, and the standings. */
async function raceRow() {
  const engine = await createEngine();
  const line = notebook({ model: { formula: 'w1*x+w2', start: { w1: 10, w2: -5 } }, stop: { epochs: 2000 } });
  const runners = ['gd', 'momentum', 'nesterov', 'adam', 'rmsprop', 'lion'].map((name) => ({ optimizer: { name } }));
  if (!engine.race(line, runners).ok) throw new Error('the race does not run');
  const { race: time } = await race({ race: () => engine.race(line, runners) });
  return { what: 'race: 6 methods × 2,000 epochs, 100 points', ours: duration(time), value: time, atMost: 50, unit: 'ms' };
}

/** @returns {AsyncGenerator<import('./table.mjs').Row>} */
export async function* engineRows() {
  const small = await descent(100, 401, { rounds: 9 });
  yield { what: 'notebook run, 100 × 401, recorded', ours: duration(small.engine) };
  yield { what: '  a plain JavaScript loop', rival: duration(small.loop), ratio: small.loop / small.engine, atLeast: 3 };
  yield { what: '  jax-js, jit(step), float32', rival: duration(small.jax), ratio: small.jax / small.engine, atLeast: 500 };
  yield { what: 'simulate, 100 points', ours: duration(small.simulate) };

  yield await raceRow();

  const epochs = 401;
  const large = await descent(1e6, epochs, { rounds: 3, warmUps: 1 });
  yield { what: `the same, 10⁶ × ${epochs}, float64`, ours: duration(large.engine) };
  yield { what: '  a plain JavaScript loop', rival: duration(large.loop), ratio: large.loop / large.engine };
  yield { what: '  jax-js, jit(step), float32', rival: duration(large.jax), ratio: large.jax / large.engine, atLeast: 3 };
  yield { what: 'simulate, 10⁶ points', ours: duration(large.simulate) };
}
