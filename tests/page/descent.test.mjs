// Descent as the user meets it: gestures on the whole page, and what the charts, the form and the run bar then show.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colour as colourOf } from '../../www/chart/marks.js';
import { presets } from '../../www/experiment/presets.js';
import { Laboratory } from './laboratory.mjs';
import { notebook } from '../notebook.mjs';
import { engine } from './notebook.mjs';

/** @import { Meaning } from '../../www/chart/marks.js' */

/** @param {Record<string, object | string>} [changes] of the notebook's experiment @returns {any} */
function run(changes) {
  const result = engine.run(notebook(changes));
  assert.ok(result.ok);
  return result;
}

/** @param {number} a @param {number} b @param {number} [tolerance] @param {string} [message] */
const close = (a, b, tolerance = 1e-9, message = '') =>
  assert.ok(Math.abs(a - b) <= tolerance, `${message} ${a} instead of ${b}`);

test('the page opens with the notebook at its start, computed by one request', async () => {
  const lab = await Laboratory.open();
  assert.deepEqual(lab.takeKinds(), ['descent']);
  assert.deepEqual(lab.experiment, notebook());
  assert.deepEqual(lab.problem.trajectory.loss, run().loss);
  assert.equal(lab.text('epoch'), '0');
  assert.equal(lab.text('epochs-total'), '/ 401');
});

test('the charts draw each thing where the numbers say, in its own colour', async () => {
  const lab = await Laboratory.open();
  const look = (/** @type {string} */ chart, /** @type {string} */ name) => lab.traces(chart).get(name);
  const slope = (/** @type {[number, number][]} */ points) => {
    const [[x0, y0], [x1, y1]] = [points[0], points[points.length - 1]];
    return (y1 - y0) / (x1 - x0);
  };
  close(slope(lab.placed('data', 'truth')), 5, 0.1, 'truth');
  close(slope(lab.placed('data', 'model')), 10, 0.1, 'model at w1 = 10');
  assert.equal(lab.placed('data', 'data').length, 100);
  assert.equal(look('data', 'truth').line.color, colourOf('truth', 'light'));
  assert.equal(look('data', 'model').line.color, colourOf('model', 'light'));
  assert.equal(look('data', 'data').marker.color, colourOf('data', 'light'));
  assert.equal(look('loss', 'curve').line.color, colourOf('curve', 'light'));
  assert.equal(look('loss', 'path').line.color, colourOf('path', 'light'));
  assert.equal(look('loss', 'tangent').line.color, colourOf('slope', 'light'));
  assert.equal(look('history', 'path').line.color, colourOf('path', 'light'));

  await lab.click('run-end');
  close(slope(lab.placed('data', 'model')), 4.9623, 0.1, 'model at the end');
  close(slope(lab.placed('data', 'truth')), 5, 0.1, 'truth stays');
  const path = lab.placed('history', 'path');
  close(path[0][1], Math.log10(38.4077), 0.02, 'first loss');
  close(path[path.length - 1][1], Math.log10(3.8872), 0.02, 'last loss');
});

test('the tangent of the loss curve touches it at the present point, with the slope of the loss', async () => {
  const lab = await Laboratory.open({ hash: '#optimizer.rate=0.1' });
  await lab.click('run-step');
  const { parameters, loss, gradient } = run({ optimizer: { name: 'gd', rate: 0.1 } });
  const points = lab.placed('loss', 'tangent').filter((point) => point.every(Number.isFinite));
  const [[x0, y0], [x1, y1]] = [points[0], points[points.length - 1]];
  close((y1 - y0) / (x1 - x0), gradient.w1[1], 0.3, 'slope');
  close(y0 + ((y1 - y0) / (x1 - x0)) * (parameters.w1[1] - x0), loss[1], 0.3, 'value');
});

test('the titles of the axes name what the axes show', async () => {
  const lab = await Laboratory.open();
  const titles = (/** @type {string} */ chart) =>
    ['x', 'y'].map((axis) => lab.document.querySelector(`.chart-${chart} .axis-${axis}`)?.textContent);
  assert.deepEqual(titles('data'), ['Measurementsx', 'Observationsy']);
  assert.deepEqual(titles('loss'), ['Parameterw₁', 'LossL']);
  assert.deepEqual(
    titles('history').map((title) => title?.slice(0, 5)),
    ['Epoch', 'LossL'],
  );
});

