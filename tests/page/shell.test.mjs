// The shell: run bar, keys, language, theme, link, workspaces.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notebook } from '../notebook.mjs';
import { Laboratory } from './laboratory.mjs';

test('the run bar goes to the start, a step back and forward, and to the end', async () => {
  const lab = await Laboratory.open();
  const epochs = [];
  for (const button of ['step', 'step', 'step', 'back', 'end', 'step', 'back', 'reset', 'back']) {
    await lab.click(`run-${button}`);
    epochs.push(Number(lab.text('epoch')));
  }
  assert.deepEqual(epochs, [1, 2, 3, 2, 401, 401, 400, 0, 0]);
  await lab.slide('timeline', 123);
  assert.equal(lab.text('epoch'), '123');
  assert.equal(lab.find('timeline').value, '123');
});

test('space, arrows, Home and End control the run, but not from a field that uses them', async () => {
  const lab = await Laboratory.open();
  await lab.choose('speed', '1');
  const epochs = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'End', 'Home']) {
    await lab.press(key);
    epochs.push(Number(lab.text('epoch')));
  }
  assert.deepEqual(epochs, [1, 2, 1, 401, 0]);
  await lab.press(' ');
  await lab.clock.advance(500);
  assert.ok(Number(lab.text('epoch')) > 5, 'it plays');
  await lab.press(' ');
  const paused = lab.text('epoch');
  await lab.clock.advance(500);
  assert.equal(lab.text('epoch'), paused);
  await lab.press('ArrowRight', 'optimizer.rate-number');
  await lab.press('ArrowRight', 'optimizer.rate-slider');
  assert.equal(lab.text('epoch'), paused);
});

test('playing from the end begins at the start, and a button pauses at a whole epoch', async () => {
  const lab = await Laboratory.open();
  await lab.choose('speed', '1');
  await lab.click('run-end');
  await lab.click('run-play');
  await lab.clock.advance(333);
  const epoch = Number(lab.text('epoch'));
  assert.ok(epoch > 2 && epoch < 20, String(epoch));
  await lab.click('run-play');
  assert.equal(lab.find('timeline').value, lab.text('epoch'));
});

test('the language changes every sentence, and no value', async () => {
  const lab = await Laboratory.open();
  await lab.click('run-step');
  const headings = { es: /^Época 1/, en: /^Epoch 1/ };
  const seen = new Set();
  do {
    await lab.click('language');
    const { lang } = lab.document.documentElement;
    seen.add(lang);
    if (lang in headings) assert.match(lab.text('step-heading'), headings[/** @type {'es'} */ (lang)]);
    assert.equal(lab.text('epoch'), '1');
    assert.deepEqual(lab.experiment, notebook());
  } while (lab.document.documentElement.lang !== 'en');
  assert.ok(seen.has('es'));
});

test('a decimal comma is read in Spanish', async () => {
  const lab = await Laboratory.open({ languages: ['es-MX'] });
  await lab.type('optimizer.rate-number', '0,25');
  assert.equal(lab.experiment.optimizer.rate, 0.25);
});

test('the theme changes the colours of the charts', async () => {
  const lab = await Laboratory.open();
  const colour = () => lab.traces('data').get('model').line.color;
  const before = colour();
  await lab.click('theme');
  assert.equal(lab.document.documentElement.dataset.theme, 'dark');
  assert.notEqual(colour(), before);
  await lab.click('theme');
  assert.equal(colour(), before);
});

test('a link opens its experiment, and the notebook button returns to the notebook', async () => {
  const lab = await Laboratory.open({ hash: '#optimizer.rate=0.2&stop.epochs=30&model.start.w1=-4' });
  assert.deepEqual(
    lab.experiment,
    notebook({ optimizer: { name: 'gd', rate: 0.2 }, stop: { epochs: 30 }, model: { start: { w1: -4 } } }),
  );
  await lab.click('run-end');
  await lab.click('notebook');
  await lab.clock.advance(600);
  assert.deepEqual(lab.experiment, notebook());
  assert.equal(lab.text('epoch'), '0');
  assert.equal(lab.window.location.hash, '');
});

test('a link with a value that cannot be is not opened; the notice names the value until a change', async () => {
  const lab = await Laboratory.open({ hash: '#optimizer.rate=-3&stop.epochs=30' });
  assert.deepEqual(lab.experiment, notebook());
  assert.match(lab.text('notice'), /optimizer\.rate=-3/);
  await lab.click('language');
  assert.match(lab.text('notice'), /^El enlace no se abrió.* optimizer\.rate=-3/);
  await lab.type('stop.epochs-number', '50');
  assert.equal(lab.find('notice').hidden, true);
  lab.window.location.hash = '#stop.epochs=20&nothing=1';
  lab.window.dispatchEvent(new lab.window.HashChangeEvent('hashchange'));
  await lab.clock.advance(100);
  assert.equal(lab.experiment.stop.epochs, 50, 'another link is refused as well');
  assert.equal(lab.find('notice').hidden, false);
});

