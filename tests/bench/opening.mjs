// Opening the page in Chromium, slowed down by the browser itself: a connection of 1.6 Mbit/s with 150 ms a request and
// a processor of a quarter of the speed for the hosted folder, the processor alone for the file on a disk.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openBrowser } from '../browser/browsers.mjs';
import { fileAddresses } from '../browser/site.mjs';
import { quantile } from './measure.mjs';

/**
 * @import { AddressInfo } from 'node:net'
 * @import { CDPSession, Page } from 'puppeteer-core'
 * @import { Row } from './table.mjs'
 */

/**
 * @typedef {object} Opening
 * @property {number} paint milliseconds until the first contentful paint
 * @property {number} result milliseconds until the first numbers of a run
 * @property {number} charts milliseconds until every chart is drawn
 * @property {number} all milliseconds until formulas are typeset, the last that arrives unasked
 * @property {number} paintBytes compressed, of the requests that had ended before the first contentful paint
 * @property {number} resultBytes
 * @property {number} shift cumulative layout shift
 * @property {number[]} longTasks milliseconds of each task above 50
 */

const site = new URL('../../build/site/', import.meta.url);
const slowdown = 4;
const connection = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const visits = 5;
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** @returns {AsyncGenerator<Row>} */
export async function* openingRows() {
  const server = await serveCompressed();
  try {
    yield* rowsOf('hosted', await openings(server.address, connection), { paint: 1200, result: 2500, paintBytes: 45 });
    yield* rowsOf('from a disk', await openings(fileAddresses[0], null), { result: 1200 });
  } finally {
    server.stop();
  }
}

/**
 * @param {string} where @param {Opening[]} all
 * @param {{ paint?: number, result?: number, paintBytes?: number }} budgets
 * @returns {Generator<Row>}
 */
function* rowsOf(where, all, budgets) {
  const median = (/** @type {(opening: Opening) => number} */ of) => quantile(all.map(of), 0.5);
  /** @param {string} what @param {number} value @param {string} unit @param {number} [atMost] @returns {Row} */
  const row = (what, value, unit, atMost) => {
    const digits = unit === 'ms' ? 0 : unit ? 1 : 4;
    return { what: `${where}: ${what}`, ours: `${value.toFixed(digits)} ${unit}`.trim(), value, atMost, unit };
  };
  yield row(
    'first contentful paint',
    median(({ paint }) => paint),
    'ms',
    budgets.paint,
  );
  yield row(
    'first numbers of a run',
    median(({ result }) => result),
    'ms',
    budgets.result,
  );
  yield row(
    'every chart is drawn',
    median(({ charts }) => charts),
    'ms',
  );
  yield row(
    'formulas are typeset, all has arrived',
    median(({ all: end }) => end),
    'ms',
  );
  if (budgets.paintBytes) {
    yield row('gzip before the first paint', median(({ paintBytes }) => paintBytes) / 1000, 'kB', budgets.paintBytes);
    yield row('gzip before the first numbers', median(({ resultBytes }) => resultBytes) / 1000, 'kB', 360);
  }
  yield row(
    'layout shift',
    median(({ shift }) => shift),
    '',
    0.02,
  );
  yield row(
    'longest task',
    median(({ longTasks }) => Math.max(0, ...longTasks)),
    'ms',
    100,
  );
  yield row(
    'tasks above 100 ms',
    median(({ longTasks }) => longTasks.filter((task) => task > 100).length),
    '',
  );
}

/** @param {string} address @param {typeof connection | null} network @returns {Promise<Opening[]>} */
async function openings(address, network) {
  const all = [];
  for (let k = 0; k < visits; ++k) all.push(await opening(address, network));
  return all;
}

/** One first visit: nothing is cached. @param {string} address @param {typeof connection | null} network */
async function opening(address, network) {
  const browser = await openBrowser('chromium', { width: 1366, height: 641 });
  try {
    const page = /** @type {Page} */ (browser.page);
    const session = await page.createCDPSession();
    const arrivals = await watchArrivals(session);
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    if (network) await session.send('Network.emulateNetworkConditions', network);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.evaluateOnNewDocument(observe);
    await page.goto(address, { waitUntil: 'domcontentloaded', timeout: 60_000 });
    const seen = await browser.until(() => {
      const { opening } = /** @type {any} */ (globalThis);
      return opening.all > 0 && performance.now() > opening.all + 1000 ? opening : null;
    });
    return {
      ...seen,
      paintBytes: arrivals.until(seen.paint),
      resultBytes: arrivals.until(seen.result),
    };
  } finally {
    await browser.close();
  }
}

/** Records the compressed bytes of each request when it ends; times are milliseconds from the request of the page.
 * @param {CDPSession} session */
async function watchArrivals(session) {
  await session.send('Network.enable');
  /** @type {{ at: number, bytes: number }[]} */
  const ends = [];
  let start = 0;
  /** @type {Set<string>} */
  const fetched = new Set();
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp, type }) => {
    if (type === 'Document') start = timestamp;
    // A font inside a style sheet is a request too, of no bytes.
    if (!request.url.startsWith('data:')) fetched.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    if (fetched.has(requestId)) ends.push({ at: timestamp, bytes: encodedDataLength });
  });
  return {
    /** @param {number} ms */
    until: (ms) => ends.filter(({ at }) => 1000 * (at - start) <= ms).reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Records the milestones of an opening. Runs in the page, before its own scripts. */
function observe() {
  const opening = { paint: 0, result: 0, charts: 0, all: 0, shift: 0, longTasks: /** @type {number[]} */ ([]) };
  Object.assign(globalThis, { opening });
  /** @param {string} type @param {(entry: any) => void} take */
  const each = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  each('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') opening.paint = startTime;
  });
  each('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) opening.shift += value;
  });
  each('longtask', ({ duration }) => opening.longTasks.push(duration));
  requestAnimationFrame(function look() {
    const timeline = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-testid=timeline]'));
    if (!opening.result && Number(timeline?.max) > 0) opening.result = performance.now();
    const plots = [...document.querySelectorAll('.descent .plot')];
    if (opening.result && plots.length > 0 && plots.every((plot) => plot.querySelector('svg')))
      opening.charts ||= performance.now();
    const isTypeset = document.querySelector('.descent .katex') !== null;
    if (opening.charts && isTypeset) opening.all = performance.now();
    else requestAnimationFrame(look);
  });
}

/** Serves the folder as Pages does: compressed by gzip, many requests at once. */
async function serveCompressed() {
  /** @type {Map<string, Buffer>} */
  const compressed = new Map();
  const server = createServer(async ({ url = '/' }, response) => {
    const name = new URL(url, 'http://host').pathname.replace(/\/$/, '/index.html').slice(1);
    const known = compressed.get(name) ?? (await readFile(new URL(name, site)).then(gzipSync, () => null));
    if (!known) return response.writeHead(404).end();
    compressed.set(name, known);
    const type = types[/** @type {'.js'} */ (extname(name))] ?? 'application/octet-stream';
    return response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(known);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}
