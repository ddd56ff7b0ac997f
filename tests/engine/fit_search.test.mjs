// Fits without a start, against certified values, values from the field and SciPy's global search.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { digits, nistExperiment, nistSets } from './nist.mjs';

/** @import { Fit, FitExperiment, FitOptions } from '../../build/site/engine.mjs' */

const golden = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8'));
const engine = await createEngine();

/** @param {FitExperiment} experiment @param {FitOptions} [options] @returns {Fit} */
function fitOf(experiment, options) {
  const fit = engine.fit(experiment, undefined, options);
  assert.ok(fit.ok, JSON.stringify(fit));
  return fit;
}

/**
 * @param {any} example of a golden file
 * @param {Record<string, number>} [start]
 * @returns {FitExperiment}
 */
function experimentOf({ columns: { weights: column, ...columns }, weights = column, y, formula }, start) {
  return {
    version: 1,
    data: { kind: 'columns', columns, y, ...(weights && { weights }) },
    model: { formula, ...(start && { start }) },
  };
}

/**
 * Numbers that agree in any order, since either of two peaks may be the first.
 * @param {number[]} found
 * @param {number[]} wanted
 * @param {number} tolerance
 */
function agree(found, wanted, tolerance) {
  const sorted = (/** @type {number[]} */ numbers) => [...numbers].sort((a, b) => a - b);
  const [a, b] = [sorted(found), sorted(wanted)];
  return a.every((value, k) => Math.abs(value - b[k]) <= tolerance * Math.max(Math.abs(b[k]), 1e-12));
}

const certified = (/** @type {Fit} */ fit, /** @type {number[][]} */ parameters) =>
  parameters.every(([, , value], j) => digits(fit.parameters[`b${j + 1}`], value) >= 6);

test('NIST: 27 of 27 sets without a start, to six digits and in the certified order', () => {
  const missed = nistSets().filter((set) => !certified(fitOf(nistExperiment(set)), set.parameters));
  assert.deepEqual(
    missed.map(({ name }) => name),
    [],
  );
});

test('NIST: 27 of 27 sets from all ones, and a better optimum than theirs is told', () => {
  const missed = nistSets().filter((set) => {
    const fit = fitOf(
      nistExperiment(
        set,
        set.parameters.map(() => 1),
      ),
    );
    assert.ok(fit.fromStart === null || fit.fromStart.loss >= fit.loss * (1 - 1e-9), set.name);
    const moved = fit.fromStart && fit.fromStart.loss > fit.loss * (1 + 1e-5);
    assert.equal(
      fit.verdict.findings.some(({ code }) => code === 'better_optimum'),
      Boolean(moved),
      set.name,
    );
    return !certified(fit, set.parameters);
  });
  assert.deepEqual(
    missed.map(({ name }) => name),
    [],
  );
});

test('cases from the field without a start', () => {
  for (const example of golden('fits.json')) {
    const { id, expect } = example;
    const result = engine.fit(experimentOf(example));
    if (id === 'log-of-zero') {
      assert.ok(!result.ok && result.error.code === 'start_not_finite' && result.error.args.row === 1, id);
      continue;
    }
    /** @type {Record<string, string>} */
    const refusals = { 'letter-e': 'constant_as_parameter', 'unused-column': 'no_column' };
    const refusal = refusals[id];
    if (refusal) {
      assert.equal(!result.ok && result.error.code, refusal, id);
      continue;
    }
    assert.ok(result.ok, `${id} ${JSON.stringify(result)}`);
    const { rss, parameters, standardErrors, verdict } = result;
    const codes = verdict.findings.map(({ code }) => code);
    if (id.startsWith('overparam')) assert.ok(codes.includes('undetermined'), id);
    if (id === 'parabola-3pts') assert.ok(codes.includes('no_degrees_of_freedom'), id);
    if (expect.rss !== undefined) {
      const scale = example.y.reduce((/** @type {number} */ sum, /** @type {number} */ y) => sum + y * y, 0);
      assert.ok(rss <= expect.rss * (1 + 1e-6) + 1e-22 * scale, `${id}: rss ${rss}, wanted ${expect.rss}`);
      if (rss < expect.rss * (1 - 1e-5)) continue; // a better optimum than the one that was reported
    }
    const wanted = { ...(expect.parameters ?? expect.params) };
    delete wanted.rss;
    const values = Object.values(wanted).map(Number);
    // Some of the values were reported to five digits, or are where another program's descent stopped: where the
    // residual sum agrees, a thousandth of a standard error is as good.
    const isRight = Object.entries(wanted).every(
      ([name, value]) =>
        Math.abs(parameters[name] - value) <= 2e-6 * Math.abs(value) + 2e-3 * (standardErrors[name] || 0),
    );
    assert.ok(isRight || agree(Object.values(parameters), values, 2e-5), `${id} ${JSON.stringify(parameters)}`);
  }
});

