// The engine's catalog against what was published: defaults of the libraries that the methods come from, the notebook's
// own numbers, the letters of the literature; and every bound of a run by its own name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

/** @import { Hyperparameter } from '../../wasm/engine.d.ts' */

const engine = await createEngine();
const catalog = engine.catalog();

/** The hyperparameters of a method or a loss by key.
 * @param {{ hyperparameters: Hyperparameter[] }} row */
const byKey = (row) => Object.fromEntries(row.hyperparameters.map((each) => [each.key, each]));

/** The word of a choice, or the number. @param {Hyperparameter} of */
const defaultOf = (of) => (of.choices.length > 0 ? of.choices[of.default] : of.default);

/**
 * Defaults of torch.optim (2.x), whose conventions the first-order methods have by default. Momentum and Nesterov: the
 * usual 0.9. Lion: Chen et al. 2023. Rprop: Riedmiller & Braun 1993. Searches: Nocedal & Wright 2006, c₁ = 10⁻⁴,
 * c₂ = 0.9, and 0.1 for conjugate gradients. Rates that torch leaves to the caller are 0.01.
 * @type {Record<string, Record<string, number | string>>}
 */
const published = {
  gd: { rate: 0.01 },
  momentum: { rate: 0.01, mu: 0.9, dampening: 0, averaged: 'no' },
  nesterov: { rate: 0.01, mu: 0.9 },
  nesterov_look_ahead: { rate: 0.01, mu: 0.9 },
  adagrad: { rate: 0.01, convention: 'torch', eps: 1e-10, init: 0, inside: 'no', lr_decay: 0 },
  adadelta: { rate: 1, rho: 0.9, eps: 1e-6 },
  rmsprop: { rate: 0.01, convention: 'torch', alpha: 0.99, eps: 1e-8, mu: 0, centered: 'no', inside: 'no', init: 0 },
  adam: { rate: 0.001, b1: 0.9, b2: 0.999, eps: 1e-8, eps_root: 0 },
  amsgrad: { rate: 0.001, convention: 'torch', b1: 0.9, b2: 0.999, eps: 1e-8 },
  adamax: { rate: 0.002, b1: 0.9, b2: 0.999, eps: 1e-8 },
  nadam: { rate: 0.002, convention: 'torch', b1: 0.9, b2: 0.999, eps: 1e-8, momentum_decay: 0.004 },
  radam: { rate: 0.001, b1: 0.9, b2: 0.999, eps: 1e-8 },
  adamw: { rate: 0.001, convention: 'torch', b1: 0.9, b2: 0.999, eps: 1e-8, eps_root: 0, wd: 0.01 },
  lion: { rate: 1e-4, convention: 'torch', b1: 0.9, b2: 0.99, wd: 0 },
  rprop: { rate: 0.01, convention: 'torch', eta_minus: 0.5, eta_plus: 1.2, dmin: 1e-6, dmax: 50 },
  steepest: { search: 'exact', c1: 1e-4, c2: 0.9 },
  bb: { rate: 0.1, formula: 'long', memory: 10 },
  cg: { search: 'wolfe', c1: 1e-4, c2: 0.1 },
  bfgs: { search: 'wolfe', c1: 1e-4, c2: 0.9 },
  lbfgs: { memory: 10, search: 'wolfe', c1: 1e-4, c2: 0.9 },
  newton: { search: 'armijo', c1: 1e-4, c2: 0.9 },
  gauss_newton: { damped: 'yes', c1: 1e-4 },
  lm: { factor: 1 },
  golden: { from: -10, to: 10, tolerance: 1e-11 },
  brent: { from: -10, to: 10, tolerance: 1e-11 },
  ternary: { from: -10, to: 10, tolerance: 1e-11 },
  bisection: { from: -10, to: 10, tolerance: 1e-12 },
  secant: { first: 0.1, tolerance: 1e-12 },
  newton_1d: { tolerance: 1e-12 },
};
/** Of every first-order method. */
const shared = { schedule: 'constant', decay: 0.1, horizon: 100, clip_norm: 0, clip_value: 0, batch: 0, seed: 0 };

/** Letters that the literature has for what a key names. @type {Record<string, string>} */
const letters = {
  delta: '\\delta',
  c: 'c',
  tau: '\\tau',
  ridge: '\\lambda_2',
  lasso: '\\lambda_1',
  b1: '\\beta_1',
  b2: '\\beta_2',
  rho: '\\rho',
  alpha: '\\alpha',
  eps: '\\varepsilon',
  wd: '\\lambda',
  momentum_decay: '\\psi',
  eta_minus: '\\eta_-',
  eta_plus: '\\eta_+',
  c1: 'c_1',
  c2: 'c_2',
};

