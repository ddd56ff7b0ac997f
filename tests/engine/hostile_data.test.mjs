// Data at the limits of what is accepted, through every call: the numbers of an answer are finite, or documented not
// to be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { undocumented } from './finite.mjs';

const engine = /** @type {any} */ (await createEngine());

/** @type {Record<string, any>} */
const tables = {
  'the largest numbers': { x: [-1e12, 0, 1e12, 5e11], y: [1e12, -1e12, 1e12, 0] },
  'numbers beyond the typed ones': { x: [1e150, 2e150, 3e150], y: [1e154, -1e154, 5e153] },
  'the largest doubles': { x: [1.7e308, -1.7e308, 1e308], y: [1.7e308, 1e308, -1.7e308] },
  'the smallest doubles': { x: [5e-324, 1e-323, 2e-323], y: [5e-324, 0, 1e-320] },
  'one x for all rows': { x: [3, 3, 3, 3], y: [1, 2, 3, 4] },
  'x and y of zeros': { x: [0, 0, 0], y: [0, 0, 0] },
  'two rows': { x: [1, 2], y: [3, 5] },
  'one row of a billion': { x: [1, 2, 3, 1e9], y: [1, 2, 3, 4] },
  'weights of 0 but for one': { x: [1, 2, 3], y: [1, 2, 4], weights: [0, 1, 0] },
  'weights 300 powers of ten apart': { x: [1, 2, 3], y: [1, 2, 4], weights: [1e-150, 1, 1e150] },
};
/** @type {[string, Record<string, number>][]} */
const models = [
  ['w1*x', { w1: 1 }],
  ['w1*x+w2', { w1: 1, w2: -1 }],
  ['w1*exp(w2*x)', { w1: 1, w2: 1e-3 }],
  ['w1*x*1e308', { w1: 1e-3 }],
  ['w1/(x-w2)', { w1: 1, w2: 1.5 }],
];

for (const [what, data] of Object.entries(tables))
  test(`${what}: every call, with each model and two methods`, () => {
    let answered = 0;
    for (const [formula, start] of models)
      for (const optimizer of [{ name: 'gd', rate: 0.1 }, { name: 'lm' }]) {
        const experiment = {
          version: 1,
          data: { kind: 'columns', ...data },
          model: { formula, start },
          optimizer,
          stop: { epochs: 30 },
        };
        const side = (/** @type {string} */ parameter) => ({ parameter, from: -2, to: 2, points: 3 });
        const axis = { path: 'model.start.w1', from: 0.1, to: 2, points: 3 };
        const names = Object.keys(start);
        const columns = { x: [data.x[0], 0.5] };
        /** @type {Record<string, any[]>} */
        const calls = {
          run: [],
          optimum: [],
          theory: [],
          race: [[{ optimizer }, { optimizer: { name: 'adam', rate: 0.1 } }]],
          explain: [1],
          fit: [columns],
          sweep: [{ x: axis, y: axis }],
          tune: [{ axes: [axis], budget: 200 }],
          noiseStudy: [{ draws: 5 }],
          landscape: [side('w1')],
          surface: [{ x: side('w1'), y: side(/** @type {string} */ (names.at(-1))) }],
          derivative: [start],
          principalDirections: [start],
          predict: [start, columns],
          curves: [Object.fromEntries(names.map((name) => [name, [start[name], 1]])), columns],
          trace: [0, start],
        };
        for (const [name, args] of Object.entries(calls)) {
          const answer = engine[name](experiment, ...args);
          if (answer.ok) ++answered;
          else assert.notEqual(answer.error.code, 'internal', `${name} of ${formula}: ${JSON.stringify(answer.error)}`);
          assert.deepEqual(undocumented(name, answer), [], `${name} of ${formula} by ${optimizer.name}`);
        }
      }
    assert.ok(answered > 0);
  });
