// What cannot be: each field says so in a sentence, in both languages, and the last good picture stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, openBrowser } from './browsers.mjs';
import { id, ready, setSlider, text } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** @type {[field: string, typed: string[]][]} */
const bad = [
  ['data.n', ['0', '1', '1e8', '10.5', '', 'many', 'NaN', '∞']],
  ['data.noise.sd', ['-1', '', '1e308', '-Infinity']],
  ['data.to', ['-2', 'x']],
  ['optimizer.rate', ['0', '-0.1', '', 'fast']],
  ['stop.epochs', ['1e7', '-1', '2.5']],
  ['model.start.w1', ['', '1e308', '--5']],
];

const errorOf = (/** @type {string} */ field) => id(`${field}-error`);

for (const name of browserNames) {
  test(`${name}: a bad value gets its sentence and loses nothing`, { timeout: 180_000 }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);
    await browser.evaluate(setSlider, id('timeline'), 200);
    const picture = await browser.evaluate(text, id('chart-loss-summary'));
    assert.ok(picture.length > 20);

    for (const [field, values] of bad) {
      for (const value of values) {
        await browser.evaluate(type, id(`${field}-number`), value);
        const sentence = await browser.until((/** @type {string} */ where) => document.querySelector(where)?.textContent, errorOf(field));
        assert.ok(sentence.length > 10 && !/[{}]|undefined|NaN\b.*NaN/.test(sentence), `${field} = ${value}: ${sentence}`);
        assert.equal(await browser.evaluate(text, id('chart-loss-summary')), picture, `${field} = ${value}`);

        await browser.click(id('language'));
        const other = await browser.evaluate(text, errorOf(field));
        assert.ok(other.length > 10 && other !== sentence, `${field} = ${value}: ${other}`);
        await browser.click(id('language'));

        await browser.evaluate(leave, id(`${field}-number`));
        assert.equal(await browser.evaluate(text, errorOf(field)), '', `${field} is well again after ${value}`);
      }
    }
    assert.deepEqual(await browser.problems(), []);
  });
}

/** @param {string} selector @param {string} value */
function type(selector, value) {
  const field = /** @type {HTMLInputElement} */ (document.querySelector(selector));
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {string} selector */
function leave(selector) {
  /** @type {HTMLInputElement} */ (document.querySelector(selector)).focus();
  /** @type {HTMLInputElement} */ (document.querySelector(selector)).blur();
}
