// axe-core's rules, run in a page that is open.
import axe from 'axe-core';

/**
 * @import { Browser } from './browsers.mjs'
 * @import { AxeResults } from 'axe-core'
 */

/** Each rule that is broken, with the first elements that break it. @param {Browser} browser */
export async function violations(browser) {
  if (!(await browser.evaluate(() => 'axe' in globalThis))) await browser.evaluate(axe.source);
  const results = /** @type {AxeResults} */ (await browser.evaluate('axe.run(document, { preload: false })'));
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 3)
        .map((node) => node.html.slice(0, 160))
        .join(' | ')}`,
  );
}
