// The limits of work and memory: what must stay allowed, what is refused, and a heap that does not grow.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

const engine = /** @type {any} */ (await createEngine());

/** @param {number} count @param {(k: number) => string} term @returns {string} a sum of that many terms */
const sum = (count, term) => Array.from({ length: count }, (_, k) => term(k + 1)).join('+');
/** @param {number} count @param {(k: number) => number} value */
const starts = (count, value) =>
  Object.fromEntries(Array.from({ length: count }, (_, k) => [`w${k + 1}`, value(k + 1)]));
/** @param {number} n @param {(x: number, i: number) => number} f @returns {any} n rows of f on [0, 1) */
function table(n, f) {
  const x = Float64Array.from({ length: n }, (_, i) => i / n);
  return { kind: 'columns', x, y: x.map(f) };
}
/** @param {string} path @param {number} from @param {number} to @param {number} [points] */
const axis = (path, from, to, points = 2) => ({ path, from, to, points });

const line = { formula: 'w1*x+w2', start: { w1: 10, w2: 1 } };
const decay = { formula: 'w1*exp(-w2*x)+w3', start: { w1: 1, w2: 1, w3: 1 } };
const decayData = { truth: 'm*exp(-0.7*x)+1', constants: { m: 3 }, from: 0, to: 4 };
const sines = { formula: sum(64, (k) => `w${k}*sin(${k}*x)`), start: starts(64, () => 0.1) };
const decays = { formula: sum(64, (k) => `exp(-w${k}*x)`), start: starts(64, (k) => k / 10) };
const wave = table(1000, (x, i) => Math.sin(3 * x) + 0.1 * Math.sin(7 * i));
const biexponential = (/** @type {number} */ n) => ({
  version: 1,
  data: table(n, (x, i) => 3 * Math.exp(-x) + 2 * Math.exp(-9 * x) + 0.01 * Math.sin(7 * i)),
  model: { formula: 'a*exp(-b*x)+c*exp(-d*x)' },
});

/** @type {[string, () => any][]} */
const allowed = [
  ['401 epochs of a line on 10⁶ rows', () => engine.run(notebook({ data: { n: 1e6 }, model: line }))],
  ['10⁶ epochs of 100 rows', () => engine.run(notebook({ optimizer: { name: 'adam' }, stop: { epochs: 1e6 } }))],
  [
    'a map of 200 × 200 runs by Adam',
    () =>
      engine.sweep(notebook({ optimizer: { name: 'adam' } }), {
        x: axis('optimizer.rate', 0.001, 1, 200),
        y: axis('model.start.w1', -10, 10, 200),
      }),
  ],
  [
    'a map of 200 × 200 data sets',
    () =>
      engine.sweep(notebook(), {
        x: axis('data.noise.sd', 0.001, 1, 200),
        y: axis('data.noise.mean', -1, 1, 200),
      }),
  ],
  [
    'a tenth of a map of 200 × 200 exponentials',
    () =>
      engine.sweep(notebook({ data: decayData, model: decay }), {
        x: axis('optimizer.rate', 0.001, 1, 200),
        y: axis('model.start.w1', -10, 10, 200),
        rows: [0, 20],
      }),
  ],
  [
    'an exponential tuned',
    () => engine.tune(notebook({ data: decayData, model: decay }), { axes: [axis('optimizer.rate', 1e-3, 1)] }),
  ],
  ['a biexponential found without start, 10⁵ rows', () => engine.fit(biexponential(1e5))],
  [
    'a line fitted to 10⁶ rows',
    () => engine.fit({ version: 1, data: table(1e6, (x) => x), model: { formula: 'a*x+b' } }),
  ],
  ['64 sines fitted without start', () => engine.fit({ version: 1, data: wave, model: { formula: sines.formula } })],
  ['10,000 draws of noise for 100 rows', () => engine.noiseStudy(notebook(), { draws: 10_000 })],
  [
    'a surface of 100 × 100 exponentials on 10⁴ rows',
    () =>
      engine.surface(notebook({ data: { ...decayData, n: 1e4 }, model: decay }), {
        x: { parameter: 'w1', from: 0, to: 1, points: 100 },
        y: { parameter: 'w2', from: 0, to: 1, points: 100 },
      }),
  ],
];

for (const [what, call] of allowed)
  test(`allowed: ${what}`, () => {
    const answer = call();
    assert.ok(answer.ok, JSON.stringify(answer.error));
  });

