// Whatever is handed to the engine: an answer, never an exception, a hang or a leak.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

const engine = await createEngine();

/** @type {[what: string, experiment: any, code: string][]} */
const refused = [
  ['no points', notebook({ data: { n: 0 } }), 'out_of_range'],
  ['one point', notebook({ data: { n: 1 } }), 'out_of_range'],
  ['10⁸ points', notebook({ data: { n: 1e8 } }), 'out_of_range'],
  ['half a point', notebook({ data: { n: 10.5 } }), 'not_an_integer'],
  ['σ < 0', notebook({ data: { noise: { factor: 2, mean: 0, sd: -1 } } }), 'out_of_range'],
  ['σ = NaN', notebook({ data: { noise: { factor: 2, mean: 0, sd: NaN } } }), 'not_finite'],
  ['μ = ∞', notebook({ data: { noise: { factor: 2, mean: Infinity, sd: 1 } } }), 'not_finite'],
  ['factor = 1e308', notebook({ data: { noise: { factor: 1e308, mean: 0, sd: 1 } } }), 'out_of_range'],
  ['from = to', notebook({ data: { from: 2 } }), 'empty_interval'],
  ['a seed below 0', notebook({ data: { seed: -1 } }), 'out_of_range'],
  ['h = 0', notebook({ optimizer: { rate: 0 } }), 'not_positive'],
  ['h < 0', notebook({ optimizer: { rate: -0.1 } }), 'not_positive'],
  ['h as text', notebook({ optimizer: { rate: 'fast' } }), 'not_a_number'],
  ['an unknown optimizer', notebook({ optimizer: { name: 'magic' } }), 'unknown_name'],
  ['an unknown loss', notebook({ loss: { name: 'mean' } }), 'unknown_name'],
  ['an unknown precision', notebook({ precision: 'float16' }), 'unknown_name'],
  ['epochs < 0', notebook({ stop: { epochs: -1 } }), 'out_of_range'],
  ['10⁷ epochs', notebook({ stop: { epochs: 1e7 } }), 'out_of_range'],
  ['no start', notebook({ model: { start: {} } }), 'missing_field'],
  ['a start that is text', notebook({ model: { start: { w1: 'ten' } } }), 'not_a_number'],
  ['a start of ∞', notebook({ model: { start: { w1: -Infinity } } }), 'not_finite'],
  ['a model without parameters', notebook({ model: { formula: '2*x' } }), 'no_parameters'],
  [
    'a function without parameters',
    { version: 1, objective: { formula: '3', start: {} }, optimizer: { name: 'gd' }, stop: { epochs: 1 } },
    'no_parameters',
  ],
  ['an empty formula', notebook({ model: { formula: '' } }), ''],
  ['another version', { ...notebook(), version: 2 }, 'unsupported_version'],
  ['no data', { ...notebook(), data: null }, 'missing_field'],
  ['data that are text', notebook({ data: 'x,y' }), 'not_an_object'],
  [
    'columns of different length',
    { ...notebook(), data: { kind: 'columns', x: [1, 2, 3], y: [1, 2] } },
    'length_mismatch',
  ],
  ['a column with a word', { ...notebook(), data: { kind: 'columns', x: [1, 'two'], y: [1, 2] } }, 'not_a_number'],
  [
    'observations whose squares are no numbers',
    { ...notebook(), data: { kind: 'columns', x: [1, 2], y: [1e200, 2e200] } },
    'response_out_of_domain',
  ],
  ['nothing', undefined, 'not_an_object'],
  ['null', null, 'not_an_object'],
  ['a number', 7, 'not_an_object'],
  ['text', 'w1*x', 'not_an_object'],
  ['a list', [], ''],
  ['a function', () => {}, 'not_an_object'],
];

for (const [what, experiment, code] of refused) {
  test(`run refuses ${what}${code && ` as ${code}`}`, () => {
    const result = engine.run(experiment);
    assert.equal(result.ok, false);
    assert.equal(typeof result.error.code, 'string');
    if (code) assert.equal(result.error.code, code);
  });
}

