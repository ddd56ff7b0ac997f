// Every reason for which a run ends, provoked in the race and in Descent, and its sentence in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { descentEndings, endings, raceHash } from '../page/endings.mjs';
import { browserNames, openBrowser } from './browsers.mjs';
import { id, ready } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

/** Links, the part of the page with the sentence, and the sentence by language.
 * @type {{ hash: string, testId: string, en: string, es: string }[]} */
const cases = [
  ...Object.values(endings).map((ending) => ({ ...ending, hash: raceHash(ending), testId: 'race-standings' })),
  ...Object.values(descentEndings).map((ending) => ({ ...ending, hash: `#${ending.hash}`, testId: 'state' })),
];

/** Opens another link in the same page. @param {string} hash */
const follow = (hash) => {
  location.hash = hash;
};

/** Whether a part of the page, once the run is at its end, has a sentence. @param {string} testId
 * @param {string} sentence */
function says(testId, sentence) {
  /** @type {HTMLElement | null} */ (document.querySelector('[data-testid=run-end]'))?.click();
  return document.querySelector(`[data-testid=${testId}]`)?.textContent?.includes(sentence);
}

for (const name of browserNames)
  test(`${name}: the sentence of every ending`, { timeout: 120_000 }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);
    for (const { hash, testId, ...sentences } of cases) {
      await browser.evaluate(follow, hash);
      const first = await browser.evaluate(() => document.documentElement.lang);
      const [one, other] = first === 'es' ? [sentences.es, sentences.en] : [sentences.en, sentences.es];
      await browser.until(says, testId, one);
      await browser.click(id('language'));
      await browser.until(says, testId, other);
    }
    assert.deepEqual(await browser.problems(), []);
  });
