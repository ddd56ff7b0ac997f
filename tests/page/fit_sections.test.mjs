// The sections of the fit's panel that open on demand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitAnswers } from '../../www/descent/fit/answers.js';
import { fitReport } from '../../www/descent/fit/fit-rows.js';
import { galleryFormulas } from '../../www/descent/fit/gallery.js';
import { normalQuantiles } from '../../www/descent/fit/residuals-section.js';
import { differenceText, rankedModels } from '../../www/descent/fit/rivals-section.js';
import { noSettings } from '../../www/descent/fit/settings.js';
import { profileView } from '../../www/descent/fit/uncertainty-section.js';
import { Laboratory } from './laboratory.mjs';
import { engine, es } from './notebook.mjs';

/** Bates & Watts' Puromycin, treated (1988, appendix 1): V = 212.684, K = 0.064121. */
const puromycin = {
  x: [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.1, 1.1],
  y: [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200],
};
const table = puromycin.x.map((x, i) => `${x},${puromycin.y[i]}`).join(';');
const saturation = `#data.table=${table}&model.formula=${encodeURIComponent('V*x/(K+x)')}`;

/** @param {string} hash @param {string} section @param {string} [language] */
async function opened(hash, section, language = 'en') {
  const lab = await Laboratory.open({ hash, languages: [language] });
  await lab.click('tab-fit');
  await lab.clock.advance(500);
  if (section) await lab.click(`fit-open-${section}`);
  await lab.clock.advance(500);
  return lab;
}

/** The cells of the table of estimates, by row. @param {Laboratory} lab @returns {string[][]} */
const estimates = (lab) =>
  [...lab.find('fit').querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((/** @type {any} */ { textContent }) => textContent),
  );

test('profile intervals stand beside those of Wald where they differ, and each profile is a picture', async () => {
  const lab = await opened(saturation, 'uncertainty');
  // The profile intervals of Bates & Watts, table 6.2 to 6.4: V from 197.3 to 229.3, K from 0.0469 to 0.0862.
  assert.deepEqual(
    estimates(lab).map((row) => row[4]),
    ['197.3 … 229.29', '0.04692 … 0.086157'],
  );
  const figures = [...lab.find('fit-profiles').querySelectorAll('figure')];
  assert.deepEqual(
    figures.map((/** @type {any} */ figure) => figure.dataset.parameter),
    ['V', 'K'],
  );
  for (const figure of figures) assert.equal(figure.querySelectorAll('path').length, 4);
  const correlations = [...lab.find('fit-correlations').querySelectorAll('td')].map(({ textContent }) => textContent);
  assert.deepEqual(correlations, ['1', '0.765', '0.765', '1']);
});

test('a linear model has one column of intervals, and the picture of its profile is the parabola of Wald', () => {
  const fit = engine.fit(
    { version: 1, data: { kind: 'columns', ...puromycin }, model: { formula: 'a+b*x' } },
    undefined,
    { profile: true },
  );
  assert.ok(fit.ok);
  assert.deepEqual(fitReport(fit, es).columns.length, 4);
  const { view, marks } = profileView(fit, 'b', es);
  const [limit, ends, wald, profile] = marks;
  assert.deepEqual(ends.x, [fit.profile?.b.low, fit.profile?.b.high]);
  const t = 2.2281388519649385; // Student's t with 10 degrees of freedom, 97.5 %
  assert.ok(Math.abs(Number(limit.y?.[0]) - t * t) < 1e-9);
  assert.ok(view.y[1] > t * t);
  for (let k = 0; k < Number(wald.y?.length); k += 1)
    assert.ok(Math.abs(Number(wald.y?.[k]) - Number(profile.y?.[k])) < 1e-5);
});

test('a parameter that the data do not determine: the verdict links to its flat profile', async () => {
  const lab = await opened(`#data.table=${table}&model.formula=${encodeURIComponent('a*b*x')}`, '');
  await lab.click('fit-evidence-undetermined');
  await lab.clock.advance(100);
  const section = lab.find('fit-profiles').closest('.fit-section');
  assert.ok(!section.hidden);
  const [a] = section.querySelectorAll('figure');
  assert.match(a.querySelector('figcaption').textContent, /a −∞ … ∞/);
  const heights = [
    ...a
      .querySelector('.profile')
      .getAttribute('d')
      .matchAll(/,([\d.]+)/g),
  ].map(([, y]) => Number(y));
  // From −0.12 to 1.9 over 90 pixels, 0 is at 84.7.
  assert.ok(heights.length === 17 && heights.every((y) => Math.abs(y - 84.7) < 0.1), heights.join());
  assert.ok(lab.find('fit-open-prediction').hidden, 'a failure predicts nothing');
});

