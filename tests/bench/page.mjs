// The page in Chromium: does playing keep the screen's rhythm, and what does moving a slider cost?
import { openBrowser } from '../browser/browsers.mjs';
import { id, ready, setSlider } from '../browser/hooks.mjs';
import { fileAddresses } from '../browser/site.mjs';
import { quantile } from './measure.mjs';

/** The sliders of the page, and how many places each is moved to. */
const moves = 25;

/** @returns {AsyncGenerator<import('./table.mjs').Row>} */
export async function* pageRows() {
  const browser = await openBrowser('chromium');
  try {
    await browser.open(fileAddresses[0]);
    await browser.until(ready);
    await playing(browser, 1000);
    const intervals = await playing(browser, 4000);
    yield frameRow('playing: interval between frames', intervals);
    await browser.click(`${id('view.workspace-race')} + span`);
    await browser.until(() => document.querySelectorAll('[data-testid=race-standings] tbody tr').length === 4);
    await playing(browser, 1000);
    yield frameRow('playing a race on its contour: between frames', await playing(browser, 4000));
    await browser.click(`${id('view.workspace-descent')} + span`);
    await browser.until(ready);
    /** @type {number[]} */
    const all = [];
    for (const slider of await browser.evaluate(sliders)) {
      const work = await moving(browser, slider);
      all.push(...work);
      yield frameRow(`  ${slider}`, work);
    }
    yield { ...frameRow('moving any slider: main-thread work', all), atMost: 17 };
  } finally {
    await browser.close();
  }
}

/** @param {string} what @param {number[]} values @returns {import('./table.mjs').Row} */
function frameRow(what, values) {
  const p95 = quantile(values, 0.95);
  return { what: `${what}, p95 (median ${quantile(values, 0.5).toFixed(1)})`, ours: `${p95.toFixed(1)} ms`, value: p95,
    atMost: what.startsWith(' ') ? undefined : 17, unit: 'ms' };
}

/** Milliseconds between frames while the descent plays. @param {import('../browser/browsers.mjs').Browser} browser @param {number} duration */
async function playing(browser, duration) {
  await browser.click(id('run-reset'));
  await browser.click(id('run-play'));
  const intervals = await browser.evaluate((span) => new Promise((resolve) => {
    /** @type {number[]} */
    const times = [];
    requestAnimationFrame(function frame(now) {
      times.push(now);
      if (now - times[0] < span) requestAnimationFrame(frame);
      else resolve(times.slice(1).map((time, k) => time - times[k]));
    });
  }), duration);
  await browser.click(id('run-play'));
  return /** @type {number[]} */ (intervals);
}

/** Milliseconds that the main thread works for each move of a slider, until everything it causes has been repainted.
 * @param {import('../browser/browsers.mjs').Browser} browser @param {string} slider */
async function moving(browser, slider) {
  const { min, max, value } = await browser.evaluate(range, id(slider));
  const session = await /** @type {import('puppeteer-core').Page} */ (browser.page).createCDPSession();
  // The main thread's own time, not the clock's: what else the machine does is not the page's work.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * Number(metrics.find(({ name }) => name === 'TaskDuration')?.value);
  };
  /** @type {number[]} */
  const work = [];
  for (let k = 0; k <= moves; ++k) {
    const before = await busy();
    await browser.evaluate(setSlider, id(slider), min + ((max - min) * k) / moves);
    await new Promise((resolve) => setTimeout(resolve, 150));
    if (k > 0) work.push((await busy()) - before);
  }
  await browser.evaluate(setSlider, id(slider), value);
  await session.detach();
  return work;
}

/** The sliders of the form, by data-testid. */
function sliders() {
  return [...document.querySelectorAll('form input[type=range]')].map((slider) => /** @type {HTMLElement} */ (slider).dataset.testid ?? '').filter(Boolean);
}

/** @param {string} selector */
function range(selector) {
  const { min, max, value } = /** @type {HTMLInputElement} */ (document.querySelector(selector));
  return { min: Number(min), max: Number(max), value: Number(value) };
}
