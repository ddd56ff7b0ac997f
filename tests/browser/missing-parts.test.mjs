// Each part of the page withheld, cut or refused, one at a time: the right sentence, in the language of the page,
// nothing busy for ever, and what does not need the part works. FAULTS=all: every fault of each in three browsers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { browserNames, openBrowser } from './browsers.mjs';
import { faults, partFiles, serveFaulty } from './faulty-site.mjs';
import { assertNotebookIsExact, id } from './hooks.mjs';

/**
 * @import { Browser, BrowserName } from './browsers.mjs'
 * @import { Fault } from './faulty-site.mjs'
 */

/** @typedef {Awaited<ReturnType<typeof serveFaulty>>} Site */

const sentences = (/** @type {string} */ language) =>
  JSON.parse(readFileSync(new URL(`../../www/i18n/${language}.json`, import.meta.url), 'utf8'));
const all = { en: sentences('en'), es: sentences('es') };
/** The files without which the page does not open in a language. @param {string} language */
const neededFor = (language) => ['app.js', `${language}.js`];

/**
 * Gestures that fetch a part, by its file, where the page does not fetch it by itself. For a file that is not named
 * here, every gesture is tried until one fetches it.
 * @type {Record<string, (browser: Browser) => Promise<unknown>>}
 */
const gestures = {
  'tools.js': (browser) => browser.evaluate(press, id('help')),
  'race.js': (browser) => browser.evaluate(press, id('view.workspace-race')),
  'map.js': (browser) => browser.evaluate(press, id('view.workspace-map')),
  'plotly3d.js': openSurface,
  'teaching.js': chooseTeaching,
  'reader.js': typeData,
};
const otherGestures = [
  'tab-fit',
  'tab-log',
  'tab-table',
  'tab-trace',
  'guide',
  'share',
  'present',
  'own-data-edit',
].map((key) => (/** @type {Browser} */ browser) => browser.evaluate(press, id(key)));
/** The browsers in which a part is tried, by file; any other in all. @type {Record<string, BrowserName[]>} */
const browsersOf = {
  // Headless Firefox has no WebGL, without which the surface is not fetched.
  'plotly3d.js': ['chromium'],
  // WebKit does not always report a small script whose connection breaks off.
  'teaching.js': ['chromium', 'firefox'],
};
/** Parts without which nothing is missing: the engine computes what they bring. */
const needless = ['notebook.js'];

for (const name of browserNames) {
  for (const [k, file] of partFiles.entries()) {
    const chosen = faultsOf(name, k);
    if (!(browsersOf[file] ?? browserNames).includes(name) || chosen.length === 0) continue;
    test(`${name}: without ${file}`, { timeout: 60_000 * chosen.length }, async (t) => {
      for (const fault of chosen) await t.test(fault, () => visit(name, file, fault));
    });
  }

  test(`${name}: a worker that cannot start`, { timeout: 120_000 }, async (t) => {
    const put = (/** @type {string} */ code) => (/** @type {string} */ text) =>
      text.replace("descensoPart('worker', \"", (head) => head + code);
    /** @type {[string, (text: string) => string, 'slow' | 'failed'][]} */
    const ways = [
      ['its script is cut', () => "descensoPart('worker', 'const half = (')", 'failed'],
      ['it has no WebAssembly', put('WebAssembly.compile=async()=>{throw new TypeError()};'), 'failed'],
      ['it never answers', () => "descensoPart('worker', '')", 'slow'],
    ];
    for (const [way, change, state] of ways)
      await t.test(way, () =>
        withPage(name, { 'worker.js': change, 'notebook.js': 'missing' }, async (browser, language) => {
          const sentence = all[language].parts[state].engine.split('{reason}')[0];
          await browser.until(saysAlert, sentence);
          assert.ok(!(await browser.evaluate(isBusy)));
        }),
      );
  });

  test(`${name}: an engine that ends in an internal error is replaced without a trace`, { timeout: 60_000 }, () => {
    // The engine's seventh message fails on its way into memory, as if there were none.
    const code =
      'let left=7;const put=Float64Array.prototype.set;Float64Array.prototype.set=function(...a){' +
      'if(--left===0)throw new RangeError();return put.apply(this,a)};';
    const change = (/** @type {string} */ text) => text.replace("descensoPart('worker', \"", (head) => head + code);
    return withPage(name, { 'worker.js': change, 'notebook.js': 'missing' }, async (browser) => {
      await browser.until(() => Number(/** @type {any} */ (document.querySelector('[data-testid=timeline]'))?.max) > 0);
      await assertNotebookIsExact(browser, 'after an internal error');
      assert.ok(
        await browser.evaluate(() => document.querySelector('[data-testid=part-alert]')?.hasAttribute('hidden')),
      );
      assert.ok(await browser.evaluate(() => document.querySelector('[data-testid=notice]')?.hasAttribute('hidden')));
    });
  });
}

