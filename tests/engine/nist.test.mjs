// NIST's nonlinear sets through build/site/engine.mjs: typed models, both starts, against values that NIST certifies
// to 11 digits. The data and certified values are tests/golden/nist_nonlinear.txt, whose header names their source.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { digits, nistExperiment, nistSets } from './nist.mjs';

/**
 * @import { Experiment } from '../../build/site/engine.mjs'
 * @import { NistSet } from './nist.mjs'
 */

const engine = await createEngine();

/**
 * Standard deviations that double precision cannot give: Lanczos1, of residuals 9e-14, loses all but 3.36 digits when
 * its data are rounded.
 */
const leastDigitsOfDeviations = (/** @type {string} */ name) => (name === 'Lanczos1' ? 2.9 : 5);

/** @param {NistSet} set @param {number} which start @returns {Experiment} */
const experiment = (set, which) =>
  /** @type {any} */ ({
    ...nistExperiment(
      set,
      set.parameters.map((row) => row[which]),
    ),
    optimizer: { name: 'lm' },
    stop: { epochs: 500 },
  });

let count = 0;
for (const set of nistSets()) {
  count += 1;
  for (const which of [0, 1]) {
    test(`${set.name} from start ${which + 1}`, () => {
      const run = engine.run(experiment(set, which));
      assert.ok(run.ok, JSON.stringify(run));
      assert.equal(run.stop.reason, 'converged');
      const fit = engine.fit(experiment(set, which));
      assert.ok(fit.ok, JSON.stringify(fit));
      set.parameters.forEach(([, , value, deviation], j) => {
        const name = `b${j + 1}`;
        assert.ok(
          digits(run.parameters[name][run.epochs], value) >= 6,
          `${name} ${run.parameters[name][run.epochs]} ${value}`,
        );
        assert.ok(digits(fit.parameters[name], value) >= 6, `${name} of the fit`);
        assert.ok(
          digits(fit.standardErrors[name], deviation) >= leastDigitsOfDeviations(set.name),
          `sd of ${name} ${fit.standardErrors[name]} ${deviation}`,
        );
      });
      assert.ok(digits(fit.residualSd, set.deviation) >= leastDigitsOfDeviations(set.name));
    });
  }
}

test('all 27 sets were there', () => assert.equal(count, 27));
