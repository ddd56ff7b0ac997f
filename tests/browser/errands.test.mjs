// Errands of a lesson, from a first visit, in as few gestures as they should take. A click, a key and a choice from a
// menu are a gesture each. Answers are checked by loops that share no code with the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, openBrowser } from './browsers.mjs';
import { epochsToSettle } from '../loops.mjs';
import { data, id, ready, reaches } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** @import { Browser } from './browsers.mjs' */

/** The first visit, with a counter of gestures. @param {Browser} browser */
async function firstVisit(browser) {
  await browser.open(fileAddresses[0]);
  await browser.until(ready);
  let gestures = 0;
  return {
    /** @param {string} testId */
    async click(testId) {
      gestures += 1;
      await browser.click(id(testId));
    },
    /** @param {string} key */
    async press(key) {
      gestures += 1;
      await browser.press(key);
    },
    /** Chooses from a menu the option with that text. @param {string} testId @param {string} key of the preset */
    async choose(testId, key) {
      gestures += 1;
      await browser.evaluate(chooseOption, id(testId), `presets.${key}`);
    },
    get gestures() {
      return gestures;
    },
  };
}

/** @param {string} selector @param {string} key of the text */
function chooseOption(selector, key) {
  const menu = /** @type {HTMLSelectElement} */ (document.querySelector(selector));
  const option = [...menu.options].find(({ dataset }) => dataset.t === key);
  menu.value = option?.value ?? '';
  menu.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The zone of the learning rate, the key of the sentence, and whether the ball is in the window. */
function seen() {
  const colour = getComputedStyle(document.documentElement).getPropertyValue('--model').trim();
  // Plotly's points have a style, those of the plain plot an attribute.
  const probe = document.createElement('i');
  probe.style.color = colour;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  const ball = [...document.querySelectorAll('.chart-loss path.point, .chart-loss .point path')].find(
    (path) => getComputedStyle(path).fill === computed,
  );
  const { left, right, top, bottom } = /** @type {Element} */ (ball).getBoundingClientRect();
  const state = /** @type {HTMLElement | null} */ (document.querySelector('.state'));
  const strip = /** @type {HTMLElement | null} */ (document.querySelector('.rate-strip'));
  return {
    zone: strip?.dataset.zone,
    state: state?.dataset.state,
    sentence: state?.textContent ?? '',
    isBallInView: left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight,
    epoch: Number(document.querySelector('[data-testid=epoch]')?.textContent),
    ghosts: document.querySelectorAll('.chart-loss .scatterlayer .trace').length,
  };
}

/** Waits for the sentence to be one of these. @param {Browser} browser @param {string[]} keys */
const says = (browser, keys) =>
  browser.until(
    (/** @type {string[]} */ wanted) =>
      wanted.includes(/** @type {HTMLElement | null} */ (document.querySelector('.state'))?.dataset.state ?? ''),
    keys,
  );

for (const name of browserNames) {
  test(`${name}: errands`, { timeout: 180_000 }, async (t) => {
    const browser = await openBrowser(name, { width: 1366, height: 641 });
    t.after(browser.close);

    await t.test('too small, right and too large with the ball in view: three gestures', async () => {
      const visit = await firstVisit(browser);
      const before = (await browser.evaluate(seen)).ghosts;
      await visit.click('situation-small');
      await browser.until(() => Number(document.querySelector('[data-testid=epoch]')?.textContent) > 2);
      const small = await browser.evaluate(seen);
      assert.ok(small.zone === 'slow' && small.isBallInView, JSON.stringify(small));
      await visit.click('situation-right');
      await says(browser, ['settledBest']);
      const right = await browser.evaluate(seen);
      assert.ok(right.isBallInView && ['good', 'overshoots'].includes(String(right.zone)), JSON.stringify(right));
      await visit.click('situation-overshoot');
      await says(browser, ['settledOver']);
      const large = await browser.evaluate(seen);
      assert.ok(large.zone === 'overshoots' && large.isBallInView, JSON.stringify(large));
      assert.equal(large.ghosts, before + 2, 'the three runs are one picture');
      assert.ok(visit.gestures <= 5, `${visit.gestures} gestures`);
    });

    await t.test('data without a linear trend, and the line that cannot follow them: three gestures', async () => {
      const visit = await firstVisit(browser);
      await visit.click('more-data');
      await visit.choose('preset-data', 'sinusoid');
      await browser.until(() => /** @type {any} */ (globalThis).descenso.problem.experiment.data.truth.includes('sin'));
      await visit.click('run-play');
      await browser.until(() => Number(document.querySelector('[data-testid=epoch]')?.textContent) > 2);
      assert.equal(visit.gestures, 3);
    });

    await t.test('the best learning rate, the fewest epochs and why: one gesture', async () => {
      const visit = await firstVisit(browser);
      await visit.press('2');
      await says(browser, ['settledBest']);
      const points = await browser.evaluate(data);
      const rate = /** @type {number} */ (
        await browser.evaluate(() => /** @type {any} */ (globalThis).descenso.experiment.optimizer.rate)
      );
      const rates = Array.from({ length: 400 }, (_, k) => 10 ** (-3 + (3 * k) / 400));
      const counts = rates.map((h) => epochsToSettle(points, h));
      const fewest = Math.min(...counts.filter((count) => count >= 0));
      assert.equal(fewest, 1);
      assert.equal(epochsToSettle(points, rate), fewest);
      const { sentence } = await browser.evaluate(seen);
      assert.match(sentence, /\b1\b.*1\/L″/);
      assert.ok(visit.gestures <= 4);
    });

    await t.test('the link with the epoch: one gesture', async () => {
      const visit = await firstVisit(browser);
      await browser.press('ArrowRight', 'ArrowRight', 'ArrowRight');
      await reaches(browser, 3);
      await visit.click('share');
      const link = await browser.evaluate(
        () => /** @type {HTMLInputElement} */ (document.querySelector('[data-testid=share-link]')).value,
      );
      assert.match(link, /at\.position=3/);
      assert.equal(visit.gestures, 1);
      await browser.press('Escape');
    });

    assert.deepEqual(await browser.problems(), []);
  });
}