/**
 * The faults of a part in a browser: one in Chromium and one in either of the others, which between them meet each kind
 * of fault and of part; FAULTS=all: every one in each browser. A file that is withheld is tried in Chromium alone,
 * because it takes as long as a slow one.
 * @param {BrowserName} name @param {number} k the place of the part
 */
function faultsOf(name, k) {
  const isChromium = name === 'chromium';
  const kinds = isChromium ? faults : faults.filter((fault) => fault !== 'withheld');
  if (process.env.FAULTS === 'all') return kinds;
  if (isChromium) return [kinds[k % kinds.length]];
  return k % 2 === Number(name === 'webkit') ? [kinds[Math.floor(k / 2) % kinds.length]] : [];
}

/** @param {BrowserName} name @param {string} file @param {Fault} fault */
const visit = (name, file, fault) =>
  withPage(name, { [file]: fault }, async (browser, language, site) => {
    const part = neededFor(language).includes(file) ? 'app' : file.replace(/\..*/, '');
    const state = fault === 'withheld' ? 'slow' : 'failed';
    const other = language === 'en' ? 'es' : 'en';
    if (part === other) await browser.evaluate(press, id('language'));
    else await fetchPart(browser, site, file);
    if (part === 'reader') {
      await browser.until(says, id('own-data-error'), all[language].ownData.errors.unavailable);
      return;
    }
    if (needless.includes(file)) {
      await assertNotebookIsExact(browser, `without ${file}`);
      assert.ok(
        await browser.evaluate(() => document.querySelector('[data-testid=part-alert]')?.hasAttribute('hidden')),
      );
      return;
    }
    await browser.until(saysAlert, all[language].parts[state][part]);
    if (part === 'app') return;
    assert.ok(!(await browser.evaluate(isBusy)), 'busy');
    assert.deepEqual(await browser.evaluate(bareKeys), []);
    // Without its sentences the other language is not shown.
    if (part !== other) {
      await browser.evaluate(press, id('language'));
      await browser.until(saysAlert, all[other].parts[state][part]);
      await browser.evaluate(press, id('language'));
    }
    if (part !== 'worker') await assertNotebookIsExact(browser, `without ${file}`);
    if (state === 'slow') return;
    site.mend(file);
    await browser.evaluate(press, id('retry'));
    await browser.until(() => document.querySelector('[data-testid=part-alert]')?.hasAttribute('hidden'));
    if (part === 'worker') await assertNotebookIsExact(browser, 'after another try');
    if (part === other) await browser.until((lang) => document.documentElement.lang === lang, other);
  });

