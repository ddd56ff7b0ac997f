// NIST's nonlinear sets as experiments. The data and certified values are tests/golden/nist_nonlinear.txt, whose header
// names their source.
import { readFileSync } from 'node:fs';

/** @import { FitExperiment } from '../../build/site/engine.mjs' */

/**
 * @typedef {object} NistSet
 * @property {string} name
 * @property {number[][]} parameters for each: start 1, start 2, certified value, certified standard deviation
 * @property {number} deviation certified residual deviation
 * @property {number[][]} rows y, then the predictors
 */

const golden = (/** @type {string} */ name) => readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8');
const { models } = JSON.parse(golden('nist_models.json'));

/** @returns {NistSet[]} */
export function nistSets() {
  const lines = golden('nist_nonlinear.txt')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .values();
  const numbers = () => String(lines.next().value).trim().split(/\s+/).map(Number);
  const sets = [];
  for (const head of lines) {
    const [name, p, n] = head.split(' ');
    const parameters = Array.from({ length: Number(p) }, numbers);
    const [deviation] = numbers();
    const rows = Array.from({ length: Number(n) }, numbers);
    sets.push({ name, parameters, deviation, rows });
  }
  return sets;
}

/**
 * @param {NistSet} set
 * @param {number[]} [start] none: it is to be found
 * @returns {FitExperiment}
 */
export function nistExperiment({ name, rows }, start) {
  const predictors = rows[0].length - 1;
  const columns = Object.fromEntries(
    Array.from({ length: predictors }, (_, k) => [predictors > 1 ? `x${k + 1}` : 'x', rows.map((row) => row[k + 1])]),
  );
  const response = name === 'Nelson' ? Math.log : Number; // Nelson's model is of log(y)
  return {
    version: 1,
    data: { kind: 'columns', columns, y: rows.map((row) => response(row[0])) },
    model: {
      formula: models[name],
      ...(start && { start: Object.fromEntries(start.map((value, j) => [`b${j + 1}`, value])) }),
    },
    loss: { name: 'sse' },
  };
}

/**
 * Digits on which a number agrees with its certified value, at most the 11 that are certified.
 * @param {number} a
 * @param {number} certified
 */
export const digits = (a, certified) =>
  a === certified ? 11 : Math.min(11, -Math.log10(Math.abs((a - certified) / certified)));