test('a legend names each colour and dash as the charts draw them', async () => {
  const lab = await Laboratory.open();
  await lab.click('view.optimum');
  const legend = (/** @type {string} */ chart) =>
    Object.fromEntries(
      [...lab.document.querySelectorAll(`.chart-${chart} .legend li`)].map((item) => {
        const style = item.querySelector('path')?.getAttribute('style') ?? '';
        const [, colour] = /(?:stroke|fill):var\(--(?!ring)([a-z-]+)\)/.exec(style) ?? [];
        const [, dash] = /stroke-dasharray:([^;]*)/.exec(style) ?? [];
        return [item.querySelector('[data-t]')?.getAttribute('data-t'), { colour, dash }];
      }),
    );
  /** Entry of the legend → trace of the chart. @type {Record<string, Record<string, string>>} */
  const lines = {
    data: { 'legend.truth': 'truth', 'legend.model': 'model', 'legend.optimum': 'optimum' },
    loss: { 'legend.curve': 'curve', 'legend.path': 'path', 'legend.slope': 'tangent' },
    history: { 'legend.path': 'path', 'legend.optimum': 'optimum' },
  };
  for (const [chart, entries] of Object.entries(lines)) {
    const shown = legend(chart);
    const traces = lab.traces(chart);
    for (const [entry, name] of Object.entries(entries)) {
      const { colour, dash } = shown[entry];
      const { line } = traces.get(name);
      assert.equal(colourOf(/** @type {Meaning} */ (colour), 'light'), line.color, `${chart} ${entry}`);
      assert.equal(dash === 'none' ? 'solid' : dash, line.dash.replaceAll(',', ' '), `${chart} ${entry}`);
    }
  }
  const marks = { 'legend.start': 'start', 'legend.now': 'model', 'legend.end': 'end', 'legend.next': 'path' };
  for (const [entry, meaning] of Object.entries(marks)) {
    assert.equal(legend('loss')[entry].colour, meaning, entry);
    assert.ok(
      lab
        .traces('loss')
        .get('marks')
        .marker.color.includes(colourOf(/** @type {Meaning} */ (meaning), 'light')),
    );
  }
});

test('the marks of a chart stand at start, present and end of the run', async () => {
  const lab = await Laboratory.open({ hash: '#optimizer.rate=0.05&view.path=shown' });
  await lab.click('run-step');
  const { loss, parameters } = run({ optimizer: { name: 'gd', rate: 0.05 } });
  const at = (/** @type {string} */ chart, /** @type {string} */ meaning) => {
    const { marker } = lab.traces(chart).get('marks');
    const all = lab.placed(chart, 'marks');
    return all[marker.color.indexOf(colourOf(/** @type {Meaning} */ (meaning), 'light'))];
  };
  close(at('history', 'start')[1], Math.log10(loss[0]), 0.02);
  close(at('history', 'model')[0], 1, 1);
  close(at('history', 'model')[1], Math.log10(loss[1]), 0.02);
  close(at('history', 'end')[0], 401, 1);
  close(at('history', 'end')[1], Math.log10(loss[401]), 0.02);
  close(at('loss', 'start')[0], 10, 0.1);
  close(at('loss', 'model')[0], parameters.w1[1], 0.1);
  close(at('loss', 'path')[0], parameters.w1[2], 0.1, 'the next step');
  close(at('loss', 'end')[0], parameters.w1[401], 0.1);
});

test('the summaries say the numbers of the run in their places', async () => {
  const lab = await Laboratory.open();
  await lab.click('run-step');
  await lab.clock.advance(1000);
  const history = lab.text('chart-history-summary');
  assert.match(history, /401 epochs/);
  assert.match(history, /from 38\.408 to 3\.8872/);
  assert.match(history, new RegExp(`epoch 1 it is ${run().loss[1].toPrecision(5)}`));
  assert.match(lab.text('chart-data-summary'), /100 .*−2.*2.*m\*x.*5/s);
  assert.match(lab.text('chart-loss-summary'), /10|9\.86/);
});

