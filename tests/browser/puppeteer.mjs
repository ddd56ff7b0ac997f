// Chromium and Firefox, driven by puppeteer-core.
import puppeteer from 'puppeteer-core';
import { startRefusingProxy } from './proxy.mjs';

/**
 * @import { Driver } from './browsers.mjs'
 * @import { Browser, KeyInput } from 'puppeteer-core'
 */

/** @typedef {Awaited<ReturnType<typeof startRefusingProxy>>} Proxy */

const chromium = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--lang=en',
  ],
};
const firefox = {
  browser: /** @type {const} */ ('firefox'),
  executablePath: '/usr/bin/firefox-esr',
};

/** Firefox's own errands (updates, portals, lists), which are not the page's. */
const quietFirefox = {
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'app.normandy.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'intl.accept_languages': 'en',
};

/** @typedef {{ browser: Browser, proxy: Proxy, users: number, end?: NodeJS.Timeout }} Running */

/** The browsers that run, by name and arguments. A browser takes seconds to start, and a test needs of it no more than
 * a context, which has its own storage, cache and cookies. @type {Map<string, Promise<Running>>} */
const running = new Map();
/** A browser that no test has used for this long ends. */
const idleMs = 1500;

/** @param {'chromium' | 'firefox'} name @param {string[]} args */
async function start(name, args) {
  const proxy = await startRefusingProxy();
  const browser = await puppeteer.launch(
    name === 'chromium'
      ? {
          ...chromium,
          defaultViewport: null,
          args: [...chromium.args, `--proxy-server=127.0.0.1:${proxy.port}`, ...args],
        }
      : { ...firefox, defaultViewport: null, extraPrefsFirefox: { ...quietFirefox, ...manualProxy(proxy.port) } },
  );
  return { browser, proxy, users: 0 };
}

/** A context of a browser that runs already, if one does.
 * @param {'chromium' | 'firefox'} name @param {string[]} args @param {boolean} waitsForLoad
 * @returns {Promise<Driver>} */
export async function openWithPuppeteer(name, args, waitsForLoad) {
  const key = [name, ...args].join(' ');
  if (!running.has(key)) running.set(key, start(name, args));
  const shared = /** @type {Running} */ (await running.get(key));
  clearTimeout(shared.end);
  shared.users += 1;
  const { browser, proxy } = shared;
  const before = proxy.requests.length;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();

  /** @type {string[]} */
  const messages = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) messages.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => messages.push(`uncaught: ${error instanceof Error ? error.stack : error}`));

  return {
    page,
    async open(url) {
      if (waitsForLoad || url === 'about:blank') await page.goto(url, { waitUntil: 'load' });
      else
        await page.evaluate((address) => {
          setTimeout(() => {
            location.href = address;
          });
        }, url);
    },
    evaluate: (code, ...values) => page.evaluate(code, ...values),
    click: (selector) => page.click(selector),
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(/** @type {KeyInput} */ (key));
    },
    write: (text) => page.keyboard.type(text),
    resize: (width, height) => page.setViewport({ width, height }).catch(unlessTurningIsUnknown),
    async drag(from, to) {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 4 });
      await page.mouse.up();
    },
    screenshot: async (path) => void (await page.screenshot({ path: /** @type {`${string}.png`} */ (path) })),
    emulate: (features) =>
      page.emulateMediaFeatures(Object.entries(features).map(([feature, value]) => ({ name: feature, value }))),
    messages: async () => messages,
    requests: () => proxy.requests.slice(before),
    async close() {
      await context.close();
      shared.users -= 1;
      if (shared.users > 0) return;
      shared.end = setTimeout(async () => {
        running.delete(key);
        await browser.close();
        proxy.stop();
      }, idleMs);
    },
  };
}

/** Firefox before version 144 sets the size and then fails to turn the screen, which is not needed.
 * @param {Error} error */
function unlessTurningIsUnknown(error) {
  if (!error.message.includes('setScreenOrientationOverride')) throw error;
}

/** @param {number} port */
const manualProxy = (port) => ({
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': port,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': port,
});
