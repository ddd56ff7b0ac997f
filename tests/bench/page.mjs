// The page in Chromium: does playing keep the screen's rhythm, and what does moving a slider cost?
import { createEngine } from '../../build/site/engine.mjs';
import { openBrowser } from '../browser/browsers.mjs';
import { id, ready, setSlider } from '../browser/hooks.mjs';
import { fileAddresses } from '../browser/site.mjs';
import { quantile, race } from './measure.mjs';
import { plainLoop } from './rivals.mjs';

/**
 * @import { Browser } from '../browser/browsers.mjs'
 * @import { Row } from './table.mjs'
 * @import { Page } from 'puppeteer-core'
 */

/** Each slider is moved to at most this many places. */
const maxMoves = 25;
/** Milliseconds for a move to be computed and drawn; less than the page waits before it calls the slider at rest. */
const perMove = 150;
/** Milliseconds after which a slider is at rest, and what waits for that is done. */
const untilRest = 1000;

/** The budgets of a slider's move hold where a plain loop of 100 points × 401 epochs takes this many milliseconds. */
const referenceLoopMs = 0.07;

/** Four runners on Rosenbrock's function. */
const planeRace = 'rosenbrock~300~epochs~0~~gd,rate:0.001~momentum,rate:0.0005~adam,rate:0.05~lbfgs';

/** @returns {AsyncGenerator<Row>} */
export async function* pageRows() {
  const browser = await openBrowser('chromium');
  try {
    await browser.open(fileAddresses[0]);
    await browser.until(ready);
    await playing(browser, 1000);
    const intervals = await playing(browser, 4000);
    yield frameRow('playing: interval between frames', intervals);
    for (const { name } of (await createEngine()).catalog().optimizers) {
      await browser.open(`${fileAddresses[0]}#optimizer.name=${name}&optimizer.rate=0.01`);
      await browser.until(ready);
      await playing(browser, 300);
      yield frameRow(`  playing ${name}`, await playing(browser, 1500));
    }
    await browser.open(`${fileAddresses[0]}#view.workspace=race&view.race=${encodeURIComponent(planeRace)}`);
    await browser.until(() => document.querySelectorAll('[data-testid=race-standings] tbody tr').length === 4);
    await playing(browser, 1000);
    yield frameRow('playing a race on its contour: between frames', await playing(browser, 4000));
    await browser.click(`${id('view.workspace-descent')} + span`);
    await browser.until(ready);
    /** @type {number[]} */
    const all = [];
    /** @type {number[]} */
    const rests = [];
    const thread = await mainThread(browser);
    const slowness = (await loopMs()) / referenceLoopMs;
    for (const slider of await browser.evaluate(sliders)) {
      const { work, rest } = await moving(browser, thread, slider);
      all.push(...work);
      rests.push(rest);
      yield { ...frameRow(`  ${slider}`, work), atMost: rounded(17 * slowness) };
    }
    yield frameRow('  at rest: ranges that fit, the link, summaries', rests);
    yield { ...frameRow('moving any slider: main-thread work', all), atMost: rounded(14 * slowness) };
    yield againstPlotly(quantile(all, 0.5), quantile(await reactions(browser, thread), 0.5));
  } finally {
    await browser.close();
  }
}

const rounded = (/** @type {number} */ ms) => Number(ms.toPrecision(3));

/** Milliseconds of the plain loop on this machine. */
async function loopMs() {
  const x = Float64Array.from({ length: 100 }, (_, i) => i / 25 - 2);
  const { loop } = await race({ loop: () => plainLoop(x, x, 401) });
  return loop;
}

/** @param {number} ours milliseconds @param {number} theirs @returns {Row} */
const againstPlotly = (ours, theirs) => ({
  what: '  against Plotly.react of the same charts',
  ours: `${ours.toFixed(1)} ms`,
  rival: `${theirs.toFixed(1)} ms`,
  ratio: ours / theirs,
  atMost: 0.15,
});

/** @param {string} what @param {number[]} values @returns {Row} */
function frameRow(what, values) {
  const p95 = quantile(values, 0.95);
  return {
    what: `${what}, p95 (median ${quantile(values, 0.5).toFixed(1)})`,
    ours: `${p95.toFixed(1)} ms`,
    value: p95,
    atMost: what.startsWith(' ') ? undefined : 17,
    unit: 'ms',
  };
}

/** Milliseconds between frames while the descent plays. @param {Browser} browser @param {number} duration */
async function playing(browser, duration) {
  await browser.click(id('run-reset'));
  await browser.click(id('run-play'));
  const intervals = await browser.evaluate(
    (span) =>
      new Promise((resolve) => {
        /** @type {number[]} */
        const times = [];
        requestAnimationFrame(function frame(now) {
          times.push(now);
          if (now - times[0] < span) requestAnimationFrame(frame);
          else resolve(times.slice(1).map((time, k) => time - times[k]));
        });
      }),
    duration,
  );
  await browser.click(id('run-play'));
  return /** @type {number[]} */ (intervals);
}

/**
 * Milliseconds that the main thread works for each move of a slider, until everything it causes has been repainted, and
 * for what the page leaves for when the slider rests.
 * @param {Browser} browser
 * @param {MainThread} thread
 * @param {string} slider
 */
