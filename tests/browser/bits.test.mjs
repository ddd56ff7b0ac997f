// The same experiment gives the same bits in every browser: the fingerprint that Node and the native program have.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fingerprint, notebook } from '../notebook.mjs';
import { browserNames, openBrowser } from './browsers.mjs';
import { serve } from './site.mjs';

const bits = readFileSync(new URL('../golden/notebook_bits.txt', import.meta.url), 'utf8').trim();
const site = await serve(8123);
after(site.stop);

for (const name of browserNames) {
  test(`${name}: the notebook's trajectory has the bits of every other platform`, { timeout: 60_000 }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(site.address);
    // Numbers cross from the page as text that reads back to the same double.
    const columns = await browser.evaluate(async (experiment) => {
      const { createEngine } = await import(`${location.origin}/engine.mjs`);
      const { parameters, loss, gradient } = (await createEngine()).run(experiment);
      return [parameters.w1, loss, gradient.w1].map((column) => Array.from(column));
    }, notebook());
    const [w1, loss, gradient] = columns.map((column) => Float64Array.from(column));
    assert.equal(fingerprint({ parameters: { w1 }, loss, gradient: { w1: gradient } }), bits);
  });
}