test('a fixed parameter has no error, a bound that holds is said, and both travel with the link', async () => {
  const lab = await opened(saturation, 'limits', 'es');
  await lab.choose('fit-fixed-K', '0.08');
  await lab.clock.advance(1000);
  assert.deepEqual(estimates(lab)[1].slice(0, 4), ['K', '0.08', 'fijo', '–']);
  // V alone: V̂ = Σyf/Σf² with f = x/(0.08 + x).
  const f = puromycin.x.map((x) => x / (0.08 + x));
  const V = f.reduce((sum, each, i) => sum + each * puromycin.y[i], 0) / f.reduce((sum, each) => sum + each * each, 0);
  assert.ok(Math.abs(Number(estimates(lab)[0][1]) - V) < 1e-4);
  assert.match(lab.window.location.hash, /view\.fit=fix,K%3A0\.08/);

  await lab.choose('fit-fixed-K', '');
  await lab.choose('fit-low-K', '0.1');
  await lab.clock.advance(1000);
  assert.equal(estimates(lab)[1][1], '0.1');
  assert.match(lab.text('fit-verdict'), /K está en su cota 0.1/);
  await lab.choose('fit-high-K', '0.05');
  assert.equal(lab.text('fit-high-K-error'), 'El mínimo debe ser menor que el máximo.');
  assert.equal(estimates(lab)[1][1], '0.1');
});

test('derived quantities are rows with propagated errors; a formula that cannot be computed is explained', async () => {
  const lab = await opened(saturation, 'derived');
  await lab.choose('fit-derived', 'V/K');
  await lab.choose('fit-derived', 'ln(2)/z');
  await lab.clock.advance(1000);
  const rows = estimates(lab);
  assert.equal(rows.length, 3);
  // V/K = 3316.9; its relative variance is that of V plus that of K minus twice their covariance (first order).
  const relative = Math.sqrt(
    (6.94716 / 212.684) ** 2 +
      (0.00828095 / 0.0641213) ** 2 -
      2 * 0.765084 * (6.94716 / 212.684) * (0.00828095 / 0.0641213),
  );
  assert.equal(rows[2][0], 'V/K');
  assert.ok(Math.abs(Number(rows[2][1]) / 3316.9 - 1) < 1e-4);
  assert.ok(Math.abs(Number(rows[2][2]) / (3316.9 * relative) - 1) < 1e-3, rows[2][2]);
  assert.match(lab.text('fit-derived-list'), /“z” is not a known option/);
  assert.match(lab.window.location.hash, /of,V%2FK%7Eof,ln/);
  lab.find('fit-derived-list').querySelectorAll('button')[1].click();
  await lab.clock.advance(1000);
  assert.doesNotMatch(lab.text('fit-derived-list'), /z/);
});

test('residuals are those of the fit, and its quantiles those of the normal distribution', async () => {
  const lab = await opened(saturation, 'residuals');
  const figures = [...lab.find('fit-residuals').querySelectorAll('figure')];
  assert.equal(figures.length, 3);
  for (const figure of figures) assert.equal(figure.querySelector('.data').getAttribute('d').match(/h0/g).length, 12);
  const answer = fitAnswers.fitReport(engine, {
    experiment: /** @type {any} */ ({
      version: 1,
      data: { kind: 'columns', ...puromycin, weights: puromycin.x.map(() => 4) },
      model: { formula: 'a+b*x' },
    }),
    parameters: ['a', 'b'],
    rows: { x: Float64Array.of(0, 1) },
    settings: noSettings,
  });
  assert.ok(answer.fit.ok && answer.residuals);
  const { parameters, band, rss } = answer.fit;
  assert.equal(band.y.length, 2);
  const { r } = answer.residuals;
  puromycin.x.forEach((x, i) => {
    assert.ok(Math.abs(r[i] - 2 * (puromycin.y[i] - parameters.a - parameters.b * x)) < 1e-9);
  });
  assert.ok(Math.abs(r.reduce((sum, each) => sum + each * each, 0) - rss) < 1e-9 * rss);
  // Blom's places of 3 deviates: ±z with P(Z ≤ z) = 2.625/3.25, z = 0.8694.
  normalQuantiles(3).forEach((z, k) => assert.ok(Math.abs(z - [-0.8694, 0, 0.8694][k]) < 1e-3, String(z)));
});

test('the starts of a search are ghosts on the chart, and each optimum shows those that lead to it', async () => {
  const lab = await opened('#model.formula=w1*sin(w2*x)&data.truth=a*sin(b*x)&data.constants.b=4', 'starts');
  const buttons = () => [...lab.find('fit-optima').querySelectorAll('button')];
  assert.ok(buttons().length >= 2, lab.text('fit-optima'));
  assert.match(lab.text('fit-starts-summary'), /^(Of \d+ starts, \d+ leads?|A search from \d+ starts)/);
  const starts = () => lab.placed('data', 'starts');
  const all = starts().length;
  assert.ok(all > 100);
  buttons()[0].click();
  await lab.clock.advance(100);
  assert.equal(buttons()[0].getAttribute('aria-pressed'), 'true');
  assert.ok(starts().length < all);
  await lab.click('fit-open-starts');
  assert.ok(!lab.traces('data').has('starts'));
});

