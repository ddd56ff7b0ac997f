// The uncertainty of a fit against statsmodels, lmfit and SciPy (tests/golden/make_fit_statistics.py), and how often
// its intervals contain the truth.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

/** @import { Fit, FitExperiment, FitOptions } from '../../build/site/engine.mjs' */

const golden = JSON.parse(readFileSync(new URL('../golden/fit_statistics.json', import.meta.url), 'utf8'));
const engine = await createEngine();

/**
 * @param {FitExperiment} experiment
 * @param {Record<string, number[]>} [at]
 * @param {FitOptions} [options]
 * @returns {Fit}
 */
function fitOf(experiment, at, options) {
  const fit = engine.fit(experiment, at, options);
  assert.ok(fit.ok, JSON.stringify(fit));
  return fit;
}

/** @param {any} example @returns {FitExperiment} */
const experimentOf = ({ x, y, weights, formula, loss }) => ({
  version: 1,
  data: { kind: 'columns', x, y, ...(weights && { weights }) },
  model: { formula },
  ...(loss && { loss }),
});

/** @param {number} a @param {number} b @param {number} tolerance @param {string} what */
const near = (a, b, tolerance, what) =>
  assert.ok(Math.abs(a - b) <= tolerance * Math.max(Math.abs(b), 1e-9), `${what}: ${a}, wanted ${b}`);

for (const example of golden.fits)
  test(`errors, intervals, bands and criteria of ${example.name}`, () => {
    const fit = fitOf(experimentOf(example), { x: example.at }, { profile: true });
    for (const name of Object.keys(example.parameters)) {
      // The golden standard errors come from differences of the model: seven digits.
      near(fit.parameters[name], example.parameters[name], 1e-6, name);
      near(fit.standardErrors[name], example.standardErrors[name], 1e-5, `error of ${name}`);
      near(fit.intervals[name].low, example.wald[name][0], 1e-5, `low of ${name}`);
      near(fit.intervals[name].high, example.wald[name][1], 1e-5, `high of ${name}`);
      near(fit.profile?.[name].low ?? NaN, example.profile[name][0], 2e-5, `profile low of ${name}`);
      near(fit.profile?.[name].high ?? NaN, example.profile[name][1], 2e-5, `profile high of ${name}`);
    }
    const [a, b] = example.first;
    near(fit.correlation[a][b], example.correlation, 1e-5, 'correlation');
    assert.equal(fit.correlation[a][a], 1);
    for (const key of /** @type {const} */ (['rss', 'rSquared', 'degrees', 'aic', 'aicc', 'bic']))
      near(fit[key], example[key], 1e-9, key);
    near(fit.rmse, Math.sqrt(example.rss / example.y.length), 1e-9, 'rmse');
    for (const key of /** @type {const} */ (['low', 'high', 'predictionLow', 'predictionHigh']))
      fit.band[key].forEach((value, k) => near(value, example.band[key][k], 1e-5, `${key} ${k}`));
  });

test('a unit of any size changes a parameter and its error by its factor, and nothing else', () => {
  const lineOf = (/** @type {string} */ formula) =>
    fitOf({ ...notebook({ data: { from: -1, to: 1 } }), model: { formula } });
  const whole = lineOf('a*x+b');
  for (const unit of [1e-300, 1e-150, 1e150, 1e300, 1e308]) {
    const fit = lineOf(`a*x*${unit}+b`);
    near(fit.parameters.a * unit, whole.parameters.a, 1e-12, `a of ${unit}`);
    near(fit.standardErrors.a * unit, whole.standardErrors.a, 1e-10, `error of a of ${unit}`);
    near(fit.standardErrors.b, whole.standardErrors.b, 1e-10, `error of b of ${unit}`);
    near(fit.rss, whole.rss, 1e-12, `rss of ${unit}`);
    assert.equal(fit.verdict.code, whole.verdict.code);
    assert.deepEqual(fit.undetermined, []);
  }
});

