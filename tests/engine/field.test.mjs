// Conclusions on cases that users of other tools reported in public: tests/golden/field.json, whose entries have their
// source and the source of the right values. Each case prints what the engine concludes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';

/** @import { Experiment, Fit, Outcome, Trajectory } from '../../build/site/engine.mjs' */

const field = JSON.parse(readFileSync(new URL('../golden/field.json', import.meta.url), 'utf8'));
const engine = await createEngine();

/** @param {string} id */
const runCase = (id) => field.runs.find((/** @type {{ id: string }} */ each) => each.id === id);
/** @param {number} a @param {number} right @param {number} relative */
const isNear = (a, right, relative) => Math.abs(a - right) <= relative * Math.max(Math.abs(right), 1e-300);
/** @param {number} a @param {number} right @param {number} relative @param {string} what */
const near = (a, right, relative, what) => assert.ok(isNear(a, right, relative), `${what}: ${a}, right is ${right}`);

/** @template T @param {Outcome<T>} outcome */
function value(outcome) {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome;
}

/** @param {Outcome<Trajectory>} outcome @param {string} name @returns {number} */
function lastOf(outcome, name) {
  const run = value(outcome);
  return run.parameters[name][run.epochs];
}

/** A function to descend. @param {string} formula @param {Record<string, number>} start
 * @param {Experiment['optimizer']} optimizer @param {number} [epochs] @returns {Experiment} */
const descent = (formula, start, optimizer, epochs = 1000) => ({
  version: 1,
  objective: { formula, start },
  optimizer,
  stop: { epochs },
});

