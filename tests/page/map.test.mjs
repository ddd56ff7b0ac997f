// The map's state, its parts and its sentences, without a browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { studyRun, computeProfiles } from '../../www/map/answers.js';
import { notComputed, rowChunks, withRows } from '../../www/engine/pool.js';
import { translatorOf } from '../../www/i18n/translate.js';
import { declareFields } from '../../www/experiment/fields.js';
import { dialSpan, dialsOf, dialValue } from '../../www/map/dials.js';
import { difficultLosses } from '../../www/experiment/difficult-losses.js';
import { decodeMap, defaultMap, encodeMap, withDials } from '../../www/map/state.js';
import { Store } from '../../www/experiment/store.js';
import { excessFigure } from '../../www/map/charts/excess-chart.js';
import { bestCells } from '../../www/map/charts/best-cells.js';
import { cellAt, cellText, mapSummary } from '../../www/map/charts/map-cells.js';
import { mapFigure, theoryLines } from '../../www/map/charts/map-chart.js';
import { correlation, noiseCloud } from '../../www/map/charts/noise-cloud.js';
import { noiseHistogram } from '../../www/map/charts/noise-histogram.js';
import { profileFacts, profileFigure } from '../../www/map/charts/profile-chart.js';
import { runnerLooks } from '../../www/chart/runner-marks.js';
import { notebook } from '../notebook.mjs';
import { readFileSync } from 'node:fs';

/** @import { MapPicture } from '../../www/map/charts/map-chart.js' */

const engine = await createEngine();
const catalog = engine.catalog();
const english = JSON.parse(readFileSync(new URL('../../www/i18n/en.json', import.meta.url), 'utf8'));
const t = translatorOf(english, 'en');
const options = {
  x: { path: 'optimizer.rate', from: 0.001, to: 1, points: 60, scale: /** @type {const} */ ('log') },
  y: { path: 'model.start.w1', from: -10, to: 10, points: 41 },
};

/** @param {any} outcome */
function value(outcome) {
  assert.deepEqual(outcome.error, undefined);
  return outcome;
}

/** @returns {MapPicture} */
function picture() {
  const experiment = notebook();
  return {
    map: value(engine.sweep(experiment, options)),
    options,
    theory: value(engine.theory(experiment)),
    epochs: 401,
    method: 'gd',
    final: true,
    here: { x: 0.01, y: 10 },
  };
}

test('the state survives its text, and a text that says nothing usable is refused', () => {
  const state = { x: 'optimizer.rate', y: 'optimizer.mu' };
  assert.deepEqual(decodeMap(encodeMap(state)), state);
  assert.equal(decodeMap(''), defaultMap);
  for (const text of ['a', ',b', 'a,', 'a,b,c']) assert.equal(decodeMap(text), null, text);
});

test('a dial that the experiment does not have gives way to another one', () => {
  const dials = ['optimizer.rate', 'optimizer.b1', 'optimizer.b2', 'model.start.w1', 'data.n'];
  assert.deepEqual(withDials(defaultMap, dials), defaultMap);
  const of = (/** @type {string} */ x, /** @type {string} */ y, from = dials) =>
    Object.values(withDials({ x, y }, from) ?? {});
  assert.deepEqual(of('optimizer.rate', 'optimizer.mu'), ['optimizer.rate', 'optimizer.b1']);
  assert.deepEqual(of('optimizer.mu', 'optimizer.b1'), ['optimizer.b2', 'optimizer.b1']);
  assert.deepEqual(of('optimizer.rate', 'model.start.w1', dials.slice(3)), ['data.n', 'model.start.w1']);
});

test('every dial of every method can be swept', () => {
  const store = new Store(declareFields(catalog));
  for (const method of catalog.optimizers) {
    store.set({ 'optimizer.name': method.name });
    const experiment = store.experiment();
    const dials = dialsOf(store, method);
    for (const path of dials) {
      const x = { ...dialSpan(store, method, path, 0.735), points: 3 };
      const other = path === 'model.start.w1' ? 'data.noise.sd' : 'model.start.w1';
      value(engine.sweep(experiment, { x, y: { path: other, from: 0.1, to: 0.2, points: 2 } }));
      assert.ok(Number.isFinite(dialValue(store, experiment, path, catalog)), `${method.name} ${path}`);
    }
    const hasRate = method.hyperparameters.some(({ key }) => key === 'rate');
    assert.equal(dials.includes('optimizer.rate'), hasRate, method.name);
  }
});

