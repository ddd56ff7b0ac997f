// The map in Chromium: what a slider's move costs while the map follows it, and how soon its workers are free again.
import { openBrowser } from '../browser/browsers.mjs';
import { cancelAndAsk, id, slowMap } from '../browser/hooks.mjs';
import { fileAddresses } from '../browser/site.mjs';
import { quantile } from './measure.mjs';

/**
 * @import { Row } from './table.mjs'
 * @import { Page } from 'puppeteer-core'
 */

const address = `${fileAddresses[0]}#view.workspace=map`;
const seconds = 4;
const cancels = 5;

/** @returns {AsyncGenerator<Row>} */
export async function* mapPageRows() {
  const browser = await openBrowser('chromium');
  try {
    await browser.open(address);
    await browser.until(() => /** @type {any} */ (globalThis).descenso.workspace?.picture?.final);
    const session = await /** @type {Page} */ (browser.page).createCDPSession();
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async () =>
      1000 *
      Number((await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value);
    const before = await busy();
    const { moves, maps } = await browser.evaluate(drag, [id('data.constants.m-slider'), seconds]);
    const work = ((await busy()) - before) / moves;
    yield {
      what: `dragging a slider over the map: main-thread work a move (${Math.round(maps / seconds)} maps/s)`,
      ours: `${work.toFixed(1)} ms`,
      value: work,
      atMost: 17,
      unit: 'ms',
    };
    /** @type {number[]} */
    const answers = [];
    for (let k = 0; k < cancels; ++k) {
      await browser.open('about:blank');
      await browser.open(`${address}&${slowMap}`);
      await browser.until(() => /** @type {any} */ (globalThis).descenso.workspace?.pool?.busy);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      answers.push((await browser.evaluate(cancelAndAsk)).milliseconds);
    }
    const median = quantile(answers, 0.5);
    yield {
      what: 'cancelling a map until its workers answer another',
      ours: `${median.toFixed(0)} ms`,
      value: median,
      atMost: 100,
      unit: 'ms',
    };
  } finally {
    await browser.close();
  }
}

/** One move a frame. @param {[string, number]} how @returns {Promise<{ moves: number, maps: number }>} */
function drag([selector, duration]) {
  const slider = /** @type {HTMLInputElement} */ (document.querySelector(selector));
  const [min, max] = [Number(slider.min), Number(slider.max)];
  return new Promise((resolve) => {
    const start = performance.now();
    let moves = 0;
    let maps = 0;
    /** @type {any} */
    let last = null;
    requestAnimationFrame(function frame() {
      const { map } = /** @type {any} */ (globalThis).descenso.workspace.picture;
      if (map !== last) maps += 1;
      last = map;
      const part = (performance.now() - start) / 1000 / duration;
      if (part > 1) return resolve({ moves, maps });
      slider.value = String(min + (max - min) * (0.5 + 0.4 * Math.sin(4 * Math.PI * part)));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      moves += 1;
      requestAnimationFrame(frame);
    });
  });
}
