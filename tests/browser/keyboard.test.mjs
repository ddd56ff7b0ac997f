// Everything by keyboard alone: every control can be reached, shows its focus, and does its work.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, openBrowser } from './browsers.mjs';
import { epoch, id, playAt, reaches, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

for (const name of browserNames) {
  test(`${name}: keyboard alone`, { timeout: 120_000 }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);

    await t.test('Tab reaches every control, and each shows that it has the focus', async () => {
      const wanted = await browser.evaluate(controls);
      assert.ok(wanted.length > 15);
      /** @type {Map<string, boolean>} */
      const reached = new Map();
      for (let k = 0; k < 3 * wanted.length && wanted.some((control) => !reached.has(control)); ++k) {
        await browser.press('Tab');
        const { control, visible } = await browser.evaluate(focused);
        if (control) reached.set(control, visible);
      }
      assert.deepEqual(
        wanted.filter((control) => !reached.has(control)),
        [],
        'never reached',
      );
      assert.deepEqual(
        wanted.filter((control) => !reached.get(control)),
        [],
        'reached, but it does not show',
      );
    });

    await t.test('space plays and pauses, arrows step', async () => {
      await browser.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
      await browser.evaluate(playAt, 2);
      await browser.click(id('run-reset'));
      await browser.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
      await browser.press(' ');
      await browser.until(() => Number(document.querySelector('[data-testid=epoch]')?.textContent) > 3);
      await browser.press(' ');
      await new Promise((resolve) => setTimeout(resolve, 50));
      const held = await browser.evaluate(epoch);
      await browser.press('ArrowRight');
      await reaches(browser, held + 1);
      await browser.press('ArrowLeft');
      await reaches(browser, held);
    });

    await t.test('a slider follows the arrows', async () => {
      const slider = id('data.constants.m-slider');
      await browser.evaluate((where) => /** @type {HTMLElement} */ (document.querySelector(where)).focus(), slider);
      const value = () =>
        browser.evaluate(
          (where) => Number(/** @type {HTMLInputElement} */ (document.querySelector(where)).value),
          slider,
        );
      const before = await value();
      await browser.press('ArrowLeft', 'ArrowLeft');
      assert.ok((await value()) < before);
    });

    assert.deepEqual(await browser.problems(), []);
  });
}

/** The names of what can be used now: what is shown and enabled; of a radio group the chosen one. */
function controls() {
  return [...document.querySelectorAll('button, input, select, a[href]')]
    .filter((element) => /** @type {HTMLElement} */ (element).checkVisibility?.({ visibilityProperty: true }) ?? true)
    .filter((element) => !(/** @type {HTMLInputElement} */ (element).disabled))
    .filter((element) => /** @type {HTMLElement} */ (element).tabIndex >= 0)
    .filter((element) => element.getAttribute('type') !== 'radio' || /** @type {HTMLInputElement} */ (element).checked)
    .map((element) => /** @type {HTMLElement} */ (element).dataset.testid ?? '')
    .filter(Boolean);
}

/** The element that has the focus, and whether an outline or a shadow shows it. */
function focused() {
  const element = /** @type {HTMLElement} */ (document.activeElement);
  const drawn = [element, element.parentElement, element.closest('label')].some((part) => {
    if (!part) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  });
  return { control: element.dataset.testid, visible: drawn };
}