test('a profile: a line of a linear model, fits with the parameter held, flat where nothing determines it', () => {
  const { x, y, formula } = golden.fits[1];
  const line = fitOf(experimentOf({ x, y, formula: 'a+b*x' }), undefined, { profile: true });
  const curved = fitOf(experimentOf({ x, y, formula }), undefined, { profile: true });
  for (const [name, { at, tau, high }] of Object.entries(line.profile ?? {})) {
    assert.equal(at.length, 17);
    const [centre, error] = [line.parameters[name], line.standardErrors[name]];
    at.forEach((value, k) => near(tau[k], (value - centre) / error, 1e-6, `${name} at ${value}`));
    near(at[16] - centre, (4 / 3) * (high - centre), 1e-12, 'a third beyond the interval');
  }
  for (const [name, { at, tau }] of Object.entries(curved.profile ?? {}))
    at.forEach((value, k) => {
      const held = fitOf(experimentOf({ x, y, formula }), undefined, { fixed: { [name]: value } });
      const excess = (held.rss - curved.rss) / curved.residualSd ** 2;
      assert.ok(Math.abs(excess - tau[k] ** 2) < 1e-6 * (1 + excess), `${name} = ${value}: ${excess}, ${tau[k] ** 2}`);
      assert.ok(k === 0 || (at[k] > at[k - 1] && tau[k] > tau[k - 1]));
    });
  const double = fitOf(experimentOf({ x, y, formula: 'a*b*exp(-k*x)' }), undefined, { profile: true });
  assert.ok(double.profile?.a.tau.every((value) => Math.abs(value) < 1e-3));
  assert.deepEqual([double.profile?.a.low, double.profile?.a.high], [-Infinity, Infinity]);
  // A bound within the interval ends it.
  const low = (curved.parameters.c + curved.intervals.c.low) / 2;
  const bounded = fitOf(experimentOf({ x, y, formula }), undefined, { profile: true, bounds: { c: { low } } });
  assert.deepEqual([bounded.profile?.c.at[0], bounded.profile?.c.low], [low, low]);
});

test('the F test of nested models', () => {
  const byName = (/** @type {string} */ name) =>
    fitOf(experimentOf(golden.fits.find((/** @type {any} */ each) => each.name === name)));
  const { smaller, larger, F, p, degrees1, degrees2 } = golden.nested;
  const result = engine.nestedTest(byName(smaller), byName(larger));
  assert.ok(result.ok);
  near(result.F, F, 1e-9, 'F');
  near(result.p, p, 1e-9, 'p');
  assert.equal(result.degrees1, degrees1);
  assert.equal(result.degrees2, degrees2);
  const refused = engine.nestedTest(byName(larger), byName(smaller));
  assert.ok(!refused.ok && refused.error.code === 'out_of_range');
});

test("robust losses: SciPy's estimates, and the sandwich's errors", () => {
  for (const { loss, scale, mean, ...example } of golden.robust) {
    const key = loss === 'huber' ? 'delta' : 'c';
    const experiment = experimentOf({ ...example, formula: 'A*exp(-k*x)+c', loss: { name: loss, [key]: scale } });
    const fit = fitOf(experiment);
    near(fit.loss, mean, 1e-9, loss);
    for (const name of Object.keys(example.parameters)) {
      near(fit.parameters[name], example.parameters[name], 1e-5, `${loss} ${name}`);
      near(fit.standardErrors[name], example.standardErrors[name], 1e-3, `${loss} error of ${name}`);
    }
  }
  const penalty = engine.fit({ ...experimentOf(golden.fits[0]), loss: { name: 'mse', ridge: 1 } });
  assert.ok(!penalty.ok && penalty.error.code === 'needs_residuals');
});

test("labels and counts: the errors of R's glm, from Fisher's information, and normal quantiles", () => {
  const hours = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
  const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
  const counts = [1, 0, 3, 2, 5, 7, 6, 12, 15, 19];
  /** @type {[string, string, number[], number[], number[], number[]][]} statsmodels 0.15, GLM */
  const examples = [
    ['bernoulli', 'sigmoid(a+b*x)', hours, passed, [-4.0777134, 1.5046454], [1.7609943, 0.62872085]],
    ['poisson', 'exp(a+b*x)', counts.map((_, i) => i), counts, [0.04245475, 0.33065796], [0.38014785, 0.05284697]],
  ];
  for (const [name, formula, x, y, estimates, errors] of examples) {
    const fit = fitOf({ version: 1, data: { kind: 'columns', x, y }, model: { formula }, loss: { name } });
    ['a', 'b'].forEach((key, j) => {
      near(fit.parameters[key], estimates[j], 1e-6, `${name} ${key}`);
      near(fit.standardErrors[key], errors[j], 1e-6, `${name} error of ${key}`);
      const half = 1.959963984540054 * fit.standardErrors[key];
      near(fit.intervals[key].high - fit.parameters[key], half, 1e-6, `${name} interval of ${key}`);
    });
  }
});

