// The fit report of the notebook's line, as the panel shows it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concise, fittedEquation, resultLatex, resultTable, resultText } from '../../www/descent/fit/fit-result.js';
import { fittedCurve, outline } from '../../www/descent/fit/drawing.js';
import { fitReport } from '../../www/descent/fit/fit-rows.js';
import { fitVerdict, isResult } from '../../www/descent/fit/fit-verdict.js';
import { decodeSettings, encodeSettings, noSettings, optionsOf } from '../../www/descent/fit/settings.js';
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
  const { rows, facts, columns } = fitReport(fit, es);
  assert.equal(columns.length, 4);
  assert.deepEqual(rows, [{ name: 'w₁', cells: ['4.962372', '0.1699', '4.6253 … 5.2995'] }]);
  assert.equal(facts[1].label, es('fit.uncentred'));
  assert.equal(facts.find(({ label }) => label === 'n − p')?.value, '100 − 1');
});

test('the areas of the bands: the lower edge, and back along the upper one', () => {
  const { experiment, curves } = problemWith();
  const n = curves.x.length;
  const fit = engine.fit(experiment, { x: Float64Array.of(...curves.x, 1.5) });
  assert.ok(fit.ok);
  const fitted = fittedCurve(curves.x, fit.band);
  assert.ok(fitted);
  const { curve, band, prediction } = fitted;
  assert.deepEqual([curve.y.length, band.y.length], [n, 2 * n]);
  // The band of a line through the origin has no width there; that of another observation is 2ts wide.
  const middle = (n - 1) / 2;
  assert.equal(curves.x[middle], 0);
  assert.deepEqual([band.y[middle], band.y[2 * n - 1 - middle]], [0, 0]);
  const width = prediction.y[2 * n - 1 - middle] - prediction.y[middle];
  assert.ok(Math.abs(width - 2 * 1.9842169515 * fit.residualSd) < 1e-9, String(width));
  assert.ok(band.y[0] > prediction.y[0] && band.y[2 * n - 1] < prediction.y[2 * n - 1]);
  const edges = outline(
    Float64Array.of(1, 2, 3),
    Float64Array.of(0, NaN, 1),
    Float64Array.of(5, 6, Number.POSITIVE_INFINITY),
  );
  assert.deepEqual([edges.x, edges.y], [Float64Array.of(1, 1), Float64Array.of(0, 5)]);
});