/** Makes the page fetch a part. @param {Browser} browser @param {Site} site @param {string} file */
async function fetchPart(browser, site, file) {
  const isFetched = async (/** @type {number} */ withinMs) => {
    for (let ms = 0; ms < withinMs && !site.requested.has(file); ms += 50) await wait(50);
    return site.requested.has(file);
  };
  if (Object.hasOwn(gestures, file)) return gestures[file](browser);
  if (await isFetched(5000)) return;
  for (const gesture of [...Object.values(gestures), ...otherGestures]) {
    // A control that is not there, or not now, fetches nothing.
    await gesture(browser).catch(() => {});
    if (await isFetched(1000)) return;
  }
  assert.fail(`no gesture fetches ${file}`);
}

/** The browser of the tests under way. Each visit has an address, and so a storage and a cache, of its own.
 * @type {Browser | undefined} */
let shared;
after(() => shared?.close());

/** @param {BrowserName} name */
async function browserOf(name) {
  if (shared?.name === name) return shared;
  await shared?.close();
  shared = undefined;
  shared = await openBrowser(name, { waitsForLoad: false });
  return shared;
}

/**
 * @param {BrowserName} name
 * @param {Parameters<typeof serveFaulty>[0]} faulty
 * @param {(browser: Browser, language: 'en' | 'es', site: Site) => Promise<void>} look
 */
async function withPage(name, faulty, look) {
  const site = await serveFaulty(faulty);
  const browser = await browserOf(name);
  try {
    await browser.open(site.address);
    // Until its first script has chosen the language, no sentence is shown.
    const language = await browser.until(
      () => document.querySelector('.state:not([hidden])') && document.documentElement.lang,
    );
    if (!neededFor(language).some((file) => file in faulty)) await browser.until(() => 'descenso' in globalThis);
    await look(browser, /** @type {'en' | 'es'} */ (language), site);
    // The next visit finds an empty page, and never this one: `open` does not wait for a page here.
    await browser.open('about:blank');
    await browser.until(() => location.href === 'about:blank');
  } catch (error) {
    // The next visit begins with another browser.
    shared = undefined;
    await browser.close();
    throw error;
  } finally {
    site.stop();
  }
}

/** @param {string} sentence */
function saysAlert(sentence) {
  return [...document.querySelectorAll('[role=alert]')].some(
    (element) => /** @type {HTMLElement} */ (element).offsetParent && element.textContent?.includes(sentence),
  );
}

/** @param {string} selector @param {string} sentence */
function says(selector, sentence) {
  return document.querySelector(selector)?.textContent?.includes(sentence);
}

/** @param {string} selector */
function press(selector) {
  /** @type {HTMLElement} */ (document.querySelector(selector)).click();
}

/** Names of sentences that are shown in place of the sentences. */
function bareKeys() {
  const names = [...document.querySelectorAll('[data-t], [data-t-label], [title]')].flatMap((element) => [
    element.textContent ?? '',
    element.getAttribute('aria-label') ?? '',
    element.getAttribute('title') ?? '',
  ]);
  return names.filter((text) => /^[a-z]\w*([.]\w+)+$/i.test(text.trim()));
}

const isBusy = () => 'busy' in document.documentElement.dataset;

/** @param {Browser} browser */
async function openSurface(browser) {
  await browser.evaluate(() => {
    location.hash = 'view.workspace=race&view.race=rosenbrock~100~epochs,solid~0~~gd';
  });
}

/** @param {Browser} browser */
async function typeData(browser) {
  await browser.evaluate(press, id('own-data-open'));
  await browser.until(() => document.querySelector('[data-testid=own-data-text]') !== null);
  await browser.evaluate(() => {
    const field = /** @type {HTMLTextAreaElement} */ (document.querySelector('[data-testid=own-data-text]'));
    field.value = 'x\ty\n1\t2\n2\t3\n3\t5';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** @param {Browser} browser */
async function chooseTeaching(browser) {
  await browser.evaluate(() => {
    const option = document.querySelector('option[value=hubble]');
    const menu = /** @type {HTMLSelectElement} */ (option?.closest('select'));
    menu.value = 'hubble';
    menu.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
