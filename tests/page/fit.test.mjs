// The fit report of the notebook's line, as the panel shows it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concise, fittedEquation, resultText } from '../../www/descent/panels/fit-result.js';
import { bandLine, fitReport } from '../../www/descent/panels/fit-rows.js';
import { fitVerdict, isResult } from '../../www/descent/panels/fit-verdict.js';
import { translatorOf } from '../../www/i18n/translate.js';
import { Laboratory } from './laboratory.mjs';
import { engine, es, problemWith, sentences } from './notebook.mjs';

/** @import { Fit, FitExperiment } from '../../wasm/engine.d.ts' */

/**
 * @param {string} formula
 * @param {number[]} x
 * @param {number[]} y
 * @param {Partial<FitExperiment>} [more]
 * @returns {Fit}
 */
function fitOf(formula, x, y, more) {
  const fit = engine.fit({ version: 1, data: { kind: 'columns', x, y }, model: { formula }, ...more });
  assert.ok(fit.ok, formula);
  return fit;
}

/** Anscombe's first set (1973): ŷ = 3.0001 + 0.5001 x with standard errors 1.1247 and 0.1179, R² = 0.6665. */
const anscombe = {
  x: [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
  y: [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
};

test("the notebook's fit: estimate, standard error, and an R² that is not centred", () => {
  const { experiment, curves } = problemWith();
  const fit = engine.fit(experiment, { x: curves.x });
  assert.ok(fit.ok);
  const { rows, facts, names } = fitReport(fit, es);
  assert.deepEqual(names, []);
  assert.deepEqual([rows[0].name, rows[0].estimate, rows[0].error], ['w₁', '4.962372', '0.1699']);
  assert.equal(facts[1].label, es('fit.uncentred'));
  assert.equal(facts[3].value, '100 − 1');
  assert.equal(rows[0].interval, '4.6253 … 5.2995');
  const band = bandLine(curves.x, fit.band);
  const n = curves.x.length;
  assert.ok(band.y[0] < fit.band.y[0] && band.y[n + 1] > fit.band.y[0] && Number.isNaN(band.y[n]));
});

test('two parameters have covariances as columns', () => {
  const { experiment } = problemWith({ 'model.formula': 'w1*x+w2', 'model.start.w2': 0 });
  const fit = engine.fit(experiment);
  assert.ok(fit.ok);
  const { rows, names } = fitReport(fit, es);
  assert.deepEqual(names, ['w₁', 'w₂']);
  assert.equal(rows[0].covariances.length, 2);
});

test('an estimate with its error in units of its last digit', () => {
  for (const [value, error, text] of /** @type {[number, number, string][]} */ ([
    [2.3216, 0.0712, '2.32(7)'],
    [0.80123, 0.0181, '0.801(18)'],
    [0.827, 0.119, '0.83(12)'], // the Particle Data Group's own examples
    [0.827, 0.367, '0.8(4)'],
    [1234.5, 56.2, '1230(60)'],
    [1234.4, 12.3, '1234(12)'],
    [25.41, 1.3, '25.4(13)'],
    [0.5, 0.0962, '0.50(10)'],
    [-6.62607e-34, 1.2e-39, '-6.626070(12)e-34'],
    [3.1e23, 4.2e22, '3.1(4)e23'],
    [-0.0001, 0.02, '0.000(20)'],
    [0, 0.07, '0.00(7)'],
    [2, 0, '2'],
    [1 / 3, NaN, '0.3333333'],
  ]))
    assert.equal(concise(value, error), text);
});

test('the fitted equation has values in place of parameters, and signs that read well', () => {
  const equation = (/** @type {string} */ formula, /** @type {Record<string, number>} */ parameters) =>
    fittedEquation(formula, {
      parameters,
      standardErrors: Object.fromEntries(Object.keys(parameters).map((name) => [name, 0.1])),
    });
  for (const [formula, parameters, text] of /** @type {[string, Record<string, number>, string][]} */ ([
    ['a+b*x', { a: 2, b: 1 }, 'y = 2.00(10) + 1.00(10) x'],
    ['a+b*x', { a: 2, b: -1 }, 'y = 2.00(10) - 1.00(10) x'],
    ['a - b*x', { a: -2, b: -1 }, 'y = -2.00(10) + 1.00(10) x'],
    ['A*exp(-k*x)', { A: 5, k: -0.5 }, 'y = 5.00(10) exp(-(-0.50(10)) x)'],
    ['x^n', { n: -2 }, 'y = x^(-2.00(10))'],
    ['n^2*x', { n: 3 }, 'y = (3.00(10))^2*x'],
    ['1/a*x', { a: 2 }, 'y = 1/2.00(10)*x'],
    ['a*x/b', { a: 2, b: 3 }, 'y = 2.00(10)*x/3.00(10)'],
    ['2e3*x+a', { a: 1 }, 'y = 2e3*x + 1.00(10)'],
    ['2a', { a: 1 }, 'y = 2*1.00(10)'],
    ['a(x-1)', { a: 1 }, 'y = 1.00(10)*(x - 1)'],
  ]))
    assert.equal(equation(formula, parameters), text);
});

test('a result to paste: the equation, and a table with every digit', () => {
  const fit = fitOf('a+b*x', anscombe.x, anscombe.y);
  const [equation, blank, heads, ...rows] = resultText('a+b*x', fit, es).split('\n');
  assert.equal(equation, 'y = 3.0(11) + 0.50(12) x');
  assert.equal(blank, '');
  assert.equal(heads.split('\t')[2], es('fit.error'));
  const cells = rows.map((row) => row.split('\t'));
  assert.deepEqual([cells[0][0], Number(cells[0][1])], ['a', fit.parameters.a]);
  assert.ok(Math.abs(Number(cells[1][2]) - 0.1179) < 5e-5);
  assert.ok(Math.abs(Number(cells.find(([name]) => name === es('fit.centred'))?.[1]) - 0.6665) < 5e-5);
});

test('the verdict in sentences: every grade, in both languages, with nothing left to fill in', () => {
  const few = [1, 2, 3];
  const cases = /** @type {[Fit, string, string[]][]} */ ([
    [fitOf('a+b*x', anscombe.x, anscombe.y), 'fine', []],
    [fitOf('a+b+c*x', anscombe.x, anscombe.y), 'failure', ['undetermined']],
    [fitOf('a+b*x+c*x^2', few, [1, 3, 2]), 'doubt', ['no_degrees_of_freedom']],
    [fitOf('a+b*x', [1, 2, 3, 4, 5, 6], [1, -1, 1, 1, -1, 1]), 'doubt', ['no_better_than_mean']],
    [fitOf('a', anscombe.x, anscombe.y), 'doubt', ['unused_column']],
    [
      fitOf('a+b*x', [], [], {
        data: { kind: 'columns', x: anscombe.x, y: anscombe.y, weights: anscombe.x.map((x) => 1 / x) },
      }),
      'fine',
      ['weights'],
    ],
    [
      fitOf(
        'a*x',
        [...Array(40).keys()],
        [...Array(40).keys()].map((x) => x * x),
      ),
      'doubt',
      ['residual_pattern'],
    ],
    [
      fitOf(
        'a+b*x',
        [...Array(20).keys()],
        [...Array(20).keys()].map((x) => x + Math.sin(7 * x) / 9 + (x === 9 ? 9 : 0)),
      ),
      'doubt',
      ['outliers'],
    ],
  ]);
  for (const language of /** @type {const} */ (['es', 'en'])) {
    const t = translatorOf(sentences(language), language);
    for (const [fit, grade, codes] of cases) {
      const verdict = fitVerdict(fit, t);
      const found = verdict.findings.map(({ code }) => code);
      assert.equal(verdict.grade, grade, found.join());
      for (const code of codes) assert.ok(found.includes(code), `${code}: ${found.join()}`);
      assert.equal(isResult(fit), grade !== 'failure');
      for (const text of [verdict.headline, ...verdict.findings.map((finding) => finding.text)])
        assert.doesNotMatch(text, /[{}]|undefined|NaN|^fit\./, text);
    }
  }
  assert.match(fitVerdict(cases[1][0], es).findings[0].text, /a, b.*Δa = 1, Δb = −1|a, b.*Δa = −1, Δb = 1/);
  assert.match(
    fitVerdict(cases[7][0], es)
      .findings.map(({ text }) => text)
      .join(),
    /filas: 10 /,
  );
});

test('the panel copies a result; what is no fit has neither errors nor a band nor anything to copy', async () => {
  const lab = await Laboratory.open({ languages: ['es'] });
  await lab.click('tab-fit');
  await lab.clock.advance(200);
  assert.equal(lab.text('fit-headline'), es('fit.headline.fine'));
  await lab.click('fit-copy');
  assert.match(lab.copied[0], /^y = 4\.96\(17\) x\n\n/);
  await lab.type('model.formula', 'w1*w2*x');
  await lab.clock.advance(2000);
  assert.equal(lab.text('fit-headline'), es('fit.headline.failure'));
  assert.ok(lab.find('fit-copy').hidden);
  assert.equal(lab.document.querySelectorAll('[data-testid=fit] thead th').length, 2);
  assert.ok(!lab.traces('data').has('band'));
});
