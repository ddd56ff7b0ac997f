// How the tests find things in the page, by data-testid. The functions run inside the page.

/** @param {string} testId */
export const id = (testId) => `[data-testid="${testId}"]`;

/** Whether engine and charts are there: the run has its epochs and every chart is drawn. */
export function ready() {
  const timeline = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-testid=timeline]'));
  const charts = [...document.querySelectorAll('.plot')];
  return Number(timeline?.max) > 0 && charts.length > 0 && charts.every((chart) => chart.querySelector('.main-svg'));
}

/** The epoch that the run bar shows. */
export const epoch = () => Number(document.querySelector('[data-testid=epoch]')?.textContent);

/** Waits for the run bar to show an epoch: the page draws with the next frame.
 * @param {import('./browsers.mjs').Browser} browser @param {number} wanted */
export const reaches = (browser, wanted) =>
  browser.until((/** @type {number} */ k) => Number(document.querySelector('[data-testid=epoch]')?.textContent) === k, wanted);

/** @param {string} selector */
export const text = (selector) => document.querySelector(selector)?.textContent ?? '';

/** Drags a slider to a value, as far as the page can tell. @param {string} selector @param {number} value */
export function setSlider(selector, value) {
  const slider = /** @type {HTMLInputElement} */ (document.querySelector(selector));
  slider.value = String(value);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  slider.dispatchEvent(new Event('change', { bubbles: true }));
}
