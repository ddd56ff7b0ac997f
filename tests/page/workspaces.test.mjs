// Race and map as the user meets them, against the engine's own answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notebook } from '../notebook.mjs';
import { Laboratory } from './laboratory.mjs';
import { engine } from './notebook.mjs';

/** @param {number} a @param {number} b @param {number} [tolerance] */
const close = (a, b, tolerance = 1e-9) => assert.ok(Math.abs(a - b) <= tolerance, `${a} instead of ${b}`);

/** The page with one workspace open and everything computed. @param {string} hash */
async function open(hash) {
  const lab = await Laboratory.open({ hash });
  await lab.clock.advance(4000);
  return lab;
}

/** The race on Rosenbrock's function, at its end. */
async function openRace() {
  const race = 'rosenbrock~300~epochs~0~~gd,rate:0.001~momentum,rate:0.0005~adam,rate:0.05~lbfgs';
  const lab = await open(`#view.workspace=race&view.race=${encodeURIComponent(race)}`);
  await lab.click('run-end');
  await lab.clock.advance(1000);
  return lab;
}

/** Rosenbrock's function from (−1.2, 1). @param {string} name @param {object} [settings] */
function rosenbrock(name, settings = {}) {
  const run = engine.run(
    /** @type {any} */ ({
      version: 1,
      objective: { formula: '(1-w1)^2+100*(w2-w1^2)^2', start: { w1: -1.2, w2: 1 } },
      optimizer: { name, ...settings },
      stop: { epochs: 300 },
    }),
  );
  assert.ok(run.ok);
  return run;
}

test('the race ranks its methods by arrival, then by the loss that they reached', async () => {
  const lab = await openRace();
  const rows = [...lab.find('race-standings').querySelectorAll('tr')].map((row) => row.textContent);
  const names = ['L-BFGS', 'Momentum', 'Adam', 'Gradient descent'];
  names.forEach((name, i) => assert.match(rows[i + (rows.length - names.length)], new RegExp(name)));
  const { loss } = rosenbrock('gd', { rate: 0.001 });
  assert.match(rows[rows.length - 1], new RegExp(loss[300].toPrecision(4).replace('.', '\\.')));
});

test('the history of the race draws each runner’s own losses', async () => {
  const lab = await openRace();
  const runs = { 0: rosenbrock('gd', { rate: 0.001 }), 2: rosenbrock('adam', { rate: 0.05 }) };
  for (const [runner, { loss }] of Object.entries(runs)) {
    const path = lab.placed('raceHistory', `path ${runner}`);
    close(path[0][1], Math.log10(loss[0]), 0.03);
    close(path[path.length - 1][0], 300, 2);
    close(path[path.length - 1][1], Math.log10(loss[300]), 0.03);
  }
});

test('of a race only what was run is drawn, to the shown epoch', async () => {
  const lab = await openRace();
  await lab.click('run-reset');
  const lines = () => [...lab.traces('raceHistory').keys()].filter((name) => name !== 'marks');
  assert.deepEqual(lines(), ['path 0', 'path 1', 'path 2', 'path 3']);
  for (const name of lines()) for (const [x] of lab.placed('raceHistory', name)) close(x, 0, 1);
  await lab.click('run-step');
  for (const name of lines()) close(lab.placed('raceHistory', name).at(-1)?.[0] ?? NaN, 1, 1);
});

test('a runner can be hidden, removed and added, and the link has them', async () => {
  const lab = await openRace();
  await lab.click('runner-0-hide');
  assert.ok(!lab.traces('raceHistory').has('path 0'));
  assert.ok(lab.traces('raceHistory').has('path 1'));
  await lab.click('runner-1-remove');
  await lab.clock.advance(600);
  const runners = () => decodeURIComponent(decodeURIComponent(lab.window.location.hash));
  assert.match(runners(), /gd,rate:0\.001,muted/);
  assert.ok(!runners().includes('momentum'));
  await lab.click('add-runner');
  await lab.clock.advance(600);
  assert.equal(lab.document.querySelectorAll('[data-testid^="runner-"][data-testid$="-method"]').length, 4);
});

