// A link is applied whole or not at all, whatever it contains.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHash } from '../../www/experiment/hash.js';
import { hostileLinks } from '../browser/hostile-links.mjs';
import { fields, storeWith } from './notebook.mjs';
import { Laboratory } from './laboratory.mjs';

test('of 2,000 hostile links each is refused with the names of its parts, or every value of it is in the state', () => {
  let opened = 0;
  for (const link of hostileLinks(2000, 5, fields)) {
    const store = storeWith({ 'data.n': 77 });
    const { values, refused } = fromHash(store.fields, link);
    const parts = [...new URLSearchParams(link)];
    assert.ok(refused.length > 0 || parts.every(([path]) => Object.hasOwn(values, path)), link.slice(0, 200));
    if (refused.length > 0) continue;
    assert.equal(store.reset(values), null, link.slice(0, 200));
    opened += 1;
    for (const [path, value] of Object.entries({ 'data.n': 100, ...values }))
      assert.ok(store.valueOf(store.field(path)) === value, `${path} of ${link.slice(0, 200)}`);
  }
  assert.ok(opened > 200, String(opened));
});

test('names of any length and names of prototypes are parameters like any other', async () => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'a'.repeat(42), 'b'.repeat(300)]) {
    const lab = await Laboratory.open({ hash: `#model.formula=${name}*x&model.start.${name}=3` });
    assert.equal(lab.problem.trajectory.parameters[name][0], 3);
    await lab.type(`model.start.${name}-number`, '2');
    assert.equal(lab.problem.trajectory.parameters[name][0], 2);
    assert.ok(!('busy' in lab.document.documentElement.dataset));
  }
});

test('a link that is refused as the page opens leaves Descent open, and its name in the header chosen', async () => {
  const lab = await Laboratory.open({ hash: '#view.workspace=garden' });
  const chosen = [...lab.document.querySelectorAll('.workspaces input')].filter(
    (input) => /** @type {HTMLInputElement} */ (input).checked,
  );
  assert.deepEqual(
    chosen.map((input) => /** @type {HTMLInputElement} */ (input).value),
    ['descent'],
  );
});
