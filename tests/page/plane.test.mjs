// The loss over a plane with the path on it, beside loops over the data; and the slice, which shows what lies on it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planeOf } from '../../www/descent/plane.js';
import { Laboratory } from './laboratory.mjs';
import { engine, storeWith } from './notebook.mjs';

/** @param {number} a @param {number} b @param {number} tolerance */
const close = (a, b, tolerance) => assert.ok(Math.abs(a - b) <= tolerance, `${a} instead of ${b}`);

const line = { 'model.formula': 'w1 + w2*x', 'model.start.w1': -4, 'model.start.w2': 6, 'optimizer.rate': 0.05 };

/** @param {Record<string, number | string>} values */
function planeWith(values) {
  const store = storeWith(values);
  const check = engine.check(store.choice('model.formula'));
  assert.ok(check.ok);
  store.use('model.start', check.parameters);
  store.set(values);
  const { model, ...rest } = store.experiment();
  const start = Object.fromEntries(check.parameters.map((name) => [name, model.start[name]]));
  const experiment = { ...rest, model: { ...model, start } };
  const trajectory = engine.run(experiment);
  const optimum = engine.optimum(experiment);
  assert.ok(trajectory.ok && optimum.ok);
  const run = { experiment, trajectory, optimum, rates: [], startError: null };
  const plane = planeOf(engine, run, { previous: null, isMoving: false });
  const data = engine.simulate(experiment.data);
  assert.ok(plane && data.ok);
  return { plane, trajectory, x: data.columns.x, y: data.y };
}

test('of two parameters the plane holds the whole path, and its heights are the loss of a loop', () => {
  const { plane, trajectory, x, y } = planeWith(line);
  const { surface, window, share } = plane;
  close(share, 1, 1e-12);
  for (const k of [0, 100, 2000, surface.loss.length - 1]) {
    const [w1, w2] = [surface.x[k % surface.x.length], surface.y[Math.floor(k / surface.x.length)]];
    const sum = y.reduce((total, value, i) => total + (value - w1 - w2 * x[i]) ** 2, 0);
    close(surface.loss[k], sum / y.length, 1e-9 * (1 + sum));
  }
  for (const [i, name] of ['w1', 'w2'].entries())
    for (const value of trajectory.parameters[name]) assert.ok(value > window[i][0] && value < window[i][1]);
});

test('of three parameters the plane is spanned by two principal directions, and the share is that of a loop', () => {
  const { plane, trajectory, x, y } = planeWith({
    'model.formula': 'w1 + w2*x + w3*x^2',
    'model.start.w1': 3,
    'model.start.w2': -2,
    'model.start.w3': 1,
    'optimizer.rate': 0.02,
  });
  const names = ['w1', 'w2', 'w3'];
  // The Hessian of the mean of r² is 2 mean(φ φᵀ) with φ = (1, x, x²): H v = λ v for both axes.
  const hessian = names.map((_, i) =>
    names.map((__, j) => (2 * x.reduce((sum, each) => sum + each ** (i + j), 0)) / y.length),
  );
  for (const { along, curvature } of plane.axes) {
    const v = names.map((name) => along[name]);
    hessian.forEach((row, i) =>
      close(
        row.reduce((sum, h, j) => sum + h * v[j], 0),
        Number(curvature) * v[i],
        1e-8,
      ),
    );
  }
  const end = names.map((name) => trajectory.parameters[name][trajectory.epochs]);
  let [inside, whole] = [0, 0];
  for (let k = 0; k <= trajectory.epochs; k += 1) {
    const way = names.map((name, i) => trajectory.parameters[name][k] - end[i]);
    whole += way.reduce((sum, each) => sum + each * each, 0);
    for (const { along } of plane.axes) inside += way.reduce((sum, each, i) => sum + each * along[names[i]], 0) ** 2;
  }
  close(plane.share, inside / whole, 1e-9);
  assert.ok(plane.share > 0 && plane.share < 1);
});

test('a slice names the values at which the others are held, and draws no path; the contour draws it', async () => {
  const hash = '#model.formula=w1%2Bw2*x&model.start.w1=-4&model.start.w2=6&optimizer.rate=0.05';
  const lab = await Laboratory.open({ hash });
  await lab.clock.advance(1000);
  await lab.click('run-end');
  await lab.clock.advance(1000);
  const { w2 } = lab.problem.trajectory.parameters;
  const note = () => lab.find('chart-loss').closest('.card').querySelector('.chart-note').textContent;
  assert.match(note(), new RegExp(`w₂ = ${w2[w2.length - 1].toPrecision(4)}`));
  const [left, right] = lab.find('chart-loss').layout.xaxis.range;
  assert.ok(lab.placed('loss', 'path').every(([x]) => !(x > left && x < right)));
  await lab.choose('view.along', '*');
  await lab.clock.advance(1000);
  assert.equal(note(), '');
  const path = lab.placed('loss', 'path');
  assert.ok(path.length > 20);
  close(path[0][0], -4, 0.05);
  close(path[0][1], 6, 0.05);
  close(path[path.length - 1][1], w2[w2.length - 1], 0.05);
});