test('the optimum is shown when its button says so, as a level line, a star and a curve', async () => {
  const lab = await Laboratory.open();
  assert.equal(lab.find('view.optimum').getAttribute('aria-pressed'), 'false');
  assert.ok(!lab.traces('history').has('optimum'));
  const isInLegend = (/** @type {string} */ chart) =>
    lab.document.querySelector(`.chart-${chart} .legend [data-t="legend.optimum"]`)?.closest('[hidden]') === null;
  const charts = ['data', 'loss', 'history'];
  assert.ok(!charts.some(isInLegend));
  await lab.click('view.optimum');
  assert.ok(charts.every(isInLegend));
  assert.equal(lab.find('view.optimum').getAttribute('aria-pressed'), 'true');
  const level = lab.placed('history', 'optimum');
  for (const [, y] of level) close(y, Math.log10(3.88723), 0.02);
  assert.ok(level[0][0] <= 0 && level[1][0] >= 401, 'from end to end');
  assert.ok(lab.traces('data').has('optimum'));
  await lab.clock.advance(500);
  assert.match(lab.window.location.hash, /view\.optimum=shown/);
  await lab.click('view.optimum');
  assert.equal(lab.find('view.optimum').getAttribute('aria-pressed'), 'false');
  assert.ok(!lab.traces('history').has('optimum'));
  assert.ok(lab.traces('data').has('residuals'));
  await lab.click('view.residuals');
  assert.ok(!lab.traces('data').has('residuals'));
});

test('the loss by epoch marks the target, and the epoch at which the run settles, once it was played', async () => {
  const lab = await Laboratory.open();
  const { loss } = run();
  // The quadratic's minimum is the loss at the mean slope of the data; 1 % above it is the target.
  const target = 1.01 * loss[401];
  const settled = loss.findLastIndex((/** @type {number} */ each) => each > target) + 1;
  assert.equal(settled, 124);
  const label = () => lab.document.querySelector('.chart-history .chart-label:not([hidden])')?.textContent;
  await lab.point('click', 'history', settled - 1);
  assert.equal(label(), undefined);
  assert.ok(lab.placed('history', 'settled').length <= 1);
  await lab.point('click', 'history', settled);
  assert.equal(label(), 'epoch 124: L ≤ 3.926 (target)');
  assert.equal(target.toFixed(3), '3.926');
  assert.match(lab.text('state'), /^Settled at epoch 124\./);
  const points = lab.placed('history', 'settled');
  for (const [x, y] of points.slice(0, 2)) close(y, Math.log10(target), 0.02, `target at ${x}`);
  assert.ok(points[0][0] <= 0 && points[1][0] >= 401, 'from end to end');
  for (const [x] of points.slice(-2)) close(x, settled, 1, 'the line down');
  await lab.click('run-end');
  await lab.clock.advance(1000);
  assert.match(lab.text('chart-history-summary'), /settles at epoch 124: .*3\.926/);
});

test('a click on a chart seeks the epoch under the pointer', async () => {
  const lab = await Laboratory.open();
  await lab.point('click', 'history', 100);
  assert.equal(lab.text('epoch'), '100');
  await lab.point('click', 'history', 401);
  assert.equal(lab.text('epoch'), '401');
  const { parameters, loss } = run();
  await lab.point('click', 'loss', parameters.w1[20], loss[20]);
  assert.equal(lab.text('epoch'), '20');
});

test('a pointer on one chart marks its epoch in all of them, until it leaves', async () => {
  const lab = await Laboratory.open();
  const isGhostDrawn = () => lab.placed('data', 'ghost').length > 1;
  assert.ok(!isGhostDrawn());
  await lab.point('pointermove', 'history', 50);
  assert.ok(isGhostDrawn());
  assert.match(lab.document.querySelector('.chart-history .tip')?.textContent ?? '', /50/);
  await lab.point('pointerleave', 'history', 50);
  assert.ok(!isGhostDrawn());
});