test('every difficult loss is an experiment that runs', () => {
  for (const { key, values } of difficultLosses) {
    const store = new Store(declareFields(catalog));
    assert.equal(store.set(values), null, key);
    assert.equal(engine.run(store.experiment()).ok, true, key);
  }
});

test('a map in parts is put together, and what is not there yet says so', () => {
  const whole = value(engine.sweep(notebook(), options));
  const chunks = rowChunks(options, 0.1);
  assert.deepEqual(chunks[0], [0, 20]);
  assert.equal(chunks.at(-1)?.[1], 41);
  let map = null;
  for (const rows of chunks.reverse()) {
    map = withRows(map, value(engine.sweep(notebook(), { ...options, rows })), options);
    if (rows[0] > 0) assert.equal(map.status[0], notComputed);
  }
  assert.deepEqual(map?.epochs, whole.epochs);
  assert.equal(map?.steps, whole.steps);
});

test('theory is drawn where it holds: 2/L″ and 1/L″ upright, and curves over momentum', () => {
  const plain = picture();
  const { limit, best } = theoryLines(plain);
  assert.ok([...limit.x].every((x) => Math.abs(x - 0.73514) < 1e-5));
  assert.ok([...best.x].every((x) => Math.abs(x - 0.36757) < 1e-5));
  const curved = theoryLines({
    ...plain,
    method: 'momentum',
    options: { ...options, y: { path: 'optimizer.mu', from: 0, to: 0.9, points: 10 } },
  });
  assert.ok(Math.abs(Number(curved.limit.x.at(-1)) / curved.limit.x[0] - 1.9) < 1e-12);
  assert.ok(Number.isNaN(theoryLines({ ...plain, method: 'adam' }).limit.x[0]));
});

test('the summary tells the best settings at this start, and shares that add up', () => {
  const shown = picture();
  const text = mapSummary(shown, { x: 'Rate', y: 'Start of w1' }, t);
  assert.match(text, /^With “Start of w1” = 10, the fastest takes 2 epochs: “Rate” from 0\.31 to 0\.392/);
  const shares = [...text.matchAll(/(\d+)%/g)].map((match) => Number(match[1]));
  assert.ok(Math.abs(shares.reduce((a, b) => a + b) - 100) <= 1);
});

test('from W = 10 the fewest epochs are those of the best rate of the map, as a loop counts them', () => {
  const { columns, y } = value(engine.simulate(notebook().data));
  const n = y.length;
  const mean = (/** @type {(i: number) => number} */ of) =>
    y.reduce((/** @type {number} */ sum, /** @type {number} */ _, /** @type {number} */ i) => sum + of(i), 0) / n;
  const best = mean((i) => columns.x[i] * y[i]) / mean((i) => columns.x[i] ** 2);
  const loss = (/** @type {number} */ w) => mean((i) => (y[i] - w * columns.x[i]) ** 2);
  const settledAt = (/** @type {number} */ rate) => {
    let [w, last] = [10, 0];
    for (let epoch = 0; epoch <= 401; epoch += 1) {
      if (loss(w) > 1.01 * loss(best)) last = epoch + 1;
      w += 2 * rate * mean((i) => (y[i] - w * columns.x[i]) * columns.x[i]);
    }
    return last > 401 ? Infinity : last;
  };
  const shown = picture();
  const { fewest, start, region, single } = bestCells(shown);
  assert.deepEqual(start, { axis: 'y', value: 10 });
  assert.equal(fewest, Math.min(...Array.from(shown.map.x, settledAt)));
  const [low, high] = region?.x ?? [];
  for (const rate of shown.map.x)
    if (rate >= Number(low) && rate <= Number(high)) assert.equal(settledAt(rate), fewest, String(rate));
  if (single) assert.equal(settledAt(shown.map.x[single.cell % 60]), fewest);
  // Both rates were within the box around the scattered cells of one epoch, from 0.0383 to 0.683.
  assert.deepEqual([settledAt(0.0383), settledAt(0.683)], [31, 23]);
});

