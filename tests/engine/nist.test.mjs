// NIST's nonlinear sets through build/site/engine.mjs: typed models, both starts, against values that NIST certifies
// to 11 digits. The data and certified values are tests/golden/nist_nonlinear.txt, whose header names their source.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';

/** @import { Experiment } from '../../build/site/engine.mjs' */

const golden = (/** @type {string} */ name) => readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8');
const { models } = JSON.parse(golden('nist_models.json'));
const engine = await createEngine();

/**
 * Digits on which a number agrees with its certified value, at most the 11 that are certified.
 * @param {number} a
 * @param {number} certified
 */
const digits = (a, certified) =>
  a === certified ? 11 : Math.min(11, -Math.log10(Math.abs((a - certified) / certified)));

/**
 * Standard deviations that double precision cannot give: Lanczos1, of residuals 9e-14, loses all but 3.36 digits when
 * its data are rounded.
 */
const leastDigitsOfDeviations = (/** @type {string} */ name) => (name === 'Lanczos1' ? 2.9 : 5);

/** The sets of the golden file. */
function* sets() {
  const lines = golden('nist_nonlinear.txt')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .values();
  const numbers = () => String(lines.next().value).trim().split(/\s+/).map(Number);
  for (const head of lines) {
    const [name, p, n] = head.split(' ');
    const parameters = Array.from({ length: Number(p) }, numbers);
    const [deviation] = numbers();
    const rows = Array.from({ length: Number(n) }, numbers);
    yield { name, parameters, deviation, rows };
  }
}

/**
 * @param {{ name: string, parameters: number[][], rows: number[][] }} set
 * @param {number} which start
 * @returns {Experiment}
 */
function experiment({ name, parameters, rows }, which) {
  const predictors = rows[0].length - 1;
  const columns = Object.fromEntries(
    Array.from({ length: predictors }, (_, k) => [predictors > 1 ? `x${k + 1}` : 'x', rows.map((row) => row[k + 1])]),
  );
  const response = name === 'Nelson' ? Math.log : Number; // Nelson's model is of log(y)
  return {
    version: 1,
    data: { kind: 'columns', columns, y: rows.map((row) => response(row[0])) },
    model: { formula: models[name], start: Object.fromEntries(parameters.map((row, j) => [`b${j + 1}`, row[which]])) },
    loss: { name: 'sse' },
    optimizer: { name: 'lm' },
    stop: { epochs: 500 },
  };
}

let count = 0;
for (const set of sets()) {
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
