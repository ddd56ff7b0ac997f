// Finds elements of the page by data-testid. The functions run inside the page.

import assert from 'node:assert/strict';

/** @import { Browser } from './browsers.mjs' */

/** @param {string} testId */
export const id = (testId) => `[data-testid="${testId}"]`;

/** Whether the page is complete: every chart is drawn, and formulas are typeset, which the last part to arrive does. */
export function ready() {
  const timeline = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-testid=timeline]'));
  const charts = [...document.querySelectorAll('.plot')];
  const isTypeset = document.querySelector('.katex') !== null;
  const areDrawn = charts.length > 0 && charts.every((chart) => chart.querySelector('.main-svg'));
  return isTypeset && Number(timeline?.max) > 0 && areDrawn;
}

/** The epoch that the run bar shows. */
export const epoch = () => Number(document.querySelector('[data-testid=epoch]')?.textContent);

/** Waits for the run bar to show an epoch: the page draws with the next frame.
 * @param {Browser} browser @param {number} wanted */
export const reaches = (browser, wanted) =>
  browser.until(
    (/** @type {number} */ k) => Number(document.querySelector('[data-testid=epoch]')?.textContent) === k,
    wanted,
  );

/** The data that are shown. */
export function data() {
  const { x, y } = /** @type {any} */ (globalThis).descenso.problem.data;
  return { x: Array.from(x, Number), y: Array.from(y, Number) };
}

/** @param {string} selector */
export const text = (selector) => document.querySelector(selector)?.textContent ?? '';

/** Pastes a text on the page, into no field. @param {string} text */
export function paste(text) {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  // Firefox takes the text itself in place of a DataTransfer.
  const options = { clipboardData: data, dataType: 'text/plain', data: text, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new ClipboardEvent('paste', options));
}

/** Drags a slider to a value, with the events of a pointer. @param {string} selector @param {number} value */
export function setSlider(selector, value) {
  const slider = /** @type {HTMLInputElement} */ (document.querySelector(selector));
  slider.value = String(value);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  slider.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Plays from now on at a speed of the menu, in place of the automatic one, which lets the first steps be counted.
 * @param {number} speed 10 for 200 epochs a second */
export function playAt(speed) {
  const menu = /** @type {HTMLSelectElement} */ (document.querySelector('[data-testid=speed]'));
  menu.value = String(speed);
  menu.dispatchEvent(new Event('change', { bubbles: true }));
}

/** A problem whose map takes many seconds, as a link has it. */
export const slowMap =
  'model.formula=w1*exp(-w2*x)%2Bw3&model.start.w2=0.5&model.start.w3=0&data.n=4000&stop.epochs=2000';

/**
 * Cancels the map on its way and requests another from the same workers; measures the time to their answer.
 * @returns {Promise<{ milliseconds: number, cells: number }>}
 */
export function cancelAndAsk() {
  const { pool, study } = /** @type {any} */ (globalThis).descenso.workspace;
  const { data, model, stop, ...rest } = study.experiment;
  const small = { ...rest, data: { ...data, n: 10 }, model, stop: { epochs: 5 } };
  const x = { path: 'optimizer.rate', from: 0.1, to: 0.2, points: 2 };
  return new Promise((resolve, reject) => {
    const since = performance.now();
    /** @type {HTMLElement} */ (document.querySelector('[data-testid=map-cancel]')).click();
    pool.draw(
      'another',
      small,
      { x, y: { path: 'model.start.w1', from: 1, to: 2, points: 2 } },
      {
        onPart: (/** @type {any} */ map) =>
          resolve({ milliseconds: performance.now() - since, cells: map.epochs.length }),
        onError: (/** @type {any} */ error) => reject(new Error(error.code)),
      },
    );
  });
}

/**
 * Waits until nothing is computed: no busy sign, no map under way, for a moment.
 * @param {number} limitMs
 * @returns {Promise<boolean>} whether that came within the limit
 */
export async function rest(limitMs) {
  const isBusy = () =>
    'busy' in document.documentElement.dataset ||
    /** @type {any} */ (globalThis).descenso.workspace.pool?.busy ||
    [...document.querySelectorAll('progress')].some((progress) => progress.offsetParent);
  let quiet = 0;
  for (const end = performance.now() + limitMs; performance.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    quiet = isBusy() ? 0 : quiet + 1;
    // The busy sign appears after 150 ms, the engine's next request with the next frame.
    if (quiet >= 6) return true;
  }
  return false;
}

/**
 * Warnings of Chromium about its WebGL in software, on machines without a graphics card. Plotly reads back what it drew
 * to find what the pointer is over, and measures letters on a canvas; the page can change neither.
 */
export const softwareGl =
  /Automatic fallback to software WebGL|GPU stall due to ReadPixels|Multiple readback operations using getImageData/;

/** Opens the notebook's link: the page comes to rest, and the loss at its start is the notebook's, bit for bit.
 * @param {Browser} browser @param {string} when */
export async function assertNotebookIsExact(browser, when) {
  await browser.evaluate(() => {
    for (const dialog of document.querySelectorAll('dialog[open]')) /** @type {HTMLDialogElement} */ (dialog).close();
    location.hash = `data.seed=${23 + Math.floor(Math.random() * 1000)}`;
  });
  await browser.evaluate(rest, 2000);
  await browser.evaluate(() => {
    location.hash = '';
  });
  // As long as `until` waits: other tests may have the processor.
  const isAtRest = await browser.evaluate(rest, 30_000);
  assert.ok(isAtRest, `${browser.name}: still busy ${when}`);
  const { experiment, loss } = await browser
    .until(() => {
      const { experiment, problem } = /** @type {any} */ (globalThis).descenso;
      return (
        problem?.experiment.data.seed === 22 && problem.trajectory && { experiment, loss: problem.trajectory.loss[0] }
      );
    })
    .catch(async (reason) => {
      const shown = await browser.evaluate(() => {
        const said = document.querySelectorAll('.part-alert, .notice, [data-testid=notice], .control-error');
        return [location.hash, ...[...said].map(({ textContent }) => textContent)].filter(Boolean).join(' | ');
      });
      throw new Error(`${when}: ${shown}\n${reason}`);
    });
  assert.deepEqual([experiment.model.formula, experiment.model.start.w1], ['w1*x', 10], when);
  assert.equal(loss, 38.407744806265676, `${browser.name} ${when}`);
}
