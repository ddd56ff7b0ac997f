// A page that was switched to another language is the page that opens in that language: no sentence of the first stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Laboratory } from './laboratory.mjs';

/** Everything in sight that is read: texts, labels, tooltips, groups of menus, placeholders. @param {Laboratory} lab */
function words({ document, window }) {
  const found = [];
  const walker = document.createTreeWalker(document.body, window.NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = /** @type {any} */ (walker.currentNode);
    if (data.trim() && !parentElement.closest('[hidden]')) found.push(`${parentElement.tagName}: ${data.trim()}`);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], optgroup'))
    if (!element.closest('[hidden]'))
      for (const name of ['aria-label', 'title', 'label'])
        if (element.hasAttribute(name)) found.push(`${name}: ${element.getAttribute(name)}`);
  return found;
}

const maxAttempts = 3;
const table = '5,1;4,2;7,3;1,4';

/** States of the page, with what is pressed in them. @type {Record<string, { hash: string, clicks: string[] }>} */
const states = {
  notebook: { hash: '', clicks: ['run-step'] },
  'at the end': { hash: '', clicks: ['run-end'] },
  diverging: { hash: '#optimizer.rate=0.8', clicks: ['run-end'] },
  'another method': { hash: '#optimizer.name=lbfgs', clicks: ['run-step'] },
  'several parameters': { hash: '#model.formula=w1*x%2Bw2', clicks: ['run-step'] },
  'user data': { hash: `#data.table=${table}`, clicks: ['run-step'] },
  'the log': { hash: '', clicks: ['tab-log'] },
  'the table': { hash: '', clicks: ['tab-table'] },
  'the derivative': { hash: '', clicks: ['tab-trace'] },
  'the fit': { hash: '', clicks: ['tab-fit'] },
  'the profiles of the fit': { hash: '#model.formula=w1*exp(w2*x)', clicks: ['tab-fit', 'fit-open-uncertainty'] },
  'the residuals of the fit': { hash: '', clicks: ['tab-fit', 'fit-open-residuals'] },
  'bounds of the fit': { hash: '#view.fit=low,w1:6', clicks: ['tab-fit', 'fit-open-limits'] },
  'derived quantities': { hash: '#view.fit=of,1/w1~of,z', clicks: ['tab-fit', 'fit-open-derived'] },
  'the starts of the fit': { hash: '#model.formula=w1*sin(w2*x)', clicks: ['tab-fit', 'fit-open-starts'] },
  'models compared': { hash: '#view.fit=rival,a%2Bb*x', clicks: ['tab-fit', 'fit-open-rivals'] },
  map: { hash: '#view.workspace=map', clicks: [] },
  'race on a test function': {
    hash: `#view.workspace=race&view.race=${encodeURIComponent('three-hump-camel~300~epochs~0~~gd~adam~newton')}`,
    clicks: ['run-end'],
  },
  'race on the own data': { hash: '#view.workspace=race', clicks: ['run-step'] },
};

/** @param {string} language @param {{ hash: string, clicks: string[] }} state */
async function openIn(language, { hash, clicks }) {
  const lab = await Laboratory.open({ hash, languages: [language] });
  for (const button of clicks) await lab.click(button);
  await lab.clock.advance(1000);
  return lab;
}

for (const [name, state] of Object.entries(states))
  test(`switched to Spanish, no word of the page stays English: ${name}`, async () => {
    // A map is as fine as the time of its cells allows, and its summary depends on it: on a busy machine two maps
    // may differ, so that they are compared once more.
    for (let attempt = 0; ; attempt += 1) {
      const switched = await openIn('en', state);
      await switched.click('language');
      await switched.clock.advance(1000);
      const want = words(await openIn('es', state));
      const foreign = words(switched).filter((each) => !want.includes(each));
      assert.ok(want.length > 100);
      if (foreign.length > 0 && attempt < maxAttempts) continue;
      assert.deepEqual(foreign, []);
      return;
    }
  });

test('the summary of the data names their least and largest x', async () => {
  const lab = await openIn('en', { hash: `#data.table=${table}`, clicks: [] });
  const summary = words(lab).find((each) => each.includes('Scatter plot'));
  assert.match(summary ?? '', /4 points, with x from 1 to 7/);
});