test('σ of y is weights of 1/σ², and absolute errors are not scaled by the residuals', () => {
  const { x, y, formula } = golden.fits[1];
  const sigma = x.map((/** @type {number} */ value) => 0.05 + 0.02 * value);
  const weights = sigma.map((/** @type {number} */ each) => 1 / (each * each));
  const byWeights = fitOf(experimentOf({ x, y, weights, formula }));
  const bySigma = fitOf({ ...experimentOf({ x, y, formula }), data: { kind: 'columns', x, y, sigma } });
  assert.deepEqual(bySigma.parameters, byWeights.parameters);
  assert.deepEqual(bySigma.standardErrors, byWeights.standardErrors);
  const absolute = fitOf(experimentOf({ x, y, weights, formula }), undefined, { absoluteSigma: true });
  near(absolute.standardErrors.k, byWeights.standardErrors.k / byWeights.residualSd, 1e-12, 'absolute');
  const refused = engine.fit({ ...experimentOf({ x, y, formula }), data: { kind: 'columns', x, y, sigma: x } });
  assert.ok(!refused.ok && refused.error.code === 'not_positive', 'σ = 0');
});

test('derived quantities carry the error to first order', () => {
  const fit = fitOf(experimentOf(golden.fits[1]), undefined, { derived: { half: 'ln(2)/k', total: 'A+c' } });
  const { k } = fit.parameters;
  near(fit.derived.half.value, Math.LN2 / k, 1e-14, 'half-life');
  near(fit.derived.half.standardError, (Math.LN2 / (k * k)) * fit.standardErrors.k, 1e-12, 'its error');
  const variance = fit.covariance.A.A + fit.covariance.c.c + 2 * fit.covariance.A.c;
  near(fit.derived.total.standardError, Math.sqrt(variance), 1e-12, 'of a sum');
  for (const formula of ['ln(2)/z', '1+']) {
    const refused = engine.fit(experimentOf(golden.fits[1]), undefined, { derived: { q: formula } });
    assert.ok(!refused.ok && refused.error.args.field === 'derived.q');
  }
});

/** A generator of normal deviates with its seed. @param {number} seed */
function normals(seed) {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Three models whose coverage is 95 % in theory: exactly for the line, to first order for the others. */
const covered = [
  { formula: 'a+b*x', truth: { a: 2, b: -0.7 }, sd: 1, f: (/** @type {number} */ x) => 2 - 0.7 * x },
  {
    formula: 'A*exp(-k*x)',
    truth: { A: 10, k: 0.4 },
    sd: 0.4,
    f: (/** @type {number} */ x) => 10 * Math.exp(-0.4 * x),
  },
  { formula: 'V*x/(K+x)', truth: { V: 8, K: 1.5 }, sd: 0.3, f: (/** @type {number} */ x) => (8 * x) / (1.5 + x) },
];
for (const { formula, truth, sd, f } of covered)
  test(`2,000 repeats of ${formula}: Wald's and profile intervals contain the truth in 93.5 to 96.5 %`, () => {
    const normal = normals(20261127);
    const x = Array.from({ length: 20 }, (_, i) => 0.1 + i * 0.4);
    const hits = { wald: { ...truth }, profile: { ...truth } };
    for (const names of Object.values(hits))
      for (const name of Object.keys(names)) /** @type {any} */ (names)[name] = 0;
    for (let repeat = 0; repeat < 2000; repeat += 1) {
      const y = x.map((value) => f(value) + sd * normal());
      const start = /** @type {Record<string, number>} */ (/** @type {unknown} */ (truth));
      const fit = fitOf({ ...experimentOf({ x, y, formula }), model: { formula, start } }, undefined, {
        search: 'never',
        profile: true,
      });
      for (const [name, value] of Object.entries(truth))
        for (const [kind, { low, high }] of [
          ['wald', fit.intervals[name]],
          ['profile', /** @type {any} */ (fit.profile)[name]],
        ])
          if (low <= value && value <= high) /** @type {any} */ (hits)[kind][name] += 1;
    }
    for (const [kind, names] of Object.entries(hits))
      for (const [name, count] of Object.entries(names))
        assert.ok(count >= 1870 && count <= 1930, `${kind} ${name}: ${count / 20} %`);
  });