test('a slider changes its number and the run, in one request; the link follows when it rests', async () => {
  const lab = await Laboratory.open();
  lab.takeKinds();
  await lab.slide('optimizer.rate-slider', -1);
  assert.equal(lab.experiment.optimizer.rate, 0.1);
  assert.equal(lab.find('optimizer.rate-number').value, '0.1');
  assert.deepEqual(lab.takeKinds(), ['descent']);
  assert.deepEqual(lab.problem.trajectory.loss, run({ optimizer: { name: 'gd', rate: 0.1 } }).loss);
  assert.ok(!lab.window.location.hash.includes('rate'));
  await lab.clock.advance(600);
  assert.match(lab.window.location.hash, /optimizer\.rate=0\.1/);
});

test('arrow keys move a number upward and downward, on linear and on logarithmic scales', async () => {
  const lab = await Laboratory.open();
  await lab.press('ArrowUp', 'optimizer.rate-number');
  const up = Number(lab.experiment.optimizer.rate);
  assert.ok(up > 0.01 && up < 0.0125, String(up));
  await lab.press('ArrowDown', 'optimizer.rate-number');
  close(Number(lab.experiment.optimizer.rate), 0.01, 1e-4);
  await lab.press('ArrowUp', 'model.start.w1-number');
  close(lab.experiment.model?.start.w1 ?? NaN, 10.1);
  await lab.press('ArrowDown', 'stop.epochs-number');
  assert.equal(lab.experiment.stop.epochs, 400);
});

test('an invalid number is explained at its field, and changes nothing', async () => {
  const lab = await Laboratory.open();
  lab.takeKinds();
  await lab.type('optimizer.rate-number', '-1');
  const negative = lab.text('optimizer.rate-error');
  assert.notEqual(negative, '');
  await lab.type('optimizer.rate-number', 'x');
  assert.notEqual(lab.text('optimizer.rate-error'), negative, 'each fault has its own sentence');
  assert.ok(lab.find('optimizer.rate-number').hasAttribute('aria-invalid'));
  await lab.type('stop.epochs-number', '2.5');
  assert.notEqual(lab.text('stop.epochs-error'), '');
  assert.deepEqual(lab.experiment, notebook());
  assert.deepEqual(lab.takeKinds(), []);
  await lab.type('stop.epochs-number', '20');
  assert.equal(lab.text('stop.epochs-error'), '');
  assert.equal(lab.experiment.stop.epochs, 20);
});

test('playing at speed 1 shows 20 epochs a second, and stops at the end', async () => {
  const lab = await Laboratory.open({ hash: '#stop.epochs=60' });
  await lab.choose('speed', '1');
  await lab.click('run-play');
  await lab.clock.advance(1000);
  close(Number(lab.text('epoch')), 20, 1);
  await lab.choose('speed', '2');
  await lab.clock.advance(200);
  close(Number(lab.text('epoch')), 20 + 0.2 * 20 * 2, 3);
  await lab.clock.advance(3000);
  assert.equal(lab.text('epoch'), '60');
  assert.equal(lab.find('run-play').getAttribute('aria-label'), 'Play');
});

test('a rate that changes during playback keeps the epochs that were played, and goes on', async () => {
  const lab = await Laboratory.open();
  await lab.click('run-play');
  await lab.clock.advance(1000);
  const before = Number(lab.text('epoch'));
  await lab.slide('optimizer.rate-slider', -1);
  await lab.clock.advance(100);
  assert.ok(Number(lab.text('epoch')) >= before, 'it goes on');
  const { rates, trajectory } = lab.problem;
  assert.deepEqual(
    rates.map((/** @type {any} */ { rate }) => rate),
    [0.01, 0.1],
  );
  const changed = rates[1].epoch;
  close(changed, before, 1);
  assert.deepEqual(trajectory.loss.slice(0, changed + 1), run().loss.slice(0, changed + 1));
  const step = trajectory.parameters.w1[changed + 1] - trajectory.parameters.w1[changed];
  close(step, -0.1 * trajectory.gradient.w1[changed], 1e-12);
  await lab.click('run-reset');
  assert.deepEqual(
    lab.problem.rates.map((/** @type {any} */ { rate }) => rate),
    [0.1],
  );
  assert.equal(lab.text('epoch'), '0');
});

