// axe-core's rules in the states of a run: playing, settled, diverged, trapped, of two and three parameters, with the
// guide open, in present mode.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { chromiumTest, openBrowser } from './browsers.mjs';
import { id, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

const wave =
  'data.truth=a*sin(b*x%2Bc)&data.constants.a=3&data.constants.b=2&data.constants.c=0.5&data.from=-3&data.to=3';
const decay =
  'data.truth=a*exp(-b*x)%2Bc&data.constants.a=5&data.constants.b=1.2&data.constants.c=1&data.from=0&data.to=4';

/** The hash, what is pressed, and the sentence of state that follows.
 * @type {Record<string, { hash?: string, click?: string, press?: string, state?: string }>} */
const states = {
  playing: { click: 'run-play', state: 'step' },
  settled: { click: 'run-end', state: 'settledSlow' },
  diverged: { hash: 'optimizer.rate=0.8', click: 'run-end', state: 'diverged' },
  trapped: {
    hash: `${wave}&data.noise.factor=0.5&model.formula=sin(w1*x)&model.start.w1=5&optimizer.rate=0.05`,
    click: 'run-end',
    state: 'trapped',
  },
  'two parameters': {
    hash: 'model.formula=w1%2Bw2*x&model.start.w1=-4&model.start.w2=6&optimizer.rate=0.1',
    click: 'run-step',
    state: 'pausedMany',
  },
  'three parameters': {
    hash: `${decay}&model.formula=w1*exp(-w2*x)%2Bw3&model.start.w2=0.5&model.start.w3=0&optimizer.rate=0.1`,
    click: 'tab-fit',
  },
  'guide open': { click: 'guide' },
  'present mode': { press: 'p' },
};

chromiumTest('axe finds nothing to object to in any state', { timeout: 240_000 }, async (t) => {
  const browser = await openBrowser('chromium', { width: 1366, height: 641 });
  t.after(browser.close);
  await browser.open(fileAddresses[0]);
  for (const [theme, language] of [
    ['light', 'es'],
    ['dark', 'en'],
  ]) {
    for (const [name, { hash = '', click, press, state }] of Object.entries(states)) {
      await t.test(`${name}, ${theme}, ${language}`, async () => {
        await browser.evaluate(
          (/** @type {string[]} */ [shade, spoken]) => {
            localStorage.clear();
            localStorage.setItem('descenso.theme', shade);
            localStorage.setItem('descenso.language', spoken);
          },
          [theme, language],
        );
        await browser.open(`${fileAddresses[0]}${hash && `#${hash}`}`);
        await browser.until(ready);
        if (click) await browser.click(id(click));
        if (press) await browser.press(press);
        if (state)
          await browser.until(
            (/** @type {string} */ wanted) =>
              /** @type {HTMLElement | null} */ (document.querySelector('.state'))?.dataset.state === wanted,
            state,
          );
        assert.deepEqual(await violations(browser), []);
      });
    }
  }
});
