// User data in browsers: pasted on the page, dropped as a file, kept over a reload, and the dialog under axe's rules.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import { browserNames, chromiumTest, openBrowser } from './browsers.mjs';
import { id, paste, ready } from './hooks.mjs';
import { fileAddresses, serve } from './site.mjs';

const table = 'Time (s);Voltage (mV);note\n0;1.234;ok\n1;2.345;ok\n2;NA;bad\n3;4.567;ok\n4;5.001;ok\n';

/** Drops a text file on the page. @param {string} text @param {number} copies of its last line */
const drop = (text, copies) => {
  const last = `${text.trim().split('\n').at(-1)}\n`;
  const data = new DataTransfer();
  data.items.add(new File([text, last.repeat(copies)], 'measured.csv'));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
};

const points = () => /** @type {any} */ (globalThis).descenso.problem?.data.x.length;
const exists = (/** @type {string} */ selector) => document.querySelector(selector) !== null;
const isAbsent = (/** @type {string} */ selector) => document.querySelector(selector) === null;

for (const name of browserNames)
  for (const address of fileAddresses)
    test(`${name}: a table pasted on ${address.split('/').at(-1)} is previewed, asked about and used`, async (t) => {
      const browser = await openBrowser(name);
      t.after(browser.close);
      await browser.open(address);
      await browser.until(ready);
      await browser.evaluate(paste, table);
      await browser.until(exists, id('own-data-preview'));
      await browser.click(id('own-data-use'));
      await browser.until(exists, `${id('own-data-decimalSign')}`);
      assert.equal(await browser.evaluate(points), 100);
      await browser.click(id('own-data-decimalSign-point'));
      await browser.until(isAbsent, id('own-data-decimalSign'));
      await browser.click(id('own-data-use'));
      await browser.until(() => /** @type {any} */ (globalThis).descenso.problem?.data.x.length === 4);
      const { names, y, left } = await browser.evaluate(() => {
        const { columns, leftOut } = /** @type {any} */ (globalThis).descenso.data;
        return {
          names: columns.map((/** @type {any} */ column) => `${column.name} (${column.unit})`),
          y: [...columns[1].numbers],
          left: leftOut.map((/** @type {any} */ row) => `${row.line} ${row.reason}`),
        };
      });
      assert.deepEqual([names, y, left], [['Time (s)', 'Voltage (mV)'], [1.234, 2.345, 4.567, 5.001], ['4 blank']]);
      assert.deepEqual(await browser.problems(), []);
    });

chromiumTest('chromium: a dropped file that is too large for a link is there after a reload', async (t) => {
  const site = await serve();
  t.after(site.stop);
  const browser = await openBrowser('chromium');
  t.after(browser.close);
  await browser.open(site.address);
  await browser.until(ready);
  await browser.evaluate(drop, 'x,y\n1,2.5\n2,3.75\n', 30_000);
  await browser.until(exists, id('own-data-preview'));
  await browser.click(id('own-data-use'));
  await browser.until(() => location.hash.includes('data.table=local.'));
  const { hash } = await browser.evaluate(() => ({ hash: location.hash }));
  await browser.open('about:blank');
  await browser.open(`${site.address}/${hash}`);
  await browser.until(() => /** @type {any} */ (globalThis).descenso?.problem?.data.x.length === 30_002);
});

chromiumTest('axe finds nothing to object to in the dialog of user data', async (t) => {
  const browser = await openBrowser('chromium');
  t.after(browser.close);
  for (const scheme of ['light', 'dark'])
    for (const width of [1440, 390]) {
      await browser.emulate({ 'prefers-color-scheme': scheme });
      await browser.resize(width, 844);
      await browser.open(fileAddresses[0]);
      await browser.until(ready);
      await browser.evaluate(paste, table);
      await browser.until(exists, id('own-data-preview'));
      assert.deepEqual(await violations(browser), [], `${scheme}, ${width} px`);
      assert.ok(await browser.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px`);
    }
});
