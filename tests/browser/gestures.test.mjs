// Random gestures, the same for the same seed: nothing is thrown, leaves the page or stays busy, and the notebook is
// exact afterwards. GESTURE_SECONDS sets how long each browser is used, GESTURE_SEED the seed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, openBrowser } from './browsers.mjs';
import { assertNotebookIsExact, ready, softwareGl } from './hooks.mjs';
import { randomOf } from './hostile-links.mjs';
import { fileAddresses } from './site.mjs';

/** @import { Browser } from './browsers.mjs' */

const seconds = Number(process.env.GESTURE_SECONDS ?? 6);
const seed = Number(process.env.GESTURE_SEED ?? 4);

const sizes = [
  [1366, 641],
  [390, 844],
  [1024, 600],
  [320, 256],
  [1440, 900],
];
const texts = {
  number: ['', '1', '-3', '0', '1e308', '-1e-300', 'abc', '0,5', '2.5', '401', '25000', '∞', '1e-4', '--', '100'],
  text: ['w1*x', 'w1*x+w2', 'a*exp(b*x)', 'sin(a*x)', 'w1*', 'mx+b', '', '|x|*w1', 'constructor*x', 'w1*x^2', '1/0*w1'],
};
const keys = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  ' ',
  'Enter',
  'Escape',
  'Home',
  'End',
  'Tab',
  '1',
  'r',
  'g',
];

for (const name of browserNames) {
  test(`${name}: ${seconds} s of random gestures`, { timeout: 120_000 + 3000 * seconds }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);
    const random = randomOf(seed);
    /** @type {string[]} */
    const done = [];
    for (const end = Date.now() + 1000 * seconds; Date.now() < end; ) {
      done.push(await gesture(browser, random));
      const problems = (await browser.problems()).filter((problem) => !softwareGl.test(problem));
      const at = problems.length > 0 ? await browser.evaluate(() => location.hash) : '';
      assert.deepEqual(problems, [], `seed ${seed}, at ${at}, after ${done.slice(-12).join(' → ')}`);
    }
    t.diagnostic(`${done.length} gestures`);
    await browser.resize(1366, 641);
    await assertNotebookIsExact(browser, `after ${done.length} gestures, the last ${done.slice(-8).join(' → ')}`);
  });
}

/** One gesture. @param {Browser} browser @param {() => number} random @returns {Promise<string>} what it was */
async function gesture(browser, random) {
  const kind = random();
  const at = random();
  const value = random();
  if (kind < 0.04) {
    const [width, height] = sizes[Math.floor(at * sizes.length)];
    await browser.resize(width, height);
    return `resize ${width}`;
  }
  if (kind < 0.2) {
    const key = keys[Math.floor(at * keys.length)];
    await browser.press(key);
    return `key ${key}`;
  }
  if (kind < 0.3) {
    const points = await browser.evaluate(pointsOn, at, [random(), random(), random(), random()]);
    if (points) await browser.drag(points.from, points.to);
    return `drag on ${points?.name}`;
  }
  return browser.evaluate(act, at, value, texts);
}

/**
 * Uses one of the visible controls, in the way of its kind. Runs in the page.
 * @param {number} at which @param {number} value to which @param {Record<'number' | 'text', string[]>} texts
 */
function act(at, value, texts) {
  /** @type {HTMLElement} */
  const root = document.querySelector('dialog[open]') ?? document.body;
  const controls = [...root.querySelectorAll('button, input, select, summary, textarea, [role=tab]')].filter(
    (element) =>
      /** @type {HTMLElement} */ (element).offsetParent &&
      !(/** @type {any} */ (element).disabled) &&
      element.getAttribute('type') !== 'file',
  );
  const control = /** @type {any} */ (controls[Math.floor(at * controls.length)]);
  if (!control) return 'nothing';
  const name = control.dataset.testid ?? control.textContent?.slice(0, 20) ?? control.tagName;
  const fire = (/** @type {string} */ type) => control.dispatchEvent(new Event(type, { bubbles: true }));
  if (control.tagName === 'SELECT') {
    control.selectedIndex = Math.floor(value * control.options.length);
    fire('change');
    return `${name} = ${control.value}`;
  }
  if (control.type === 'range') {
    const [min, max] = [Number(control.min), Number(control.max)];
    for (const share of [value / 2, value]) {
      control.value = String(min + share * (max - min));
      fire('input');
    }
    fire('change');
    return `${name} = ${control.value}`;
  }
  if (control.tagName === 'TEXTAREA' || ['text', 'number', 'search'].includes(control.type)) {
    const isDecimal = control.inputMode === 'decimal';
    // The browser itself keeps what is no number out of a field of this type.
    const numbers = texts.number.filter((text) => text === '' || Number.isFinite(Number(text)));
    const options = isDecimal ? texts.number : control.type === 'number' ? numbers : texts.text;
    control.focus();
    control.value = options[Math.floor(value * options.length)];
    fire('input');
    if (value < 0.5) control.blur();
    return `${name} = ${control.value}`;
  }
  control.click();
  return name;
}

/** Two places on one of the visible charts. Runs in the page. @param {number} which @param {number[]} shares */
function pointsOn(which, [x0, y0, x1, y1]) {
  const plots = [...document.querySelectorAll('.plot')].filter(
    (plot) => /** @type {HTMLElement} */ (plot).offsetParent,
  );
  const plot = plots[Math.floor(which * plots.length)];
  if (!plot || document.querySelector('dialog[open]')) return null;
  const { left, top, width, height } = plot.getBoundingClientRect();
  const within = (/** @type {number} */ x, /** @type {number} */ y) => ({
    x: Math.round(Math.min(innerWidth - 2, Math.max(1, left + x * width))),
    y: Math.round(Math.min(innerHeight - 2, Math.max(1, top + y * height))),
  });
  return { from: within(x0, y0), to: within(x1, y1), name: /** @type {HTMLElement} */ (plot).dataset.testid };
}