test('epochs that were played are not kept for data that another workspace has changed', async () => {
  const lab = await Laboratory.open();
  await lab.click('run-play');
  await lab.clock.advance(1000);
  await lab.slide('optimizer.rate-slider', -1);
  await lab.clock.advance(600);
  assert.equal(lab.problem.rates.length, 2);
  await lab.click('view.workspace-map');
  await lab.type('data.seed-number', '7');
  await lab.clock.advance(600);
  await lab.click('view.workspace-descent');
  await lab.clock.advance(600);
  assert.equal(lab.problem.experiment.data.seed, 7);
  assert.deepEqual(lab.problem.trajectory.loss, run({ data: { seed: 7 }, optimizer: { name: 'gd', rate: 0.1 } }).loss);
});

test('an answer about a run that is no longer shown is dropped', async () => {
  const lab = await Laboratory.open();
  await lab.click('run-step');
  await lab.clock.advance(600);
  lab.isHolding = true;
  await lab.click('run-step');
  const asked = lab.worker;
  assert.deepEqual(
    asked.held.map(({ kind }) => kind),
    ['derivative'],
  );
  await lab.type('model.formula', 'constructor*x + b');
  await lab.clock.advance(2000);
  const next = lab.worker;
  assert.notEqual(next, asked);
  // First the check of the typed formula, then the problem with it.
  for (let turn = 0; turn < 2; turn += 1) {
    next.release();
    await lab.clock.advance(600);
  }
  assert.deepEqual(lab.problem.parameters, ['constructor', 'b']);
  asked.release();
  await lab.clock.advance(100);
  lab.isHolding = false;
  for (const worker of lab.workers) worker.release();
  await lab.clock.advance(600);
  const { trajectory } = lab.problem;
  const shown = Number.parseFloat(lab.text('slope-automatic').replace('−', '-'));
  close(shown, trajectory.gradient.constructor[Number(lab.text('epoch'))], 1e-6);
});

test('a rate that changes while the run rests is the rate of the whole run', async () => {
  const lab = await Laboratory.open();
  await lab.click('run-step');
  await lab.type('optimizer.rate-number', '0.2');
  assert.deepEqual(
    lab.problem.rates.map((/** @type {any} */ { rate }) => rate),
    [0.2],
  );
  assert.deepEqual(lab.problem.trajectory.loss, run({ optimizer: { name: 'gd', rate: 0.2 } }).loss);
});

test('the step is explained with its own numbers', async () => {
  const lab = await Laboratory.open();
  await lab.click('run-step');
  await lab.clock.advance(600);
  const { parameters, gradient } = run();
  const number = (/** @type {string} */ testId) => Number.parseFloat(lab.text(testId).replace('−', '-'));
  close(number('step-w'), parameters.w1[1], 1e-4);
  close(number('step-slope'), gradient.w1[1], 1e-4);
  close(number('step-rate'), 0.01, 1e-9);
  close(number('step-next'), parameters.w1[2], 1e-4);
  close(number('slope-automatic'), gradient.w1[1], 1e-8);
  close(number('slope-difference'), gradient.w1[1], 1e-4);
});

test('log, table, computation and fit are those of the experiment', async () => {
  const lab = await Laboratory.open();
  await lab.click('tab-log');
  assert.match(lab.text('log'), /Loss: 38\.407744806265676, Parameter: 10\.0/);
  assert.match(lab.text('log'), /Iteration 400: Loss: 3\.887/);
  await lab.click('tab-table');
  assert.match(lab.text('table'), /-2\.000000-10\.183900/);
  await lab.click('tab-trace');
  await lab.clock.advance(200);
  assert.ok(lab.document.querySelector('.trace-graph'));
  await lab.click('tab-fit');
  await lab.clock.advance(200);
  assert.match(lab.text('fit'), /4\.9623.*0\.1699/);
  assert.ok(lab.traces('data').has('band'), 'the band is on the chart while its panel is open');
  await lab.click('tab-step');
  assert.ok(!lab.traces('data').has('band'));
});

test('data that another rate is found for leave no ghost of the run with the rate before', async () => {
  const lab = await Laboratory.open();
  await lab.click('run-end');
  await lab.choose('preset-data', String(presets.findIndex(({ key }) => key === 'sinusoid')));
  await lab.clock.advance(1000);
  assert.notEqual(lab.experiment.optimizer.rate, 0.01);
  assert.ok(!lab.traces('loss').has('ghost0'));
  assert.ok(!lab.traces('history').has('ghost0'));
});

