// The page's view of the engine's answers: problems, snapshots, logs, tables, verdicts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance, epochsPerSecond } from '../../www/shell/player.js';
import { keptEpochs } from '../../www/problem/run.js';
import { curveAt, curveValue, rateAt, takeSnapshot } from '../../www/descent/snapshot.js';
import { logLines } from '../../www/descent/panels/log-lines.js';
import { csv, tableRows } from '../../www/descent/panels/table-rows.js';
import { verdict } from '../../www/problem/verdict.js';
import { es, problemWith } from './notebook.mjs';

test('the log in float32 is what the notebook prints', () => {
  // notebook.txt, "Optimización".
  assert.deepEqual(
    logLines(problemWith({ precision: 'float32' }), es, 100).map((line) => line.text),
    [
      'Pérdidas:',
      'Condición Inicial: Pérdida: 38.407744806265676, Parámetro: 10.0',
      'Iteración 0: Pérdida: 36.55500411987305, Parámetro: 9.86294937133789',
      'Iteración 100: Pérdida: 4.018570423126221, Parámetro: 5.273087501525879',
      'Iteración 200: Pérdida: 3.88777232170105, Parámetro: 4.982072830200195',
      'Iteración 300: Pérdida: 3.887246608734131, Parámetro: 4.963622093200684',
      'Iteración 400: Pérdida: 3.887244701385498, Parámetro: 4.962451457977295',
    ],
  );
});

test('the table is what the notebook prints', () => {
  const { data } = problemWith();
  const rows = tableRows(data, false);
  assert.equal(rows.length, 11);
  assert.deepEqual(rows[0], ['0', '-2.000000', '-10.183900']);
  assert.deepEqual(rows[1], ['1', '-1.959596', '-12.724681']);
  assert.deepEqual(rows[10], ['99', '2.000000', '8.233714']);
  assert.equal(tableRows(data, true).length, 100);
  assert.equal(csv(data, ['x', 'y']).split('\n')[1], '-2,-10.183899839730383');
});

test('a snapshot stands on the recorded path, between two epochs too', () => {
  const problem = problemWith();
  const { w1 } = problem.trajectory.parameters;
  const whole = takeSnapshot(problem, 7);
  assert.deepEqual([whole.epoch, whole.w, whole.shown.w, whole.next?.w], [7, w1[7], w1[7], w1[8]]);
  const half = takeSnapshot(problem, 7.5);
  assert.equal(half.epoch, 7);
  assert.equal(half.shown.w, w1[7] + 0.5 * (w1[8] - w1[7]));
  assert.equal(takeSnapshot(problem, 1e9).next, null);
  assert.equal(takeSnapshot(problem, 1e9).epoch, 401);
});

test('the line of the model passes through w·x', () => {
  const problem = problemWith();
  const { w1 } = problem.trajectory.parameters;
  for (const position of [0, 7, 7.5, 401]) {
    const { w } = takeSnapshot(problem, position).shown;
    const curve = curveAt(problem, position);
    // Between two epochs the curve is a mean of two, which rounds otherwise than w·x.
    for (const x of [-2, 0.013, 2])
      assert.ok(Math.abs(curveValue(problem.curves.x, curve, x) - w * x) < 1e-12, `${position}, ${x}`);
  }
  assert.equal(curveAt(problem, 0)[0], -2 * w1[0]);
});

test('a descent beyond every start that the engine takes is shown to its end, and begins again with a new rate', () => {
  const diverged = problemWith({ 'optimizer.rate': 0.8 }, null, Infinity);
  const { w1 } = diverged.trajectory.parameters;
  assert.equal(diverged.landscape.epoch, 401);
  assert.ok(Math.abs(w1[401]) > 1e12);
  const past = { ...diverged.trajectory, epoch: 400, rates: diverged.rates };
  assert.deepEqual(problemWith({}, past).trajectory.parameters.w1, problemWith().trajectory.parameters.w1);
});

test('a rate that changes while it plays leaves the past as it was', () => {
  const first = problemWith();
  const { parameters, gradient, evaluations } = first.trajectory;
  const past = keptEpochs(first, 50);
  const second = problemWith({ 'optimizer.rate': 0.3 }, past);
  assert.equal(second.trajectory.epochs, 401);
  assert.deepEqual([...second.trajectory.parameters.w1.slice(0, 51)], [...parameters.w1.slice(0, 51)]);
  const expected = parameters.w1[50] - 0.3 * gradient.w1[50];
  assert.equal(second.trajectory.parameters.w1[51], expected);
  assert.deepEqual(second.trajectory.evaluations, evaluations, 'as many epochs cost as much, whatever their rate');
  assert.deepEqual(
    [0, 49, 50, 400].map((epoch) => rateAt(second, epoch)),
    [0.01, 0.01, 0.3, 0.3],
  );
});

test('the verdict on the rate says which bound was passed and by how much', () => {
  const said = verdict(problemWith({ 'optimizer.rate': 0.8 }), es);
  assert.equal(said.kind, 'diverges');
  // 2/L″ with L″ = 2.7205…, and |1 − 0.8·L″| = 1.176.
  assert.equal(said.text, 'h = 0.80 es mayor que 2/L″ = 0.735: cada paso multiplica por 1.18 la distancia al mínimo.');
  const kinds = [0.01, 1 / 2.720538720538721, 0.5, 2 / 2.720538720538721].map(
    (rate) => verdict(problemWith({ 'optimizer.rate': rate }), es).kind,
  );
  assert.deepEqual(kinds, ['slow', 'best', 'overshoot', 'edge']);
  assert.match(verdict(problemWith({ 'optimizer.rate': 5 }), es).text, /Se detuvo en la época 138/);
});

test('playback follows the clock, not the frames', () => {
  let smooth = 0;
  for (let frame = 0; frame < 60; ++frame) smooth = advance(smooth, 1 / 60, 1, 401);
  let rough = 0;
  for (let frame = 0; frame < 20; ++frame) rough = advance(rough, 1 / 20, 1, 401);
  assert.ok(Math.abs(smooth - epochsPerSecond) < 1e-9 && Math.abs(rough - epochsPerSecond) < 1e-9);
  assert.ok(advance(0, 60, 1, 401) < epochsPerSecond, 'a hidden tab does not jump');
  assert.equal(advance(400.9, 1, 10, 401), 401);
  assert.ok(
    Math.abs(advance(7, 0.01, 10, 401) - 7 - 0.1 * epochsPerSecond) < 1e-12,
    'ten times as fast is ten times as far',
  );
  assert.equal(advance(5, -0.01, 1, 401), 5);
});