test('settings of the fit travel as one text; what is no setting is left out', () => {
  assert.equal(encodeSettings(noSettings), '');
  const settings = {
    fixed: { k: 0.5 },
    low: { A: 0, B: -1e-7 },
    high: { A: 10 },
    at: { x: 3 },
    derived: ['ln(2)/k', 'max(A,B)'],
    rivals: ['a+b*x'],
  };
  assert.deepEqual(decodeSettings(encodeSettings(settings)), settings);
  assert.deepEqual(decodeSettings(''), noSettings);
  assert.deepEqual(decodeSettings('fix,k:abc~nothing~of,~constructor,x:1~low,k:1e999'), noSettings);
  assert.deepEqual(optionsOf(settings, ['k', 'A']), {
    fixed: { k: 0.5 },
    bounds: { A: { low: 0, high: 10 } },
  });
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

test('a result to paste: the equation, a table with every digit, and LaTeX', () => {
  const experiment = { model: { formula: 'a+b*x' } };
  const check = engine.check('a+b*x', ['x']);
  assert.ok(check.ok);
  const fit = fitOf('a+b*x', anscombe.x, anscombe.y);
  const result = { experiment, model: { latex: check.latex, symbols: { a: 'a', b: 'b' } }, fit };
  const [equation, blank, ...table] = resultText(result, es).split('\n');
  assert.equal(equation, 'y = 3.0(11) + 0.50(12) x');
  assert.equal(blank, '');
  assert.equal(table.join('\n'), resultTable(result, es));
  const [heads, ...cells] = table.map((row) => row.split('\t'));
  assert.equal(heads[2], es('fit.error'));
  assert.deepEqual([cells[0][0], Number(cells[0][1])], ['a', fit.parameters.a]);
  assert.ok(Math.abs(Number(cells[1][2]) - 0.1179) < 5e-5);
  assert.ok(Math.abs(Number(cells.find(([name]) => name === es('fit.centred'))?.[1]) - 0.6665) < 5e-5);

  const latex = resultLatex({ ...result, fit: { ...fit, derived: engineDerived(fit) } }, es).split('\n');
  assert.deepEqual(latex.slice(0, 6), [
    `\\[ \\hat{y} = ${check.latex} \\]`,
    '\\begin{tabular}{lll}',
    'Parámetro & Estimación & Intervalo del 95 \\% \\\\ \\hline',
    '$a$ & $3.0(11)$ & $[0.45574,\\; 5.5444]$ \\\\',
    '$b$ & $0.50(12)$ & $[0.23337,\\; 0.76681]$ \\\\',
    '\\verb|a/1e9| & $3.0(11) \\cdot 10^{-9}$ & $[4.5574\\cdot 10^{-10},\\; 5.5444\\cdot 10^{-9}]$ \\\\',
  ]);
  assert.equal(latex[6], '\\end{tabular}');
  assert.ok(latex.slice(7).every((line) => line.startsWith('% ')));

  // AICc is that of the normal likelihood.
  const robust = { ...result, experiment: { ...experiment, loss: { name: 'huber' } } };
  assert.ok(resultTable(result, es).includes('AICc') && !resultTable(robust, es).includes('AICc'));
});

/** @param {Fit} fit @returns {Fit['derived']} */
const engineDerived = ({ parameters, standardErrors, intervals }) => ({
  'a/1e9': {
    value: parameters.a / 1e9,
    standardError: standardErrors.a / 1e9,
    low: intervals.a.low / 1e9,
    high: intervals.a.high / 1e9,
  },
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
  for (const trace of ['fit', 'band', 'prediction']) assert.ok(lab.traces('data').has(trace), trace);
  await lab.click('fit-copy');
  assert.match(lab.copied[0], /^y = 4\.96\(17\) x\n\n/);
  await lab.type('model.formula', 'w1*w2*x');
  await lab.clock.advance(2000);
  assert.equal(lab.text('fit-headline'), es('fit.headline.failure'));
  assert.ok(lab.find('fit-copy').parentElement.hidden);
  assert.equal(lab.document.querySelectorAll('[data-testid=fit] thead th').length, 2);
  for (const trace of ['fit', 'band', 'prediction']) assert.ok(!lab.traces('data').has(trace), trace);
});

test('until the fit of new data is there the panel says that it is computed, and copies nothing', async () => {
  const lab = await Laboratory.open({ languages: ['en'] });
  await lab.click('tab-fit');
  await lab.clock.advance(200);
  const panel = lab.document.querySelector('.panel-fit');
  const isBusy = () => panel.getAttribute('aria-busy') === 'true';
  const before = lab.find('fit').textContent;
  assert.ok(!isBusy() && lab.text('fit-computing') === '');
  lab.isHolding = true;
  for (const [field, value] of [
    ['data.noise.sd-number', '2'],
    ['model.formula', 'w1*x+w2'],
  ]) {
    await lab.type(field, value);
    await lab.clock.advance(1000);
    lab.worker.release(); // the new problem; its fit is held back
    await lab.clock.advance(200);
    assert.ok(isBusy(), field);
    assert.equal(lab.text('fit-computing'), 'Computing the fit…');
    assert.ok(!lab.traces('data').has('fit'), field);
    await lab.click('fit-copy');
    assert.deepEqual(lab.copied, []);
  }
  lab.isHolding = false;
  lab.worker.release();
  await lab.clock.advance(200);
  assert.ok(!isBusy() && lab.text('fit-computing') === '' && lab.find('fit').textContent !== before);
  await lab.click('fit-copy');
  assert.match(lab.copied[0], /^y = /);
});

test('the prediction at a typed x has both intervals, and the value travels with the link', async () => {
  const lab = await Laboratory.open({ languages: ['en'] });
  await lab.click('tab-fit');
  await lab.click('fit-open-prediction');
  await lab.clock.advance(200);
  const shown = () => [...lab.find('fit-prediction').querySelectorAll('dd')].map(({ textContent }) => textContent);
  assert.equal(shown()[0], '0'); // at the mean of x
  await lab.choose('fit-at-x', '2');
  await lab.clock.advance(1000);
  // ŷ = 2ŵ; the ends are 2(ŵ ± t·se), and ŷ ± t√(s² + 4se²), with ŵ = 4.96237, se = 0.169894, s = 1.98154, t = 1.98422.
  assert.deepEqual(shown(), ['9.92474', '9.2505 … 10.599', '5.9355 … 13.914']);
  assert.match(lab.window.location.hash, /view\.fit=at,x%3A2/);
  await lab.choose('fit-at-x', 'much');
  assert.equal(lab.text('fit-at-x-error'), 'This is not a number. Examples: 0.5 or 1e-3.');
  assert.equal(lab.find('fit-at-x').getAttribute('aria-invalid'), '');
});
