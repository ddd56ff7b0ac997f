// The panels of Descent beside its charts, and the parts of the form that unfold, on a small laptop.
import assert from 'node:assert/strict';
import { chromiumTest, openBrowser } from './browsers.mjs';
import { id, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** Heights of the cards of the charts. */
const heights = () =>
  ['data', 'loss', 'history'].map((name) => {
    const card = /** @type {Element} */ (document.querySelector(`.chart-${name}`));
    return Math.round(card.getBoundingClientRect().height);
  });

/** Whether an element is inside the part of the form that is in view. @param {string} selector */
function isInView(selector) {
  const { top, bottom } = /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
  const form = /** @type {Element} */ (document.querySelector('.problem')).getBoundingClientRect();
  return top >= form.top - 1 && bottom <= form.bottom + 1;
}

/** Number of the columns in which the map's cards stand. */
const mapColumns = () =>
  new Set([...document.querySelectorAll('.map-stage > .card')].map((card) => card.getBoundingClientRect().left)).size;

chromiumTest('chromium: panels and unfolded parts at 1366 × 641', { timeout: 60_000 }, async (t) => {
  const browser = await openBrowser('chromium', { width: 1366, height: 641 });
  t.after(browser.close);
  await browser.open(fileAddresses[0]);
  await browser.until(ready);
  const atRest = await browser.evaluate(heights);

  for (const panel of ['step', 'log', 'table', 'trace', 'fit'])
    await t.test(`the charts keep their heights beside ${panel}`, async () => {
      await browser.click(id(`tab-${panel}`));
      assert.deepEqual(await browser.evaluate(heights), atRest);
    });
  await browser.click(id('tab-fit'));

  await t.test('what a button of the form unfolds comes into view', async () => {
    for (const part of ['data', 'model', 'loss', 'method']) await browser.click(id(`more-${part}`));
    assert.ok(await browser.evaluate(isInView, '#section-method-more'));
  });

  await t.test('the panel of the map keeps its place', async () => {
    await browser.open(`${fileAddresses[0]}#view.workspace=map`);
    await browser.until(() => document.querySelector('.map-stage .main-svg') !== null);
    assert.equal(await browser.evaluate(mapColumns), 2);
  });

  assert.deepEqual(await browser.problems(), []);
});
