// The form of the problem: formulas, data, loss, method; what is typed, refused, found and kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notebook } from '../notebook.mjs';
import { Laboratory } from './laboratory.mjs';
import { engine } from './notebook.mjs';

/** Long enough for a formula to be committed. */
const typingPauseMs = 300;

test('a formula is committed once typing pauses, and brings a slider for each new name', async () => {
  const lab = await Laboratory.open();
  await lab.type('model.formula', 'w1*x + b');
  assert.equal(lab.experiment.model?.formula, 'w1*x', 'not while typing');
  await lab.clock.advance(typingPauseMs);
  assert.equal(lab.experiment.model?.formula, 'w1*x + b');
  assert.deepEqual(lab.problem.parameters, ['w1', 'b']);
  assert.equal(lab.find('model.start.b-number').value, '1');
  assert.ok(!lab.find('view.along').hidden, 'several parameters: one is chosen for the loss curve');
});

test('an error in a formula is underlined where it is, and the experiment keeps the last valid one', async () => {
  const lab = await Laboratory.open();
  await lab.type('model.formula', 'w1*sen2(x)');
  await lab.clock.advance(typingPauseMs);
  assert.equal(lab.text('model.formula-wrong'), 'sen2');
  assert.notEqual(lab.text('model.formula-error'), '');
  assert.equal(lab.experiment.model?.formula, 'w1*x');
  await lab.press('Escape', 'model.formula');
  assert.equal(lab.find('model.formula').value, 'w1*x');
  assert.equal(lab.text('model.formula-error'), '');
});

test('the check of a text that is no longer typed changes nothing', async () => {
  const lab = await Laboratory.open();
  lab.isHolding = true;
  await lab.type('model.formula', 'w1*(x');
  await lab.type('model.formula', 'w1*x^2');
  lab.worker.release();
  await lab.clock.advance(10);
  assert.equal(lab.text('model.formula-error'), '', 'the error belongs to the text before');
  lab.isHolding = false;
  lab.worker.release();
  await lab.clock.advance(typingPauseMs);
  assert.equal(lab.experiment.model?.formula, 'w1*x^2');
});

test('a loss has its own hyperparameters, and only those are shown and sent', async () => {
  const lab = await Laboratory.open();
  const isShown = (/** @type {string} */ path) => {
    const control = lab.document.querySelector(`[data-testid="${path}-control"]`);
    return control !== null && control.closest('[hidden]') === null;
  };
  assert.ok(!isShown('loss.delta') && !isShown('loss.c'));
  await lab.choose('loss.name', 'huber');
  assert.ok(isShown('loss.delta') && !isShown('loss.c'));
  await lab.type('loss.delta-number', '2');
  assert.deepEqual(lab.experiment.loss, { name: 'huber', delta: 2 });
  const expected = engine.run(notebook({ loss: { name: 'huber', delta: 2 } }));
  assert.deepEqual(lab.problem.trajectory.loss, expected.ok && expected.loss);
  await lab.choose('loss.name', 'cauchy');
  assert.ok(isShown('loss.c') && !isShown('loss.delta'));
  await lab.type('loss.c-number', '3');
  assert.deepEqual(lab.experiment.loss, { name: 'cauchy', c: 3 });
});

test('penalties, precision and noise reach the engine', async () => {
  const lab = await Laboratory.open();
  await lab.type('loss.ridge-number', '0.5');
  await lab.click('precision-float32');
  await lab.type('data.noise.sd-number', '2');
  const expected = engine.run(
    notebook({
      loss: { name: 'mse', ridge: 0.5 },
      precision: 'float32',
      data: { noise: { factor: 2, mean: 0, sd: 2 } },
    }),
  );
  assert.deepEqual(lab.problem.trajectory.loss, expected.ok && expected.loss);
});