async function moving(browser, { during }, slider) {
  const { min, max, value, step } = await browser.evaluate(range, id(slider));
  const moveTo = (/** @type {number} */ place) => () => browser.evaluate(setSlider, id(slider), place);
  const moves = Math.min(maxMoves, Math.round((max - min) / (step || Infinity)) || maxMoves);
  await during(perMove, moveTo(min));
  /** @type {number[]} */
  const work = [];
  for (let k = 1; k <= moves; ++k) work.push(await during(perMove, moveTo(min + ((max - min) * k) / moves)));
  const rest = await during(untilRest, async () => {});
  await during(untilRest, moveTo(value));
  return { work, rest };
}

/**
 * Measures the work of the main thread, in milliseconds, without that of the measurement itself: two messages of the
 * browser's protocol that read the clock and one that moves a slider cost 0.6 ms, even if the slider has no effect;
 * one that calls a function costs 0.4 ms, even if the function does nothing.
 * @typedef {Awaited<ReturnType<typeof mainThread>>} MainThread
 * @param {Browser} browser
 */
async function mainThread(browser) {
  const session = await /** @type {Page} */ (browser.page).createCDPSession();
  // The main thread's own time, not the clock's: what else the machine does is not the page's work.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * Number(metrics.find(({ name }) => name === 'TaskDuration')?.value);
  };
  const measure = async (/** @type {number} */ duration, /** @type {() => Promise<unknown>} */ act) => {
    const before = await busy();
    await act();
    await new Promise((resolve) => setTimeout(resolve, duration));
    return (await busy()) - before;
  };
  const own = async (/** @type {(k: number) => Promise<unknown>} */ act) => {
    /** @type {number[]} */
    const idle = [];
    for (let k = 0; k < maxMoves; ++k) idle.push(await measure(perMove, () => act(k)));
    return quantile(idle, 0.5);
  };
  await browser.evaluate(() => {
    const unheard = Object.assign(document.createElement('input'), { type: 'range', id: 'unheard', hidden: true });
    unheard.addEventListener('input', (event) => event.stopPropagation());
    unheard.addEventListener('change', (event) => event.stopPropagation());
    document.body.append(unheard);
  });
  const ofMove = await own((k) => browser.evaluate(setSlider, '#unheard', k));
  const ofCall = await own(() => browser.evaluate(() => {}));
  const without =
    (/** @type {number} */ cost) => async (/** @type {number} */ duration, /** @type {() => Promise<unknown>} */ act) =>
      Math.max(0, (await measure(duration, act)) - cost);
  return { during: without(ofMove), duringCall: without(ofCall) };
}

/**
 * Milliseconds that the main thread works while Plotly.react draws the charts of Descent with new numbers.
 * @param {Browser} browser
 * @param {MainThread} thread
 */
async function reactions(browser, { duringCall }) {
  await browser.evaluate(copyCharts);
  await browser.until(() => /** @type {any} */ (globalThis).reactAll !== undefined);
  const react = () => browser.evaluate(() => /** @type {any} */ (globalThis).reactAll());
  await duringCall(untilRest, react);
  /** @type {number[]} */
  const work = [];
  for (let k = 0; k < maxMoves; ++k) work.push(await duringCall(perMove, react));
  return work;
}

/** Fetches Plotly, and makes a function that draws copies of the shown charts by it, each time moved a little. */
async function copyCharts() {
  const scope = /** @type {any} */ (globalThis);
  const { grid } = scope.descenso.workspace.stage;
  /** @type {any[]} */
  const figures = [];
  grid.charts.forEach((/** @type {any} */ chart, /** @type {number} */ i) => {
    const { figure } = chart;
    chart.figure = (/** @type {any[]} */ ...args) => (figures[i] = figure(...args));
  });
  const { descensoPart } = scope;
  const plotly = await new Promise((resolve) => {
    scope.descensoPart = (/** @type {string} */ _, /** @type {any} */ library) => resolve(library);
    document.head.append(Object.assign(document.createElement('script'), { src: 'plotly.js' }));
  });
  scope.descensoPart = descensoPart;
  /** @type {HTMLElement} */ (document.querySelector('[data-testid=run-step]')).click();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const copies = figures.map((figure, i) => {
    const { plot } = grid.cards[i];
    const copy = Object.assign(document.createElement('div'), { className: 'plot' });
    plot.after(copy);
    return { figure, layout: plot.layout, copy };
  });
  let turn = 0;
  scope.reactAll = () => {
    turn += 1;
    for (const { figure, layout, copy } of copies) {
      const traces = figure.traces.map((/** @type {any} */ { id, x, y, look }) => ({
        type: 'scatter',
        name: id,
        hoverinfo: 'skip',
        x: Array.from(x),
        y: Array.from(y, (/** @type {number} */ value) => value * (1 + 0.001 * (turn % 7))),
        ...look,
      }));
      plotly.react(copy, traces, structuredClone(layout), { staticPlot: true, displayModeBar: false });
    }
  };
}

/** The sliders of the form and of the strip of the learning rate that can be moved, by data-testid. */
function sliders() {
  const unfold = document.querySelectorAll('.problem .more[aria-expanded=false]');
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (unfold)) button.click();
  return [...document.querySelectorAll('.problem input[type=range], .rate-strip input[type=range]')]
    .map((slider) => /** @type {HTMLElement} */ (slider))
    .filter((slider) => slider.offsetParent !== null)
    .map((slider) => slider.dataset.testid ?? '');
}

/** @param {string} selector */
function range(selector) {
  const { min, max, value, step } = /** @type {HTMLInputElement} */ (document.querySelector(selector));
  return { min: Number(min), max: Number(max), value: Number(value), step: Number(step) || 0 };
}
