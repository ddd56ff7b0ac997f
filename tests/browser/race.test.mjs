// The race in three browsers: from the switch in the header to a finished race, by pointer and by keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import { browserNames, chromiumTest, openBrowser } from './browsers.mjs';
import { id, reaches, ready, setSlider, softwareGl, text } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** @import { Browser } from './browsers.mjs' */

/** Whether the race was run and its charts are drawn. @param {number} [runners] */
function raced(runners = 4) {
  const rows = document.querySelectorAll('[data-testid=race-standings] tbody tr');
  const contour = document.querySelector('[data-testid=chart-raceLandscape] .contour');
  return (
    rows.length === runners &&
    contour !== null &&
    document.querySelector('[data-testid=chart-raceHistory] .main-svg') !== null
  );
}

/** Four runners on Rosenbrock's function. */
const planeRace = 'rosenbrock~300~epochs~0~~gd,rate:0.001~momentum,rate:0.0005~adam,rate:0.05~lbfgs';
/** The same with the landscape as a surface. */
const solidRace = 'rosenbrock~300~epochs,solid~0~~gd,rate:0.001~momentum,rate:0.0005~adam,rate:0.05~lbfgs';

/** The state of the landscape: a surface with its four runners, or a sentence. */
function solid() {
  const marks = [...document.querySelectorAll('[data-testid=race-surface] [data-symbol]')];
  if (
    document.querySelector('[data-testid=race-surface] canvas') &&
    marks.filter((mark) => mark.hasAttribute('transform')).length === 6
  )
    return 'surface';
  return /WebGL/.test(document.querySelector('.landscape-notice')?.textContent ?? '') ? 'sentence' : null;
}

/** The places of the marks on the surface. */
const marks = () =>
  [...document.querySelectorAll('[data-testid=race-surface] [data-symbol]')]
    .map((mark) => mark.getAttribute('transform'))
    .join();

/** A button turns the surface and what lies on it; a step moves the runners alone. @param {Browser} browser */
async function turns(browser) {
  const before = await browser.evaluate(marks);
  await browser.evaluate(
    (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector)).focus(),
    id('surface-left'),
  );
  await browser.press('Enter');
  await browser.until(
    (/** @type {string} */ old) =>
      [...document.querySelectorAll('[data-testid=race-surface] [data-symbol]')]
        .map((mark) => mark.getAttribute('transform'))
        .join() !== old,
    before,
  );
  await browser.evaluate(setSlider, id('timeline'), 40);
  await reaches(browser, 40);
  await browser.evaluate(setSlider, id('timeline'), 20);
  await reaches(browser, 20);
}

/** Names of the standings, best first. */
const order = () =>
  [...document.querySelectorAll('[data-testid=race-standings] .standing-name')].map((name) => name.textContent);

for (const name of browserNames) {
  test(`${name}: a race`, { timeout: 120_000 }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(`${fileAddresses[0]}#view.race=${encodeURIComponent(planeRace)}`);
    await browser.until(ready);

    await t.test('the header opens it at its start, and its end has its standings', async () => {
      await browser.click(`${id('view.workspace-race')} + span`);
      await browser.until(raced);
      await reaches(browser, 0);
      await browser.click(id('run-end'));
      await reaches(browser, 300);
      assert.equal((await browser.evaluate(order))[0], 'L-BFGS');
    });

    await t.test('the run bar plays it back and forth', async () => {
      await browser.click(id('run-reset'));
      await reaches(browser, 0);
      await browser.click(id('run-play'));
      await browser.until(() => Number(document.querySelector('[data-testid=epoch]')?.textContent) > 3);
      await browser.click(id('run-play'));
      await browser.evaluate(setSlider, id('timeline'), 20);
      await reaches(browser, 20);
    });

    await t.test('a chosen runner tells its step', async () => {
      await browser.click(id('choose-2'));
      await browser.until(() =>
        /20 → 21/.test(document.querySelector('[data-testid=race-step-epoch]')?.textContent ?? ''),
      );
      assert.match(await browser.evaluate(text, id('race-sentence')), /\d/);
    });

    await t.test('its landscape turns into a surface with the runners on it, or says why not, and back', async () => {
      await browser.click(`${id('race.dimensions-surface')} + span`);
      const drawn = await browser.until(solid);
      if (drawn === 'surface') await turns(browser);
      else assert.ok(await browser.evaluate(raced), 'the contours stay');
      await browser.click(`${id('race.dimensions-contours')} + span`);
      await browser.until(
        () =>
          document.querySelector('[data-testid=race-surface]')?.hasAttribute('hidden') &&
          !document.querySelector('canvas'),
      );
    });

    await t.test('a bound ends runs early; what is not a number says so', async () => {
      await browser.click(id('run-end'));
      const type = (/** @type {string} */ value) =>
        browser.evaluate(
          (/** @type {string} */ selector, /** @type {string} */ typed) => {
            const input = /** @type {HTMLInputElement} */ (document.querySelector(selector));
            input.value = typed;
            input.dispatchEvent(new Event('input', { bubbles: true }));
          },
          id('race-bound-target'),
          value,
        );
      await type('x');
      await browser.until(() => document.querySelector('[data-testid=race-bound-target-error]')?.textContent !== '');
      await type('0.1');
      await browser.until(() =>
        /pérdida meta|target loss/i.test(document.querySelector('[data-testid=race-standings]')?.textContent ?? ''),
      );
      await type('');
      await browser.until(
        () =>
          !/pérdida meta|target loss/i.test(document.querySelector('[data-testid=race-standings]')?.textContent ?? ''),
      );
    });

    await t.test('another method runs at once, and a removed one is gone', async () => {
      await browser.evaluate((/** @type {string} */ selector) => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelector(selector));
        select.value = 'newton';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }, id('runner-0-method'));
      await browser.until(() =>
        document.querySelector('[data-testid=race-standings] .standing-name')?.textContent?.includes('Newton'),
      );
      await browser.click(id('runner-3-remove'));
      await browser.until(() => document.querySelectorAll('[data-testid=race-standings] tbody tr').length === 3);
    });

    await t.test('the link brings the same race back', async () => {
      await browser.until(() => location.hash.includes('newton') && !location.hash.includes('lbfgs'));
      const before = await browser.evaluate(order);
      await browser.open(`${fileAddresses[0]}${await browser.evaluate(() => location.hash)}`);
      await browser.until(raced, 3);
      await browser.click(id('run-end'));
      await reaches(browser, 300);
      assert.deepEqual(await browser.evaluate(order), before);
    });

    await t.test('a function that is not one says so and nothing is lost', async () => {
      await browser.evaluate((/** @type {string} */ selector) => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelector(selector));
        select.value = 'typed';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }, id('race-problem'));
      await browser.evaluate((/** @type {string} */ selector) => {
        const input = /** @type {HTMLInputElement} */ (document.querySelector(selector));
        input.value = 'w1^2+';
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }, id('race-typed'));
      await browser.until(() => (document.querySelector('[data-testid=race-problem-error]')?.textContent ?? '') !== '');
      assert.equal((await browser.evaluate(order)).length, 3);
    });

    await t.test('nothing went wrong, and nothing wanted to leave', async () => {
      assert.deepEqual(
        (await browser.problems()).filter((problem) => !softwareGl.test(problem)),
        [],
      );
    });
  });
}

