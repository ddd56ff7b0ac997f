// Every number of runs, steps, derivatives, races, fits and curves of random experiments, against plain loops that
// share no code with the core. `CLAIMS=5000 node --test tests/engine/claims_of_runs.test.mjs` checks more experiments.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { claimAll } from './claims/claims.mjs';

const count = Number(process.env.CLAIMS ?? 1000);

test('the numbers of random experiments are those of plain loops', async (t) => {
  const { ledger, ends } = claimAll(await createEngine(), 'runs', { count });
  t.diagnostic(`${count} experiments, ${ledger.numbers} numbers, ${ledger.disagreements.length} disagreements`);
  t.diagnostic(JSON.stringify(ends));
  assert.deepEqual(ledger.disagreements.slice(0, 20), []);
  assert.ok(ledger.numbers > 200 * count);
  for (const end of ['epochs', 'converged', 'diverged', 'stuck', 'target', 'gradient']) assert.ok(ends[end] > 0, end);
});

test('a wrong number would be noticed', async () => {
  const engine = await createEngine();
  const wrong = Object.assign(Object.create(engine), {
    run: (/** @type {any} */ experiment) => {
      const run = engine.run(experiment);
      if (run.ok) run.loss[run.epochs] *= 1 + 1e-7;
      return run;
    },
  });
  assert.ok(claimAll(wrong, 'runs', { count: 20 }).ledger.disagreements.length > 15);
});
