// The map: drawn by workers, read by keyboard, and its summary is that of its cells.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import { browserNames, chromiumTest, openBrowser } from './browsers.mjs';
import { cancelAndAsk, id, setSlider, slowMap, text } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

const address = `${fileAddresses[0]}#view.workspace=map`;
/** The map is there, and no finer one is on its way. */
const drawn = () => {
  const cancel = document.querySelector('[data-testid=map-cancel]');
  return Boolean(
    cancel &&
      /** @type {any} */ (globalThis).descenso.workspace?.picture?.theory &&
      getComputedStyle(cancel).visibility === 'hidden' &&
      document.querySelector('[data-testid=chart-map] .main-svg'),
  );
};
/** The map's row of best cells, and the sentence on the run of the experiment. */
const state = () => {
  const { picture, study } = /** @type {any} */ (globalThis).descenso.workspace;
  return {
    epochs: [...picture.map.epochs],
    status: [...picture.map.status],
    columns: picture.map.x.length,
    x: [...picture.map.x],
    y: [...picture.map.y],
    settled: study.settled,
    rate: Number(study.experiment.optimizer.rate),
  };
};

/** Waits until the experiment of the map has been the same for half a second: another one begins another map. */
async function studyStays() {
  const { workspace } = /** @type {any} */ (globalThis).descenso;
  for (let [study, left] = [workspace.study, 10]; left > 0; left -= 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (workspace.study !== study) [study, left] = [workspace.study, 10];
  }
}

for (const name of browserNames) {
  test(`${name}: the map is drawn, and a cell replays to exactly its epochs`, { timeout: 120_000 }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(address);
    await browser.until(drawn);

    await t.test('its best region is said in words', async () => {
      assert.match(await browser.evaluate(text, id('map-summary')), /2|1|0/);
      assert.match(await browser.evaluate(text, id('map-theory')), /0[.,]73515/);
    });

    await t.test('arrow keys read the cells, Enter plays one', async () => {
      await browser.evaluate(
        (/** @type {string} */ where) => /** @type {HTMLElement} */ (document.querySelector(where)).focus(),
        id('chart-map'),
      );
      await browser.press('ArrowDown', 'ArrowDown', 'ArrowRight');
      const cell = await browser.evaluate(text, id('map-message'));
      assert.match(cell, /\d/);
      await browser.press('Enter');
      await browser.until(
        () => /** @type {any} */ (globalThis).descenso.workspace.study.experiment.optimizer.rate !== 0.01,
      );
      const { settled } = await browser.evaluate(state);
      assert.equal(Number(cell.match(/(?:epoch|época) (\d+)/)?.[1]), settled);
    });

    await t.test('a data slider moves the map', async () => {
      const before = await browser.evaluate(state);
      await browser.evaluate(setSlider, id('data.to-slider'), 6);
      await browser.until(
        (/** @type {number} */ limit) =>
          /** @type {any} */ (globalThis).descenso.workspace.picture.theory?.stableRate < limit,
        0.7,
      );
      assert.notDeepEqual((await browser.evaluate(state)).epochs, before.epochs);
    });

    assert.deepEqual(await browser.problems(), []);
  });
}

chromiumTest(
  'chromium: a cancelled map sends nothing more, its workers answer other requests, and axe reports nothing',
  {
    timeout: 120_000,
  },
  async (t) => {
    const browser = await openBrowser('chromium');
    t.after(browser.close);
    await browser.open(`${address}&${slowMap}`);
    await browser.until(() => /** @type {any} */ (globalThis).descenso.workspace?.pool?.busy);
    await browser.evaluate(studyStays);
    const answer = await browser.evaluate(cancelAndAsk);
    assert.equal(answer.cells, 4);
    assert.ok(answer.milliseconds > 0);
    const shown = () => {
      const { picture, pool } = /** @type {any} */ (globalThis).descenso.workspace;
      return { busy: pool.busy, steps: picture?.map.steps ?? 0 };
    };
    const then = await browser.evaluate(shown);
    assert.equal(then.busy, false);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(await browser.evaluate(shown), then);
    assert.equal(
      await browser.evaluate(
        () =>
          getComputedStyle(/** @type {HTMLElement} */ (document.querySelector('[data-testid=map-cancel]'))).visibility,
      ),
      'hidden',
    );

    await browser.open(address);
    await browser.until(drawn);
    assert.deepEqual(await violations(browser), []);
  },
);

chromiumTest(
  'chromium: a model with another parameter, from a link that gives no start for it, has its map',
  {
    timeout: 60_000,
  },
  async (t) => {
    const browser = await openBrowser('chromium');
    t.after(browser.close);
    await browser.open(`${address}&model.formula=a*x%2Bb`);
    await browser.until(drawn);
    assert.equal(await browser.evaluate(text, id('map-message')), '');
    assert.match(await browser.evaluate(text, id('map-y')), /a.*b/);
  },
);
