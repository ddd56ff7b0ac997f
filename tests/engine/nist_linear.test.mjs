// NIST's linear sets through engine.fit: the ill-conditioned polynomials of tests/golden/nist_polynomials.json.
// Standard errors come from the QR alone, which leaves 7 digits of Filip's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';

/** @type {{ sets: { name: string, formula: string, x: number[], y: number[], certified: [number, number][] }[] }} */
const { sets } = JSON.parse(readFileSync(new URL('../golden/nist_polynomials.json', import.meta.url), 'utf8'));
const engine = await createEngine();

/** Digits on which a number agrees with its certified value, at most the 15 that are certified. */
const digits = (/** @type {number} */ a, /** @type {number} */ certified) =>
  a === certified ? 15 : Math.min(15, -Math.log10(Math.abs((a - certified) / certified)));

for (const { name, formula, x, y, certified } of sets) {
  test(`${name}: estimates and standard deviations to the certified digits`, (t) => {
    const fit = engine.fit({
      version: 1,
      data: { kind: 'columns', x, y },
      model: { formula, start: Object.fromEntries(certified.map((_, j) => [`b${j}`, 3])) },
      optimizer: { name: 'lm' },
      stop: { epochs: 1 },
    });
    assert.ok(fit.ok, JSON.stringify(fit));
    const found = certified.map(([value], j) => digits(fit.parameters[`b${j}`], value));
    t.diagnostic(`digits ${found.map((each) => each.toFixed(1))}`);
    assert.ok(Math.min(...found) >= 9, String(found));
    for (const [j, [, deviation]] of certified.entries()) {
      if (deviation > 0) assert.ok(digits(fit.standardErrors[`b${j}`], deviation) >= (name === 'Filip' ? 7 : 9));
      else assert.ok(fit.standardErrors[`b${j}`] < 1e-9);
    }
  });
}
