// Every number of maps, theory, optima, the tuner and the noise study of random experiments, against plain loops that
// share no code with the core. `CLAIMS=5000 node --test tests/engine/claims_of_studies.test.mjs` checks more
// experiments.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { claimAll } from './claims/claims.mjs';

const count = Number(process.env.CLAIMS ?? 1000);

test('the numbers of random experiments are those of plain loops', async (t) => {
  const { ledger, ends } = claimAll(await createEngine(), 'studies', { count });
  t.diagnostic(`${count} experiments, ${ledger.numbers} numbers, ${ledger.disagreements.length} disagreements`);
  t.diagnostic(JSON.stringify(ends));
  assert.deepEqual(ledger.disagreements.slice(0, 20), []);
  assert.ok(ledger.numbers > 40 * count);
  for (const end of ['epochs', 'converged', 'diverged', 'stuck', 'target', 'gradient']) assert.ok(ends[end] > 0, end);
});
