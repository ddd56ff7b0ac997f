// Hostile links, opened in one page one after the other: nothing is thrown, runs, leaves the page or stays busy, and
// the notebook's link is exact afterwards. HOSTILE_LINKS sets their number, HOSTILE_SEED the seed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { declareFields } from '../../www/experiment/fields.js';
import { browserNames, openBrowser } from './browsers.mjs';
import { assertNotebookIsExact, ready, rest, softwareGl } from './hooks.mjs';
import { hostileLinks } from './hostile-links.mjs';
import { fileAddresses } from './site.mjs';

const count = Number(process.env.HOSTILE_LINKS ?? 30);
const seed = Number(process.env.HOSTILE_SEED ?? 17);
/** After this many links the page has to come to rest with the notebook. */
const groupSize = 28;

const fields = declareFields((await createEngine()).catalog());
const links = hostileLinks(count, seed, fields);

for (const name of browserNames) {
  test(`${name}: ${count} hostile links`, { timeout: 120_000 + 10_000 * count }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);
    /** @type {string[]} */
    const found = [];
    let seen = 0;
    for (const [k, link] of links.entries()) {
      await browser.evaluate(open, link);
      await browser.evaluate(rest, 2000);
      const problems = (await browser.problems()).filter((problem) => !softwareGl.test(problem));
      if (problems.length > seen) found.push(`link ${k}: ${problems.slice(seen).join(' | ')} of ${link.slice(0, 300)}`);
      seen = problems.length;
      if ((k + 1) % groupSize === 0 || k + 1 === count) await assertNotebookIsExact(browser, `after link ${k}`);
    }
    assert.deepEqual(found, [], `seed ${seed}`);
    assert.equal(await browser.evaluate(() => 'hacked' in globalThis), false);
  });
}

/** @param {string} link */
function open(link) {
  location.hash = link;
}
