// Fits without a start, and from all ones, of the kinds that users of other tools reported as failing: tests/golden/
// reported_fits.json, with the best sums and parameters that SciPy finds from near the right ones.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';

/** @import { Fit, FitExperiment, FitOptions } from '../../build/site/engine.mjs' */

/** @type {{ name: string, formula: string, columns: Record<string, number[]>, y: number[],
 *   parameters: Record<string, number>, rss: number }[]} */
const fits = JSON.parse(readFileSync(new URL('../golden/reported_fits.json', import.meta.url), 'utf8'));
const engine = await createEngine();

/** @param {FitExperiment} experiment @param {FitOptions} [options] @returns {Fit} */
function fitOf(experiment, options) {
  const fit = engine.fit(experiment, undefined, options);
  assert.ok(fit.ok, JSON.stringify(fit));
  return fit;
}

/** @param {string} name */
function experimentOf(name, start = false) {
  const { formula, columns, y, parameters } = fits.find((each) => each.name.startsWith(name)) ?? fits[0];
  const ones = Object.fromEntries(Object.keys(parameters).map((key) => [key, 1]));
  return /** @type {const} */ ({
    version: 1,
    data: { kind: 'columns', columns, y },
    model: { formula, ...(start && { start: ones }) },
  });
}

/** Fits whose least sum has other parameters too: sines by whole turns, peaks in any order. */
const severalForms = ['seasons over calendar years', 'two tones', 'three overlapping peaks'];

for (const { name, parameters, rss } of fits)
  test(`fit: ${name}`, () => {
    for (const withStart of [false, true]) {
      const fit = fitOf(experimentOf(name, withStart));
      assert.ok(fit.rss <= rss * (1 + 1e-6), `RSS ${fit.rss}, SciPy's is ${rss}`);
      assert.equal(fit.stop.reason, 'converged');
      assert.ok(!['not_converged', 'pole', 'undetermined'].includes(fit.verdict.code), fit.verdict.code);
      if (severalForms.some((each) => name.startsWith(each))) continue;
      for (const [key, right] of Object.entries(parameters)) {
        const slack = Math.max(1e-5 * Math.abs(right), 1e-3 * fit.standardErrors[key]);
        const found = fit.parameters[key];
        assert.ok(Math.abs(found - right) <= slack, `${key} = ${found}, right is ${right}`);
      }
    }
  });

test('of frequencies that evenly spaced data cannot tell apart the lowest is taken', () => {
  const { parameters } = fitOf(experimentOf('seasons over calendar years'));
  // ±f + 12k gives the same curve, up to the rounding of the times.
  assert.ok(Math.abs(Math.abs(parameters.f) - 1) < 0.005, `f = ${parameters.f}`);
});

test('a quotient has a pole where its denominator vanishes, unless its numerator does too', () => {
  const isPole = (/** @type {Fit} */ fit) => fit.verdict.findings.some(({ code }) => code === 'pole');
  assert.equal(isPole(fitOf(experimentOf('a single slit'))), false);
  const x = [1, 2, 3, 4, 5, 6];
  const y = x.map((each) => 1 / (each - 3.4) + 0.01 * each);
  assert.equal(isPole(fitOf({ version: 1, data: { kind: 'columns', x, y }, model: { formula: 'a/(x-b)' } })), true);
});

test('counts are fitted by the likelihood of Poisson, from any start', () => {
  const data = /** @type {const} */ ({ kind: 'columns', x: [0, 1, 2, 3, 4], y: [2, 3, 6, 7, 15] });
  for (const start of [undefined, { a: 0, b: 0 }, { a: 2, b: -1 }]) {
    const model = { formula: 'exp(a+b*x)', ...(start && { start }) };
    const { parameters, loss, stop } = fitOf({ version: 1, data, model, loss: { name: 'poisson' } });
    const mean = data.x.map((x) => Math.exp(parameters.a + parameters.b * x));
    // The score is 0: Σ(y − μ) = Σ x(y − μ) = 0.
    const residuals = data.y.map((y, i) => y - mean[i]);
    assert.ok(Math.abs(residuals.reduce((sum, r) => sum + r, 0)) < 1e-5);
    assert.ok(Math.abs(residuals.reduce((sum, r, i) => sum + data.x[i] * r, 0)) < 1e-5);
    assert.ok(Math.abs(loss - mean.reduce((sum, m, i) => sum + m - data.y[i] * Math.log(m), 0) / 5) < 1e-9);
    assert.equal(stop.reason, 'converged');
  }
});

