// Descent plays every method of the catalog, with its step explained: in Chromium all of them, in the other browsers
// one of each family, and with METHODS=all all of them. The rhythm of their frames is measured by tests/bench/page.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { browserNames, openBrowser } from './browsers.mjs';
import { id, playAt, reaches, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

const catalog = (await createEngine()).catalog().optimizers;

/** The first method of each family. */
const oneOfEachFamily = catalog
  .filter(({ family }, k) => catalog.findIndex((other) => other.family === family) === k)
  .map(({ name }) => name);

/** The methods of the menu. */
const methods = () =>
  [.../** @type {NodeListOf<HTMLOptionElement>} */ (document.querySelectorAll('[data-testid="optimizer.name"] option'))]
    .map(({ value }) => value)
    .sort();

/** @param {string} name */
function choose(name) {
  const menu = /** @type {HTMLSelectElement} */ (document.querySelector('[data-testid="optimizer.name"]'));
  menu.value = name;
  menu.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Whether the run of a method is shown, and its step with its arithmetic. @param {string} name */
function isExplained(name) {
  const { problem } = /** @type {any} */ (globalThis).descenso;
  const sentence = document.querySelector('[data-testid=method-sentence]')?.textContent ?? '';
  const update = document.querySelector('[data-testid=update]')?.textContent ?? '';
  return problem?.experiment.optimizer.name === name && (name === 'gd' ? /\d/.test(update) : /\d/.test(sentence));
}

/** Whether playing has gone beyond epoch 1, or the run has no more of them. */
function hasPlayed() {
  const { problem } = /** @type {any} */ (globalThis).descenso;
  const epoch = Number(document.querySelector('[data-testid=epoch]')?.textContent);
  return epoch > 1 || epoch >= problem.trajectory.epochs;
}

for (const name of browserNames) {
  test(`${name}: methods of the catalog play, with their steps explained, without an error`, {
    timeout: 180_000,
  }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);
    await browser.evaluate(playAt, 10);
    const all = await browser.evaluate(methods);
    assert.ok(all.length > 20);
    const isWhole = name === 'chromium' || process.env.METHODS === 'all';
    assert.deepEqual(all, catalog.map(({ name: method }) => method).sort());
    for (const method of isWhole ? all : oneOfEachFamily) {
      await browser.evaluate(choose, method);
      await browser.click(id('run-reset'));
      await browser.click(id('run-step'));
      await reaches(browser, 1);
      await browser.until(isExplained, method);
      await browser.click(id('run-play'));
      await browser.until(hasPlayed);
      await browser.until(isExplained, method);
    }
    assert.deepEqual(await browser.problems(), []);
  });
}
