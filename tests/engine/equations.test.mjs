// The equations that the page typesets, against the engine: each is evaluated as it is written, and gives the engine's
// numbers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { assignments, evaluate } from './latex.mjs';

/**
 * @import { Hyperparameter } from '../../wasm/engine.d.ts'
 * @import { Scope } from './latex.mjs'
 */

const engine = await createEngine();
const catalog = engine.catalog();

/** L = (w − 1)⁴ + w², and its derivative. */
const formula = '(w-1)^4 + w^2';
const slope = (/** @type {number} */ w) => 4 * (w - 1) ** 3 + 2 * w;

/** Settings under which every term of the equation counts. @type {Record<string, Record<string, number>>} */
const settings = {
  gd: { rate: 0.01 },
  momentum: { rate: 0.01, mu: 0.8 },
  nesterov: { rate: 0.01, mu: 0.8 },
  nesterov_look_ahead: { rate: 0.01, mu: 0.8 },
  adagrad: { rate: 0.1, eps: 0.5 },
  adadelta: { rate: 0.7, rho: 0.6, eps: 0.01 },
  rmsprop: { rate: 0.1, alpha: 0.6, eps: 0.3, mu: 0.4 },
  adam: { rate: 0.1, b1: 0.6, b2: 0.7, eps: 0.3 },
  amsgrad: { rate: 0.1, b1: 0.6, b2: 0.7, eps: 0.3 },
  adamax: { rate: 0.1, b1: 0.6, b2: 0.7, eps: 0.3 },
  adamw: { rate: 0.1, b1: 0.6, b2: 0.7, eps: 0.3, wd: 0.2 },
  lion: { rate: 0.05, b1: 0.6, b2: 0.7, wd: 0.2 },
};

/**
 * Equations that are no closed step of g and the memory (products over steps, sets of cases, inner searches). They are
 * compared as text, each with its source.
 * @type {Record<string, string>}
 */
const read = {
  // Dozat 2016
  nadam: [
    String.raw`\hat m = \frac{\beta_{t+1} m}{1-\prod^{t+1} \beta_i} + \frac{(1-\beta_t) g}{1-\prod^t \beta_i},\quad`,
    String.raw`w \leftarrow w - h \frac{\hat m}{\sqrt{\hat v} + \varepsilon}`,
  ].join(' '),
  // Liu et al. 2020
  radam: [
    String.raw`\rho_t = \rho_\infty - \frac{2 t \beta_2^t}{1 - \beta_2^t},\quad`,
    String.raw`w \leftarrow w - h\, r_t \frac{\hat m}{\sqrt{\hat v} + \varepsilon}`,
  ].join(' '),
  // Riedmiller & Braun 1993
  rprop: [
    String.raw`\Delta \leftarrow \Delta \cdot \{\eta_+, \eta_-, 1\},\quad`,
    String.raw`w \leftarrow w - \Delta \operatorname{sign} g`,
  ].join(' '),
  // Nocedal & Wright 2006, chapters 2, 3, 5, 6, 7 and 10; Barzilai & Borwein 1988
  steepest: String.raw`w \leftarrow w - \alpha \nabla L`,
  bb: String.raw`w \leftarrow w - \alpha g,\quad \alpha = \frac{s \cdot s}{s \cdot y}`,
  cg: String.raw`p \leftarrow -g + \beta p,\quad w \leftarrow w + \alpha p`,
  bfgs: String.raw`p = -H g,\quad w \leftarrow w + \alpha p`,
  lbfgs: String.raw`p = -H g,\quad w \leftarrow w + \alpha p`,
  newton: String.raw`(\nabla^2 L + \tau I)\, p = -\nabla L,\quad w \leftarrow w + \alpha p`,
  gauss_newton: String.raw`w \leftarrow w - \alpha (J^T J)^{-1} J^T r`,
  lm: String.raw`(J^T J + \lambda D^2)\, p = -J^T r,\quad w \leftarrow w + p`,
  // Kiefer 1953, Brent 1973, and the textbook
  golden: String.raw`x_{1,2} = b - \frac{b-a}{\varphi},\; a + \frac{b-a}{\varphi}`,
  brent: String.raw`u = x - \frac{p}{q}`,
  ternary: String.raw`x_{1,2} = a + \frac{b-a}{3},\; b - \frac{b-a}{3}`,
  bisection: String.raw`m = \frac{a+b}{2},\quad L'(m) \gtrless 0`,
  secant: String.raw`w \leftarrow w - L'(w) \frac{w - w_-}{L'(w) - L'(w_-)}`,
  newton_1d: String.raw`w \leftarrow w - \frac{L'(w)}{L''(w)}`,
};

/** The path of a rule by its equation: hats are corrected averages, and what it does not assign is Adam's m and v.
 * @param {string} equation @param {Hyperparameter[]} hyperparameters
 * @param {Record<string, number>} chosen @param {number} start @param {number} steps */
