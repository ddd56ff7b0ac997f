// Formulas as the engine has read them.
/**
 * @import { Engine, FormulaCheck, Outcome } from '../../wasm/engine.d.ts'
 * @import { ScaledColumn } from '../experiment/scaling.js'
 */

/**
 * @typedef {Outcome<ReadFormula>} FormulaOutcome
 *
 * @typedef {FormulaCheck & { symbols: Record<string, string>, scaled?: ScaledColumn[] }} ReadFormula with the TeX of
 *   each parameter, and the columns that stand in it standardized
 * @typedef {{ latex: string, text: string }} Spelling
 * @typedef {{ model: ReadFormula, truth: ReadFormula | null, truthNow: Spelling | null, loss: Spelling | null }}
 *   Formulas truthNow: with the numbers of the constants; loss: a typed one
 */

/**
 * A formula as the engine has read it, with the TeX of its parameters.
 * @param {Engine} engine
 * @param {string} formula
 * @param {string} field that holds it, for the error
 * @param {string[]} [columns]
 * @returns {FormulaOutcome}
 */
export function checkFormula(engine, formula, field, columns = ['x']) {
  const read = engine.check(formula, columns);
  if (!read.ok) return { ok: false, error: { ...read.error, args: { ...read.error.args, field } } };
  const symbols = Object.fromEntries(
    read.parameters.map((name) => {
      const symbol = engine.check(name, []);
      return [name, symbol.ok ? symbol.latex : name];
    }),
  );
  return { ...read, symbols };
}

/**
 * A formula with numbers in place of names, to five digits: m*x with m = 5 is 5*x, with m = 1 x.
 * @param {Engine} engine
 * @param {string} formula
 * @param {Record<string, number>} values
 * @returns {Spelling}
 */
export function withNumbers(engine, formula, values) {
  const rounded = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(5))]),
  );
  const read = engine.check(formula, ['x'], { values: rounded });
  return read.ok ? read : { latex: formula, text: formula };
}
