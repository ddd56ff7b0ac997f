// The race in three browsers: from the switch in the header to a finished race, by pointer and by keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import { browserNames, openBrowser } from './browsers.mjs';
import { id, reaches, ready, setSlider, text } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** Whether the race was run and its charts are drawn. */
function raced() {
  const rows = document.querySelectorAll('[data-testid=race-standings] tbody tr');
  const contour = document.querySelector('[data-testid=chart-raceLandscape] .contour');
  return rows.length === 4 && contour !== null && document.querySelector('[data-testid=chart-raceHistory] .main-svg') !== null;
}

/** Names of the standings, best first. */
const order = () => [...document.querySelectorAll('[data-testid=race-standings] .standing-name')].map((name) => name.textContent);

for (const name of browserNames) {
  test(`${name}: a race`, { timeout: 120_000 }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);

    await t.test('the header opens it, finished, with its standings', async () => {
      await browser.click(`${id('view.workspace-race')} + span`);
      await browser.until(raced);
      assert.equal((await browser.evaluate(order))[0], 'L-BFGS');
      await reaches(browser, 300);
    });

    await t.test('the run bar plays it back and forth', async () => {
      await browser.click(id('run-reset'));
      await reaches(browser, 0);
      await browser.click(id('run-play'));
      await browser.until(() => Number(document.querySelector('[data-testid=epoch]')?.textContent) > 3);
      await browser.click(id('run-play'));
      await browser.evaluate(setSlider, id('timeline'), 20);
      await reaches(browser, 20);
    });

    await t.test('a chosen runner tells its step', async () => {
      await browser.click(id('choose-2'));
      await browser.until(() => /20 → 21/.test(document.querySelector('[data-testid=race-step-epoch]')?.textContent ?? ''));
      assert.match(await browser.evaluate(text, id('race-sentence')), /\d/);
    });

    await t.test('a bound ends runs early; what is not a number says so', async () => {
      const type = (/** @type {string} */ value) => browser.evaluate((/** @type {string} */ selector, /** @type {string} */ typed) => {
        const input = /** @type {HTMLInputElement} */ (document.querySelector(selector));
        input.value = typed;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }, id('race-bound-target'), value);
      await type('x');
      await browser.until(() => document.querySelector('[data-testid=race-bound-target-error]')?.textContent !== '');
      await type('0.1');
      await browser.until(() => /buscada|Target loss/.test(document.querySelector('[data-testid=race-standings]')?.textContent ?? ''));
      await type('');
      await browser.until(() => !/buscada|Target loss/.test(document.querySelector('[data-testid=race-standings]')?.textContent ?? ''));
    });

    await t.test('another method runs at once, and a removed one is gone', async () => {
      await browser.evaluate((/** @type {string} */ selector) => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelector(selector));
        select.value = 'newton';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }, id('runner-0-method'));
      await browser.until(() => document.querySelector('[data-testid=race-standings] .standing-name')?.textContent?.includes('Newton'));
      await browser.click(id('runner-3-remove'));
      await browser.until(() => document.querySelectorAll('[data-testid=race-standings] tbody tr').length === 3);
    });

    await t.test('the link brings the same race back', async () => {
      await browser.until(() => location.hash.includes('newton') && !location.hash.includes('lbfgs'));
      const before = await browser.evaluate(order);
      await browser.open(`${fileAddresses[0]}${await browser.evaluate(() => location.hash)}`);
      await browser.until(() => document.querySelectorAll('[data-testid=race-standings] tbody tr').length === 3);
      assert.deepEqual(await browser.evaluate(order), before);
    });

    await t.test('a function that is not one says so and nothing is lost', async () => {
      await browser.evaluate((/** @type {string} */ selector) => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelector(selector));
        select.value = 'typed';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }, id('race-problem'));
      await browser.evaluate((/** @type {string} */ selector) => {
        const input = /** @type {HTMLInputElement} */ (document.querySelector(selector));
        input.value = 'w1^2+';
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }, id('race-typed'));
      await browser.until(() => (document.querySelector('[data-testid=race-problem-error]')?.textContent ?? '') !== '');
      assert.equal((await browser.evaluate(order)).length, 3);
    });

    await t.test('nothing went wrong, and nothing wanted to leave', async () => {
      assert.deepEqual(await browser.problems(), []);
    });
  });
}

test('axe finds nothing to object to in the race', { timeout: 120_000 }, async (t) => {
  const browser = await openBrowser('chromium');
  t.after(browser.close);
  for (const scheme of ['light', 'dark']) {
    await browser.emulate({ 'prefers-color-scheme': scheme });
    for (const [width, height] of [[1440, 900], [390, 844]]) {
      await browser.resize(width, height);
      await browser.open('about:blank');
      await browser.open(`${fileAddresses[0]}#view.workspace=race`);
      await browser.until(raced);
      await t.test(`${scheme}, ${width} px`, async () => {
        await browser.evaluate(axe.source);
        const results = /** @type {import('axe-core').AxeResults} */ (await browser.evaluate('axe.run(document)'));
        assert.deepEqual(results.violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 140)).join(' | ')}`), []);
      });
    }
  }
});