chromiumTest(
  'the page of a single file has the surface too, and slices of three parameters',
  {
    timeout: 120_000,
  },
  async (t) => {
    const browser = await openBrowser('chromium');
    t.after(browser.close);
    const runners = 'gd,rate:0.005~momentum,rate:0.002~adam,rate:0.05~lbfgs';
    const race = `typed=(a-1)^2+10*(b-a^2)^2+3*(c-b)^2~50~epochs,solid,cut:principal~0~~${runners}`;
    await browser.open(`${fileAddresses[1]}#view.workspace=race&view.race=${encodeURIComponent(race)}`);

    await t.test('principal directions first, as the link says', async () => {
      assert.equal(await browser.until(solid), 'surface');
      assert.match(await browser.evaluate(text, '.race-slice'), /v₁ = .*c.*v₃ = /);
    });

    await t.test('then two parameters', async () => {
      await browser.evaluate((/** @type {string} */ selector) => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelector(selector));
        select.value = 'c';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }, id('slice-first'));
      await browser.until(() => /cut:c:a/.test(decodeURIComponent(location.hash)));
      await browser.until(() =>
        /c/.test(document.querySelector('[data-testid=chart-raceLandscape-summary]')?.textContent ?? ''),
      );
    });

    await t.test('who leaves the race gives the one WebGL context back', async () => {
      await browser.evaluate(() => {
        Object.assign(globalThis, { left: document.querySelector('canvas')?.getContext('webgl') });
      });
      await browser.click(`${id('view.workspace-descent')} + span`);
      await browser.until(
        () => document.querySelector('canvas') === null && Reflect.get(globalThis, 'left').isContextLost(),
      );
    });

    assert.deepEqual(
      (await browser.problems()).filter((problem) => !softwareGl.test(problem)),
      [],
    );
  },
);

chromiumTest('without WebGL a sentence says so and the contours stay', { timeout: 60_000 }, async (t) => {
  const browser = await openBrowser('chromium', { args: ['--disable-3d-apis'] });
  t.after(browser.close);
  await browser.open(`${fileAddresses[0]}#view.workspace=race&view.race=${encodeURIComponent(solidRace)}`);
  assert.equal(await browser.until(solid), 'sentence');
  await browser.until(raced);
});

chromiumTest('a landscape that is no number anywhere on its grid has no surface', { timeout: 60_000 }, async (t) => {
  const browser = await openBrowser('chromium');
  t.after(browser.close);
  // It is a number within 10⁻¹⁵⁰ of the start alone, which lies between the points of the grid.
  const race = 'typed=log(1-1e300*((a-0.1234567)^2+(b-0.1)^2))~50~epochs,solid~0~a:0.1234567,b:0.1~gd~adam';
  await browser.open(`${fileAddresses[0]}#view.workspace=race&view.race=${encodeURIComponent(race)}`);
  await browser.until(() => document.querySelectorAll('[data-testid=race-standings] tbody tr').length === 2);
  await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
  assert.equal(await browser.evaluate(() => document.querySelector('[data-testid=race-surface] canvas')), null);
  assert.deepEqual(
    (await browser.problems()).filter((problem) => !softwareGl.test(problem)),
    [],
  );
});

chromiumTest('axe finds nothing to object to in the race', { timeout: 120_000 }, async (t) => {
  const browser = await openBrowser('chromium');
  t.after(browser.close);
  for (const scheme of ['light', 'dark']) {
    await browser.emulate({ 'prefers-color-scheme': scheme });
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ]) {
      await browser.resize(width, height);
      await browser.open(`${fileAddresses[0]}#view.workspace=race&view.race=${encodeURIComponent(planeRace)}`);
      await browser.until(raced);
      await t.test(`${scheme}, ${width} px`, async () => {
        assert.deepEqual(await violations(browser), []);
        await browser.click(`${id('race.dimensions-surface')} + span`);
        await browser.until(solid);
        assert.deepEqual(await violations(browser), [], 'with the surface');
      });
    }
  }
});