/** @type {[string, (report: (text: string) => void) => void][]} */
const cases = [
  [
    'b01',
    (report) => {
      const { experiment, expect } = runCase('b01');
      const best = value(engine.optimum(experiment));
      report(`m@1000 ${lastOf(engine.run(experiment), 'm')}, optimum m ${best.parameters.m}, rate ${best.stableRate}`);
      near(lastOf(engine.run(experiment), 'm'), expect['m@1000'], 1e-9, 'm');
      near(best.parameters.b, expect.optimum.b, 1e-8, 'b');
      near(best.stableRate, expect.stableRate, 1e-9, 'stable rate');
    },
  ],
  [
    'b02',
    (report) => {
      const { experiment, expect } = runCase('b02');
      const run = value(engine.run(experiment));
      report(`m ${run.parameters.m.slice(0, 4)}`);
      expect.m.forEach((/** @type {number} */ m, /** @type {number} */ k) => near(run.parameters.m[k], m, 1e-12, 'm'));
      near(value(engine.optimum(experiment)).parameters.b, expect.optimum.b, 1e-7, 'b');
    },
  ],
  [
    'b05',
    (report) => {
      const { experiment, expect } = runCase('b05');
      report(`m ${lastOf(engine.run(experiment), 'm')}`);
      near(lastOf(engine.run(experiment), 'm'), expect.m, 1e-12, 'm');
      near(lastOf(engine.run(experiment), 'b'), expect.b, 1e-12, 'b');
    },
  ],
  [
    'b06',
    (report) => {
      const run = value(
        engine.run({
          version: 1,
          data: { kind: 'columns', x: [-2, -1, 0, 1, 2, 3, 4, 5], y: [-1.9, -1.1, 0.1, 1.05, 1.38, 1.75, 2.02, 2.2] },
          model: { formula: 'where(x<1, w*x, w*sqrt(x))', start: { w: 0.2 } },
          optimizer: { name: 'gd', rate: 0.05 },
          stop: { epochs: 401 },
        }),
      );
      report(`slope ${run.gradient.w[0]}, ${run.stop.reason}`);
      near(run.gradient.w[0], runCase('b06').expect.slope, 1e-10, 'slope'); // the value there is a finite difference
      assert.equal(run.stop.reason, 'epochs');
    },
  ],
  [
    'b08',
    (report) => {
      const { experiment, expect } = runCase('b08');
      const run = value(engine.run(experiment));
      report(`loss ${Array.from(run.loss.slice(0, 5), (L) => L.toFixed(2))}, ${run.stop.reason}`);
      expect.loss.forEach((/** @type {number} */ L, /** @type {number} */ k) => near(run.loss[k], L, 1e-4, 'loss'));
      assert.equal(run.stop.reason, 'epochs');
      assert.ok(run.loss.every(Number.isFinite));
    },
  ],
  [
    'b08b',
    (report) => {
      const { experiment } = runCase('b08b');
      for (const formula of ['sigmoid(a*x)', '1/(1+exp(-a*x))', 'exp(a*x)/(1+exp(a*x))']) {
        const run = value(engine.run({ ...experiment, model: { ...experiment.model, formula } }));
        report(`${formula}: loss ${run.loss[0]}, slope ${run.gradient.a[0]}`);
        near(run.loss[0], 36, 1e-13, 'loss');
        near(run.gradient.a[0], 1, 1e-13, 'slope');
      }
    },
  ],
  [
    'b09',
    (report) => {
      const refused = engine.run(runCase('b09').experiment);
      report(JSON.stringify(refused.ok ? refused.loss.at(-1) : refused.error));
      assert.ok(!refused.ok);
      assert.equal(refused.error.code, 'response_out_of_domain');
      assert.deepEqual(
        [refused.error.args.row, refused.error.args.value, refused.error.args.min, refused.error.args.max],
        [1, -1, 0, 1],
      );
    },
  ],
  [
    'b10b',
    (report) => {
      const run = value(engine.run(runCase('b10b').experiment));
      report(`${run.stop.reason} at L = ${run.loss[run.epochs]}`);
      assert.ok(run.stop.reason !== 'converged' || run.loss[run.epochs] <= 0.6667);
    },
  ],
  [
    'b12',
    (report) => {
      const { experiment, expect } = runCase('b12');
      for (const name of ['brent', 'golden', 'ternary', 'bisection']) {
        const run = engine.run({ ...experiment, optimizer: { ...experiment.optimizer, name } });
        report(`${name}: ${value(run).stop.reason} at ${lastOf(run, 'w')}`);
        near(lastOf(run, 'w'), expect.w, 1e-8, name);
        assert.equal(value(run).stop.reason, 'converged');
      }
    },
  ],
  [
    'b13',
    (report) => {
      const { experiment } = runCase('b13');
      for (const name of ['brent', 'golden', 'ternary', 'bisection']) {
        const run = engine.run({ ...experiment, optimizer: { name } });
        report(`${name}: ${value(run).stop.reason} at ${lastOf(run, 'w')}`);
        assert.equal(value(run).stop.reason, 'edge');
        near(lastOf(run, 'w'), 10, 1e-9, name);
      }
    },
  ],
  [
    'b14',
    (report) => {
      const { experiment } = runCase('b14');
      for (const name of ['bfgs', 'steepest', 'cg', 'lbfgs', 'bb', 'newton']) {
        const run = value(engine.run({ ...experiment, optimizer: { name } }));
        report(`${name}: ${run.stop.reason} at L = ${run.loss[run.epochs]}`);
        assert.ok(['unbounded', 'epochs'].includes(run.stop.reason), `${name}: ${run.stop.reason}`);
      }
      assert.equal(value(engine.run(experiment)).stop.reason, 'unbounded');
    },
  ],
  [
    'b16',
    (report) => {
      const { experiment, expect } = runCase('b16');
      const run = engine.run(experiment);
      report(`${value(run).stop.reason} at ${lastOf(run, 'w')}`);
      near(lastOf(run, 'w'), expect.w, 1e-7, 'w');
      assert.equal(value(run).stop.reason, 'converged');
    },
  ],
  [
    'b19',
    (report) => {
      /** @type {[string, number, number][]} formula, at, derivative */
      const derivatives = [
        ['1--2w', 3, 2],
        ['(sqrt(w)+w)^3', 4, 135],
      ];
      for (const [formula, at, right] of derivatives) {
        const start = { w: at };
        const found = value(engine.derivative(descent(formula, start, { name: 'gd' }, 0), start));
        report(`${formula} at ${at}: ${found.gradient.w}`);
        near(found.gradient.w, right, 1e-14, formula);
      }
    },
  ],
  [
    'b22',
    (report) => {
      // Booth's function starts at another point than on the page: tested is the use of the default that is shown.
      const booth = '(a+2*b-7)^2+(2*a+b-5)^2';
      const rmsprop = engine.catalog().optimizers.find(({ name }) => name === 'rmsprop');
      const shown = rmsprop?.hyperparameters.find(({ key }) => key === 'alpha')?.defaultByConvention.optax;
      const run = (/** @type {Record<string, unknown>} */ settings) =>
        value(engine.run(descent(booth, { a: 1, b: 1 }, { name: 'rmsprop', convention: 'optax', ...settings }, 300)));
      report(`alpha shown ${shown}: ${run({}).loss[300]}, typed ${run({ alpha: shown }).loss[300]}`);
      assert.equal(shown, 0.9);
      assert.deepEqual(run({ alpha: shown }).loss, run({}).loss);
    },
  ],
  [
    'b23',
    (report) => {
      const { experiment, expect } = runCase('b23');
      const best = value(engine.optimum(experiment));
      report(
        `adam ${lastOf(engine.run(experiment), 'f')}; minimum ${best.parameters.f}, L ${best.loss}, ${best.local}`,
      );
      near(lastOf(engine.run(experiment), 'f'), expect['adam@100'], 1e-9, 'f');
      assert.ok(best.loss < 1e-20);
      assert.equal(best.local, true);
      assert.equal(value(engine.optimum(runCase('b01').experiment)).local, false);
    },
  ],
];

