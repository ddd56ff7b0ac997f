// Own data and an own model come back after an example, a lesson or other data have replaced them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presets } from '../../www/experiment/presets.js';
import { teachingSets } from '../../www/data/teaching.js';
import { Laboratory } from './laboratory.mjs';

/** The value of a preset in its menu. @param {string} key */
const preset = (key) => String(presets.findIndex((each) => each.key === key));

const ownData = '#data.table=0,1;1,3;2,4;3,9';

test('an example that replaces own data offers them back, with model and learning rate', async () => {
  const lab = await Laboratory.open({ hash: `${ownData}&model.formula=w1*x%5E2&optimizer.rate=0.004` });
  const before = lab.experiment;
  await lab.choose('preset-data', preset('line'));
  await lab.clock.advance(800);
  assert.equal(lab.experiment.data?.kind, 'simulated');
  assert.match(lab.text('notice'), /^Your data were replaced\./);
  await lab.click('undo');
  await lab.clock.advance(800);
  assert.deepEqual(lab.experiment, before);
  assert.deepEqual([...lab.problem.data.y], [1, 3, 4, 9]);
  assert.ok(lab.find('notice').hidden);
});

test('a model that no example has comes back, and the notice names the rate that was found beside it', async () => {
  const lab = await Laboratory.open({ hash: '#model.formula=w1*x%2Bw2*sin(x)&model.start.w2=0.3' });
  const before = lab.experiment;
  await lab.choose('preset-model', preset('line'));
  await lab.clock.advance(800);
  assert.notEqual(lab.experiment.optimizer.rate, before.optimizer.rate);
  assert.match(lab.text('notice'), /^The model was replaced\. h was set to/);
  await lab.click('undo');
  await lab.clock.advance(800);
  assert.deepEqual(lab.experiment, before);
});

test('a lesson that replaces own data and an own model offers both back', async () => {
  const lab = await Laboratory.open({ hash: `${ownData}&model.formula=w1*x%5E2` });
  const before = lab.experiment;
  await lab.choose('preset-data', 'hubble');
  lab.part('teaching', teachingSets);
  await lab.until(() => lab.problem.data.x.length !== 4);
  assert.match(lab.text('notice'), /^Your data and the model were replaced\./);
  await lab.click('undo');
  await lab.clock.advance(800);
  assert.deepEqual(lab.experiment.data, before.data);
  assert.equal(lab.experiment.model?.formula, before.model?.formula);
  assert.deepEqual(lab.problem.parameters, ['w1']);
  assert.equal(lab.experiment.model?.start?.w1, before.model?.start?.w1);
  assert.equal(lab.experiment.optimizer.rate, before.optimizer.rate);
});

test('what an undo replaces can come back as well', async () => {
  const lab = await Laboratory.open({ hash: ownData });
  await lab.choose('preset-data', preset('wave'));
  await lab.clock.advance(800);
  await lab.type('data.truth', 'm*x + cos(x)');
  await lab.clock.advance(1200);
  const typed = lab.experiment;
  assert.match(String(/** @type {any} */ (typed.data).truth), /cos/);
  await lab.click('undo');
  await lab.clock.advance(800);
  assert.equal(lab.experiment.data?.kind, 'columns');
  await lab.click('undo');
  await lab.clock.advance(800);
  assert.deepEqual(lab.experiment, typed);
});

test('an example or a lesson in place of an example is no loss', async () => {
  const lab = await Laboratory.open();
  for (const [menu, key] of [
    ['preset-data', 'line'],
    ['preset-model', 'line'],
    ['preset-data', 'origin'],
  ]) {
    await lab.choose(menu, preset(key));
    await lab.clock.advance(800);
    assert.doesNotMatch(lab.text('notice'), /replaced/);
  }
  await lab.choose('preset-data', 'hubble');
  lab.part('teaching', teachingSets);
  await lab.until(() => lab.problem.data.x.length !== 100);
  assert.doesNotMatch(lab.text('notice'), /replaced/);
});