test('epochs that were not played are not drawn, unless the whole run is asked for', async () => {
  const lab = await Laboratory.open();
  const isFutureDrawn = () => lab.placed('loss', 'future').length > 1;
  assert.ok(!isFutureDrawn());
  await lab.click('run-end');
  assert.ok(!isFutureDrawn(), 'at the end nothing lies ahead');
  await lab.click('run-reset');
  assert.ok(isFutureDrawn(), 'what was played stays');
  await lab.slide('optimizer.rate-slider', -1);
  await lab.clock.advance(1000);
  assert.ok(!isFutureDrawn(), 'another run was not played');
  assert.ok(lab.traces('loss').has('ghost0'), 'the run before stays as a ghost');
  await lab.click('clear-ghosts');
  assert.ok(!lab.traces('loss').has('ghost0'));
  await lab.click('view.path');
  assert.ok(isFutureDrawn());
});

test('a prediction hides the future until it is checked', async () => {
  const lab = await Laboratory.open({ hash: '#view.path=shown' });
  const isFutureDrawn = () => lab.placed('loss', 'future').length > 1;
  assert.ok(isFutureDrawn());
  await lab.click('predict-start');
  assert.ok(!isFutureDrawn());
  await lab.type('predict-input', String(run().parameters.w1[1]));
  await lab.click('predict-check');
  assert.match(lab.text('predict-answer'), /9\.86/);
  assert.ok(isFutureDrawn());
});

test('the ball can be dragged, and a click on the curve sets the start', async () => {
  const lab = await Laboratory.open();
  const { loss } = run();
  await lab.point('pointerdown', 'loss', 10, loss[0]);
  await lab.point('pointermove', 'loss', 7, 12);
  await lab.point('pointerup', 'loss', 7, 12);
  await lab.clock.advance(50);
  close(lab.experiment.model?.start.w1 ?? NaN, 7, 0.1);
  assert.equal(lab.text('epoch'), '0');
  await lab.point('click', 'loss', 0, 60);
  await lab.clock.advance(50);
  close(lab.experiment.model?.start.w1 ?? NaN, 0, 0.1);
});

test('a point of the data shows its values under the pointer, and on a tap', async () => {
  const lab = await Laboratory.open();
  const { x, y } = lab.problem.data;
  const tip = () => lab.document.querySelector('.chart-data .tip');
  const expected = [x[30], y[30], 10 * x[30], y[30] - 10 * x[30]];
  await lab.point('pointermove', 'data', x[30], y[30]);
  assert.ok(!tip().hidden);
  const shown = [
    ...tip()
      .textContent.replace(/−/g, '-')
      .matchAll(/-?\d+(\.\d+)?/g),
  ].map(([number]) => Number(number));
  assert.equal(shown.length, 4);
  shown.forEach((number, i) => assert.ok(Math.abs(number - expected[i]) <= 6e-4 * Math.abs(expected[i]) + 1e-9));
  await lab.point('pointerleave', 'data', x[30], y[30]);
  assert.ok(tip().hidden);
});

test('the curves of a run are freed once a frame has drawn the next run, and not before', async () => {
  // Node 20 has no ArrayBuffer.prototype.transfer, by which they are freed in browsers.
  const prototype = /** @type {any} */ (ArrayBuffer.prototype);
  const { transfer } = prototype;
  prototype.transfer = function () {
    return structuredClone(this, { transfer: [this] });
  };
  try {
    const lab = await Laboratory.open();
    const { workspace } = lab.scope.descenso;
    const before = workspace.problem.curves.y;
    const draw = workspace.draw.bind(workspace);
    /** @type {number[][]} lengths before and after each frame of the next run */
    const lengths = [];
    workspace.draw = (/** @type {any} */ frame) => {
      const atFirst = before.length;
      const status = draw(frame);
      if (workspace.problem.curves.y !== before) lengths.push([atFirst, before.length]);
      return status;
    };
    await lab.type('optimizer.rate-number', '0.02');
    await lab.clock.advance(500);
    assert.ok(lengths.length > 0 && lengths[0][0] > 0, 'the curves are there when the next frame begins');
    assert.equal(before.length, 0);
  } finally {
    prototype.transfer = transfer;
  }
});