test('an outlier does not lead a robust fit without a start astray', () => {
  const x = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const y = x.map((each) => (each === 4 ? 20 : 5 * Math.exp(-0.4 * each) + 0.5 + 0.03 * Math.sin(17 * each)));
  /** @type {[{ name: string, c?: number, delta?: number }, number[]][]} SciPy's least_squares, f_scale = 0.1 */
  const losses = [
    [{ name: 'cauchy', c: 0.1 }, [4.98949674, 0.39804756, 0.50073974]],
    [{ name: 'huber', delta: 0.1 }, [4.9835307, 0.39036551, 0.49298725]],
  ];
  for (const [loss, right] of losses) {
    const data = /** @type {const} */ ({ kind: 'columns', x, y });
    const { parameters, stop } = fitOf({ version: 1, data, model: { formula: 'a*exp(-b*x)+c' }, loss });
    ['a', 'b', 'c'].forEach((key, j) => {
      assert.ok(Math.abs(parameters[key] - right[j]) < 1e-5, `${loss.name}: ${key} = ${parameters[key]}`);
    });
    assert.equal(stop.reason, 'converged');
  }
});

test('a threshold below some rows, also where the power of the rest has an infinite slope at 0', () => {
  const x = Array.from({ length: 21 }, (_, i) => i / 2);
  const y = x.map((each, i) => 2 * Math.sqrt(Math.max(each - 3.3, 0)) + 0.5 + 0.05 * Math.sin(37 * i));
  const data = /** @type {const} */ ({ kind: 'columns', x, y });
  const branch = fitOf({ version: 1, data, model: { formula: 'where(x>b, a*sqrt(x-b), 0)+c' } });
  for (const formula of ['a*sqrt(max(x-b,0))+c', 'a*max(x-b,0)^0.5+c', 'a*max(x-b,0)^n+c'])
    for (const start of [undefined, { a: 1, b: 2.2, c: 1, ...(formula.includes('n') && { n: 0.7 }) }]) {
      const fit = fitOf({ version: 1, data, model: { formula, ...(start && { start }) } });
      assert.ok(fit.rss <= branch.rss * (1 + 1e-6), `${formula}: ${fit.rss}, by a branch ${branch.rss}`);
      assert.equal(fit.stop.reason, 'converged', formula);
    }
});