test('a loss that is not finite at the start says where', () => {
  const result = engine.run(notebook({ model: { formula: 'log(w1)*x+w2', start: { w1: -1, w2: 0.5 } } }));
  assert.ok(!result.ok);
  assert.deepEqual(
    [result.error.code, result.error.args.field, result.error.args.point],
    ['start_not_finite', 'model.start.w1', 'w1 = -1, w2 = 0.5'],
  );
  const own = engine.run({
    version: 1,
    objective: { formula: 'sqrt(w)', start: { w: -4 } },
    optimizer: { name: 'gd' },
    stop: { epochs: 1 },
  });
  assert.ok(!own.ok);
  assert.deepEqual([own.error.args.field, own.error.args.point], ['objective.start.w', 'w = -4']);
});

test('no epochs are a run of one entry', () => {
  const result = engine.run(notebook({ stop: { epochs: 0 } }));
  assert.equal(result.ok, true);
  assert.equal(result.loss.length, 1);
});

for (const rate of [3, 1e9]) {
  test(`h = ${rate} diverges: the run keeps finite entries alone and says so`, () => {
    const result = engine.run(notebook({ optimizer: { rate }, stop: { epochs: 5000 } }));
    assert.equal(result.ok, true);
    assert.equal(result.stop.reason, 'diverged');
    assert.ok(result.loss.length < 5001);
    assert.ok(result.loss.every(Number.isFinite));
  });
}

/** @type {unknown[]} */
const junk = [
  undefined,
  null,
  true,
  NaN,
  Infinity,
  -0,
  1e308,
  2 ** 53,
  '',
  'é\u0000',
  [],
  {},
  [NaN],
  Symbol('s'),
  () => {},
  10n,
  new Float64Array(3),
  new Date(),
  {
    valueOf: () => {
      throw new Error('read');
    },
  },
];

/** Every path to a field of the object. @param {any} object @returns {string[][]} */
const paths = (object) =>
  Object.entries(object).flatMap(([key, inner]) => [
    [key],
    ...(inner && typeof inner === 'object' ? paths(inner).map((path) => [key, ...path]) : []),
  ]);

test('any field may hold anything: every call answers', () => {
  for (const path of paths(notebook())) {
    for (const value of junk) {
      const experiment = notebook();
      const owner = path.slice(0, -1).reduce((object, key) => object[key], experiment);
      owner[/** @type {string} */ (path.at(-1))] = value;
      for (const answer of [
        engine.run(experiment),
        engine.simulate(experiment.data),
        engine.optimum(experiment),
        engine.derivative(experiment, { w1: 1 }),
      ]) {
        assert.equal(typeof answer.ok, 'boolean', `${path.join('.')} = ${String(value)}`);
        if (!answer.ok)
          assert.notEqual(answer.error.code, 'internal', `${path.join('.')}: ${JSON.stringify(answer.error)}`);
      }
    }
  }
});

test('an object that throws when it is read is refused', () => {
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      ownKeys: () => {
        throw new Error('no');
      },
    },
  );
  for (const call of Object.values(engine)) assert.doesNotThrow(() => call(trap, trap, trap));
});

test('the heap is flat over 1,000 runs, good and bad', () => {
  const some = [
    notebook(),
    notebook({ data: { n: 1000 } }),
    notebook({ data: { n: 0 } }),
    notebook({ optimizer: { rate: 3 } }),
    null,
  ];
  const thousand = () => {
    for (let k = 0; k < 1000; ++k) engine.run(some[k % some.length]);
  };
  thousand();
  const before = engine.info().heap;
  thousand();
  assert.equal(engine.info().heap, before);
});

test('text of any kind comes back as it went in', () => {
  for (const name of ['', 'magic', 'é', 'año\u0000', '√😀x', 'a'.repeat(5000), '€'.repeat(5000)]) {
    const { error } = /** @type {any} */ (engine.run)(notebook({ optimizer: { name } }));
    assert.equal(error.code, 'unknown_name');
    assert.equal(error.args.name, name);
  }
});

