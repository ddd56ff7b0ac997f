// Opening: the notebook's run is shown before the engine has arrived, and is the engine's own; what is changed
// meanwhile waits for the engine; charts need no Plotly for lines and points.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packedAnswer, unpackAnswer } from '../../www/descent/notebook-answer.js';
import { Laboratory } from './laboratory.mjs';
import { answerTo, engine, storeWith } from './notebook.mjs';

/** The part that the build makes, after its way through JSON. */
const notebookPart = () => unpackAnswer(JSON.parse(JSON.stringify(packedAnswer(engine, storeWith()))));

/** The page before its engine. @param {string} [hash] */
async function openEarly(hash = '') {
  const lab = await Laboratory.open({ hash, withoutWorker: true, withoutPlotly: true });
  lab.part('notebook', notebookPart());
  await lab.clock.advance(1000);
  return lab;
}

test('the answer that travels with the page is the answer of the engine, bit for bit', () => {
  const { answer, payload } = notebookPart();
  const computed = answerTo();
  assert.ok(computed.ok);
  assert.deepEqual(answer, computed);
  assert.equal(payload.epoch, 0);
});

test('the notebook is shown and plays before the engine has arrived, which then computes nothing again', async () => {
  const lab = await openEarly();
  assert.equal(lab.text('epochs-total'), '/ 401');
  assert.match(lab.text('loss-now'), /38\.408/);
  assert.equal(lab.workers.length, 0);
  await lab.click('run-play');
  await lab.clock.advance(3000);
  assert.ok(Number(lab.text('epoch')) > 3);
  lab.part('worker', '');
  await lab.clock.advance(1000);
  assert.ok(!lab.takeKinds().includes('descent'));
  assert.ok(Number(lab.text('epoch')) > 3, 'the run goes on');
});

test('the page changes its language when the sentences have arrived', async () => {
  const lab = await Laboratory.open({ sentences: ['en'] });
  await lab.click('language');
  assert.equal(lab.document.documentElement.lang, 'en');
  assert.match(lab.text('state'), /^The red line/);
  lab.part('es', { state: { before: 'Esta frase llegó después.' } });
  assert.equal(lab.document.documentElement.lang, 'es');
  await lab.clock.advance(100);
  assert.equal(lab.text('state'), 'Esta frase llegó después.');
});

test('the page opens when the sentences of its language have arrived, with the parts that came before', async () => {
  const lab = await Laboratory.open({ sentences: [], withoutWorker: true, withoutPlotly: true });
  lab.part('notebook', notebookPart());
  lab.part('es', {});
  await lab.clock.advance(1000);
  assert.equal(lab.scope.descenso, undefined, 'the language of the page is English');
  lab.part('en', {});
  await lab.clock.advance(1000);
  assert.match(lab.text('loss-now'), /38\.408/);
});

test('what is changed before the engine has arrived is computed by the engine', async () => {
  const lab = await openEarly();
  await lab.type('optimizer.rate-number', '0.3');
  await lab.clock.advance(1000);
  assert.equal(lab.problem.experiment.optimizer.rate, 0.01, 'the run that is shown is still the notebook’s');
  lab.part('worker', '');
  await lab.clock.advance(1000);
  const run = engine.run(lab.experiment);
  assert.ok(run.ok);
  assert.equal(lab.experiment.optimizer.rate, 0.3);
  assert.deepEqual(lab.problem.trajectory.loss, run.loss);
});

test('a link waits for the engine instead of showing the notebook', async () => {
  const lab = await openEarly('#optimizer.rate=0.2');
  assert.ok(!lab.problem);
  lab.part('worker', '');
  await lab.clock.advance(1000);
  assert.equal(lab.problem.experiment.optimizer.rate, 0.2);
});

