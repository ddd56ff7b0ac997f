// Sixty-four errands of people who measure: decays, peaks, saturations, resonances, laws over years and over six powers
// of ten, without a start and from all ones. The best sum of squares is SciPy's from the parameters that made the data
// (golden/make_fit_errands.py).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';

/** @typedef {{ id: string, formula: string, x: number[], y: number[], rss: number }} Errand */
/** @type {(Errand & { parameters: Record<string, number> })[]} */
const errands = JSON.parse(readFileSync(new URL('../golden/fit_errands.json', import.meta.url), 'utf8'));
const engine = await createEngine();

for (const { id, formula, x, y, rss, parameters } of errands)
  test(`fit: ${id}`, () => {
    const ones = Object.fromEntries(Object.keys(parameters).map((name) => [name, 1]));
    for (const start of [undefined, ones]) {
      const model = start ? { formula, start } : { formula };
      const fit = engine.fit({ version: 1, data: { kind: 'columns', x, y }, model });
      assert.ok(fit.ok, JSON.stringify(fit));
      const gravities = fit.verdict.findings.map(({ gravity }) => gravity);
      assert.ok(fit.rss <= rss * (1 + 1e-6), `${fit.rss}, right is ${rss}`);
      assert.ok(!gravities.includes('failure'), JSON.stringify(fit.verdict));
    }
  });