test('a name that is not known comes with its place and with those that are', () => {
  const start = { path: 'model.start.w1', from: 0, to: 1, points: 2 };
  /** @type {[string, any, string][]} */
  const cases = [
    ['loss.name', engine.run(notebook({ loss: { name: 'mean' } })), 'huber'],
    ['loss.formula', engine.run(notebook({ loss: { name: 'custom', formula: 'r*q' } })), 'yhat'],
    ['optimizer.name', engine.run(notebook({ optimizer: { name: 'magic' } })), 'gd'],
    ['optimizer', engine.run(notebook({ optimizer: { name: 'gd', magic: 1 } })), 'rate'],
    ['precision', engine.run(notebook({ precision: 'float16' })), 'float32'],
    ['data.truth', engine.simulate(notebook({ data: { truth: 'm*z' } }).data), 'm'],
    ['range.parameter', engine.landscape(notebook(), { parameter: 'q', from: 0, to: 1, points: 2 }), 'w1'],
    ['x.path', engine.sweep(notebook(), { x: { ...start, path: 'optimizer.mu' }, y: start }), 'optimizer.rate'],
    ['x.path', engine.sweep(notebook(), { x: { ...start, path: 'data.constants' }, y: start }), 'data.constants.m'],
  ];
  for (const [field, { error }, known] of cases) {
    assert.deepEqual([error.code, error.args.field], ['unknown_name', field]);
    assert.ok(error.args.known.split(', ').includes(known), `${field}: ${error.args.known}`);
  }
});

test('the first field that is wrong is named, however deep it lies', () => {
  const columns = (/** @type {any} */ x) => ({ ...notebook(), data: { kind: 'columns', x, y: [1, 2, 3] } });
  /** @type {[unknown, string][]} */
  const wrong = [
    [notebook({ data: { noise: { sd: '1' } } }), 'data.noise.sd'],
    [notebook({ model: { start: { w1: true } } }), 'model.start.w1'],
    [notebook({ optimizer: { rate: Symbol('s') } }), 'optimizer.rate'],
    [columns([1, 2, 'three']), 'data.x.2'],
    [columns([1, undefined, 3]), 'data.x.1'],
    [columns(new DataView(new ArrayBuffer(24))), 'data.x'],
    [columns(BigInt64Array.of(1n, 2n, 3n)), 'data.x'],
    [columns([1, 2n, 3]), 'data.x.1'],
    // biome-ignore lint/suspicious/noSparseArray: its hole is what is tried
    [columns([1, , 3]), 'data.x.1'],
    [columns(new Set([1, 2, 3])), 'data.x'],
    [columns('1,2,3'), 'data.x'],
    [columns(['1', '2', '3']), 'data.x.0'],
    [columns([true, false, true]), 'data.x.0'],
    [columns([1, NaN, 3]), 'data.x'],
    [{ ...notebook(), data: { kind: 'columns', columns: {}, y: [1, 2, 3] } }, 'data.columns'],
    [{ ...notebook(), data: { kind: 'columns', x: [], y: [] } }, 'data.y'],
    [{ ...notebook(), data: { kind: 'columns', x: [1, 2, 3] } }, 'data.y'],
    [{ ...notebook(), data: { kind: 'simulate' } }, 'data.kind'],
    [{ ...notebook(), version: '1' }, 'version'],
    [{ ...notebook(), loss: 'mse' }, 'loss'],
    [{ ...notebook(), optimizer: 'gd' }, 'optimizer'],
    [notebook({ optimizer: { name: 'Adam' } }), 'optimizer.name'],
    [notebook({ optimizer: { name: 'gd', schedule: 'cosin' } }), 'optimizer.schedule'],
    [notebook({ optimizer: { name: 'gd', rate: new Number(0.1) } }), 'optimizer.rate'],
    [notebook({ model: { formula: 5 } }), 'model.formula'],
    [notebook({ model: { start: [10] } }), 'model.start.w1'],
    [notebook({ model: { starts: { w1: 3 } } }), 'model.starts'],
    [notebook({ stop: { epochs: '401' } }), 'stop.epochs'],
    [notebook({ data: { noise: { factor: 2, mean: 0, sigma: 1 } } }), 'data.noise.sigma'],
    [notebook({ data: { seed: 'abc' } }), 'data.seed'],
  ];
  for (const [experiment, field] of wrong)
    assert.equal(/** @type {any} */ (engine.run)(experiment).error.args.field, field);
  assert.equal(/** @type {any} */ (engine.check)('w1*x', [7]).error.args.field, 'names.0');
  assert.equal(/** @type {any} */ (engine.race)(notebook(), [7]).error.args.field, 'runners.0');
});

test('columns may be arrays of any kind of number', () => {
  const run = (/** @type {any} */ Kind) =>
    engine.run({ ...notebook(), data: { kind: 'columns', x: Kind.from([1, 2, 3]), y: Kind.from([2, 4, 7]) } });
  const expected = run(Array);
  assert.equal(expected.ok, true);
  for (const Kind of [Float64Array, Float32Array, Int8Array, Uint16Array, Int32Array])
    assert.deepEqual(run(Kind), expected);
});