test('the step of the chosen runner is explained with its own numbers', async () => {
  const lab = await openRace();
  const shown = (/** @type {number} */ x) => String(Number(x.toPrecision(6)));
  const { loss } = rosenbrock('gd', { rate: 0.001 });
  assert.equal(lab.text('race-step-epoch'), 'Epoch 299 → 300');
  assert.match(lab.text('race-sentence'), new RegExp(`from ${shown(loss[299])} to ${shown(loss[300])} `));
  await lab.click('choose-2');
  await lab.clock.advance(600);
  const adam = rosenbrock('adam', { rate: 0.05 });
  assert.match(lab.text('race-sentence'), new RegExp(`from ${shown(adam.loss[299])} to ${shown(adam.loss[300])} `));
});

test('the map gives each cell the epochs of its run, and a click takes its settings', async () => {
  const lab = await open('#view.workspace=map');
  assert.equal(lab.text('map-run'), 'Settles at epoch 124');
  const [map] = lab.find('chart-map').data;
  assert.equal(map.type, 'heatmap');
  await lab.point('click', 'map', Math.log10(0.3), 5);
  await lab.clock.advance(3000);
  const rate = Number(lab.experiment.optimizer.rate);
  close(Math.log10(rate), Math.log10(0.3), 0.02);
  close(lab.experiment.model?.start.w1 ?? NaN, 5, 0.15);
  const settings = { optimizer: { name: 'gd', rate }, model: { start: lab.experiment.model?.start ?? {} } };
  const { loss } = /** @type {any} */ (engine.run(notebook(settings)));
  const best = engine.optimum(notebook());
  assert.ok(best.ok);
  // Settled: from this epoch on no loss is above the target.
  const epoch = 1 + loss.findLastIndex((/** @type {number} */ each) => each > best.loss * 1.01);
  assert.equal(lab.text('map-run'), `Settles at epoch ${epoch}`);
});

test('the verdict beside the map is that of the run that plays, also of a difficult loss', async () => {
  const lab = await open('#view.workspace=map');
  await lab.choose('difficult-loss', 'ravine');
  await lab.clock.advance(4000);
  const { mu, rate } = /** @type {any} */ (lab.experiment.optimizer);
  assert.deepEqual([mu, rate], [0.5, 0.2]);
  // The distance along the flattest direction, λ = 0.02, follows e ← (1 + β − hλ)e − βe₋₁.
  let [before, now] = [1, 1];
  for (let k = 0; k < 2000; k += 1)
    [before, now] = [now, (1 + mu - rate * lab.problem.optimum.curvature[0]) * now - mu * before];
  const kept = 100 * (now / before);
  assert.ok(kept > 99 && kept < 99.3, String(kept));
  assert.match(lab.text('verdict'), new RegExp(`β = 0\\.5, h = 0\\.20 .*leaves ${kept.toFixed(1)}%`));
  await lab.choose('map-method', 'adam');
  await lab.clock.advance(4000);
  assert.match(lab.text('verdict'), /For Adam theory gives no bound/);
});

test('a search for settings keeps the start that is given, and finds the rate 1/L″ of one step', async () => {
  const lab = await open('#view.workspace=map');
  await lab.click('tab-best');
  await lab.click('map-tune');
  await lab.clock.advance(4000);
  const rows = [...lab.find('map-ranked').querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent),
  );
  assert.ok(rows.length > 0);
  for (const [, start] of rows) assert.equal(start, '10');
  assert.equal(rows[0][2], '1');
  close(Number(rows[0][0]), 1 / 2.720538720538721, 0.02);
  await lab.click('map-use');
  await lab.clock.advance(4000);
  assert.equal(lab.experiment.model?.start.w1, 10);
  assert.equal(lab.text('map-run'), 'Settles at epoch 1');
});

