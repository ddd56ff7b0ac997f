// Every reason for which a run ends, provoked once in the race and in Descent, and the sentence that is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { descentEndings, endings, raceHash } from './endings.mjs';
import { Laboratory } from './laboratory.mjs';
import { catalog } from './notebook.mjs';

test('every reason of the engine has its ending here', () => {
  assert.deepEqual(Object.keys(endings).sort(), [...catalog.stopReasons].sort());
  const withLosses = ['converged', 'diverged', 'epochs'];
  assert.deepEqual([...Object.keys(descentEndings), ...withLosses].sort(), [...catalog.stopReasons].sort());
});

for (const [reason, ending] of Object.entries(endings))
  for (const language of /** @type {const} */ (['en', 'es']))
    test(`${reason} in a race, in ${language}`, async () => {
      const lab = await Laboratory.open({ hash: raceHash(ending), languages: [language] });
      await lab.click('run-end');
      await lab.clock.advance(1000);
      assert.ok(lab.text('race-standings').includes(ending[language]), lab.text('race-standings'));
    });

for (const [reason, ending] of Object.entries(descentEndings))
  for (const language of /** @type {const} */ (['en', 'es']))
    test(`${reason} in Descent, in ${language}`, async () => {
      const lab = await Laboratory.open({ hash: `#${ending.hash}`, languages: [language] });
      await lab.click('run-end');
      await lab.clock.advance(1000);
      assert.equal(lab.text('state'), ending[language]);
    });
