// The straight line on the data as a handle of its parameters, by pointer and by keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineParameters, lineThrough } from '../../www/descent/line-drag.js';
import { Laboratory } from './laboratory.mjs';

/** @param {number} value @param {number} expected @param {number} within */
const near = (value, expected, within) =>
  assert.ok(Math.abs(value - expected) <= within, `${value} is not ${expected} ± ${within}`);

/** Starting values. @param {Laboratory} lab @returns {Record<string, number>} */
const start = (lab) => /** @type {any} */ (lab.experiment).model.start;

/** Two parameters over [−2, 2]: ŷ = −4 + 6x. */
const both = `#${[
  'data.truth=a%2Bb*x&data.constants.a=3&data.constants.b=2',
  'model.formula=w1%2Bw2*x&model.start.w1=-4&model.start.w2=6',
].join('&')}`;

/**
 * Drags a point of the data chart.
 * @param {Laboratory} lab @param {[number, number]} from @param {[number, number]} to
 */
async function drag(lab, from, to) {
  await lab.point('pointerdown', 'data', ...from);
  await lab.point('pointermove', 'data', ...to);
  await lab.point('pointerup', 'data', ...to);
  await lab.clock.advance(600);
}

test('a line through the origin turns until it passes through the pointer', async () => {
  const lab = await Laboratory.open();
  await lab.click('run-step');
  const w1 = lab.problem.trajectory.parameters.w1[1];
  await drag(lab, [1.5, 1.5 * w1], [1.5, -6]);
  near(start(lab).w1, -4, 0.02);
  assert.equal(lab.text('epoch'), '0', 'the run stands at its start');
  near(lab.problem.trajectory.parameters.w1[0], start(lab).w1, 0);
});

test('a line with an intercept moves by its middle and turns by its ends', async () => {
  const lab = await Laboratory.open({ hash: both });
  await drag(lab, [0.1, -3.4], [0.1, 1.6]);
  near(start(lab).w1, 1, 0.1);
  near(start(lab).w2, 6, 1e-9);
  const { w1, w2 } = start(lab);
  await drag(lab, [1.9, w1 + 1.9 * w2], [1.9, w1]);
  near(start(lab).w2, 0, 0.1);
  near(start(lab).w1, w1, 1e-9);
});

test('a pointer beside the line, a press without a move and a curve leave the start as it is', async () => {
  const lab = await Laboratory.open();
  await drag(lab, [1.5, -5], [1.5, 5]);
  await drag(lab, [1.5, 15], [1.5, 15]);
  assert.equal(start(lab).w1, 10);
  const curve = await Laboratory.open({ hash: '#model.formula=w1*x%5E2' });
  await drag(curve, [1.5, 22.5], [1.5, 5]);
  assert.equal(start(curve).w1, 10);
  assert.ok(curve.find('move-line').hidden);
});

test('the arrow keys move and turn the line', async () => {
  const lab = await Laboratory.open({ hash: both });
  await lab.click('move-line');
  const { w1, w2 } = start(lab);
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowRight']) await lab.press(key, 'move-line-done');
  assert.ok(start(lab).w1 > w1 && start(lab).w2 < w2);
  const moved = start(lab).w1;
  await lab.press('ArrowDown', 'move-line-done');
  await lab.press('ArrowDown', 'move-line-done');
  near(start(lab).w1, w1, 1e-9);
  assert.ok(moved > w1);
  await lab.press('Escape', 'move-line-done');
  assert.ok(lab.find('move-line-done').parentElement.hidden);
  assert.equal(lab.text('epoch'), '0');
});

test('slope and intercept are found by their derivatives, and only of straight lines', async () => {
  for (const [formula, expected] of /** @type {const} */ ([
    ['w1*x', { slope: 'w1', intercept: null }],
    ['a*x+3', { slope: 'a', intercept: null }],
    ['w1+w2*x', { slope: 'w2', intercept: 'w1' }],
    ['b', { slope: null, intercept: 'b' }],
    ['(a+b)*x', null],
    ['w1*x^2', null],
    ['w1+w2*x+w3*x^2', null],
    ['exp(w1)*x', null],
  ])) {
    const lab = await Laboratory.open({ hash: `#model.formula=${encodeURIComponent(formula)}` });
    assert.deepEqual(lineParameters(lab.problem), expected, formula);
  }
});

test('the line that is set passes through the pointer, wherever it was gripped', () => {
  for (const [a, b] of [
    [-4, 6],
    [0.5, -0.01],
    [3, 0],
  ])
    for (const grip of [-1.9, -1, -0.3, 0, 0.4, 1.2, 2]) {
      const line = {
        names: { slope: 'b', intercept: 'a' },
        values: { a, b },
        span: /** @type {[number, number]} */ ([-2, 2]),
        ends: /** @type {[number, number]} */ ([a - 2 * b, a + 2 * b]),
      };
      const point = { x: grip, y: a + b * grip + 3.5 };
      const set = /** @type {Record<string, number>} */ (lineThrough(line, grip, point));
      near(set.a + set.b * point.x, point.y, 1e-9);
    }
});