test('what cannot be changed, and what is no plain object, is read like any other', () => {
  const frozen = Object.freeze(notebook());
  const expected = engine.run(notebook());
  class Described {}
  for (const same of [
    frozen,
    new Proxy(notebook(), {}),
    Object.assign(new Described(), notebook()),
    Object.assign(Object.create(null), notebook()),
  ])
    assert.deepEqual(engine.run(/** @type {any} */ (same)), expected);
});

test('a column that no formula can name is not suggested', () => {
  for (const column of ['my x', '', 'x₁']) {
    const { error } = /** @type {any} */ (engine.run)({
      ...notebook({ model: { formula: 'a*x+b', start: { a: 1, x: 1, b: 1 } } }),
      data: { kind: 'columns', columns: { [column]: [1, 2, 3] }, y: [1, 2, 3] },
    });
    assert.deepEqual([error.code, error.args.suggestion], ['no_column', undefined], column);
  }
});

test('cycles, what is far too large, and getters that throw or ask the engine in turn: an answer', () => {
  /** @type {any} */
  const cycle = notebook();
  Object.assign(cycle, { self: cycle });
  assert.equal(/** @type {any} */ (engine.run(cycle)).error.args.field, 'self');
  cycle.data = cycle;
  assert.equal(engine.run(cycle).ok, false);
  const huge = { ...notebook(), data: { kind: 'columns', x: new Array(2 ** 31), y: [1, 2] } };
  assert.equal(engine.run(huge).ok, false);
  const throws = {
    ...notebook(),
    get stop() {
      throw new Error('no');
    },
  };
  assert.equal(/** @type {any} */ (engine.run)(throws).error.code, 'not_an_object');
  const asks = {
    ...notebook(),
    get stop() {
      return { epochs: /** @type {any} */ (engine.run)(notebook({ stop: { epochs: 3 } })).loss.length };
    },
  };
  assert.equal(/** @type {any} */ (engine.run)(asks).epochs, 4);
});

test('nothing is ignored in silence', () => {
  const columns = (/** @type {any} */ data, formula = 'w1*x') => ({
    ...notebook({ model: { formula, start: { w1: 1 } } }),
    data: { kind: 'columns', y: [1, 2, 3], ...data },
  });
  const { noise, ...withoutNoise } = notebook().data;
  /** @type {[any, string, string, string?][]} */
  const cases = [
    [{ ...notebook(), presision: 'float32' }, 'unknown_field', 'presision', 'precision'],
    [notebook({ stop: { epochs: 3, tol: 1e-3 } }), 'unknown_field', 'stop.tol'],
    [{ ...notebook(), data: { ...withoutNoise, nois: noise } }, 'unknown_field', 'data.nois', 'noise'],
    [{ ...notebook(), optimizr: notebook().optimizer, optimizer: undefined }, 'unknown_field', 'optimizr', 'optimizer'],
    [notebook({ optimizer: { name: 'gd', ratte: 0.1 } }), 'unknown_name', 'optimizer', 'rate'],
    [notebook({ model: { formula: 'w1*x', start: { w1: 1, w2: 5 } } }), 'unknown_field', 'model.start.w2', 'w1'],
    [{ ...notebook(), objective: { formula: 'w^2', start: { w: 1 } } }, 'conflicting_fields', 'objective'],
    [columns({ x: [1, 2, 3], columns: { x: [1, 2, 3] } }), 'conflicting_fields', 'data.x'],
    [notebook({ optimizer: { name: 'gd', rate: 0.1, lr: 0.5 } }), 'conflicting_fields', 'optimizer.rate'],
    [columns({ x: [1, 2, 3], weights: [] }), 'length_mismatch', 'data.weights'],
    [columns({ x: [1, 2] }), 'length_mismatch', 'data.x'],
    [columns({ columns: { x: [1, 2] } }), 'length_mismatch', 'data.columns.x'],
    [columns({ columns: { columns: [1, 2] } }, 'w1*columns'), 'length_mismatch', 'data.columns.columns'],
    [columns({ columns: { x: [1, 2, Infinity] } }), 'data_not_finite', 'data.columns.x'],
    [columns({ x: [1, 2, 3], sigma: [1, 2] }), 'length_mismatch', 'data.sigma'],
    [columns({ x: [1, 2, 3], sigma: [1, 2, 1e-200] }), 'data_not_finite', 'data.sigma'],
    [columns({ x: [1, 2, 3], weights: [0, 0, 0] }), 'bad_weights', 'data.weights'],
    [columns({ columns: { e: [1, 2, 3] } }, 'w1*e'), 'reserved_name', 'data.columns.e'],
    [columns({ columns: { exp: [1, 2, 3] } }, 'w1*exp'), 'reserved_name', 'data.columns.exp'],
    [notebook({ model: { formula: 'mx+b', start: { mx: 1, b: 1 } } }), 'no_column', 'model.formula', 'm*x+b'],
    [columns({ x: new Float64Array(2e7), y: new Float64Array(2e7) }), 'too_many_rows', 'data.x'],
  ];
  for (const [experiment, code, field, suggestion] of cases) {
    const { error } = /** @type {any} */ (engine.run(experiment));
    assert.deepEqual([error.code, error.args.field, error.args.suggestion], [code, field, suggestion], field);
  }
});