test("20 problems with the best residual sum of SciPy's global search: at least 19, from all ones too", () => {
  const problems = golden('global_fits.json');
  assert.equal(problems.length, 20);
  for (const from of ['nowhere', 'ones']) {
    const missed = problems.filter((/** @type {any} */ problem) => {
      const ones = Object.fromEntries(Object.keys(problem.parameters).map((name) => [name, 1]));
      const { rss } = fitOf(experimentOf(problem, from === 'ones' ? ones : undefined));
      return rss > problem.rss * (1 + 1e-6);
    });
    assert.ok(missed.length <= 1, `${from}: ${missed.map((/** @type {any} */ { name }) => name)}`);
  }
});

test('a fit is the same every time', () => {
  const [set] = nistSets().filter(({ name }) => name === 'MGH17');
  assert.deepEqual(fitOf(nistExperiment(set)), fitOf(nistExperiment(set)));
});

test('optima are distinct, best first, and count the starts that led there', () => {
  const { optima } = fitOf(experimentOf(golden('fits.json').find((/** @type {any} */ { id }) => id === 'elisa-5pl/1')));
  assert.ok(optima.length > 1);
  optima.slice(1).forEach((optimum, k) => assert.ok(optimum.rss > optima[k].rss * (1 + 1e-6)));
  assert.ok(optima.every(({ starts }) => starts >= 1));
});

test('the starts of the search: those that led to each optimum, and those that led to none', () => {
  const example = golden('fits.json').find((/** @type {any} */ { id }) => id === 'elisa-5pl/1');
  const { optima, abandoned, parameters } = fitOf(experimentOf(example));
  const names = Object.keys(parameters);
  for (const { from, starts } of optima)
    for (const name of names) {
      assert.equal(from[name].length, starts);
      assert.ok(from[name].every(Number.isFinite));
    }
  assert.deepEqual(Object.keys(abandoned), names);
  const solved = fitOf(experimentOf({ columns: { x: [0, 1, 2, 3] }, y: [1, 3.1, 4.9, 7], formula: 'a+b*x' }));
  assert.deepEqual([solved.optima[0].from.a.length, solved.abandoned.a.length], [0, 0]);
  // A typed start is one of those that led to its end.
  const typed = {
    ...experimentOf({ columns: { x: [0, 1, 2, 3, 4] }, y: [5, 3, 2, 1.2, 0.7], formula: 'A*exp(-k*x)' }),
  };
  const { optima: ends } = fitOf({ ...typed, model: { formula: 'A*exp(-k*x)', start: { A: 3, k: 0.4 } } });
  assert.deepEqual([ends[0].from.A[0], ends[0].from.k[0]], [3, 0.4]);
});

test('a penalty of 0 is none, and any other has no fit', () => {
  const columns = { x: [0, 1, 2, 3, 4] };
  const experiment = experimentOf({ columns, y: [1, 3.1, 4.9, 7, 30], formula: 'a+b*x' });
  const fitWith = (/** @type {object} */ loss) => engine.fit({ ...experiment, loss: { name: 'huber', ...loss } });
  assert.deepEqual(fitWith({ ridge: 0, lasso: 0 }), fitWith({}));
  const refused = fitWith({ ridge: 0.5 });
  assert.ok(!refused.ok);
  assert.deepEqual([refused.error.code, refused.error.args.field], ['needs_residuals', 'loss.ridge']);
});

test('the epochs of the experiment do not limit its fit', () => {
  const x = Array.from({ length: 50_000 }, (_, i) => i / 50_000);
  const y = x.map((value) => 2 - 3 * value);
  const experiment = { ...experimentOf({ columns: { x }, y, formula: 'a+b*x' }), optimizer: { name: 'gd' } };
  const { parameters } = fitOf({ ...experiment, stop: { epochs: 1_000_000 } });
  assert.ok(agree(Object.values(parameters), [2, -3], 1e-9), JSON.stringify(parameters));
});

