// The learning rates of a race's runners: the same for all, and the best of each, against a plain scan of rates.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodeRace,
  defaultRace,
  encodeRace,
  rateSource,
  withFoundRates,
  withSameRate,
} from '../../www/experiment/race.js';
import { bestRates } from '../../www/race/rates.js';
import { notebook } from '../notebook.mjs';
import { Laboratory } from './laboratory.mjs';
import { catalog, engine } from './notebook.mjs';

/**
 * @import { Experiment } from '../../wasm/engine.d.ts'
 * @import { Runner } from '../../www/experiment/race.js'
 */

const hasRate = (/** @type {Runner} */ { name }) => name !== 'lbfgs';
const booth = { ...defaultRace, problem: 'booth' };

test('the same rate for all is the experiment’s on its own problem, and a given one on a function', () => {
  const found = withFoundRates(defaultRace, [0.3, null, 0.2, undefined]);
  const sources = (/** @type {typeof found} */ state) => state.runners.map((runner) => rateSource(state, runner));
  assert.deepEqual(sources(found).slice(0, 3), ['found', 'shared', 'found']);
  assert.deepEqual(withSameRate(found, hasRate, 0.5).runners, defaultRace.runners);
  const same = withSameRate(withFoundRates(booth, [0.3, null, 0.2, undefined]), hasRate, 0.01);
  assert.deepEqual(sources(same), ['same', 'same', 'same', 'suggested']);
  assert.deepEqual(
    same.runners.map(({ settings }) => settings.rate),
    [0.01, 0.01, 0.01, undefined],
  );
});

test('a found rate survives the link; without a rate it is none', () => {
  const found = withFoundRates(booth, [0.097, null, null, null]);
  assert.deepEqual(decodeRace(encodeRace(found), catalog), found);
  assert.equal(decodeRace('booth~300~epochs~0~~gd,found', catalog), null);
});

test('the best rate settles in as few epochs as the best of a plain scan, or nearly', () => {
  const { optimizer, ...rest } = notebook({ stop: { epochs: 300 } });
  const experiment = { ...rest, optimizer };
  const names = ['gd', 'momentum', 'adam', 'rmsprop', 'adagrad'];
  const answer = bestRates(engine, { experiment, runners: names.map((name) => ({ name, settings: {} })) });
  assert.ok(answer.ok);
  assert.ok(answer.epochs > 1000 && answer.epochs <= names.length * 50_000);
  names.forEach((name, k) => {
    const settled = (/** @type {number} */ rate) => {
      const axis = { from: rate, to: rate, points: 1 };
      const cell = engine.sweep(
        { ...experiment, optimizer: { name } },
        { x: { ...axis, path: 'optimizer.rate' }, y: { path: 'model.start.w1', from: 10, to: 10, points: 1 } },
      );
      assert.ok(cell.ok);
      return cell.epochs[0] < 0 ? Infinity : cell.epochs[0];
    };
    const scan = Array.from({ length: 321 }, (_, i) => settled(10 ** (-6 + i / 40)));
    const least = Math.min(...scan);
    const here = settled(Number(answer.rates[k]));
    assert.ok(here <= 1.2 * least + 2, `${name}: ${here} epochs at ${answer.rates[k]}, the scan has ${least}`);
  });
});

test('a small stability limit is searched below', () => {
  const { data, ...rest } = notebook();
  const x = [1990, 2000, 2010, 2020];
  const own = /** @type {const} */ ({ kind: 'columns', columns: { x }, y: x.map((each) => 2 * each) });
  const experiment = { ...rest, data: own };
  const answer = bestRates(engine, { experiment, runners: [{ name: 'gd', settings: {} }] });
  assert.ok(answer.ok);
  // L″ = 2·mean(x²) ≈ 8·10⁶, so that one step of 1/L″ arrives.
  const best = x.length / (2 * x.reduce((sum, each) => sum + each * each, 0));
  assert.ok(Math.abs(Number(answer.rates[0]) / best - 1) < 0.05, `${answer.rates[0]}, best is ${best}`);
});

test('a runner whose best rates diverge keeps its own', () => {
  const objective = { formula: 'log(w1)', start: { w1: 1 } };
  const experiment = /** @type {Experiment} */ ({
    version: 1,
    objective,
    optimizer: { name: 'gd' },
    stop: { epochs: 300 },
  });
  const answer = bestRates(engine, { experiment, runners: [{ name: 'gd', settings: {} }] });
  assert.ok(answer.ok);
  assert.deepEqual(answer.rates, [null]);
});

test('one button gives each runner its best rate, another the experiment’s, and Undo the ones before', async () => {
  const lab = await Laboratory.open({ hash: '#view.workspace=race' });
  await lab.clock.advance(1000);
  const source = (/** @type {number} */ runner) => lab.find(`runner-${runner}-rate-source`).textContent;
  const strip = lab.document.querySelector('.rate-strip');
  assert.match(source(0), /rate of the experiment/);
  assert.equal(strip.hidden, false);
  await lab.click('race-bestRates');
  await lab.clock.advance(1000);
  assert.match(source(0), /search found/);
  assert.equal(strip.hidden, true, 'no runner has the rate of the experiment');
  assert.match(lab.text('notice'), /search took [\d\u202f ]+ epochs/);
  const rates = () => lab.scope.descenso.workspace.race.runners.map((/** @type {any} */ { run }) => run?.loss[1]);
  const found = rates();
  lab.document.querySelector('[data-testid="notice"] button').click();
  await lab.clock.advance(1000);
  assert.match(source(0), /rate of the experiment/);
  assert.notDeepEqual(rates(), found);
  await lab.click('race-bestRates');
  await lab.clock.advance(1000);
  assert.deepEqual(rates(), found);
  await lab.click('race-sameRate');
  await lab.clock.advance(1000);
  assert.match(source(2), /rate of the experiment/);
});