test('limits of typed numbers do not hold for computed ones', () => {
  const steep = {
    ...notebook({ model: { formula: 'R*x', start: { R: 1 } } }),
    data: { kind: 'columns', x: [1e-9, 2e-9, 3e-9, 4e-9], y: [12000, 24100, 35900, 48050] },
  };
  const fit = /** @type {any} */ (engine.fit)(steep, { x: [1e-9, 4e-9] });
  assert.ok(Math.abs(fit.parameters.R - 1.2e13) < 1e11);
  assert.equal(fit.band.y.length, 2);
  const { R } = fit.parameters;
  /** @type {any} */
  const call = engine;
  for (const answer of [
    call.run({ ...steep, model: { formula: 'R*x', start: { R } } }),
    call.predict(steep, { R }, { x: [1e-9] }),
    call.curves(steep, { R: [R] }, { x: [1e-9] }),
    call.landscape(steep, { parameter: 'R', from: -2 * R, to: 2 * R, points: 5 }),
    call.surface(steep, {
      x: { parameter: 'R', from: 0, to: 2 * R, points: 3 },
      y: { direction: { R: 1 }, from: -R, to: R, points: 3 },
    }),
  ])
    assert.ok(answer.ok, JSON.stringify(answer.error));
});

test('what would take too much work or memory is refused before it starts', () => {
  const names = Array.from({ length: 64 }, (_, k) => `w${k + 1}`);
  const wide = {
    ...notebook({
      model: {
        formula: names.map((name, k) => `${name}*sin(${k + 1}*x)`).join('+'),
        start: Object.fromEntries(names.map((name) => [name, 1])),
      },
      stop: { epochs: 1e6 },
    }),
    data: { kind: 'columns', x: [1, 2], y: [1, 2] },
  };
  const runner = { optimizer: { name: 'gd', rate: 1e-9 } };
  for (const { error } of /** @type {any[]} */ ([engine.run(wide), engine.race(wide, [runner, runner, runner])])) {
    assert.ok(['too_much_memory', 'too_much_work'].includes(error.code), error.code);
    assert.equal(error.args.field, 'stop.epochs');
  }
  assert.ok(engine.run(notebook()).ok);
});

test('an infinite Hessian gives the same answer at each call', () => {
  const steep = notebook({ model: { formula: 'w1*x*1e308', start: { w1: 0.5 } } });
  for (const name of ['theory', 'optimum', 'fit', 'noiseStudy', 'sweep']) {
    const axis = { path: 'optimizer.rate', from: 0.1, to: 1, points: 2 };
    const answer = () => /** @type {any} */ (engine)[name](steep, name === 'sweep' ? { x: axis, y: axis } : undefined);
    assert.deepEqual(answer(), answer(), name);
  }
});

test('a loss without curvature is named, and not called singular', () => {
  for (const name of ['mae', 'quantile']) {
    const { error } = /** @type {any} */ (engine.optimum)(notebook({ loss: { name } }));
    assert.deepEqual([error.code, error.args.field], ['no_curvature', 'loss.name']);
  }
});

test('words that JavaScript objects know are names like any other', () => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
    const result = engine.run(notebook({ model: { formula: `${name}*x`, start: { [name]: 1 } } }));
    assert.ok(result.ok);
    assert.equal(result.parameters[name].length, 402);
  }
});