test('the scale of the weights changes neither the optima nor how many starts led there', () => {
  const example = golden('fits.json').find((/** @type {any} */ { id }) => id === 'elisa-5pl/1');
  const optimaOf = (/** @type {number} */ weight) =>
    fitOf(experimentOf({ ...example, weights: example.y.map(() => weight) })).optima;
  const plain = optimaOf(1);
  assert.ok(plain.length > 1);
  for (const weight of [1e-8, 1e4, 1e8]) {
    const scaled = optimaOf(weight);
    assert.deepEqual(
      scaled.map(({ starts }) => starts),
      plain.map(({ starts }) => starts),
    );
    scaled.forEach(({ rss }, k) => assert.ok(agree([rss / weight], [plain[k].rss], 1e-6)));
  }
});

test('of the frequencies that evenly spaced data cannot tell apart the lowest is the fit', () => {
  const x = Array.from({ length: 30 }, (_, i) => i);
  const y = x.map((t) => 3 * Math.sin(0.7 * t + 0.5));
  const { parameters } = fitOf(experimentOf({ columns: { x }, y, formula: 'a*sin(w*x+p)' }));
  assert.ok(agree(Object.values(parameters), [3, 0.7, 0.5], 1e-9), JSON.stringify(parameters));
});

test('scales: the same curve over nanoseconds, calendar years and epoch milliseconds', () => {
  const u = Array.from({ length: 25 }, (_, i) => i / 24);
  const y = u.map((t) => 100 / (1 + Math.exp(-9 * (t - 0.4))));
  for (const [from, range] of [
    [0, 1e-9],
    [1900, 120],
    [1.7e12, 3e10],
  ]) {
    const x = u.map((t) => from + range * t);
    const fit = fitOf(experimentOf({ columns: { x }, y, formula: 'K/(1+exp(-r*(x-m)))' }));
    assert.ok(fit.rss < 1e-8, `${from} ${fit.rss}`);
    assert.ok(Math.abs((fit.parameters.m - from) / range - 0.4) < 1e-6);
    assert.ok(Math.abs(fit.parameters.r * range - 9) < 1e-4);
  }
  const years = u.map((t) => 1900 + 120 * t);
  const { parameters, rss } = fitOf(experimentOf({ columns: { x: years }, y, formula: 'K/(1+b*exp(-r*x))' }));
  assert.ok(rss < 1e-8, `${rss}`);
  assert.ok(parameters.b > 1e60); // e^(r·m), m = 1948 and r = 0.075
});

test('fixed parameters and bounds hold, and a bound that holds is told', () => {
  const { columns, y, formula } = golden('fits.json').find((/** @type {any} */ { id }) => id === 'survey/decay+offset');
  const experiment = experimentOf({ columns, y, formula });
  const free = fitOf(experiment);
  const fixed = fitOf(experiment, { fixed: { c: 1.5 } });
  assert.equal(fixed.parameters.c, 1.5);
  assert.equal(fixed.standardErrors.c, 0);
  assert.equal(fixed.degrees, free.degrees + 1);
  assert.ok(fixed.rss > free.rss);
  const loose = fitOf(experiment, { bounds: { k: { low: 0.01, high: 5 }, c: { low: 0 } } });
  assert.ok(agree(Object.values(loose.parameters), Object.values(free.parameters), 1e-6));
  assert.ok(!loose.verdict.findings.some(({ code }) => code === 'at_bound'));
  const tight = fitOf(experiment, { bounds: { c: { high: 1.5 } } });
  assert.equal(tight.parameters.c, 1.5);
  assert.ok(agree(Object.values(tight.parameters), Object.values(fixed.parameters), 1e-6));
  assert.deepEqual(tight.verdict.findings.find(({ code }) => code === 'at_bound')?.evidence, {
    parameter: 'c',
    bound: 1.5,
  });
  for (const name of ['mse', 'huber']) {
    const held = fitOf({ ...experiment, loss: { name } }, { fixed: free.parameters });
    assert.deepEqual(held.parameters, free.parameters);
    assert.ok(Object.values(held.standardErrors).every((error) => error === 0));
    assert.equal(held.degrees, held.observations);
  }
  /** @type {FitOptions[]} */
  const wrong = [{ fixed: { z: 1 } }, { bounds: { z: { low: 1 } } }, { bounds: { c: { low: 2, high: 1 } } }];
  for (const options of wrong) {
    const refused = engine.fit(experiment, undefined, options);
    assert.ok(!refused.ok && ['unknown_name', 'empty_interval'].includes(refused.error.code));
  }
});
