// The engine in Node against its rivals: the notebook's run, small and large.
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';
import { duration, race } from './measure.mjs';
import { jaxDescent, plainLoop, plainMap } from './rivals.mjs';

/** @import { Row } from './table.mjs' */

/** @param {number} n @param {number} epochs @param {object} how */
async function descent(n, epochs, how) {
  const engine = await createEngine();
  const { columns, y } = /** @type {any} */ (engine.simulate(notebook({ data: { n } }).data));
  const experiment = notebook({ data: { n }, stop: { epochs } });
  const ours = /** @type {any} */ (engine.run(experiment));
  const theirs = plainLoop(columns.x, y, epochs);
  if (Math.abs(ours.parameters.w1[epochs] - theirs.w[epochs]) > 1e-9) throw new Error('the rivals do not agree');
  return race(
    {
      engine: () => engine.run(experiment),
      simulate: () => engine.simulate(experiment.data),
      loop: () => plainLoop(columns.x, y, epochs),
      jax: await jaxDescent(columns.x, y, epochs),
    },
    how,
  );
}

/** A run in float32, which visits every row at every epoch. @param {number} n @param {number} epochs */
async function floatRun(n, epochs) {
  const engine = await createEngine();
  const experiment = notebook({ data: { n }, stop: { epochs }, precision: 'float32' });
  return (await race({ run: () => engine.run(experiment) }, { rounds: 3, warmUps: 1 })).run;
}

/** Six first-order methods on a line with two parameters, 100 points: all trajectories recorded, and the standings. */
async function raceRow() {
  const engine = await createEngine();
  const line = notebook({ model: { formula: 'w1*x+w2', start: { w1: 10, w2: -5 } }, stop: { epochs: 2000 } });
  const runners = ['gd', 'momentum', 'nesterov', 'adam', 'rmsprop', 'lion'].map((name) => ({ optimizer: { name } }));
  if (!engine.race(line, runners).ok) throw new Error('the race does not run');
  const { race: time } = await race({ race: () => engine.race(line, runners) });
  return {
    what: 'race: 6 methods × 2,000 epochs, 100 points',
    ours: duration(time),
    value: time,
    atMost: 50,
    unit: 'ms',
  };
}

/**
 * Maps of epochs to the target: the notebook's, 200 × 200 cells of at most 500 epochs, three ways; and one of a model
 * that is
 * not linear, 64 × 64, on one core of two.
 */
async function* mapRows() {
  const engine = await createEngine();
  const experiment = notebook({ stop: { epochs: 500 } });
  const x = { path: 'optimizer.rate', from: 0.005, to: 1, points: 200 };
  const y = { path: 'model.start.w1', from: -10, to: 10, points: 200 };
  const { columns, y: observed } = /** @type {any} */ (engine.simulate(experiment.data));
  const map = /** @type {any} */ (engine.sweep(experiment, { x, y }));
  const loop = plainMap(columns.x, observed, map.x, map.y, 500, map.target[0]);
  if (loop.some((epochs, cell) => epochs !== map.epochs[cell])) throw new Error('the maps do not agree');
  const whole = await race({ ours: () => engine.sweep(experiment, { x, y }) });
  // The rivals count a hundredth of the map.
  const rows = /** @type {[number, number]} */ ([99, 101]);
  const part = await race(
    {
      loop: () => plainMap(columns.x, observed, map.x, map.y.slice(...rows), 500, map.target[0]),
      runs: () => directMap(engine, experiment, map.x, map.y.slice(...rows)),
    },
    { rounds: 3, warmUps: 1 },
  );
  yield {
    what: 'map, 200 × 200 × ≤ 500 epochs, exact quadratic',
    ours: duration(whole.ours),
    value: whole.ours,
    atMost: 60,
    unit: 'ms',
  };
  yield {
    what: '  a plain JavaScript loop over the data (× 100)',
    rival: duration(100 * part.loop),
    ratio: (100 * part.loop) / whole.ours,
  };
  yield {
    what: '  direct runs of each cell (× 100)',
    rival: duration(100 * part.runs),
    ratio: (100 * part.runs) / whole.ours,
  };
  const bend = notebook({
    data: { truth: 'a*exp(-b*x)+c', constants: { a: 2, b: 0.7, c: 1 }, noise: { factor: 0.2, mean: 0, sd: 1 } },
    model: { formula: 'w1*exp(-w2*x)+w3', start: { w1: 1, w2: 0.5, w3: 0 } },
    stop: { epochs: 500 },
  });
  const axes = {
    x: { path: 'optimizer.rate', from: 0.001, to: 1, points: 64, scale: /** @type {const} */ ('log') },
    y: { path: 'model.start.w2', from: 0, to: 1.5, points: 64 },
  };
  const { half } = await race(
    { half: () => engine.sweep(bend, { ...axes, rows: [0, 32] }) },
    { rounds: 3, warmUps: 1 },
  );
  yield {
    what: 'map of w1*exp(-w2*x)+w3, 32 of 64 × 64, one core',
    ours: duration(half),
    value: half,
    atMost: 200,
    unit: 'ms',
  };
  const { study } = await race({ study: () => engine.noiseStudy(experiment, { draws: 10_000 }) }, { rounds: 3 });
  yield { what: 'noise study, 10,000 samples of 100 points', ours: duration(study) };
}

/**
 * A run of every cell.
 * @param {any} engine
 * @param {any} experiment
 * @param {Float64Array} rates
 * @param {Float64Array} starts
 */
function directMap(engine, experiment, rates, starts) {
  for (const w1 of starts)
    for (const rate of rates)
      engine.run({ ...experiment, optimizer: { name: 'gd', rate }, model: { formula: 'w1*x', start: { w1 } } });
}

/** @returns {AsyncGenerator<Row>} */
export async function* engineRows() {
  const small = await descent(100, 401, { rounds: 9 });
  yield { what: 'notebook run, 100 × 401, recorded', ours: duration(small.engine) };
  yield {
    what: '  a plain JavaScript loop',
    rival: duration(small.loop),
    ratio: small.loop / small.engine,
    atLeast: 3.5,
  };
  yield {
    what: '  jax-js, jit(step), float32',
    rival: duration(small.jax),
    ratio: small.jax / small.engine,
    atLeast: 600,
  };
  yield { what: 'simulate, 100 points', ours: duration(small.simulate) };

  yield await raceRow();
  yield* mapRows();

  const epochs = 401;
  const large = await descent(1e6, epochs, { rounds: 3, warmUps: 1 });
  const rows = await floatRun(1e6, epochs);
  yield { what: `the same, 10⁶ × ${epochs}, float32`, ours: duration(rows) };
  yield {
    what: '  jax-js, jit(step), float32',
    rival: duration(large.jax),
    ratio: large.jax / rows,
    atLeast: 3,
  };
  yield { what: '  float64, data and loss as before: without the rows', ours: duration(large.engine) };
  yield { what: '  a plain JavaScript loop', rival: duration(large.loop), ratio: large.loop / large.engine };
  yield { what: 'simulate, 10⁶ points', ours: duration(large.simulate) };
}
