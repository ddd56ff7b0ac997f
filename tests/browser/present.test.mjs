// Present mode: what fills the window, the keys of a talk, and charts on which a pointer still means what it touches.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, openBrowser } from './browsers.mjs';
import { id, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** The height of a tick label of a chart, in pixels of the window. */
const tickHeight = () => document.querySelector('.chart-loss .xtick text')?.getBoundingClientRect().height ?? 0;

/** Whether the loss chart has been drawn in its new size. */
const isDrawn = () => {
  const plot = /** @type {Element} */ (document.querySelector('[data-testid=chart-loss]'));
  return plot.querySelector('.main-svg')?.getAttribute('width') === String(plot.clientWidth);
};

/** The elements that must be in view but are not. */
const outside = () =>
  ['.state', '.chart-data', '.chart-loss', '.rate-strip', '.run-bar', '.present-bar'].filter((selector) => {
    const { top, left, bottom, right, width } = /** @type {Element} */ (
      document.querySelector(selector)
    ).getBoundingClientRect();
    return width === 0 || top < 0 || left < 0 || bottom > innerHeight + 1 || right > innerWidth + 1;
  });

/** The parameter in the middle of the loss chart, from the places of its ticks. */
function middle() {
  const centre = (/** @type {Element} */ element) => {
    const { left, right } = element.getBoundingClientRect();
    return (left + right) / 2;
  };
  const ticks = [...document.querySelectorAll('.chart-loss .xtick text')]
    .map((tick) => ({ value: Number(tick.textContent?.replace('−', '-')), at: centre(tick) }))
    .filter(({ value }) => value >= 0);
  const [a, b] = [ticks[0], ticks[ticks.length - 1]];
  const plot = centre(/** @type {Element} */ (document.querySelector('[data-testid=chart-loss]')));
  return a.value + ((plot - a.at) / (b.at - a.at)) * (b.value - a.value);
}

for (const name of browserNames) {
  test(`${name}: present mode`, { timeout: 120_000 }, async (t) => {
    const browser = await openBrowser(name, { width: 1366, height: 641 });
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);
    const height = await browser.evaluate(tickHeight);
    await browser.press('p');
    await browser.until(
      (/** @type {number} */ before) =>
        (document.querySelector('.chart-loss .xtick text')?.getBoundingClientRect().height ?? 0) > 1.3 * before,
      height,
    );
    assert.deepEqual(await browser.evaluate(outside), []);
    await browser.until(isDrawn);

    await t.test('a click on the curve sets the start where it was clicked', async () => {
      const wanted = await browser.evaluate(middle);
      await browser.click(id('chart-loss'));
      const start = await browser.until(() => {
        const { model } = /** @type {any} */ (globalThis).descenso.experiment;
        return model.start.w1 === 10 ? 0 : model.start.w1;
      });
      assert.ok(Math.abs(start - wanted) < 0.15, `${start} for ${wanted}`);
    });

    await t.test('on the window of a small projector everything is in view, and h has a slider', async () => {
      await browser.resize(1024, 768);
      await browser.until(isDrawn);
      assert.deepEqual(await browser.evaluate(outside), []);
      const width = await browser.evaluate(
        () => document.querySelector('.rate-strip input[type=range]')?.getBoundingClientRect().width,
      );
      assert.ok(Number(width) > 400, `${width} pixels`);
      await browser.resize(1366, 641);
      await browser.until(isDrawn);
    });

    await t.test('keys play a situation, blank the screen and leave', async () => {
      await browser.press('5');
      await browser.until(() => document.querySelector('.rate-strip')?.getAttribute('data-zone') === 'diverges');
      await browser.press('b');
      await browser.until(() => document.querySelector('dialog.blank-screen[open]') !== null);
      await browser.press('x');
      await browser.until(() => document.querySelector('dialog[open]') === null);
      await browser.press('Escape');
      await browser.until(() => document.querySelector('.problem')?.checkVisibility());
    });

    await t.test('the guide beside the charts has its own chart, which shows the epochs of every rate', async () => {
      await browser.evaluate(() => {
        location.hash = '#at.guide=guess';
      });
      await browser.until(() => document.querySelector('[data-testid=guide-number]') !== null);
      await browser.press('p');
      await browser.evaluate(() => /** @type {any} */ (document.querySelector('[data-testid=guide-number]')).focus());
      await browser.write('0.3');
      await browser.press('Enter');
      await browser.until(() => /** @type {any} */ (document.querySelector('.guide .chart'))?.checkVisibility());
    });

    assert.deepEqual(await browser.problems(), []);
  });
}