test('lines and points are drawn where the data are, with round ticks inside the axes', async () => {
  const lab = await openEarly();
  const plot = lab.find('chart-loss');
  const { xaxis, yaxis } = plot.layout;
  for (const [name, { range }] of /** @type {[string, any][]} */ ([
    ['xtick', xaxis],
    ['ytick', yaxis],
  ])) {
    const ticks = [...plot.querySelectorAll(`.${name}`)].map(({ textContent }) =>
      Number(textContent.replace('−', '-')),
    );
    assert.ok(ticks.length >= 3 && ticks.length <= 10, `${ticks}`);
    assert.ok(ticks.every((tick) => tick >= range[0] && tick <= range[1]));
    const step = ticks[1] - ticks[0];
    assert.match((step / 10 ** Math.floor(Math.log10(step))).toFixed(6), /^[125]\.0/);
    ticks.forEach((tick, i) => assert.ok(Math.abs(tick - ticks[0] - i * step) < 1e-9, `${ticks}`));
  }
  const [[w, loss]] = lab.placed('loss', 'marks').filter(([x, y]) => Math.abs(x - 10) < 0.1 && y > 30);
  assert.ok(Math.abs(w - 10) < 0.01 && Math.abs(loss - 38.4077) < 0.1, 'the ball stands at the start');
  assert.equal(plot.querySelectorAll('.scatterlayer .trace').length, plot.data.length);
});

test('ticks of a log axis keep their distance in a low chart', async () => {
  const lab = await openEarly();
  await lab.type('optimizer.rate-number', '0.8');
  lab.part('worker', '');
  await lab.clock.advance(1000);
  const plot = lab.find('chart-history');
  const { height, margin } = plot.layout;
  const ticks = [...plot.querySelectorAll('.ytick text')].map((text) => Number(text.getAttribute('y')));
  assert.ok(ticks.length >= 2);
  const distances = ticks.slice(1).map((y, i) => Math.abs(y - ticks[i]));
  assert.ok(Math.min(...distances) >= 14, `${distances} of ${height - margin.t - margin.b}`);
});

test('the bands of a fit are drawn without Plotly, around the fitted curve', async () => {
  const lab = await Laboratory.open({ withoutPlotly: true });
  await lab.click('tab-fit');
  await lab.clock.advance(1000);
  const plot = lab.find('chart-data');
  const index = plot.data.findIndex((/** @type {any} */ { name }) => name === 'band');
  assert.ok(plot.querySelectorAll('.scatterlayer .trace')[index].querySelector('path').style.fill);
  const outline = lab.placed('data', 'band');
  const curve = lab.placed('data', 'fit');
  assert.ok(curve.length > 100);
  assert.equal(outline.length, 2 * curve.length);
  // A line through the origin is certain there: the band has no width at x = 0.
  curve.forEach(([x, y], i) => {
    const [[x1, y1], [x2, y2]] = [outline[i], outline[outline.length - 1 - i]];
    assert.ok(Math.abs(x1 - x) < 0.01 && Math.abs(x2 - x) < 0.01, `${x1} ${x} ${x2}`);
    assert.ok(Math.abs((y1 + y2) / 2 - y) < 0.1 && (y1 !== y2 || Math.abs(x) < 0.1), `${y1} ${y} ${y2}`);
  });
});

test('Plotly draws every chart once it has arrived', async () => {
  const lab = await openEarly();
  lab.part('worker', '');
  await lab.clock.advance(1000);
  assert.ok(lab.find('chart-loss').querySelector('.xtick'), 'the plain plot has ticks of its own');
  lab.receivePlotly();
  await lab.clock.advance(1000);
  for (const name of ['data', 'loss', 'history'])
    assert.equal(lab.find(`chart-${name}`).querySelector('.xtick'), null, name);
  const [[w]] = lab.placed('loss', 'marks').filter(([x, y]) => Math.abs(x - 10) < 0.1 && y > 30);
  assert.ok(Math.abs(w - 10) < 0.01, 'the ball still stands at the start');
});
