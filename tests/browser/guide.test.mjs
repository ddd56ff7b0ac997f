// The guide in three browsers: by right answers, by wrong ones, and by the keyboard alone from the first visit to the
// answered third exercise. Its numbers are those of plain loops. Chromium goes each way in both languages, the other
// browsers in one of them, and with GUIDE=all in both.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curvatureOf, descend, epochsToSettle, leastSinusoid, meanSquare, minimumOf, numbersIn } from '../loops.mjs';
import { violations } from './axe.mjs';
import { browserNames, openBrowser } from './browsers.mjs';
import { data, id, playAt, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** @import { Browser } from './browsers.mjs' */

/** A first visit in a language, at a speed that ends the notebook's run in two seconds.
 * @param {Browser} browser @param {string} language */
async function firstVisit(browser, language) {
  // Where the page is open, from the visit before, what it remembers is there to be set.
  if (!(await browser.evaluate(() => 'descenso' in globalThis))) await browser.open(fileAddresses[0]);
  await browser.evaluate((/** @type {string} */ wanted) => {
    localStorage.clear();
    localStorage.setItem('descenso.language', wanted);
  }, language);
  await browser.open(fileAddresses[0]);
  await browser.until(ready);
  assert.equal(await browser.evaluate(() => document.documentElement.lang), language);
  await browser.evaluate(playAt, 10);
}

/** Waits for an answer. @param {Browser} browser @param {string} outcome its key @param {boolean} isRight
 * @param {...number} values that it shows, to four digits */
async function answered(browser, outcome, isRight, ...values) {
  const text = /** @type {string} */ (
    await browser.until(
      (/** @type {string} */ key, /** @type {string} */ right) => {
        const answer = /** @type {HTMLElement | null} */ (document.querySelector('[data-testid=guide-answer]'));
        return answer?.dataset.outcome === key && answer.dataset.right === right && answer.textContent;
      },
      outcome,
      String(isRight),
    )
  );
  const shown = numbersIn(text);
  for (const value of values)
    assert.ok(
      shown.some((number) => Math.abs(number - value) <= 6e-4 * Math.abs(value)),
      `${value} is not in: ${text}`,
    );
}

/** Whether the control of a move is there: of another problem there is only the button that sets it. */
const isThere = (/** @type {string} */ selector) => document.querySelector(selector) !== null;

/** Uses the guide by the mouse. @param {Browser} browser */
const byMouse = (browser) => ({
  /** @param {string} testId */
  async use(testId) {
    await browser.until(isThere, id(testId));
    await browser.click(id(testId));
  },
  /** @param {number} value */
  async type(value) {
    await browser.until(isThere, id('guide-number'));
    await browser.fill(id('guide-number'), String(value));
  },
  /** Runs are skipped to their end. */
  async watch() {
    await browser.until(() => document.querySelector('[data-t-label="run.pause"]') !== null);
    await browser.click(id('run-end'));
  },
});

/** Uses the guide by the keyboard alone. @param {Browser} browser */
function byKeyboard(browser) {
  const tabTo = async (/** @type {string} */ testId) => {
    await browser.until(isThere, id(testId));
    for (let k = 0; k < 120; ++k) {
      const focused = await browser.evaluate(
        () => /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.testid ?? '',
      );
      if (focused === testId) return;
      await browser.press('Tab');
    }
    assert.fail(`Tab does not reach ${testId}`);
  };
  return {
    /** @param {string} testId */
    async use(testId) {
      await tabTo(testId);
      await browser.press('Enter');
    },
    /** @param {number} value */
    async type(value) {
      await tabTo('guide-number');
      await browser.write(String(value));
      await browser.press('Enter');
    },
    watch: async () => {},
  };
}

/** @param {Browser} browser @param {ReturnType<typeof byMouse>} hand */
async function rightAnswers(browser, { use, type, watch }) {
  await use('guide-begin');
  const points = await browser.evaluate(data);
  const curvature = curvatureOf(points);
  const w = descend(points, 0.01, 401);
  await use('guide-play');
  await watch();
  await answered(browser, 'done', true, meanSquare(points, 10), meanSquare(points, w[401]));
  await use('guide-next');
  await use('guide-option-slope');
  await answered(browser, 'right', true, w[20] - w[21]);
  await use('guide-next');
  await type(Number(w[10].toFixed(2)));
  await answered(browser, 'right', true, w[10], Math.abs(1 - 0.01 * curvature));
  await use('guide-next');
  await use('guide-prepare');
  await use('guide-option-no');
  await answered(browser, 'noRight', true);
  const wave = await browser.evaluate(data);
  await answered(browser, 'noRight', true, 4010, meanSquare(wave, minimumOf(wave)));
  await use('guide-next');
  await use('guide-option-sinusoid');
  await answered(browser, 'right', true, leastSinusoid(wave));
  await use('guide-next');
  await use('guide-prepare');
  await type(1 / curvature);
  await answered(browser, 'right', true, 1 / curvature);
  assert.equal(epochsToSettle(points, 1 / curvature), 1);
}

/** @param {Browser} browser @param {ReturnType<typeof byMouse>} hand */
async function wrongAnswers(browser, { use, type }) {
  await use('guide-begin');
  const points = await browser.evaluate(data);
  const curvature = curvatureOf(points);
  const w = descend(points, 0.01, 401);
  await use('guide-next');
  await use('guide-option-rate');
  await answered(browser, 'rate', false, w[0] - w[1], w[20] - w[21]);
  await use('guide-option-zero');
  await answered(browser, 'zero', false, meanSquare(points, w[20]));
  await use('guide-next');
  await type(2);
  await answered(browser, 'other', false, 2, w[10]);
  await use('guide-next');
  await use('guide-prepare');
  await use('guide-option-yes');
  await answered(browser, 'yesWrong', false);
  await use('guide-next');
  await use('guide-option-polynomial');
  await answered(browser, 'other', false);
  await use('guide-next');
  await use('guide-prepare');
  for (const [h, outcome] of /** @type {[number, string][]} */ ([
    [0.05, 'low'],
    [0.6, 'high'],
    [0.9, 'diverged'],
  ])) {
    await type(h);
    await answered(browser, outcome, false, h, 1 / curvature);
  }
}

/** The ways through the guide. @type {Record<string, (browser: Browser) => Promise<void>>} */
const ways = {
  'right answers': (browser) => rightAnswers(browser, byMouse(browser)),
  'wrong answers': (browser) => wrongAnswers(browser, byMouse(browser)),
  'the keyboard alone': (browser) => rightAnswers(browser, byKeyboard(browser)),
};

for (const name of browserNames) {
  test(`${name}: the guide`, { timeout: 300_000 }, async (t) => {
    const browser = await openBrowser(name, { width: 1366, height: 641 });
    t.after(browser.close);
    for (const [k, [way, follow]] of Object.entries(ways).entries()) {
      const isWhole = name === 'chromium' || process.env.GUIDE === 'all';
      const inTurn = (k + Number(name === 'webkit')) % 2 === 0 ? ['es'] : ['en'];
      for (const language of isWhole ? ['es', 'en'] : inTurn)
        await t.test(`${language}: ${way}`, async () => {
          await firstVisit(browser, language);
          await follow(browser);
          if (name === 'chromium' && way === 'right answers') assert.deepEqual(await violations(browser), []);
        });
    }
    assert.deepEqual(await browser.problems(), []);
  });
}
