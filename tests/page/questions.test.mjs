// The questions about the situations: the five learning rates of the strip and the three difficult losses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import en from '../../www/i18n/en.json' with { type: 'json' };
import es from '../../www/i18n/es.json' with { type: 'json' };
import { difficultLosses } from '../../www/experiment/difficult-losses.js';
import { situations } from '../../www/problem/strip/rate-zones.js';
import { Laboratory } from './laboratory.mjs';

/** @type {Record<string, string>} */
const questions = en.questions;
const keys = [...situations, ...difficultLosses.map(({ key }) => key)];

/** @param {Laboratory} lab @param {string} key */
async function press(lab, key) {
  await lab.press(key);
  await lab.clock.advance(2000);
}

test('the keys 1 to 8 play a situation each, with its question, which goes when the situation does', async () => {
  const lab = await Laboratory.open();
  assert.equal(lab.text('question'), '');
  for (const [i, key] of keys.entries()) {
    await press(lab, String(i + 1));
    assert.equal(lab.text('question'), questions[key], key);
    assert.ok(Number(lab.text('epoch')) > 0, `${key} plays`);
    assert.equal(lab.find('difficult-loss').value, i < situations.length ? '' : key);
  }
  await lab.click('language');
  assert.equal(lab.text('question'), es.questions.ravine);
  // Another start of the narrow valley is still that valley; another model is not.
  await lab.type('model.start.w2-number', '10');
  await lab.clock.advance(1000);
  assert.equal(lab.text('question'), es.questions.ravine);
  await lab.choose('preset-model', '0');
  await lab.clock.advance(2000);
  assert.equal(lab.text('question'), '');
  assert.equal(lab.find('difficult-loss').value, '');
});

test('a difficult loss begins with the fields of the notebook, whatever was set before', async () => {
  for (const { key, values } of difficultLosses) {
    const lab = await Laboratory.open({ hash: '#optimizer.name=adam&loss.name=mae&data.n=12&stop.epochs=7' });
    await lab.choose('difficult-loss', key);
    await lab.clock.advance(2000);
    const plain = await Laboratory.open();
    await plain.choose('difficult-loss', key);
    await plain.clock.advance(2000);
    assert.deepEqual(lab.experiment, plain.experiment, key);
    assert.equal(lab.experiment.data?.kind === 'simulated' && lab.experiment.data.n, 100);
    assert.equal(lab.experiment.optimizer.rate, values['optimizer.rate']);
    assert.ok(lab.problem.optimum, key);
  }
});

test('a difficult loss that replaces own data offers them back', async () => {
  const lab = await Laboratory.open({ hash: '#data.table=0,1;1,3;2,4;3,9&model.formula=w1*x%5E2' });
  const before = lab.experiment;
  await lab.choose('difficult-loss', 'trap');
  await lab.clock.advance(800);
  assert.match(lab.text('notice'), /^Your data and the model were replaced\./);
  await lab.click('undo');
  await lab.clock.advance(800);
  assert.deepEqual(lab.experiment, before);
});

test('a difficult loss is nothing that a person made: another one replaces it without a notice', async () => {
  const lab = await Laboratory.open();
  for (const { key } of difficultLosses) {
    await lab.choose('difficult-loss', key);
    await lab.clock.advance(800);
    assert.ok(lab.find('notice').hidden, key);
  }
});

test('that one step is enough is asked of a parabola alone', async () => {
  const parabola = await Laboratory.open();
  await press(parabola, '2');
  assert.equal(parabola.text('question'), questions.right);
  const { loss } = parabola.problem.trajectory;
  assert.ok(loss[1] <= 1.01 * loss[loss.length - 1]);
  for (const [hash, key] of [
    ['#model.formula=w1*x%2Bw2&model.start.w1=10&model.start.w2=3', 'rightMany'],
    ['#model.formula=w1%5E3*x&model.start.w1=3', 'rightCurved'],
  ]) {
    const lab = await Laboratory.open({ hash });
    await press(lab, '2');
    assert.equal(lab.text('question'), questions[key]);
    assert.ok(lab.problem.trajectory.loss[1] > 1.01 * lab.problem.optimum.loss, `${key}: one step is not enough`);
  }
});

test('the map shows the same questions, and the axis of the momentum in a narrow valley', async () => {
  const lab = await Laboratory.open({ hash: '#view.workspace=map' });
  await press(lab, '8');
  assert.equal(lab.text('question'), questions.ravine);
  assert.equal(lab.find('map-y').value, 'optimizer.mu');
  await press(lab, '6');
  assert.equal(lab.text('question'), questions.trap);
  assert.equal(lab.find('map-y').value, 'model.start.w1');
});

test('the first entry of the menu, and the key 0, take back the problem from before a difficult loss', async () => {
  const lab = await Laboratory.open({ hash: '#data.n=20&optimizer.rate=0.02' });
  const before = lab.problem.experiment;
  const first = () => lab.find('difficult-loss').options[0].textContent;
  assert.equal(first(), en.situations.more);
  await press(lab, '6');
  await press(lab, '8');
  assert.equal(first(), en.situations.back);
  await lab.choose('difficult-loss', '');
  await lab.clock.advance(2000);
  assert.deepEqual(lab.problem.experiment, before);
  assert.equal(first(), en.situations.more);
  await press(lab, '7');
  await press(lab, '0');
  assert.deepEqual(lab.problem.experiment, before);
  await press(lab, '0');
  assert.deepEqual(lab.problem.experiment, before);
});

test('a situation plays in the race of the experiment, and the verdict there is of the rate that is set', async () => {
  const lab = await Laboratory.open({ hash: '#view.workspace=race' });
  await lab.clock.advance(1000);
  await press(lab, '5');
  const { rate } = lab.experiment.optimizer;
  assert.ok(lab.text('verdict').startsWith(`h = ${Number(rate).toFixed(2)} is above 2/L″`), lab.text('verdict'));
  assert.ok(Number(lab.text('epoch')) > 0, 'it plays');
});
