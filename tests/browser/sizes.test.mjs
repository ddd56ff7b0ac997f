// The first screen in every size: the learning rate, its verdict and Play are in view, nothing is wider than the
// window, and the sliders of the notebook are in view from 1024 × 600 up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, openBrowser } from './browsers.mjs';
import { id, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** Widths and heights: laptops, tablets, phones on end and on their side, 200 % and 400 % zoom. */
const sizes = [
  [1920, 1080],
  [1366, 641],
  [1280, 720],
  [1024, 768],
  [1024, 640],
  [768, 1024],
  [720, 450],
  [683, 384],
  [667, 375],
  [390, 844],
  [320, 256],
];
/** The window of WebKit's MiniBrowser is never narrower than this; a frame in it may be. */
const minWebkitWidth = 640;
const always = ['optimizer.rate-slider', 'verdict', 'run-play', 'epoch'];
/** The six sliders of the notebook: m, σ, μ, W₁, epochs, h. */
const notebookSliders = [
  'data.constants.m-slider',
  'data.noise.sd-slider',
  'data.noise.mean-slider',
  'model.start.w1-slider',
  'stop.epochs-slider',
  'optimizer.rate-slider',
];

/** Those of some elements that are not wholly within the window, at the top of the document. @param {string[]} names */
function outside(names) {
  scrollTo(0, 0);
  return names.filter((name) => {
    const box = document.querySelector(`[data-testid="${name}"]`)?.getBoundingClientRect();
    if (!box || box.width === 0) return true;
    return box.top < 0 || box.left < 0 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1;
  });
}

/** Whether nothing is wider than the window. */
const isNotWider = () => document.documentElement.scrollWidth <= innerWidth;

/** The controls that no scrolling of the document brings into the window. */
function unreachable() {
  const controls = [...document.querySelectorAll('main button, main input, main select, footer button, footer input')];
  return controls
    .filter(
      (control) =>
        /** @type {HTMLElement} */ (control).offsetParent !== null && !control.closest('details:not([open])'),
    )
    .filter((control) => {
      control.scrollIntoView({ block: 'center' });
      const { top, bottom } = control.getBoundingClientRect();
      return bottom < 0 || top > innerHeight;
    })
    .map((control) => /** @type {HTMLElement} */ (control).dataset.testid ?? control.outerHTML.slice(0, 80));
}

/** Elements that scroll by themselves, up and down, inside the document. */
function nestedScrollers() {
  return [...document.querySelectorAll('main *')]
    .filter((element) => {
      const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowY);
      return scrolls && element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0;
    })
    .map(({ className }) => className);
}

/** Plots that are too low to be read, names of sliders in two lines, zones of the rate without a name, or with one that
 * meets the next. */
function cramped() {
  const isShown = (/** @type {Element} */ element) => element.getClientRects().length > 0;
  const all = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].filter(isShown);
  const isWide = innerWidth >= 1024 && innerHeight >= 600;
  const isOnEnd = innerWidth >= 370 && innerWidth < 640;
  const names = [...document.querySelectorAll('.zone-names > span')];
  const isMet = (/** @type {Element} */ name, /** @type {number} */ i) => {
    const next = names[i + 1] ?? document.querySelector('[data-testid="optimizer.rate-number"]');
    return !isShown(name) || name.getBoundingClientRect().right > next.getBoundingClientRect().left;
  };
  return [
    ...all('.descent > .stage .plot').filter((plot) => plot.clientHeight < 95),
    ...all('.problem .control-name').filter((name) => name.getBoundingClientRect().height > 24),
    ...(isWide ? [...document.querySelectorAll('.zone-name')].filter((name) => !isShown(name)) : []),
    ...(isOnEnd ? names.filter(isMet) : []),
  ].map((element) => `${element.className} ${element.textContent} ${element.clientHeight}`.slice(0, 80));
}

/** The parts of the open guide's first move that are not in view together, at the top of the document. */
function outOfSight() {
  scrollTo(0, 0);
  const floor = document.querySelector('footer')?.getBoundingClientRect().top ?? 0;
  return ['.guide', '.chart-data .plot', '.chart-loss .plot'].filter((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return !box || box.height === 0 || box.bottom > floor + 1;
  });
}

for (const name of browserNames) {
  test(`${name}: on a phone the guide and both charts are in view together`, { timeout: 60_000 }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    if (name === 'webkit') await browser.openFramed?.(fileAddresses[0], 390, 844);
    else await browser.open(fileAddresses[0]);
    await browser.until(ready);
    if (name !== 'webkit') await browser.resize(390, 844);
    await browser.click(id('guide-begin'));
    await browser.until(() => document.querySelector('.guide') !== null);
    assert.deepEqual(await browser.evaluate(outOfSight), []);
  });

  test(`${name}: the learning rate, its verdict and Play are in reach at every size`, {
    timeout: 120_000,
  }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);
    for (const [width, height] of sizes) {
      await t.test(`${width} × ${height}`, async () => {
        if (name === 'webkit' && width < minWebkitWidth) {
          await browser.openFramed?.(fileAddresses[0], width, height);
          await browser.until(ready);
        } else await browser.resize(width, height);
        await browser.until((/** @type {number} */ wanted) => Math.abs(innerWidth - wanted) < 40, width);
        assert.deepEqual(await browser.evaluate(outside, always), []);
        // The charts follow the window a moment later.
        await browser.until(isNotWider);
        assert.deepEqual(await browser.evaluate(cramped), []);
        if (width >= 1024 && height >= 600) assert.deepEqual(await browser.evaluate(outside, notebookSliders), []);
        assert.deepEqual(await browser.evaluate(unreachable), []);
        if (width < 1024 || height < 600) assert.deepEqual(await browser.evaluate(nestedScrollers), []);
      });
    }
    assert.deepEqual(await browser.problems(), []);
  });
}