test('three valid calls of 10⁷ rows in a row, and the same once more; then the notebook’s loss to the last bit', () => {
  const large = notebook({ data: { n: 1e7 } });
  const truth = /** @type {number} */ (notebook().data.constants.m);
  const calls = () => {
    const data = engine.simulate(large.data);
    assert.ok(data.ok, JSON.stringify(data.error));
    assert.equal(data.y.length, 1e7);
    const best = engine.optimum(large);
    assert.ok(best.ok, JSON.stringify(best.error));
    // The standard error of the slope is 2/√(Σx²) = 5.5·10⁻⁴.
    assert.ok(Math.abs(best.parameters.w1 - truth) < 0.003, `${best.parameters.w1}`);
    const run = engine.run(notebook({ data: { n: 1e7 }, stop: { epochs: 3 } }));
    assert.ok(run.ok, JSON.stringify(run.error));
  };
  calls();
  const before = engine.info().heap;
  calls();
  assert.equal(engine.info().heap, before);
  assert.equal(engine.run(notebook()).loss[0], 38.407744806265676);
});

/** Each is computed until its work is spent. @type {[string, () => any, string][]} */
const refused = [
  [
    'tuning of 64 sines',
    () =>
      engine.tune(
        { ...notebook({ model: sines }), data: wave },
        { axes: [axis('optimizer.rate', 0.001, 1)], budget: 1e6 },
      ),
    'stop.epochs',
  ],
  [
    'the minimum of 64 decays on 10⁴ rows',
    () => engine.optimum({ ...notebook({ model: decays }), data: table(1e4, (x) => x) }),
    'model.formula',
  ],
  [
    'a map of 40,000 data sets of 10⁴ rows',
    () =>
      engine.sweep(notebook({ data: { n: 1e4 } }), {
        x: axis('data.noise.sd', 0.001, 1, 200),
        y: axis('data.noise.mean', -1, 1, 200),
      }),
    'stop.epochs',
  ],
  ['10,000 draws for 10⁵ rows', () => engine.noiseStudy(notebook({ data: { n: 1e5 } }), { draws: 10_000 }), 'draws'],
  [
    'a run of 64 sines by 10⁵ epochs',
    () => engine.run({ ...notebook({ model: sines, stop: { epochs: 1e5 } }), data: wave }),
    'stop.epochs',
  ],
  // Kernels leave these to the C library: fifty million sines of large angles took five seconds, and four million
  // remainders with 1,000 binary digits twelve, when they were counted as those of small numbers.
  [
    'a run by sines of large angles',
    () =>
      engine.run({
        ...notebook({ model: { formula: 'a*sin(b*x)', start: { a: 1, b: 1e9 } }, stop: { epochs: 5000 } }),
        data: table(1e4, (x) => x),
        optimizer: { name: 'gd', rate: 1e-30 },
      }),
    'stop.epochs',
  ],
  [
    'a run by remainders of long quotients',
    () =>
      engine.run({
        ...notebook({ model: { formula: 'a*x+mod(x,1e-300)', start: { a: 1 } } }),
        data: table(1e4, (x) => x),
      }),
    'stop.epochs',
  ],
];

for (const [what, call, field] of refused)
  test(`refused: ${what}`, () => {
    const { ok, error } = call();
    assert.equal(ok, false);
    assert.deepEqual([error.code, error.args.field], ['too_much_work', field]);
    assert.equal(engine.run(notebook()).loss[0], 38.407744806265676);
  });

test('a fit whose Jacobian does not fit the memory is refused, and the engine goes on', () => {
  const wide = { version: 1, data: table(1e7, (x) => x), model: { formula: 'a*x+b' } };
  for (let k = 0; k < 2; ++k) {
    assert.equal(engine.fit(wide).error.code, 'too_much_memory');
    const { data } = wide;
    const cubic = { formula: 'a*x^3+b*x^2+c*x', start: { a: 1, b: 1, c: 1 } };
    assert.equal(engine.optimum({ ...notebook({ model: cubic }), data }).error.code, 'too_much_memory');
  }
  assert.equal(engine.run(notebook()).loss[0], 38.407744806265676);
});

test('the heap is where it was after 1,000 calls of mixed size and calls that are refused for their size', () => {
  const wide = {
    ...notebook({ model: sines, stop: { epochs: 1e6 } }),
    data: { kind: 'columns', x: [1, 2], y: [1, 2] },
  };
  const many = { kind: 'columns', x: new Float64Array(2e7), y: new Float64Array(2e7) };
  const thousand = () => {
    for (let k = 0; k < 1000; ++k) {
      const n = k % 250 === 0 ? 1e6 : 10 ** (1 + (k % 4));
      assert.ok(engine.run(notebook({ data: { n, seed: k % 7 }, stop: { epochs: 3 } })).ok);
    }
    for (let k = 0; k < 3; ++k) {
      assert.equal(engine.run({ ...notebook(), data: many }).error.code, 'too_many_rows');
      assert.equal(engine.run(wide).ok, false);
    }
  };
  thousand();
  const before = engine.info().heap;
  thousand();
  assert.equal(engine.info().heap, before);
});
