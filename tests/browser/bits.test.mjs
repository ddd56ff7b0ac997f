// The same experiment gives the same bits in every browser: the fingerprint that Node and the native program have.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fingerprint, notebook } from '../notebook.mjs';
import { browserNames, openBrowser } from './browsers.mjs';
import { ready } from './hooks.mjs';
import { fileAddresses, serve } from './site.mjs';

const bits = readFileSync(new URL('../golden/notebook_bits.txt', import.meta.url), 'utf8').trim();
const site = await serve();
after(site.stop);

/** The fingerprint of columns as they crossed from a page: as text that reads back to the same doubles.
 * @param {number[][]} columns */
function fingerprintOf(columns) {
  const [w1, loss, slope] = columns.map((column) => Float64Array.from(column));
  return fingerprint({ parameters: { w1 }, loss, gradient: { w1: slope } });
}

for (const name of browserNames) {
  test(`${name}: the notebook's trajectory has the bits of every other platform`, { timeout: 90_000 }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);

    await t.test('through engine.mjs, over http', async () => {
      await browser.open(site.address);
      await browser.until(ready);
      const columns = await browser.evaluate(async (experiment) => {
        const { createEngine } = await import(`${location.origin}/engine.mjs`);
        const { parameters, loss, gradient } = (await createEngine()).run(experiment);
        return [parameters.w1, loss, gradient.w1].map((column) => Array.from(column));
      }, notebook());
      assert.equal(fingerprintOf(columns), bits);
      assert.deepEqual(await browser.problems(), []);
    });

    await t.test('in the page itself, from file://', async () => {
      await browser.open(fileAddresses[0]);
      await browser.until(ready);
      const columns = await browser.evaluate(() => {
        const { parameters, loss, gradient } = /** @type {any} */ (globalThis).descenso.problem.trajectory;
        return [parameters.w1, loss, gradient.w1].map((column) => Array.from(column));
      });
      assert.equal(fingerprintOf(columns), bits);
    });
  });
}
