// Errands of a lesson, from a first visit, in as few gestures as they should take. A click, a key and a choice from a
// menu are a gesture each. Answers are checked by loops that share no code with the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, chromiumTest, openBrowser } from './browsers.mjs';
import { epochsToSettle } from '../loops.mjs';
import { data, id, paste, playAt, reaches, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** @import { Browser } from './browsers.mjs' */

/** The first visit, with a counter of gestures. @param {Browser} browser */
async function firstVisit(browser) {
  await browser.open(fileAddresses[0]);
  await browser.until(ready);
  await browser.evaluate(playAt, 10);
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

/** Twelve measured points of a decay: 8·exp(−0.35·t) + 0.5, with noise. */
const measured = [8.61, 6.05, 4.63, 3.22, 2.58, 1.79, 1.62, 1.02, 1.11, 0.74, 0.83, 0.61];
const decay = 'w1*exp(-w2*t) + w3';

/** The sum of squared residuals of the decay. @param {number[]} values of w1, w2 and w3 */
const squares = ([w1, w2, w3]) => measured.reduce((sum, y, t) => sum + (y - w1 * Math.exp(-w2 * t) - w3) ** 2, 0);

const progress = id('fit-rivals-progress');

/** @param {string} selector */
const isVisible = (selector) => (document.querySelector(selector)?.getClientRects().length ?? 0) > 0;

/** The selector of the button that makes a compared model the user's. @param {string} formula */
const useOf = (formula) => `[data-formula="${formula}"] .fit-use`;

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

/** Presses Tab until a control has the focus. @param {Browser} browser @param {string} selector
 * @returns {Promise<number>} the keys that it takes */
async function tabTo(browser, selector) {
  const isFocused = (/** @type {string} */ wanted) => document.activeElement?.matches(wanted) ?? false;
  for (let keys = 0; keys < 30; keys += 1) {
    if (await browser.evaluate(isFocused, selector)) return keys;
    await browser.press('Tab');
  }
  const at = await browser.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? '');
  throw new Error(`Tab leads to ${at}, not to ${selector}`);
}

/** @param {string} selector */
const toCentre = (selector) => document.querySelector(selector)?.scrollIntoView({ block: 'center' });

/** Keeps what the page copies. */
function catchCopies() {
  delete document.documentElement.dataset.copied;
  /** @type {any} */ (navigator.clipboard).writeText = async (/** @type {string} */ text) => {
    document.documentElement.dataset.copied = text;
  };
}

const hasRivals = (/** @type {string[]} */ [place, busy]) =>
  document.querySelector(place) !== null && !document.querySelector(busy)?.textContent;

const hasFit = (/** @type {string} */ formula) =>
  /** @type {any} */ (globalThis).descenso.problem.experiment.model.formula === formula &&
  document.querySelector('.panel-fit')?.getAttribute('aria-busy') === 'false' &&
  document.querySelectorAll('[data-testid=fit] tbody tr').length === 3;

/**
 * The errand of twelve points in a language: pasted, used, compared, another model used, the result copied.
 * @param {Browser} browser @param {string} language
 * @param {(selector: string) => Promise<void>} activate a control: by a tap, or by Tab and Enter
 */
async function fitOfTwelvePoints(browser, language, activate) {
  await browser.open(fileAddresses[0]);
  await browser.until(ready);
  if ((await browser.evaluate(() => document.documentElement.lang)) !== language) {
    await browser.click(id('language'));
    await browser.until((/** @type {string} */ wanted) => document.documentElement.lang === wanted, language);
  }
  await browser.evaluate(() => /** @type {HTMLElement | null} */ (document.activeElement)?.blur());
  await browser.evaluate(catchCopies);
  await browser.evaluate(paste, ['t (h);c (mg/L)', ...measured.map((y, t) => `${t};${y}`)].join('\n'));
  await browser.until((/** @type {string} */ place) => document.querySelector(place) !== null, id('own-data-preview'));
  await activate(id('own-data-use'));
  await browser.until(isVisible, id('fit-evidence-residual_pattern-rivals'));
  await activate(id('fit-evidence-residual_pattern-rivals'));
  const ofTime = decay.replace(/\bx\b/, 't');
  await browser.until(hasRivals, [useOf(ofTime), progress]);
  await activate(useOf(ofTime));
  await browser.until(hasFit, ofTime);
  await browser.until(isVisible, id('fit-copy'));
  await activate(id('fit-copy'));
  const copied = await browser.until(() => document.documentElement.dataset.copied);
  assert.match(copied, /^y = 8\.\d+\(\d+\) exp\(-0\.\d+\(\d+\) t\) \+ 0\.\d+\(\d+\)\n/);
  const words = await browser.evaluate(() => document.querySelector('.panel-fit')?.textContent ?? '');
  assert.match(words, language === 'es' ? /Convergió/ : /Converged/);
  assert.match(
    words,
    language === 'es' ? /significa .* con un error estándar de/ : /means .* with a standard error of/,
  );
}

for (const [i, name] of browserNames.entries())
  test(`${name}: the fit of twelve points by keyboard, and on a phone`, { timeout: 180_000 }, async (t) => {
    const browser = await openBrowser(name, { width: 1366, height: 641 });
    t.after(browser.close);
    const languages = i % 2 === 0 ? ['es', 'en'] : ['en', 'es'];
    await t.test(`by keyboard alone, ${languages[0]}`, async () => {
      let [gestures, keys] = [1, 0]; // the paste
      await fitOfTwelvePoints(browser, languages[0], async (selector) => {
        keys += await tabTo(browser, selector);
        await browser.press('Enter');
        gestures += 1;
      });
      assert.equal(gestures, 5);
      assert.ok(keys <= 12, `${keys} times Tab`);
    });
    await t.test(`on a phone, ${languages[1]}`, async () => {
      await browser.resize(390, 844);
      let gestures = 1;
      await fitOfTwelvePoints(browser, languages[1], async (selector) => {
        await browser.evaluate(toCentre, selector); // as a thumb scrolls
        await browser.click(selector);
        gestures += 1;
      });
      assert.equal(gestures, 5);
      assert.ok(await browser.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    });
    assert.deepEqual(await browser.problems(), []);
  });

chromiumTest(
  'the same by mouse, from numbers with decimal commas, and no other curve is closer: five gestures',
  { timeout: 60_000 },
  async (t) => {
    const browser = await openBrowser('chromium', { width: 1366, height: 641 });
    t.after(browser.close);
    const visit = await firstVisit(browser);
    await browser.evaluate(catchCopies);
    const rows = measured.map((y, t) => `${t}\t${String(y).replace('.', ',')}`);
    await browser.evaluate(paste, ['t\ty', ...rows].join('\n'));
    await browser.until((/** @type {string} */ place) => {
      const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(place));
      return button !== null && !button.disabled;
    }, id('own-data-use'));
    await visit.click('own-data-use');
    await browser.until(isVisible, id('fit-evidence-residual_pattern-rivals'));
    await visit.click('fit-evidence-residual_pattern-rivals');
    await browser.until((/** @type {string} */ place) => document.querySelector(place) !== null, useOf(decay));
    await browser.until((/** @type {string} */ place) => !document.querySelector(place)?.textContent, progress);
    await browser.click(useOf(decay));
    await browser.until(
      (/** @type {string} */ formula) =>
        /** @type {any} */ (globalThis).descenso.problem.experiment.model.formula === formula &&
        document.querySelectorAll('[data-testid=fit] tbody tr').length === 3,
      decay,
    );
    await browser.until(isVisible, id('fit-copy'));
    await visit.click('fit-copy');
    const copied = await browser.until(() => document.documentElement.dataset.copied);
    assert.equal(visit.gestures + 2, 5, 'with the paste and the choice of the model');
    assert.match(copied, /^y = 8\.\d+\(\d+\)/);
    const [headline, ...cells] = await browser.evaluate(() => [
      document.querySelector('[data-testid=fit-headline]')?.textContent ?? '',
      ...[...document.querySelectorAll('[data-testid=fit] tbody td:nth-child(2)')].map(
        (cell) => cell.textContent ?? '',
      ),
    ]);
    assert.match(headline, /Convergió|Converged/);
    const values = cells.map(Number);
    for (let i = 0; i < 3; i += 1)
      for (const share of [0.999, 1.001]) {
        const other = values.map((value, k) => (k === i ? share * value : value));
        assert.ok(squares(values) <= squares(other), `${other} are better than ${values}`);
      }
    assert.deepEqual(await browser.problems(), []);
  },
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
