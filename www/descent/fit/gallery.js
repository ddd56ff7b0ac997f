// The gallery's models as rivals of the user's own.
import { presets } from '../../experiment/presets.js';

/**
 * The formulas of the gallery in the data's first predictor, without the user's own.
 * @param {string} predictor
 * @param {string} own formula
 */
export const galleryFormulas = (predictor, own) =>
  presets
    .flatMap(({ model }) => (model ? [model.formula.replace(/\bx\b/g, predictor)] : []))
    .filter((formula) => !isSameFormula(formula, own));

/** @param {string} a @param {string} b */
export const isSameFormula = (a, b) => withoutSpaces(a) === withoutSpaces(b);

/** @param {string} formula */
const withoutSpaces = (formula) => formula.replaceAll(' ', '');