for (const [id, check] of cases) test(`${id}: ${runCase(id).source}`, (t) => check((text) => t.diagnostic(text)));

/** Refused, and why: a number that is none, a name that is not the column's, a letter that is Euler's number. */
const refused = { 'log-of-zero': 'start_not_finite' };
/** In a formula e is Euler's number. */
const otherModel = new Set(['letter-e']);
/** A sum of squares so flat in two parameters that a fit finds them to less than a standard error. */
const flat = new Set(['power-large-se/1', 'power-large-se/2']);

/** @param {any} each @returns {Experiment} */
const fitExperiment = ({ columns, y, weights, formula, start }) => ({
  version: 1,
  data: { kind: 'columns', columns, y, ...(weights && { weights }) },
  model: { formula, start },
  optimizer: { name: 'lm' },
  stop: { epochs: 500 },
});

/**
 * Estimates agree to 10⁻⁵, or to 10⁻⁴ of their standard error where the data determine less. A model that is even in a
 * parameter has it with either sign, and two terms of one form can change places.
 * @param {Fit} fit @param {any} expect @param {string} id
 */
function checkFit(fit, expect, id) {
  /** @type {Record<string, number>} */
  const right = expect.parameters ?? expect.params ?? {};
  const names = Object.keys(right).filter((name) => name in fit.parameters);
  const swapped = { a: 'c', b: 'd', c: 'a', d: 'b' };
  const agree = (/** @type {(name: string) => string} */ as) =>
    names.every((name) => {
      const found = Math.abs(fit.parameters[as(name)]);
      const slack = Math.max(1e-5 * Math.abs(right[name]), 1e-4 * (fit.standardErrors[as(name)] || 0));
      return Math.abs(found - Math.abs(right[name])) <= slack;
    });
  const canSwap = /two.exponentials/.test(id);
  assert.ok(
    agree((name) => name) || (canSwap && agree((name) => /** @type {any} */ (swapped)[name])),
    `${JSON.stringify(fit.parameters)}, right is ${JSON.stringify(right)}`,
  );
  for (const [name, number] of Object.entries(expect.standardErrors ?? {}))
    if (number > 0) near(fit.standardErrors[name], Number(number), 1e-3, `${id} se(${name})`);
  if (expect.rSquared) near(fit.rSquared, expect.rSquared, 1e-6, `${id} R²`);
}

for (const each of field.fits) {
  test(`${each.id}: ${each.source}`, (t) => {
    const fit = engine.fit(fitExperiment(each));
    if (!fit.ok) {
      t.diagnostic(JSON.stringify(fit.error));
      assert.equal(fit.error.code, /** @type {any} */ (refused)[each.id]);
      assert.equal(fit.error.args.row, 1);
      return;
    }
    t.diagnostic(`${fit.stop.reason}, RSS ${fit.rss}, ${JSON.stringify(fit.parameters)}`);
    const { rss } = each.expect;
    // A lower sum of squares than was reported is right, too, with parameters of its own.
    const isLower = rss !== undefined && fit.rss < rss * (1 - 1e-4);
    assert.ok(rss === undefined || fit.rss <= rss * (1 + 1e-6) + 1e-18 || !each.expect.parameters, `${fit.rss}`);
    const isRight = !isLower;
    const isChecked = isRight && !otherModel.has(each.id) && !flat.has(each.id) && !each.id.startsWith('overparam');
    if (isChecked) checkFit(fit, each.expect, each.id);
    if (each.id === 'overparam/1') {
      assert.deepEqual(Object.keys(fit.undetermined[0]), ['A', 'C']);
      assert.ok(Number.isNaN(fit.standardErrors.A) && Number.isFinite(fit.standardErrors.B));
    }
    if (fit.stop.reason !== 'converged') return;
    // Converged is a minimum: a fit from there gains nothing. A start has limits that an answer has not.
    const again = engine.fit({ ...fitExperiment(each), model: { formula: each.formula, start: fit.parameters } });
    if (!again.ok) assert.equal(again.error.code, 'out_of_range');
    else assert.ok(again.rss >= fit.rss * (1 - 1e-9) - 1e-25, `${again.rss} from ${fit.rss}`);
  });
}
