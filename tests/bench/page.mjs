// The page in Chromium: does playing keep the screen's rhythm, and what does moving a slider cost?
import { openBrowser } from '../browser/browsers.mjs';
import { id, ready, setSlider } from '../browser/hooks.mjs';
import { fileAddresses } from '../browser/site.mjs';
import { quantile } from './measure.mjs';

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
    for (const slider of await browser.evaluate(sliders)) {
      const { work, rest } = await moving(browser, slider);
      all.push(...work);
      rests.push(rest);
      yield frameRow(`  ${slider}`, work);
    }
    yield frameRow('  at rest: ranges that fit, the link, summaries', rests);
    yield { ...frameRow('moving any slider: main-thread work', all), atMost: 17 };
  } finally {
    await browser.close();
  }
}

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
 * @param {string} slider
 */
async function moving(browser, slider) {
  const { min, max, value, step } = await browser.evaluate(range, id(slider));
  const session = await /** @type {Page} */ (browser.page).createCDPSession();
  // The main thread's own time, not the clock's: what else the machine does is not the page's work.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * Number(metrics.find(({ name }) => name === 'TaskDuration')?.value);
  };
  const during = async (/** @type {number} */ duration, /** @type {() => Promise<unknown>} */ act) => {
    const before = await busy();
    await act();
    await new Promise((resolve) => setTimeout(resolve, duration));
    return (await busy()) - before;
  };
  const moveTo = (/** @type {number} */ place) => () => browser.evaluate(setSlider, id(slider), place);
  const moves = Math.min(maxMoves, Math.round((max - min) / (step || Infinity)) || maxMoves);
  await during(perMove, moveTo(min));
  /** @type {number[]} */
  const work = [];
  for (let k = 1; k <= moves; ++k) work.push(await during(perMove, moveTo(min + ((max - min) * k) / moves)));
  const rest = await during(untilRest, async () => {});
  await during(untilRest, moveTo(value));
  await session.detach();
  return { work, rest };
}

/** The sliders of the form that can be moved, by data-testid. */
function sliders() {
  for (const details of document.querySelectorAll('form details')) details.setAttribute('open', '');
  return [...document.querySelectorAll('form input[type=range]')]
    .map((slider) => /** @type {HTMLElement} */ (slider))
    .filter((slider) => slider.offsetParent !== null)
    .map((slider) => slider.dataset.testid ?? '');
}

/** @param {string} selector */
function range(selector) {
  const { min, max, value, step } = /** @type {HTMLInputElement} */ (document.querySelector(selector));
  return { min: Number(min), max: Number(max), value: Number(value), step: Number(step) || 0 };
}
