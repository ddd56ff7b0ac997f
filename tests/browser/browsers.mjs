// One small driver over three browsers, so that a test is written once:
//
//   const browser = await openBrowser('webkit');
//   await browser.open(pathToFileURL('build/site/index.html').href);
//   await browser.click('#play');
//   assert.deepEqual(await browser.problems(), []);
//   await browser.close();
//
// The browsers are Debian's. None can reach a network: whatever leaves for anywhere but this machine meets a proxy
// that refuses and records them; `problems` lists them.
import { test } from 'node:test';
import { openWithPuppeteer } from './puppeteer.mjs';
import { openWebKit } from './webkit.mjs';

/** @import { Page } from 'puppeteer-core' */

/** @typedef {{ x: number, y: number }} Place in pixels of the window */

/**
 * The methods of each driver. Keys have their DOM names: ' ', 'Tab', 'ArrowRight', 'Enter', 'a'.
 * @typedef {object} Driver
 * @property {(url: string) => Promise<void>} open goes to the address and waits until it has loaded
 * @property {<T>(code: string | ((...args: any[]) => T), ...args: unknown[]) => Promise<Awaited<T>>} evaluate runs in
 *   the
 *   page, past its content security policy; a text is an expression
 * @property {(selector: string) => Promise<void>} click
 * @property {(...keys: string[]) => Promise<void>} press
 * @property {(text: string) => Promise<void>} write types into what has the focus
 * @property {(width: number, height: number) => Promise<void>} resize
 * @property {(url: string, width: number, height: number) => Promise<void>} [openFramed] shows a file in a frame of
 *   that size, in which `evaluate` then runs, where a window cannot be as small
 * @property {(from: Place, to: Place) => Promise<void>} drag with the mouse
 * @property {(path: string) => Promise<void>} screenshot
 * @property {(features: Record<string, string>) => Promise<void>} emulate media features, in Chromium alone
 * @property {() => Promise<string[]>} messages errors and warnings of the console, uncaught errors
 * @property {() => string[]} requests addresses that were asked for and refused
 * @property {() => Promise<void>} close
 * @property {Page} [page] puppeteer's own, for what only Chromium reports
 */

/** @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName */

/** The browsers of this process: all three, or the one that BROWSER names. @type {BrowserName[]} */
export const browserNames = /** @type {BrowserName[]} */ (['chromium', 'firefox', 'webkit']).filter(
  (name) => (process.env.BROWSER ?? name) === name,
);

/** A test that Chromium alone can make, or that is not about browsers. @type {typeof test} */
export const chromiumTest = browserNames.includes('chromium') ? test : /** @type {any} */ (() => {});

/** Hosts that the browsers ask for on errands of their own (updates, dictionaries, the time), page or no page. */
const errands = new RegExp(
  [
    /^(http:\/\/)?(clients2|accounts|android\.clients|www)\.google\.com/,
    /(update|content-autofill)\.googleapis\.com/,
    /^redirector\.gvt1\.com/,
    /\.mozilla\.(com|net|org)/,
  ]
    .map((host) => host.source)
    .join('|'),
);

/**
 * @param {BrowserName} name
 * @param {{ width?: number, height?: number, args?: string[], waitsForLoad?: boolean }} [options] waitsForLoad: whether
 *   `open` waits until the page has loaded
 */
export async function openBrowser(name, { width = 1440, height = 900, args = [], waitsForLoad = true } = {}) {
  const driver = name === 'webkit' ? await openWebKit(waitsForLoad) : await openWithPuppeteer(name, args, waitsForLoad);
  await driver.resize(width, height).catch(async (error) => {
    await driver.close(); // or the test run would wait for the browser forever
    throw error;
  });

  return {
    ...driver,
    name,

    /** Loads the address afresh, even when it differs from the last one in nothing but its hash, and, if the browser
     * waits for a page to load, until the page has opened. @param {string} url */
    async open(url) {
      await driver.open('about:blank');
      await driver.open(url);
      if (waitsForLoad && url !== 'about:blank') await this.until(() => 'descenso' in globalThis);
    },

    /** Replaces the text of a field, and leaves the field as a person would, by Enter.
     * @param {string} selector @param {string} text */
    async fill(selector, text) {
      await driver.evaluate((/** @type {string} */ where) => {
        const field = /** @type {HTMLInputElement} */ (document.querySelector(where));
        field.focus();
        field.select();
      }, selector);
      await (text ? driver.write(text) : driver.press('Backspace'));
      await driver.press('Enter');
    },

    /**
     *  Waits until the code gives something true in the page, and returns it.
     * @template T
     * @param {(...args: any[]) => T} code
     * @param {unknown[]} args
     * @returns {Promise<NonNullable<Awaited<T>>>}
     */
    async until(code, ...args) {
      for (const deadline = Date.now() + 30_000; ; ) {
        // While a page that is not waited for is opened, there may be none for a moment.
        const value = await driver.evaluate(code, ...args).catch((error) => {
          if (waitsForLoad) throw error;
        });
        if (value) return value;
        if (Date.now() > deadline)
          throw new Error(`${name}: still not true after 30 s: ${code} ${JSON.stringify(args)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },

    /** The failures so far: console errors and warnings, uncaught errors, requests to other hosts. */
    async problems() {
      const requests = driver.requests().filter((address) => !errands.test(address));
      return [...(await driver.messages()), ...requests.map((address) => `request: ${address}`)];
    },
  };
}
/** @typedef {Awaited<ReturnType<typeof openBrowser>>} Browser */