test('a region is told only where each of its cells has the count, whatever the map', () => {
  let [regions, singles] = [0, 0];
  let seed = 7;
  const random = () => {
    seed = (1103515245 * seed + 12345) % 2147483648;
    return seed / 2147483648;
  };
  for (let turn = 0; turn < 400; turn += 1) {
    const [columns, rows] = [1 + Math.floor(5 * random()), 1 + Math.floor(4 * random())];
    const size = columns * rows;
    const status = Uint8Array.from({ length: size }, () => (random() < 0.7 ? 0 : 1));
    const epochs = Int32Array.from(status, (each) => (each === 0 ? Math.floor(3 * random()) : -1));
    const map = {
      x: Float64Array.from({ length: columns }, (_, k) => k),
      y: Float64Array.from({ length: rows }, (_, k) => k),
      status,
      epochs,
    };
    const path = random() < 0.5 ? 'model.start.w1' : 'optimizer.mu';
    const shown = /** @type {any} */ ({
      map,
      options: { x: options.x, y: { ...options.y, path } },
      here: { x: 0, y: 0.9 },
    });
    const { fewest, cells, start, region, single } = bestCells(shown);
    const seen = [...epochs.keys()].filter((cell) => !start || Math.floor(cell / columns) === start.value);
    assert.equal(start !== null, path === 'model.start.w1');
    const inside = seen.filter((cell) => {
      const [x, y] = [cell % columns, Math.floor(cell / columns)];
      return region && x >= region.x[0] && x <= region.x[1] && y >= region.y[0] && y <= region.y[1];
    });
    if (region)
      assert.deepEqual(
        inside,
        seen.filter((cell) => status[cell] === 0 && epochs[cell] === fewest),
      );
    if (region) regions += 1;
    if (!single) continue;
    singles += 1;
    assert.equal(epochs[single.cell], fewest);
    const beside = seen.filter((cell) => {
      const across = Math.abs((cell % columns) - (single.cell % columns));
      const up = Math.abs(Math.floor(cell / columns) - Math.floor(single.cell / columns));
      return cell !== single.cell && across <= 1 && up <= 1;
    });
    assert.deepEqual(
      single.epochs,
      beside
        .filter((cell) => status[cell] === 0)
        .map((cell) => epochs[cell])
        .sort((a, b) => a - b),
    );
    assert.equal(single.unsettled, beside.filter((cell) => status[cell] !== 0).length);
    assert.equal(cells.includes(single.cell), true);
  }
  assert.ok(regions > 50 && singles > 50, `${regions} ${singles}`);
});

test('a cell says its settings, its epochs and its loss', () => {
  const shown = picture();
  const cell = cellAt(shown.map, 1, -10);
  assert.match(cellText(shown, cell, { x: 'Rate', y: 'Start' }, t), /^Rate 1, Start −10: diverges/);
  assert.equal(cellAt(shown.map, 0.001, 10), 40 * 60);
});

test('the scale of colours rises from 0 to 1, as Plotly wants it', () => {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    const { colorscale } = /** @type {any} */ (mapFigure(picture(), theme, null).field);
    const places = colorscale.map((/** @type {[number, string]} */ [at]) => at);
    assert.equal(places[0], 0);
    assert.equal(places.at(-1), 1);
    assert.ok(places.every((/** @type {number} */ at, /** @type {number} */ k) => k === 0 || at >= places[k - 1]));
  }
});

test('a map that changes is a picture of one pixel a cell, the last row on top, in the colours of the heat map', () => {
  const shown = picture();
  const { field, sketch } = mapFigure({ ...shown, final: false }, 'light', null);
  assert.equal(field, null);
  assert.equal(sketch?.columns, 60);
  assert.equal(sketch?.rows, 41);
  const pixel = (/** @type {number} */ cell) => [...(sketch?.colours ?? []).slice(4 * cell, 4 * cell + 4)];
  // The upper right diverges (#7b1f2b); a start at the optimum needs no epoch (#fde725).
  assert.deepEqual(pixel(59), [0x7b, 0x1f, 0x2b, 255]);
  const atOnce = shown.map.epochs.indexOf(0);
  assert.deepEqual(pixel((40 - Math.floor(atOnce / 60)) * 60 + (atOnce % 60)), [0xfd, 0xe7, 0x25, 255]);
});

test('the run falls along the slope that theory foretells, down to the target', () => {
  const { study } = value(
    studyRun(engine, {
      experiment: notebook(),
      axes: { x: { ...options.x, points: 2 }, y: { ...options.y, points: 2 } },
    }),
  );
  assert.equal(study.settled, 124);
  const figure = excessFigure(study, 124, 'light');
  const [predicted, run] = ['predicted', 'future'].map((id) => figure.traces.find((trace) => trace.id === id));
  // The predicted line is straight on the log axis: its height at epoch 124, between its ends.
  const [x, y] = [Array.from(predicted?.x ?? []), Array.from(predicted?.y ?? []).map(Math.log)];
  const expected = y[0] + ((124 - x[0]) / (x[1] - x[0])) * (y[1] - y[0]);
  assert.ok(Math.abs(expected - Math.log(Number(run?.y[124]))) < 1e-9);
});