test('rivals are ranked by AICc, drawn over the data, and tested where one contains the other', async () => {
  const lab = await opened(saturation, 'rivals');
  await lab.clock.advance(3000);
  await lab.choose('fit-rival', 'V*x/(K+x)+c*x');
  await lab.clock.advance(1000);
  const rows = [...lab.find('fit-rivals').querySelectorAll('[data-formula]')];
  const differences = rows.map((/** @type {any} */ row) => row.querySelector('.fit-difference').textContent);
  assert.ok(
    differences.every((/** @type {string} */ text) => /^(0|–|\+[\d.].*)$/.test(text)),
    `${differences}`,
  );
  const numbers = differences.filter((/** @type {string} */ text) => text !== '–').map(Number);
  assert.ok(numbers.length > 8);
  assert.equal(numbers[0], 0);
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => a - b),
  );
  assert.equal(lab.text('fit-rivals-progress'), '');
  assert.deepEqual(
    [...lab.traces('data').keys()].filter((id) => id.startsWith('rival-')),
    ['rival-0', 'rival-1'],
  );
  const larger = rows.find((/** @type {any} */ row) => row.dataset.formula === 'V*x/(K+x)+c*x');
  // The F test from the residual sums: 1195.449 with 10 degrees against that of the larger model with 9.
  const fit = engine.fit({
    version: 1,
    data: { kind: 'columns', ...puromycin },
    model: { formula: 'V*x/(K+x)+c*x' },
  });
  assert.ok(fit.ok);
  const F = (1195.449 - fit.rss) / (fit.rss / 9);
  assert.match(larger.textContent, new RegExp(`Contains your model: F = ${F.toPrecision(2)}`));
  const polynomial = rows.find((/** @type {any} */ row) => row.dataset.formula === 'w0 + w1*x + w2*x^2');
  assert.doesNotMatch(polynomial.textContent, /F =/);
  larger.querySelector('input').click();
  await lab.clock.advance(100);
  assert.ok(lab.traces('data').has('rival-2'));
  assert.match(lab.window.location.hash, /rival,/);
});

test('a rival becomes the model, and the model before comes back', async () => {
  const lab = await opened('#data.table=0,8.61;1,6.05;2,4.63;3,3.22;4,2.58;5,1.79;6,1.62;7,1.02;8,1.11', 'rivals');
  await lab.clock.advance(3000);
  const rows = [...lab.find('fit-rivals').querySelectorAll('[data-formula]')];
  rows
    .find((/** @type {any} */ { dataset }) => dataset.formula === 'w1*exp(-w2*x) + w3')
    .querySelector('.fit-use')
    .click();
  await lab.clock.advance(1000);
  assert.equal(lab.experiment.model?.formula, 'w1*exp(-w2*x) + w3');
  assert.equal(lab.text('epoch'), '0');
  assert.match(lab.text('fit-headline'), /^Converged/);
});

test('a robust loss has no likelihood to compare models by', async () => {
  const lab = await opened(`${saturation}&loss.name=huber`, 'rivals');
  assert.ok(lab.find('fit-gallery').parentElement.hidden);
  assert.match(lab.find('fit-rivals').parentElement.textContent, /least squares/);
});

test('the gallery speaks of the first predictor of the data and leaves out the own model', () => {
  const formulas = galleryFormulas('t', 'w1*t');
  assert.ok(formulas.includes('w1*exp(-w2*t) + w3') && !formulas.includes('w1*t'));
  assert.ok(formulas.every((formula) => !/\bx\b/.test(formula)));
  for (const formula of formulas) assert.ok(engine.check(formula, ['t']).ok, formula);
});

test('models without an AICc come last', () => {
  const fit = (/** @type {number} */ aicc) => /** @type {any} */ ({ ok: true, aicc, verdict: { findings: [] } });
  const answer = (/** @type {number} */ aicc) => ({ fit: fit(aicc), residuals: null, test: null });
  const ranked = rankedModels(fit(5), [
    { formula: 'a', answer: null },
    { formula: 'b', answer: answer(NaN) },
    { formula: 'c', answer: answer(4) },
    { formula: 'd', answer: answer(6) },
  ]);
  assert.deepEqual(
    ranked.map(({ formula }) => formula),
    ['c', null, 'd', 'a', 'b'],
  );
});

test('a difference of AICc keeps its sign, whatever its size', () => {
  assert.deepEqual([0, 0.53, 0.0271, 12.5].map(differenceText), ['0', '+0.53', '+0.0271', '+12.5']);
});

test('a parameter whose name every object has can be fixed, and has no limits by itself', async () => {
  const lab = await opened(`#data.table=${table}&model.formula=constructor*x`, 'limits');
  assert.equal(lab.find('fit-fixed-constructor').value, '');
  assert.equal(lab.find('fit-low-constructor').value, '');
  await lab.choose('fit-fixed-constructor', '100');
  await lab.clock.advance(1000);
  assert.equal(lab.text('fit-fixed-constructor-error'), '');
  assert.deepEqual(estimates(lab)[0].slice(0, 2), ['constructor', '100']);
});
