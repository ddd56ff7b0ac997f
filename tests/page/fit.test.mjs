// The fit report of the notebook's line, as the panel shows it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bandLine, fitReport } from '../../www/descent/panels/fit-rows.js';
import { engine, es, problemWith } from './notebook.mjs';

test("the notebook's fit: estimate, standard error, and an R² that is not centred", () => {
  const { experiment, curves } = problemWith();
  const fit = engine.fit(experiment, { x: curves.x });
  assert.ok(fit.ok);
  const { rows, facts, names } = fitReport(fit, es);
  assert.deepEqual(names, []);
  assert.deepEqual([rows[0].name, rows[0].estimate, rows[0].error], ['w₁', '4.962372', '0.1699']);
  assert.equal(facts[1].label, es('fit.uncentred'));
  assert.equal(facts[3].value, '100 − 1');
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