test('profiles: one line a runner, gaps where it does not arrive, level where it has no such dial', () => {
  /** @type {{ name: string, settings: Record<string, number>, isConstant: boolean }[]} */
  const runners = [
    { name: 'gd', settings: { rate: 0.7 }, isConstant: false },
    { name: 'lbfgs', settings: {}, isConstant: true },
    { name: 'gd', settings: { rate: 1, mu: 2 }, isConstant: false },
  ];
  const { profiles } = computeProfiles(engine, { experiment: notebook(), runners, x: options.x });
  const map = value(engine.sweep(notebook(), options));
  const drawn = profiles.flatMap(({ profile }, index) =>
    profile ? [{ index, method: runners[index].name, profile }] : [],
  );
  assert.equal(profiles[2].error?.code !== undefined, true);
  const figure = profileFigure({ profiles: drawn, axis: options.x, epochs: 401, here: 0.01 }, 'dark');
  const [, gd, lbfgs] = figure.traces;
  assert.ok(Number.isNaN(gd.y[59]));
  // The map's uppermost row starts where the notebook does.
  assert.deepEqual([...drawn[0].profile.epochs], [...map.epochs.slice(40 * 60)]);
  assert.ok(lbfgs.y[0] === lbfgs.y[1] && lbfgs.y[0] > 0);
  assert.deepEqual(
    [gd, lbfgs].map(({ look }) => [look.line.color, look.line.dash]),
    [0, 1].map((k) => [runnerLooks[k].dark, runnerLooks[k].dash]),
  );
  const { share, fewest } = profileFacts(drawn[0].profile);
  assert.equal(fewest, Math.min(...[...drawn[0].profile.epochs].filter((epochs) => epochs >= 0)));
  assert.ok(Number(share) > 30 && Number(share) < 90);
});

test('the histogram of luck has the area of one', () => {
  const study = value(engine.noiseStudy(notebook(), { draws: 1000 }));
  const { x, y } = noiseHistogram(study, 'w1', 5, 'light').traces[0];
  const area = Array.from(y).reduce((sum, height, k) => (k % 2 ? sum + height * (x[k] - x[k - 1]) : sum), 0);
  assert.ok(Math.abs(area - 1) < 1e-9);
});

test('the cloud of two parameters lies around their truth, and slope and intercept go together as theory says', () => {
  // The correlation of slope and intercept is −mean(x)/√mean(x²).
  const experiment = notebook({ data: { from: 0, to: 2 }, model: { formula: 'w1*x+w2', start: { w1: 0, w2: 0 } } });
  const study = value(engine.noiseStudy(experiment, { draws: 4000 }));
  const { columns } = value(engine.simulate(experiment.data));
  const mean = (/** @type {Float64Array} */ column) =>
    column.reduce((/** @type {number} */ sum, /** @type {number} */ each) => sum + each, 0) / column.length;
  const expected = -mean(columns.x) / Math.sqrt(mean(columns.x.map((/** @type {number} */ each) => each * each)));
  // The standard error of a correlation is (1 − ρ²)/√R.
  assert.ok(
    Math.abs(correlation(study.estimates.w1, study.estimates.w2) - expected) <
      (3 * (1 - expected ** 2)) / Math.sqrt(4000),
  );
  const { axes, traces } = noiseCloud(study, ['w1', 'w2'], { w1: 5, w2: 0 }, 'light');
  assert.equal(traces[0].x.length, 1000);
  assert.ok(axes.x.range[0] < 5 && axes.x.range[1] > 5);
});

test('in a trap the run is measured by the same best loss as the map', () => {
  const store = new Store(declareFields(catalog));
  store.set(difficultLosses.find(({ key }) => key === 'trap')?.values ?? {});
  const experiment = store.experiment();
  const map = value(
    engine.sweep(experiment, {
      x: { path: 'optimizer.rate', from: 0.1, to: 0.1, points: 1 },
      y: { ...options.y, points: 11 },
    }),
  );
  const { study } = value(
    studyRun(engine, {
      experiment,
      axes: { x: { path: 'optimizer.rate', from: 0.1, to: 0.1, points: 1 }, y: { ...options.y, points: 2 } },
    }),
  );
  assert.equal(study.best, map.best);
  assert.equal(study.settled, null);
});