/** Numbers in [0, 1), the same each time. @param {number} seed */
function uniform(seed) {
  let state = seed;
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

test('waves above the frequency at which every 400th part of the rows, or rows at random times, would alias', () => {
  const random = uniform(3);
  const even = Array.from({ length: 1000 }, (_, i) => i / 100);
  const uneven = Array.from({ length: 60 }, () => 10 * random());
  /** @type {[number[], number][]} cycles over the 10 seconds: 245 and 413 of 500, and 137 at a mean Nyquist of 30 */
  const waves = [
    [even, 24.5],
    [even, 41.3],
    [uneven, 13.7],
  ];
  for (const [x, f] of waves)
    for (const formula of ['a*sin(2*pi*f*x+p)+c', 'a*sin(2*pi*x/T+p)+c']) {
      const y = x.map((each) => 2 + 3 * Math.sin(2 * Math.PI * f * each + 1) + (random() - 0.5));
      const fit = fitOf({ version: 1, data: { kind: 'columns', x, y }, model: { formula } });
      const found = fit.parameters.f ?? 1 / fit.parameters.T;
      assert.ok(Math.abs(found - f) < 0.01, `${formula}: ${found}, right is ${f}`);
      assert.ok(Math.abs(Math.abs(fit.parameters.a) - 3) < 0.3, `${formula}: a = ${fit.parameters.a}`);
      assert.equal(fit.stop.reason, 'converged');
    }
});

test('the best knee of a broken line may be a row: a minimum where the slopes at both sides differ', () => {
  // stackoverflow 45096515. The least sum over the knee, the other parameters solved for, is at the row 9321.
  const x = [
    7228, 7620, 7730, 7901, 8139, 8370, 8448, 8737, 8824, 9089, 9233, 9321, 9509, 9568, 9642, 9756, 9915, 10601,
  ];
  x.push(10942);
  const y = [
    0.874, 0.893, 0.8905, 0.8916, 0.9095, 0.9142, 0.9109, 0.9185, 0.9169, 0.9251, 0.929, 0.9304, 0.9467, 0.9378,
  ];
  y.push(0.9464, 0.9508, 0.9583, 0.9857, 0.9975);
  const data = /** @type {const} */ ({ kind: 'columns', x, y });
  const fit = fitOf({ version: 1, data, model: { formula: 'where(x<x0, k1*x+y0-k1*x0, k2*x+y0-k2*x0)' } });
  assert.equal(fit.stop.reason, 'converged');
  assert.equal(fit.verdict.code, 'fine');
  for (const knee of [9321, 9320.9, 9321.1, 9300, 9340]) {
    const model = { formula: 'a+b*min(x-k,0)+c*max(x-k,0)' };
    const { rss } = fitOf({ version: 1, data, model }, { fixed: { k: knee } });
    assert.ok(fit.rss <= rss * (1 + 1e-9), `${fit.rss} is above ${rss}, with the knee at ${knee}`);
  }
});

test('a start that leads to a pole between the rows is not the end of the search', () => {
  const x = Array.from({ length: 25 }, (_, i) => 10 ** (-3 + (5 * i) / 24));
  const y = x.map((p, i) => (16 * p) / (1 + 8 * p) + (0.3 * p) / (1 + 0.1 * p) + 0.01 * Math.sin(23 * i));
  const start = { q: 2, K: -1, r: 0.1, M: 5 };
  const model = { formula: 'q*K*x/(1+K*x)+r*M*x/(1+M*x)', start };
  const fit = fitOf({ version: 1, data: { kind: 'columns', x, y }, model });
  assert.ok(fit.rss < 0.01, `RSS ${fit.rss}`);
  assert.equal(
    fit.verdict.findings.some(({ code }) => code === 'pole'),
    false,
  );
});

test('the phase of a wave as a place: a time of transit in Julian days lies within a period of the first row', () => {
  const random = uniform(4);
  const t = Array.from({ length: 45 }, () => 2450000 + 900 * random()).sort((a, b) => a - b);
  const y = t.map((day) => 56 * Math.sin((2 * Math.PI * (day - 2450001.2)) / 4.231) - 33 + 5 * (random() - 0.5));
  const model = { formula: 'K*sin(2*pi*(t-t0)/P)+g' };
  const fit = fitOf({ version: 1, data: { kind: 'columns', columns: { t }, y }, model });
  assert.equal(fit.stop.reason, 'converged');
  const { K, t0, P } = fit.parameters;
  assert.ok(Math.abs(Math.abs(P) - 4.231) < 0.001 && Math.abs(Math.abs(K) - 56) < 2, `P = ${P}, K = ${K}`);
  assert.ok(t0 >= t[0] - 1e-3 && t0 <= t[0] + Math.abs(P), `t0 = ${t0}, the first row is ${t[0]}`);
  const halves = (2 * (t0 - 2450001.2)) / P;
  assert.ok(Math.abs(halves - Math.round(halves)) < 0.04, `t0 = ${t0}`);
});