test('a link with a state that its workspace cannot read leaves everything as it was', async () => {
  for (const hash of [
    '#view.workspace=race&view.race=nothing&stop.epochs=30',
    '#stop.epochs=30&view.race=x~y&view.workspace=race',
  ]) {
    const lab = await Laboratory.open({ hash });
    await lab.clock.advance(500);
    assert.deepEqual(lab.experiment, notebook());
    assert.match(lab.text('notice'), /view\.race/);
    assert.ok(lab.document.querySelector('[data-testid="chart-data"]'), 'Descent is open');
  }
});

test('the page can be used before the engine has arrived', async () => {
  const lab = await Laboratory.open({ withoutWorker: true });
  await lab.type('optimizer.rate-number', '0.2');
  assert.equal(lab.experiment.optimizer.rate, 0.2);
  lab.part('worker', '');
  await lab.clock.advance(100);
  assert.equal(lab.problem.experiment.optimizer.rate, 0.2);
});

test('while an answer is awaited, older answers are not shown', async () => {
  const lab = await Laboratory.open();
  lab.isHolding = true;
  await lab.type('optimizer.rate-number', '0.1');
  await lab.type('optimizer.rate-number', '0.2');
  assert.equal(lab.problem.experiment.optimizer.rate, 0.01);
  lab.isHolding = false;
  for (const worker of lab.workers) worker.release();
  await lab.clock.advance(400);
  assert.equal(lab.problem.experiment.optimizer.rate, 0.2);
});

test('an answer to values that were taken back is not shown', async () => {
  const lab = await Laboratory.open();
  lab.isHolding = true;
  await lab.type('optimizer.rate-number', '0.1');
  await lab.type('optimizer.rate-number', '0.01');
  lab.isHolding = false;
  for (const worker of lab.workers) worker.release();
  await lab.clock.advance(400);
  assert.equal(lab.experiment.optimizer.rate, 0.01);
  assert.equal(lab.problem.experiment.optimizer.rate, 0.01);
});

test('an address that a person has just entered is not overwritten', async () => {
  const lab = await Laboratory.open();
  await lab.type('optimizer.rate-number', '0.1');
  lab.window.location.hash = 'data.seed=5';
  // The gesture ends before the browser reports the address.
  await lab.clock.advance(1000);
  await lab.until(() => /** @type {any} */ (lab.experiment.data).seed === 5);
  assert.equal(lab.experiment.optimizer.rate, 0.01);
});

test('each workspace keeps its place on the timeline', async () => {
  const lab = await Laboratory.open();
  const open = async (/** @type {string} */ workspace) => {
    await lab.click(`view.workspace-${workspace}`);
    await lab.clock.advance(1500);
  };
  await lab.slide('timeline', 100);
  await open('race');
  await lab.click('run-reset');
  await lab.click('run-step');
  assert.equal(lab.text('epoch'), '1');
  await open('descent');
  assert.equal(lab.text('epoch'), '100');
  assert.ok(lab.document.querySelector('[data-testid="chart-loss"]'));
  await open('race');
  assert.equal(lab.text('epoch'), '1');
});

test('the key ? opens the help, except where it is typed', async () => {
  const lab = await Laboratory.open();
  await lab.press('?', 'model.formula');
  assert.equal(lab.document.querySelector('[data-testid="help-dialog"][open]'), null);
  await lab.press('?', 'optimizer.rate-slider');
  assert.ok(lab.find('help-dialog').open);
  assert.match(lab.text('help-dialog'), /\?(abrir esta ayuda|open this help)/);
});

test('the help opens and closes', async () => {
  const lab = await Laboratory.open();
  await lab.click('help');
  assert.ok(lab.find('help-dialog').open);
  await lab.click('help-close');
  assert.ok(!lab.find('help-dialog').open);
});

test('a reset can be undone: everything is as it was', async () => {
  const lab = await Laboratory.open({ hash: '#optimizer.rate=0.2&data.noise.sd=3&stop.epochs=30' });
  const before = structuredClone(lab.experiment);
  await lab.click('notebook');
  await lab.clock.advance(1000);
  assert.deepEqual(lab.experiment, notebook());
  await lab.click('undo');
  await lab.clock.advance(1000);
  assert.deepEqual(lab.experiment, before);
  assert.equal(lab.find('notice').hidden, true);
});

test('another workspace is an entry of the history, a change within one is not', async () => {
  const lab = await Laboratory.open();
  const { history } = lab.window;
  const { length } = history;
  await lab.slide('optimizer.rate-slider', -1);
  await lab.clock.advance(1000);
  assert.equal(history.length, length);
  await lab.click('view.workspace-race');
  await lab.clock.advance(1000);
  assert.equal(history.length, length + 1);
});
