// Every method of the catalog is a method of the experiment: Descent plays it and explains its steps, a link carries
// it, Map and Race hand it over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultMethod, declareFields } from '../../www/experiment/fields.js';
import { fromHash, toHash } from '../../www/experiment/hash.js';
import { Store } from '../../www/experiment/store.js';
import { contractionOf, isCovered } from '../../www/problem/method-theory.js';
import { notebook } from '../notebook.mjs';
import { Laboratory } from './laboratory.mjs';
import { catalog, engine } from './notebook.mjs';

const storeWith = (/** @type {Record<string, any>} */ values) => {
  const store = new Store(declareFields(catalog));
  assert.equal(store.set(values), null);
  return store;
};

test('Descent plays every method of the catalog, and explains its step', async () => {
  const lab = await Laboratory.open();
  for (const { name, hyperparameters } of catalog.optimizers) {
    await lab.choose('optimizer.name', name);
    await lab.click('run-reset');
    await lab.click('run-step');
    await lab.clock.advance(100);
    assert.equal(lab.experiment.optimizer.name, name);
    assert.equal(lab.text('epoch'), '1', name);
    const run = engine.run(lab.experiment);
    assert.ok(run.ok, name);
    assert.deepEqual(lab.problem.trajectory.loss, run.loss, name);
    const isExplained = lab.find('method-step').hidden === false;
    assert.equal(isExplained, name !== defaultMethod, name);
    if (isExplained) assert.match(lab.text('method-sentence'), /evaluations: \d+/, name);
    assert.doesNotMatch(`${lab.text('state')} ${lab.text('verdict')}`, /NaN|\{|state\.|verdict\./, name);
    const hasRate = hyperparameters.some(({ key }) => key === 'rate');
    assert.equal(lab.find('optimizer.rate-slider').closest('.control').hidden, !hasRate, name);
    await lab.click('run-end');
    assert.doesNotMatch(`${lab.text('state')} ${lab.text('verdict')}`, /NaN|\{|state\.|verdict\./, name);
  }
});

test('the line of the section is the rule of gradient descent, and of another method its name', async () => {
  const lab = await Laboratory.open();
  const line = () => String(lab.document.querySelector('.section-method .section-line')?.textContent);
  assert.match(line(), /w ← w − h L′/);
  await lab.choose('optimizer.name', 'momentum');
  assert.equal(line(), 'Momentum (heavy ball)');
  await lab.choose('optimizer.name', defaultMethod);
  assert.match(line(), /w ← w − h L′/);
});

test('the method travels by link, and a link without one is gradient descent', () => {
  for (const { name, hyperparameters } of catalog.optimizers) {
    const number = hyperparameters.find(({ choices, key }) => choices.length === 0 && key !== 'rate');
    const path = `optimizer.${number?.key}`;
    const value = (number?.default ?? 0) * 0.5;
    const store = storeWith({ 'optimizer.name': name, ...(value !== 0 && { [path]: value }) });
    const { values, refused } = fromHash(declareFields(catalog), toHash(store));
    assert.deepEqual(refused, []);
    assert.deepEqual(storeWith(values).experiment(), store.experiment(), name);
    assert.ok(engine.run(store.experiment()).ok, name);
  }
  assert.deepEqual(storeWith(fromHash(declareFields(catalog), 'optimizer.rate=0.1').values).experiment().optimizer, {
    name: 'gd',
    rate: 0.1,
  });
  const older = fromHash(declareFields(catalog), 'view.map=optimizer.rate,model.start.w1,momentum,mu=0.5');
  const { name, mu } = storeWith(older.values).experiment().optimizer;
  assert.deepEqual([name, mu, older.refused], ['momentum', 0.5, []]);
});

test('a rate stays where it means the same, and other methods have their own', async () => {
  const lab = await Laboratory.open({ hash: '#optimizer.rate=0.2' });
  await lab.choose('optimizer.name', 'momentum');
  assert.equal(lab.experiment.optimizer.rate, 0.2);
  await lab.choose('optimizer.name', 'adam');
  assert.equal(lab.experiment.optimizer.rate, 0.001);
  await lab.choose('optimizer.name', 'gd');
  assert.deepEqual(lab.experiment.optimizer, { name: 'gd', rate: 0.2 });
});

test('Map and Race hand their method and its settings to Descent', async () => {
  const race = encodeURIComponent('data~300~epochs~0~~gd~rmsprop,alpha:0.5');
  const lab = await Laboratory.open({ hash: `#view.workspace=map&view.race=${race}` });
  await lab.clock.advance(500);
  await lab.choose('map-method', 'momentum');
  await lab.click('view.workspace-descent');
  assert.equal(lab.experiment.optimizer.name, 'momentum');
  await lab.click('view.workspace-race');
  await lab.clock.advance(500);
  await lab.click('runner-1-descend');
  await lab.clock.advance(100);
  const { name, alpha } = lab.experiment.optimizer;
  assert.deepEqual([name, alpha], ['rmsprop', 0.5]);
  assert.equal(lab.find('optimizer.name').value, 'rmsprop');
});

test('the contraction factor is that of the iteration itself, run for a long time', () => {
  for (const beta of [0, 0.3, 0.9])
    for (const rate of [0.01, 0.2, 0.5, 0.7]) {
      const curvature = [0.3, 2.7];
      const factors = curvature.map((lambda) => {
        let [before, now, growth] = [1, 1, 0];
        for (let k = 0; k < 4000; k += 1) {
          [before, now] = [now, (1 + beta - rate * lambda) * now - beta * before];
          const size = Math.hypot(before, now);
          growth += Math.log(size);
          [before, now] = [before / size, now / size];
        }
        return Math.exp(growth / 4000);
      });
      const expected = Math.max(...factors);
      assert.ok(Math.abs(contractionOf(rate, beta, curvature) - expected) < 2e-3, `β ${beta}, h ${rate}`);
    }
});

test('the contraction of momentum is the one of the engine', () => {
  const experiment = { ...notebook(), optimizer: { name: 'momentum', rate: 0.05, mu: 0.4 } };
  const theory = engine.theory(experiment);
  assert.ok(theory.ok && theory.own);
  assert.ok(Math.abs(contractionOf(0.05, 0.4, theory.curvature) - theory.own.contraction) < 1e-12);
});

test('theory covers plain gradient descent and momentum, and nothing with a schedule, clipping or mini-batches', () => {
  assert.ok(isCovered({ name: 'gd', rate: 0.1 }));
  assert.ok(isCovered({ name: 'momentum', rate: 0.1, mu: 0.9, decay: 0.1, schedule: 0 }));
  for (const other of [{ name: 'adam' }, { name: 'gd', batch: 5 }, { name: 'momentum', averaged: 1 }])
    assert.ok(!isCovered({ rate: 0.1, ...other }));
});

test('a rate found for another problem is said, and can be taken back; one that was typed stays', async () => {
  const lab = await Laboratory.open();
  const menu = lab.find('preset-model');
  const options = [...menu.options].map(({ value }) => value).filter((value) => Number(value) > 0);
  const other = await (async () => {
    for (const option of options) {
      await lab.choose('preset-model', option);
      await lab.clock.advance(100);
      if (lab.experiment.optimizer.rate !== 0.01) return option;
    }
    throw new Error('no preset has another rate');
  })();
  const found = lab.experiment.optimizer.rate;
  assert.match(lab.text('notice'), new RegExp(`^h was set to ${found}0? for this problem`));
  await lab.click('undo');
  await lab.clock.advance(100);
  assert.equal(lab.experiment.optimizer.rate, 0.01);

  const typed = await Laboratory.open();
  await typed.type('optimizer.rate-number', '0.017');
  await typed.choose('preset-model', other);
  await typed.clock.advance(100);
  assert.equal(typed.experiment.optimizer.rate, 0.017);
});
