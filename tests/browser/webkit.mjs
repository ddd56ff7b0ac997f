// WebKit, driven by WebDriver: Debian's MiniBrowser in a virtual display.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Builder, By, Capabilities, Key } from 'selenium-webdriver';
import { startRefusingProxy } from './proxy.mjs';

/**
 * @import { Driver } from './browsers.mjs'
 * @import { AddressInfo } from 'node:net'
 */

// A test run that is stopped ends its displays too.
process.once('SIGTERM', () => process.exit(1));

/** @param {boolean} waitsForLoad @returns {Promise<Driver>} */
export async function openWebKit(waitsForLoad) {
  const proxy = await startRefusingProxy();
  const { driver, stop } = await startSession(proxy.port, waitsForLoad);
  await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 });

  return {
    open: (url) => driver.get(url.startsWith('file:') ? withRecorder(url) : url),
    async openFramed(url, width, height) {
      await driver.get(framed(withRecorder(url), width, height));
      await driver.switchTo().frame(0);
    },
    evaluate: (code, ...values) =>
      driver.executeScript(typeof code === 'string' ? `return ${code}` : `return (${code})(...arguments)`, ...values),
    click: (selector) => driver.findElement(By.css(selector)).click(),
    async press(...keys) {
      for (const key of keys) await driver.actions().sendKeys(keyFor(key)).perform();
    },
    write: (text) => driver.actions().sendKeys(text).perform(),
    // The window's frame counts too: the page gets what the window has left over.
    async resize(width, height) {
      const [across, down] = await driver.executeScript('return [outerWidth - innerWidth, outerHeight - innerHeight]');
      await driver
        .manage()
        .window()
        .setRect({ width: width + across, height: height + down });
    },
    async drag(from, to) {
      const mouse = driver.actions({ async: true });
      await mouse
        .move(from)
        .press()
        .move({ ...to, duration: 50 })
        .release()
        .perform();
    },
    screenshot: async (path) => writeFileSync(path, await driver.takeScreenshot(), 'base64'),
    emulate: () => Promise.reject(new Error('WebDriver cannot emulate media features')),
    messages: () => driver.executeScript('return globalThis.recordedProblems ?? []'),
    requests: () => proxy.requests,
    async close() {
      await driver.quit().catch(() => {});
      stop();
      proxy.stop();
    },
  };
}

/** Starts MiniBrowser under its driver, in a virtual display. Sometimes the browser ends as it starts, and the driver
 * would wait for it forever; then everything is started again. A start takes 0.4 s on an idle machine.
 * @param {number} proxyPort @param {boolean} waitsForLoad @param {number} limitMs */
async function startSession(proxyPort, waitsForLoad, limitMs = 3000) {
  const port = await freePort();
  // A group of its own, so that stopping takes the virtual display along; a display number of its own (they end at
  // 59535), because one that is just being given up takes its socket along when it goes.
  const server = spawn(
    'xvfb-run',
    ['-n', String(port - 6000), '-s', '-screen 0 1600x1200x24', 'WebKitWebDriver', `--port=${port}`],
    { detached: true, stdio: 'ignore' },
  );
  const stop = () => {
    process.off('exit', stop);
    try {
      process.kill(-Number(server.pid));
    } catch {
      // It has ended by itself.
    }
  };
  process.once('exit', stop);
  await listening(port);

  const proxy = {
    proxyType: 'manual',
    httpProxy: `127.0.0.1:${proxyPort}`,
    sslProxy: `127.0.0.1:${proxyPort}`,
    noProxy: ['localhost', '127.0.0.1'],
  };
  const options = { binary: miniBrowser(), args: ['--automation'] };
  const driver = new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        pageLoadStrategy: waitsForLoad ? 'normal' : 'none',
        'webkitgtk:browserOptions': options,
        proxy,
      }),
    )
    .build();
  driver.catch(() => {}); // of a session that never came
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const started = await Promise.race([
    driver.getSession().then(
      () => true,
      () => false,
    ),
    new Promise((resolve) => (timer = setTimeout(() => resolve(false), limitMs))),
  ]);
  clearTimeout(timer);
  if (started) return { driver, stop };
  stop();
  if (limitMs > 20_000) throw new Error('WebKit does not start');
  return startSession(proxyPort, waitsForLoad, 2 * limitMs);
}

/** WebDriver has no access to the console of WebKit. So WebKit opens a copy of the page, beside
 * it, whose first script writes down what goes wrong. It stands before the content security policy, which is meant
 * for what follows, and so does not loosen it.
 * @param {string} url */
function withRecorder(url) {
  const path = fileURLToPath(url);
  const copy = join(dirname(path), `.recorded-${basename(path)}`);
  writeFileSync(
    copy,
    readFileSync(path, 'utf8').replace(/<head[^>]*>/i, (head) => `${head}<script>(${recorder})()</script>`),
  );
  process.once('exit', () => rmSync(copy, { force: true }));
  const { search, hash } = new URL(url);
  return pathToFileURL(copy).href + search + hash;
}

/** A page with another in a frame, beside it. @param {string} url @param {number} width @param {number} height */
function framed(url, width, height) {
  const path = join(dirname(fileURLToPath(url)), `.framed-${width}x${height}.html`);
  const style = `width:${width}px;height:${height}px;border:0`;
  writeFileSync(
    path,
    `<!doctype html><body style="margin:0"><iframe src="${basename(url)}" style="${style}"></iframe>`,
  );
  process.once('exit', () => rmSync(path, { force: true }));
  return pathToFileURL(path).href;
}

function recorder() {
  /** @type {string[]} */
  const problems = [];
  Object.assign(globalThis, { recordedProblems: problems });
  for (const level of /** @type {const} */ (['error', 'warn'])) {
    const original = console[level];
    console[level] = (...values) => {
      problems.push(`console ${level}: ${values.join(' ')}`);
      original(...values);
    };
  }
  addEventListener('error', (event) => problems.push(`uncaught: ${event.message ?? event.target}`), true);
  addEventListener('unhandledrejection', (event) => problems.push(`uncaught: ${event.reason}`));
  addEventListener('securitypolicyviolation', (event) =>
    problems.push(`refused: ${event.violatedDirective} ${event.blockedURI}`),
  );
}

function miniBrowser() {
  const folders = ['/usr/libexec', ...readdirSync('/usr/lib').map((name) => `/usr/lib/${name}`)];
  const found = folders.map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`).find((path) => existsSync(path));
  if (!found) throw new Error('no MiniBrowser: www/install browsers');
  return found;
}

/** The WebDriver character of a key by its DOM name. @param {string} key */
function keyFor(key) {
  if (key.length === 1) return key;
  const name = key
    .replace(/([a-z])([A-Z])/, '$1_$2')
    .toUpperCase()
    .replace('BACKSPACE', 'BACK_SPACE');
  return Key[/** @type {'TAB'} */ (name)];
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  server.close();
  return port;
}

/** Waits for the driver to answer. @param {number} port */
async function listening(port) {
  for (const deadline = Date.now() + 20_000; ; ) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error('WebKitWebDriver does not answer');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
