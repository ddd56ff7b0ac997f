// The straight line on the data is dragged by a mouse, while the run behind it is computed again and again.
import assert from 'node:assert/strict';
import { chromiumTest, openBrowser } from './browsers.mjs';
import { ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** The place of a point of the data chart in the window, from its tick labels. @param {number} x @param {number} y */
function placeOf(x, y) {
  const along = (/** @type {string} */ axis, /** @type {number} */ value) => {
    const ticks = [...document.querySelectorAll(`.chart-data .${axis}tick text`)].map((tick) => {
      const { left, right, top, bottom } = tick.getBoundingClientRect();
      return {
        value: Number(tick.textContent?.replace('−', '-')),
        at: axis === 'x' ? (left + right) / 2 : (top + bottom) / 2,
      };
    });
    // A minus shifts the middle of a label, so that labels without one are compared.
    const [a, b] = ticks.filter((tick) => tick.value >= 0);
    return a.at + ((value - a.value) / (b.value - a.value)) * (b.at - a.at);
  };
  return [along('x', x), along('y', y)];
}

/** Starting values. @returns {{ w1: number, w2: number }} */
const start = () => /** @type {any} */ (globalThis).descenso.experiment.model.start;

chromiumTest('a line follows the mouse by its middle, then by its end', { timeout: 60_000 }, async (t) => {
  const browser = await openBrowser('chromium');
  t.after(browser.close);
  await browser.open(`${fileAddresses[0]}#model.formula=w1%2Bw2*x&model.start.w1=0&model.start.w2=6`);
  await browser.until(ready);
  const { page } = browser;
  assert.ok(page);
  const drag = async (/** @type {[number, number]} */ from, /** @type {[number, number]} */ to) => {
    const [[left, top], [right, bottom]] = [
      await browser.evaluate(placeOf, ...from),
      await browser.evaluate(placeOf, ...to),
    ];
    await page.mouse.move(left, top);
    await page.mouse.down();
    for (let step = 1; step <= 8; ++step) {
      await page.mouse.move(left + ((right - left) * step) / 8, top + ((bottom - top) * step) / 8);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await page.mouse.up();
    await new Promise((resolve) => setTimeout(resolve, 600));
  };
  await drag([0, 0], [0, 5]);
  const moved = await browser.evaluate(start);
  assert.equal(moved.w2, 6);
  assert.ok(Math.abs(moved.w1 - 5) < 0.5, `it was moved up by 5, not ${moved.w1}`);
  await drag([1.5, moved.w1 + 9], [1.5, moved.w1]);
  const turned = await browser.evaluate(start);
  assert.ok(Math.abs(turned.w1 - moved.w1) < 0.1);
  assert.ok(Math.abs(turned.w2) < 0.5, `it was turned until it lies flat, not to ${turned.w2}`);
  assert.deepEqual(await browser.problems(), []);
});