test('every method has the published default of each of its hyperparameters', () => {
  for (const method of catalog.optimizers) {
    const own = published[method.name];
    assert.ok(own, `${method.name}: write its published defaults into this test`);
    const expected = method.family === 'first_order' ? { ...own, ...shared } : own;
    for (const hyperparameter of method.hyperparameters) {
      if (method.name === 'cg' && hyperparameter.key === 'formula') continue;
      assert.equal(defaultOf(hyperparameter), expected[hyperparameter.key], `${method.name}: ${hyperparameter.key}`);
    }
    assert.ok(
      Object.keys(expected).every((key) => key in byKey(method)),
      method.name,
    );
  }
});

test('losses and penalties have the usual defaults, and quantile is the median', () => {
  const of = (/** @type {string} */ name) => {
    const loss = catalog.losses.find((each) => each.name === name);
    assert.ok(loss, name);
    return byKey(loss);
  };
  assert.equal(of('huber').delta.default, 1);
  assert.equal(of('cauchy').c.default, 1);
  assert.equal(of('quantile').tau.default, 0.5);
  for (const penalty of catalog.penalties) assert.equal(penalty.default, 0, penalty.key);
});

test("the fields of an experiment have the notebook's numbers", () => {
  const { data, model, stop } = notebook();
  const numbers = {
    'data.seed': data.seed,
    'data.n': data.n,
    'data.from': data.from,
    'data.to': data.to,
    'data.constants': data.constants.m,
    'data.noise.factor': data.noise.factor,
    'data.noise.mean': data.noise.mean,
    'data.noise.sd': data.noise.sd,
    'model.start': model.start.w1,
    'stop.epochs': stop.epochs,
  };
  assert.deepEqual(Object.fromEntries(catalog.fields.map((field) => [field.path, field.default])), numbers);
});

test('what an experiment leaves out has its usual value', () => {
  const { data, loss, optimizer, precision, ...rest } = notebook();
  const whole = { data, optimizer, ...rest };
  const start = (/** @type {object} */ experiment) =>
    /** @type {any} */ (engine.run(/** @type {any} */ (experiment))).loss[0];
  const noise = { factor: 2, mean: 0, sd: 1 };
  assert.equal(start(whole), 38.407744806265676, 'loss mse, precision float64');
  assert.equal(start({ ...whole, optimizer: { name: 'gd' } }), 38.407744806265676, 'rate 0.01');
  // Each number of the noise beside the same number written out.
  for (const [key, value] of Object.entries({ factor: 1, mean: 0, sd: 1 })) {
    const { [/** @type {'mean'} */ (key)]: _, ...others } = noise;
    const written = start({ ...whole, data: { ...data, noise: { ...noise, [key]: value } } });
    assert.equal(start({ ...whole, data: { ...data, noise: others } }), written, `noise.${key}`);
  }
  // No noise at all: y = 5 x, and at w1 = 10 the loss is the mean of (5 x)².
  const { noise: _, ...silent } = data;
  const x = Float64Array.from({ length: 100 }, (_, k) => -2 + (4 * k) / 99);
  const mean = x.reduce((sum, each) => sum + (5 * each) ** 2, 0) / 100;
  assert.ok(Math.abs(start({ ...whole, data: silent }) - mean) < 1e-12);
});

test('a hyperparameter has the letter of the literature', () => {
  for (const row of [...catalog.optimizers, ...catalog.losses, { name: '', hyperparameters: catalog.penalties }]) {
    for (const { key, symbol } of row.hyperparameters) {
      if (key in letters) assert.equal(symbol, letters[key], `${row.name}: ${key}`);
    }
  }
});

test('each bound of a run ends it for its own reason, at its own epoch', () => {
  // w² from 1 with rate ¼: after k steps w = 2⁻ᵏ, ∇L = 2w, the last step is 2⁻ᵏ long, L = 4⁻ᵏ and has lost ¾.
  const experiment = {
    version: 1,
    objective: { formula: 'w^2', start: { w: 1 } },
    optimizer: { name: 'gd', rate: 0.25 },
    precision: 'float64',
  };
  const ends = { gradient: [2 ** -4, 5], step: [2 ** -4, 4], loss_change: [0.75, 1], target: [4 ** -7, 7] };
  assert.deepEqual(
    Object.keys(ends).map((key) => `stop.${key}`),
    catalog.stopBounds.map(({ path }) => path),
  );
  for (const [key, [bound, epoch]] of Object.entries(ends)) {
    const run = /** @type {any} */ (
      engine.run(/** @type {any} */ ({ ...experiment, stop: { epochs: 50, [key]: bound } }))
    );
    assert.deepEqual(run.stop, { reason: key, epoch }, key);
  }
});
