// Words in place and ways back: definitions on hover, focus and tap; Help opens at its top; Back and Forward move
// between workspaces and links; what a hand does on the charts a key does too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, openBrowser } from './browsers.mjs';
import { id, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** @import { Browser } from './browsers.mjs' */

const word = '.rate-strip [data-term="learningRate"]';

/** The definition that is shown, or ''. */
function definition() {
  const tip = /** @type {HTMLElement} */ (document.querySelector('.term-tip'));
  const { top, left, bottom, right } = tip.getBoundingClientRect();
  const isInside = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
  return tip.hidden ? '' : `${isInside ? '' : 'outside: '}${tip.textContent}`;
}

/** An event of a pointer on an element. @param {string} selector @param {string} type @param {string} pointerType */
function point(selector, type, pointerType) {
  const element = /** @type {Element} */ (document.querySelector(selector));
  element.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType }));
}

/** @param {Browser} browser @param {RegExp} pattern */
async function defines(browser, pattern) {
  assert.match(await browser.evaluate(definition), pattern);
}

for (const name of browserNames) {
  test(`${name}: words in place and ways back`, { timeout: 120_000 }, async (t) => {
    const browser = await openBrowser(name, { width: 1366, height: 641 });
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);
    const definitionOfRate = /^(Tasa de aprendizaje|Learning rate)/;

    await t.test('a word shows its definition on hover, focus and tap, and Escape hides it', async () => {
      await browser.evaluate(point, word, 'pointerover', 'mouse');
      await defines(browser, definitionOfRate);
      await browser.evaluate(point, 'h1', 'pointerover', 'mouse');
      await defines(browser, /^$/);
      await browser.evaluate((where) => /** @type {HTMLElement} */ (document.querySelector(where)).focus(), word);
      await defines(browser, definitionOfRate);
      await browser.press('Escape');
      await defines(browser, /^$/);
      await browser.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
      await browser.evaluate(point, word, 'pointerover', 'touch');
      await defines(browser, /^$/);
      await browser.click(word);
      await defines(browser, definitionOfRate);
      await browser.press('Escape');
    });

    await t.test('Help opens at its top, lists every word of the page, and returns the focus', async () => {
      await browser.click(id('help'));
      const { top, terms, words } = await browser.evaluate(() => {
        const dialog = /** @type {HTMLElement} */ (document.querySelector('[data-testid=help-dialog]'));
        const listed = [...dialog.querySelectorAll('.terms dt')].map(
          (name) => /** @type {HTMLElement} */ (name).dataset.t,
        );
        const used = [...document.querySelectorAll('[data-term]')].map(
          (element) => `glossary.${/** @type {HTMLElement} */ (element).dataset.term}.name`,
        );
        return { top: dialog.scrollTop, terms: listed, words: [...new Set(used)] };
      });
      assert.equal(top, 0);
      assert.ok(words.length > 8);
      assert.deepEqual(
        words.filter((used) => !terms.includes(used)),
        [],
      );
      await browser.press('Escape');
      await browser.until(() => /** @type {any} */ (document.activeElement).dataset.testid === 'help');
    });

    await t.test('Back and Forward move between workspaces and links', async () => {
      /** @param {() => void} move @param {string} wanted the workspace and the learning rate of the page */
      const go = async (move, wanted) => {
        await browser.evaluate(move);
        await browser.until((/** @type {string} */ place) => {
          const { experiment } = /** @type {any} */ (globalThis).descenso;
          const open = /** @type {HTMLInputElement | null} */ (document.querySelector('.workspaces input:checked'));
          return `${open?.value} ${experiment.optimizer.rate}` === place;
        }, wanted);
      };
      await browser.evaluate(() => {
        location.hash = '#optimizer.rate=0.2';
      });
      await browser.until(() => /** @type {any} */ (globalThis).descenso.experiment.optimizer.rate === 0.2);
      await browser.click(`${id('view.workspace-race')} + span`);
      await browser.until(() => location.hash.includes('race'));
      await go(() => {}, 'race 0.2');
      await go(() => history.back(), 'descent 0.2');
      await go(() => history.back(), 'descent 0.01');
      await go(() => history.forward(), 'descent 0.2');
      await go(() => history.forward(), 'race 0.2');
      await go(() => history.back(), 'descent 0.2');
    });

    await t.test('an epoch under the pointer has its values', async () => {
      await browser.click(id('run-end'));
      await browser.evaluate(() => {
        const plot = /** @type {Element} */ (document.querySelector('[data-testid=chart-history]'));
        const { left, top, width, height } = plot.getBoundingClientRect();
        const at = { clientX: left + 0.5 * width, clientY: top + 0.5 * height, bubbles: true, pointerType: 'mouse' };
        plot.dispatchEvent(new PointerEvent('pointermove', at));
      });
      const tip = await browser.until(() => document.querySelector('.chart-history .tip:not([hidden])')?.textContent);
      assert.match(tip, /\d/);
    });

    assert.deepEqual(await browser.problems(), []);
  });
}
