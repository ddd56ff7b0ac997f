// Verdicts against plain loops: no percentage is rounded to 100, a slow descent names its epochs, and a loss that ended
// above its start diverges.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentText, wholePercentText } from '../../www/i18n/format.js';
import { runEnd } from '../../www/problem/run-end.js';
import { verdict } from '../../www/problem/verdict.js';
import { Laboratory } from './laboratory.mjs';
import { parabola } from './parabola.mjs';

test('a part of a whole is told from nothing and from all of it', () => {
  const of = (/** @type {number} */ part) => wholePercentText(part, 1000);
  assert.deepEqual([0, 1, 5, 674, 995, 999, 1000].map(of), ['0', '< 1', '1', '67', '> 99', '> 99', '100']);
});

test('a factor below 1 is never shown as 100 %, nor one above 0 as 0 %', () => {
  assert.deepEqual([0.9728, 0.99998, 1 - 1e-12, 1, 1e-9].map(percentText), [
    '97.3',
    '99.998',
    '99.9999999999',
    '100',
    '1·10⁻⁷',
  ]);
  for (let k = 1; k < 15; k += 1) assert.notEqual(percentText(1 - 10 ** -k), '100', String(k));
});

test('a slow descent names the epochs that halve the distance, as a loop counts them', async () => {
  const lab = await Laboratory.open({ hash: '#optimizer.rate=0.00001' });
  let [distance, epochs] = [1, 0];
  for (; distance > 0.5; epochs += 1) distance *= 1 - 0.00001 * lab.problem.optimum.curvature[0];
  const shown = lab
    .text('verdict')
    .match(/Slow: ([\d\u202f]+) epochs/)?.[1]
    .replaceAll('\u202f', '');
  assert.equal(Number(shown), Number(epochs.toPrecision(2)));
  assert.doesNotMatch(lab.text('verdict'), /\b100%/);
});

test('a loss that ends above its start diverges, though nothing overflowed', () => {
  const problem = parabola({ rate: 1.01, epochs: 5 });
  const { loss, stop } = problem.trajectory;
  assert.ok(loss[5] > loss[0] && stop.reason === 'epochs');
  assert.equal(verdict(problem, (key) => key).hasDiverged, true);
  assert.equal(runEnd(problem).isDiverging, true);
  assert.equal(verdict(parabola(), (key) => key).hasDiverged, false);
});

test('a run in another valley names the best known loss and where it is', async () => {
  const trap = {
    'data.truth': 'sin(m*x)',
    'data.constants.m': '2',
    'data.noise.factor': '0.1',
    'model.formula': 'sin(w1*x)',
    'model.start.w1': '7',
    'optimizer.rate': '0.1',
  };
  const lab = await Laboratory.open({ hash: `#${new URLSearchParams(trap)}` });
  await lab.click('run-end');
  const { optimum, trajectory } = lab.problem;
  assert.ok(trajectory.loss.at(-1) > 2 * optimum.loss);
  // The bound of h is that of the valley where the run rests: 2/L″ there, and not at the best minimum known.
  const w = trajectory.parameters.w1.at(-1);
  const { x, y } = lab.problem.data;
  const loss = (/** @type {number} */ at) =>
    x.reduce(
      (/** @type {number} */ sum, /** @type {number} */ each, /** @type {number} */ i) =>
        sum + (y[i] - Math.sin(at * each)) ** 2,
      0,
    ) / x.length;
  const curvature = (/** @type {number} */ at) => (loss(at + 1e-3) - 2 * loss(at) + loss(at - 1e-3)) / 1e-6;
  const [here, there] = [w, optimum.parameters.w1].map((at) => 2 / curvature(at));
  assert.ok(Math.abs(here / there - 1) > 0.05, `${here} ${there}`);
  const bound = Number(lab.text('verdict').match(/2\/L″ = ([\d.]+)/)?.[1]);
  assert.ok(Math.abs(bound / here - 1) < 0.01, `${lab.text('verdict')} ${here}`);
  assert.match(lab.text('state'), /another valley/);
  assert.ok(lab.text('state').includes(String(Number(optimum.loss.toPrecision(4)))), lab.text('state'));
  assert.ok(Math.abs(Number(lab.text('state').match(/w₁ = (\d+\.\d+)/)?.[1]) - 2) < 0.05, lab.text('state'));
});