function walk(equation, hyperparameters, chosen, start, steps) {
  const list = assignments(equation);
  const assigned = new Set(list.map(([name]) => name));
  /** @type {Scope} */
  const scope = { w: start, '\\nabla L': slope };
  for (const { key, symbol, choices, default: standard } of hyperparameters) {
    if (choices.length === 0 && symbol) scope[symbol] = chosen[key] ?? standard;
  }
  for (const name of ['b', 'v', 's', 'E', 'D', 'm', 'x', 'u', 'd']) scope[name] ??= 0;
  const path = [start];
  for (let t = 1; t <= steps; ++t) {
    const g = slope(Number(scope.w));
    Object.assign(scope, { g, t });
    const [b1, b2] = [Number(chosen.b1), Number(chosen.b2)];
    const average = (/** @type {string} */ name, /** @type {number} */ weight, /** @type {number} */ value) => {
      if (!assigned.has(name)) scope[name] = weight * Number(scope[name]) + (1 - weight) * value;
    };
    if ('b1' in chosen) average('m', b1, g);
    if ('b2' in chosen) average('v', b2, g * g);
    for (const [name, expression] of list) {
      scope['\\hat m'] = Number(scope.m) / (1 - b1 ** t);
      for (const each of ['v', 'x']) scope[`\\hat ${each}`] = Number(scope[each]) / (1 - b2 ** t);
      scope[name] = evaluate(expression, scope);
    }
    path.push(Number(scope.w));
  }
  return path;
}

test('the learning rate is h, momentum is β, and no letter of a method is μ, the mean of the noise', () => {
  for (const { name, equation, hyperparameters } of engine.catalog().optimizers) {
    const letters = [equation, ...hyperparameters.map(({ symbol }) => symbol)].join(' ');
    assert.doesNotMatch(letters, /\\mu(?![a-z])|\\eta(?!_[+-])/, name);
    const symbolOf = Object.fromEntries(hyperparameters.map(({ key, symbol }) => [key, symbol]));
    assert.equal(symbolOf.rate ?? 'h', 'h', name);
    assert.equal(symbolOf.mu ?? '\\beta', '\\beta', name);
  }
});

test('the equation of a first-order method walks the path that the engine walks', () => {
  for (const { name, equation, hyperparameters } of catalog.optimizers.filter((each) => each.name in settings)) {
    const run = engine.run(
      /** @type {any} */ ({
        version: 1,
        objective: { formula, start: { w: 2 } },
        optimizer: { name, ...settings[name] },
        stop: { epochs: 5 },
      }),
    );
    assert.ok(run.ok, JSON.stringify(run));
    const path = walk(equation, hyperparameters, settings[name], 2, 5);
    path.forEach((w, k) => {
      const there = run.parameters.w[k];
      assert.ok(Math.abs(w - there) <= 1e-12 * Math.abs(there), `${name} after ${k} steps: ${w} instead of ${there}`);
    });
  }
});

test('the other equations are those of their sources', () => {
  for (const { name, equation } of catalog.optimizers) {
    assert.ok(name in settings || name in read, `${name}: add its settings, or its equation as it was published`);
    if (name in read) assert.equal(equation, read[name], name);
  }
});

test('the equation of a loss gives the loss that the engine computes', () => {
  // One point, so that mean and sum are the row's own term; ŷ inside the domain of the likelihoods.
  for (const [y, prediction] of [
    [0.25, 0.75],
    [0.9, 0.125],
    [0.5, 3.5],
  ]) {
    for (const { name, equation, hyperparameters } of catalog.losses.filter((each) => each.name !== 'custom')) {
      if (name === 'bernoulli' && prediction > 1) continue;
      /** @type {Record<string, number>} */
      const chosen = Object.fromEntries(hyperparameters.map(({ key }, k) => [key, [0.7, 0.3][k]]));
      const run = engine.run(
        /** @type {any} */ ({
          version: 1,
          data: { kind: 'columns', x: [1, 1], y: [y, y] },
          model: { formula: 'w*x', start: { w: prediction } },
          loss: { name, ...chosen },
          optimizer: { name: 'gd', rate: 1 },
          stop: { epochs: 0 },
        }),
      );
      assert.ok(run.ok, `${name}: ${JSON.stringify(run)}`);
      const symbols = Object.fromEntries(hyperparameters.map(({ key, symbol }) => [symbol, chosen[key]]));
      const term = evaluate(equation, { r: y - prediction, y, '\\hat y': prediction, ...symbols });
      const expected = name === 'sse' ? 2 * term : term;
      assert.ok(Math.abs(run.loss[0] - expected) <= 1e-14 * Math.abs(expected), `${name}: ${run.loss[0]}, ${expected}`);
    }
  }
});

test('the evaluator reads LaTeX as mathematics', () => {
  const scope = { a: 2, b: 3, '\\beta_1': 0.5, t: 2, '\\hat m': 7, '\\nabla L': (/** @type {number} */ w) => w + 1 };
  assert.equal(evaluate('a b - \\frac{b}{a} a^2', scope), 0);
  assert.equal(evaluate('-a^2 + |{-}b|'.replace('{-}', '-'), scope), -1);
  assert.equal(evaluate('1-\\beta_1^t', scope), 0.75);
  assert.equal(evaluate('\\max(a, b) \\hat m', scope), 21);
  assert.equal(evaluate('a \\nabla L(a + b)', scope), 12);
  assert.equal(evaluate('\\ln\\cosh (a - 2)', scope), 0);
  assert.equal(evaluate('\\begin{cases}a & |a|\\le b\\\\ b & \\text{}\\end{cases}', scope), 2);
  assert.throws(() => evaluate('a q', scope));
});
