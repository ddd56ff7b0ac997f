// axe-core's rules, WCAG 2.2 AA and its best practices, in both languages, light and dark, wide and narrow.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { chromiumTest, openBrowser } from './browsers.mjs';
import { id, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

chromiumTest('axe finds nothing to object to', { timeout: 180_000 }, async (t) => {
  const browser = await openBrowser('chromium');
  t.after(browser.close);
  for (const scheme of ['light', 'dark']) {
    await browser.emulate({ 'prefers-color-scheme': scheme });
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ]) {
      await browser.resize(width, height);
      await browser.open(fileAddresses[0]);
      await browser.until(ready);
      // The theme of an earlier visit is remembered.
      if ((await browser.evaluate(() => document.documentElement.dataset.theme)) !== scheme)
        await browser.click(id('theme'));
      assert.equal(await browser.evaluate(() => document.documentElement.dataset.theme), scheme);
      for (let turn = 0; turn < 2; ++turn) {
        const language = await browser.evaluate(() => document.documentElement.lang);
        await t.test(`${scheme}, ${width} px, ${language}`, async () => {
          assert.deepEqual(await violations(browser), []);
        });
        // Dialogs and present mode: in light colours in one language, in dark ones in the other.
        if (turn === Number(scheme === 'dark')) {
          await t.test(`${scheme}, ${width} px, ${language}: present mode, and its blank screen`, async () => {
            await browser.press('p');
            assert.deepEqual(await violations(browser), []);
            await browser.press('b');
            assert.deepEqual(await violations(browser), []);
            await browser.press('b', 'Escape');
          });
          await t.test(`${scheme}, ${width} px, ${language}: the Share sheet`, async () => {
            await browser.click(id('share'));
            assert.deepEqual(await violations(browser), []);
            await browser.press('Escape');
          });
        }
        await browser.click(id('language'));
      }
    }
  }
});