test('an experiment with one number to vary has no map, and the next one has', async () => {
  const lab = await open('#data.table=1,2;2,4;3,7&optimizer.name=gauss_newton&view.workspace=map');
  const message = () => lab.text('map-message');
  assert.match(message(), /^The map needs two numbers/);
  await lab.click('language');
  assert.match(message(), /^El mapa necesita dos números/);
  await lab.click('language');
  await lab.choose('map-method', 'gd');
  await lab.clock.advance(4000);
  assert.equal(message(), '');
  assert.match(lab.text('map-run'), /epoch/);
  // An answer about the experiment before brings no map back.
  lab.isHolding = true;
  await lab.type('model.start.w1-number', '3');
  await lab.choose('map-method', 'gauss_newton');
  lab.isHolding = false;
  for (const worker of lab.workers) worker.release();
  await lab.clock.advance(4000);
  assert.match(message(), /^The map needs two numbers/);
});

test('the axes of the map can be any dial, and the profile follows the first', async () => {
  const lab = await open('#view.workspace=map');
  await lab.choose('map-x', 'loss.ridge');
  await lab.clock.advance(4000);
  const title = (/** @type {string} */ chart) => lab.document.querySelector(`.chart-${chart} .axis-x`)?.textContent;
  assert.equal(title('map'), 'Ridge');
  assert.equal(title('profile'), 'Ridge');
  await lab.clock.advance(600);
  assert.match(decodeURIComponent(lab.window.location.hash), /loss\.ridge/);
});

test('the theory beside the map is that of the curvature', async () => {
  const lab = await open('#view.workspace=map');
  const theory = lab.text('map-theory');
  const curvature = 2.7205387; // (2/n) Σ x² over the notebook's x
  assert.match(theory, new RegExp(String(curvature.toFixed(4))));
  assert.match(theory, new RegExp(String((2 / curvature).toFixed(5))));
});

test('another method of the map is the method of the experiment that is drawn', async () => {
  const lab = await open('#view.workspace=map');
  lab.takeKinds();
  await lab.choose('map-method', 'momentum');
  await lab.clock.advance(4000);
  const sent = lab.requests.filter(({ kind }) => kind === 'sweep');
  assert.ok(sent.length > 0);
  for (const { payload } of sent) {
    const experiment = payload.experiment ?? payload[0];
    assert.equal(experiment.optimizer.name, 'momentum');
  }
});

test('the noise study draws as many estimates as it says, around the fit', async () => {
  const lab = await open('#view.workspace=map');
  await lab.click('tab-noiseStudy');
  await lab.clock.advance(4000);
  const study = engine.noiseStudy(notebook(), { draws: 5000 });
  assert.ok(study.ok);
  assert.match(lab.text('map-noise-study'), new RegExp(study.sd.w1.toPrecision(4).replace('.', '\\.')));
});

test('the race opens at the start of the experiment’s own problem, with one rate for all methods', async () => {
  const lab = await open('#view.workspace=race&optimizer.rate=0.1');
  assert.equal(lab.find('race-problem').value, 'data');
  assert.equal(lab.text('epoch'), '0');
  assert.match(lab.text('runner-0-rate-source'), /same for all/);
  const rows = () => [...lab.find('race-standings').querySelectorAll('tr')].map((row) => row.textContent);
  const run = engine.run({ ...notebook(), optimizer: { name: 'gd', rate: 0.1 }, stop: { epochs: 300 } });
  assert.ok(run.ok);
  // All stand at the start, and none has come farther than the other.
  for (const row of rows().slice(-4)) assert.match(row, new RegExp(run.loss[0].toPrecision(4).replace('.', '\\.')));
  await lab.click('run-end');
  await lab.clock.advance(1000);
  assert.match(rows().find((row) => /Gradient descent/.test(row)) ?? '', new RegExp(run.loss[300].toPrecision(4)));
});

test('the menu of functions has names in the language of the page', async () => {
  const named = async (/** @type {string} */ language) => {
    const lab = await Laboratory.open({ hash: '#view.workspace=race', languages: [language] });
    const options = [...lab.find('race-problem').querySelectorAll('option')];
    assert.ok(options.every(({ textContent }) => textContent.trim() !== ''));
    return options.filter(({ value }) => value === 'saddle').map(({ textContent }) => textContent);
  };
  assert.deepEqual([await named('en'), await named('es')], [['Saddle'], ['Silla de montar']]);
});
