// Invalid input: each field explains it in a sentence, in both languages, and the last valid picture stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, openBrowser } from './browsers.mjs';
import { id, reaches, ready, setSlider, text } from './hooks.mjs';
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
    // The summary of a chart is written once the page rests.
    const first = await browser.until(
      (/** @type {string} */ where) => document.querySelector(where)?.textContent,
      id('chart-loss-summary'),
    );
    await browser.evaluate(setSlider, id('timeline'), 200);
    await reaches(browser, 200);
    const picture = await browser.until(otherText, id('chart-loss-summary'), first);

    for (const [field, values] of bad) {
      const good = await browser.evaluate(
        (/** @type {string} */ where) => /** @type {HTMLInputElement} */ (document.querySelector(where)).value,
        id(`${field}-number`),
      );
      for (const value of values) {
        await browser.evaluate(type, id(`${field}-number`), value);
        const sentence = await browser.until(
          (/** @type {string} */ where) => document.querySelector(where)?.textContent,
          errorOf(field),
        );
        assert.ok(
          sentence.length > 10 && !/[{}]|undefined|NaN\b.*NaN/.test(sentence),
          `${field} = ${value}: ${sentence}`,
        );
        await browser.until(says, id('chart-loss-summary'), picture);

        // Not by a click: that would leave the field, and leaving it brings back what holds.
        await browser.evaluate(switchLanguage, id('language'));
        const other = await browser.evaluate(text, errorOf(field));
        assert.ok(other.length > 10 && other !== sentence, `${field} = ${value}: ${other}`);
        await browser.evaluate(switchLanguage, id('language'));

        await browser.evaluate(type, id(`${field}-number`), good);
        await browser.until(says, errorOf(field), '');
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

/** A text that is no longer the one before. @param {string} selector @param {string} before */
function otherText(selector, before) {
  const now = document.querySelector(selector)?.textContent;
  return now !== before && now;
}

/** @param {string} selector @param {string} expected */
function says(selector, expected) {
  return document.querySelector(selector)?.textContent === expected;
}

/** @param {string} selector */
function switchLanguage(selector) {
  /** @type {HTMLElement} */ (document.querySelector(selector)).click();
}
