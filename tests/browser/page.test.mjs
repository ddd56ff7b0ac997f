// The page as people get it: from a disk with the network off, as a folder of files and as a single file, in three
// browsers. One visit each: play, scrub, step, switch language, and nothing goes wrong on the way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, openBrowser } from './browsers.mjs';
import { epoch, id, playAt, reaches, ready, setSlider, text } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

for (const name of browserNames) {
  for (const address of fileAddresses) {
    test(`${name}, ${address.split('/').at(-1)} from file://`, { timeout: 120_000 }, async (t) => {
      const browser = await openBrowser(name);
      t.after(browser.close);
      await browser.open(address);
      await browser.until(ready);
      await browser.evaluate(playAt, 2);

      await t.test('play moves the descent, pause holds it', async () => {
        await browser.click(id('run-reset'));
        await browser.click(id('run-play'));
        const moving = await browser.until(
          () => Number(document.querySelector('[data-testid=epoch]')?.textContent) > 5,
        );
        assert.ok(moving);
        await browser.click(id('run-play'));
        await new Promise((resolve) => setTimeout(resolve, 50));
        const held = await browser.evaluate(epoch);
        await new Promise((resolve) => setTimeout(resolve, 200));
        assert.equal(await browser.evaluate(epoch), held);
      });

      await t.test('the timeline scrubs to any epoch and back', async () => {
        for (const target of [300, 101]) {
          await browser.evaluate(setSlider, id('timeline'), target);
          await reaches(browser, target);
        }
        await browser.click(id('run-back'));
        await reaches(browser, 100);
        await browser.click(id('run-step'));
        await reaches(browser, 101);
        await browser.click(id('run-end'));
        await reaches(browser, 401);
      });

      await t.test('the language switches and keeps the state', async () => {
        await browser.evaluate(setSlider, id('timeline'), 123);
        await reaches(browser, 123);
        const before = await browser.evaluate(() => document.documentElement.lang);
        const heading = await browser.evaluate(text, 'h2');
        await browser.click(id('language'));
        assert.notEqual(await browser.evaluate(() => document.documentElement.lang), before);
        assert.notEqual(await browser.evaluate(text, 'h2'), heading);
        assert.equal(await browser.evaluate(epoch), 123);
        await browser.click(id('language'));
        assert.equal(await browser.evaluate(() => document.documentElement.lang), before);
      });

      await t.test('a slider moves the data, and the run follows', async () => {
        const summary = await browser.evaluate(text, id('chart-data-summary'));
        await browser.evaluate(setSlider, id('data.constants.m-slider'), -3);
        await browser.until(
          (/** @type {string} */ old) =>
            document.querySelector('[data-testid=chart-data-summary]')?.textContent !== old,
          summary,
        );
      });

      await t.test('nothing went wrong, and nothing wanted to leave', async () => {
        assert.deepEqual(await browser.problems(), []);
      });
    });
  }
}