test('each bound ends the run for its own reason', async () => {
  for (const [key, value] of Object.entries({ gradient: '0.5', step: '0.01', loss_change: '0.01', target: '5' })) {
    const lab = await Laboratory.open();
    await lab.type(`stop-bound-${key}`, value);
    await lab.clock.advance(50);
    const { stop } = lab.problem.trajectory;
    const expected = engine.run(notebook({ stop: { epochs: 401, [key]: Number(value) } }));
    assert.equal(stop.reason, key);
    assert.ok(expected.ok);
    assert.deepEqual(stop, expected.stop);
    assert.equal(lab.text('epochs-total'), `/ ${stop.epoch}`);
  }
});

test('a rate that diverges is said to, and one that converges is found', async () => {
  const lab = await Laboratory.open();
  await lab.type('optimizer.rate-number', '2');
  assert.equal(lab.problem.trajectory.stop.reason, 'diverged');
  assert.ok(!lab.find('find-rate').hidden);
  await lab.click('find-rate');
  await lab.clock.advance(100);
  const rate = Number(lab.experiment.optimizer.rate);
  assert.ok(rate > 0 && rate < 2 / 2.72, String(rate));
  assert.equal(lab.find('optimizer.rate-number').value, String(rate));
  assert.notEqual(lab.problem.trajectory.stop.reason, 'diverged');
  assert.ok(lab.find('find-rate').hidden);
});

test('a start at which the loss is not finite is marked, and the run stands still', async () => {
  const lab = await Laboratory.open();
  await lab.type('model.formula', 'log(w1 - 5)*x');
  await lab.clock.advance(typingPauseMs);
  await lab.type('model.start.w1-number', '4');
  await lab.clock.advance(50);
  assert.notEqual(lab.text('model.start.w1-error'), '');
  assert.equal(lab.text('epochs-total'), '/ 0');
  await lab.type('model.start.w1-number', '9');
  await lab.clock.advance(50);
  assert.equal(lab.text('model.start.w1-error'), '');
});

test('another sample has the same truth and another seed', async () => {
  const lab = await Laboratory.open();
  const before = lab.problem.data.y.slice();
  await lab.click('new-noise');
  const { data } = /** @type {any} */ (lab.experiment);
  assert.notEqual(data.seed, 22);
  assert.equal(data.truth, 'm*x');
  assert.notDeepEqual(lab.problem.data.y, before);
});

test('a preset brings its data and its model, at the start, with a rate that converges', async () => {
  const lab = await Laboratory.open();
  await lab.click('run-end');
  const options = [...lab.find('preset-model').options].map(({ value }) => value);
  assert.ok(options.length > 5);
  await lab.choose('preset-model', options[3]);
  await lab.clock.advance(100);
  assert.notEqual(lab.experiment.model?.formula, 'w1*x');
  assert.equal(lab.text('epoch'), '0');
  assert.notEqual(lab.problem.trajectory.stop.reason, 'diverged');
});

test('data of a table replace the simulation, and the simulation comes back', async () => {
  const lab = await Laboratory.open();
  await lab.click('own-data-open');
  assert.ok(lab.find('own-data').open);
  await lab.type('own-data-text', 'x,y\n1,3\n2,5\n3,7\n4,9.5');
  await lab.click('own-data-use');
  lab.part('reader', 'script');
  await lab.until(() => lab.problem.data.x.length === 4);
  assert.deepEqual([...lab.problem.data.x], [1, 2, 3, 4]);
  assert.deepEqual([...lab.problem.data.y], [3, 5, 7, 9.5]);
  assert.ok(!lab.find('own-data-rows').hidden);
  await lab.click('own-data-open');
  await lab.click('own-data-simulate');
  await lab.clock.advance(100);
  assert.equal(lab.problem.data.x.length, 100);
});

test('a problem that the engine refuses goes back to the last one, with the reason', async () => {
  const lab = await Laboratory.open();
  await lab.type('stop.epochs-number', '1000000');
  await lab.clock.advance(50);
  await lab.type('data.n-number', '10000000');
  await lab.clock.advance(2000);
  assert.equal(lab.problem.data.x.length, 100);
  assert.equal(/** @type {any} */ (lab.experiment).data.n, 100);
  assert.notEqual(lab.text('data.n-error') + lab.text('notice') + lab.text('stop.epochs-error'), '');
});
