// The settings of the fit beside the model: fixed and bounded parameters, quantities to derive, a place to
// predict at, rival models. In the link all of it is one text, its parts separated by ~ :
//
//     fix,k:0.5~low,A:0~high,A:10~at,x:3~of,ln(2)/k~rival,a+b*x
import { numbersOf, textOf } from '../../experiment/bounds.js';

/** @import { FitOptions } from '../../../wasm/engine.d.ts' */

/**
 * @typedef {object} FitSettings
 * @property {Record<string, number>} fixed by parameter
 * @property {Record<string, number>} low lower bounds, by parameter
 * @property {Record<string, number>} high upper bounds, by parameter
 * @property {Record<string, number>} at the place to predict at, by predictor; one that is missing has its mean
 * @property {string[]} derived formulas of parameters
 * @property {string[]} rivals formulas of models that are compared with this one
 */

/** @type {FitSettings} */
export const noSettings = { fixed: {}, low: {}, high: {}, at: {}, derived: [], rivals: [] };

/** The parts of the text that have numbers, and the settings that hold them. */
const numbered = /** @type {const} */ ({ fix: 'fixed', low: 'low', high: 'high', at: 'at' });
/** The parts that are formulas. */
const formulas = /** @type {const} */ ({ of: 'derived', rival: 'rivals' });

/** @param {FitSettings} settings @returns {string} empty without settings */
export function encodeSettings(settings) {
  const numbers = Object.entries(numbered)
    .filter(([, key]) => Object.keys(settings[key]).length > 0)
    .map(([part, key]) => `${part},${textOf(settings[key])}`);
  const texts = Object.entries(formulas).flatMap(([part, key]) => settings[key].map((text) => `${part},${text}`));
  return [...numbers, ...texts].join('~');
}

/** The settings in a text; parts that are none are left out. @param {string} text @returns {FitSettings} */
export function decodeSettings(text) {
  const settings = { ...noSettings, derived: /** @type {string[]} */ ([]), rivals: /** @type {string[]} */ ([]) };
  for (const part of text.split('~')) {
    const [kind, content] = [part.slice(0, part.indexOf(',')), part.slice(part.indexOf(',') + 1)];
    if (Object.hasOwn(numbered, kind)) {
      const finite = Object.entries(numbersOf(content)).filter(([, value]) => Number.isFinite(value));
      settings[numbered[/** @type {'fix'} */ (kind)]] = Object.fromEntries(finite);
    } else if (Object.hasOwn(formulas, kind) && content) settings[formulas[/** @type {'of'} */ (kind)]].push(content);
  }
  return settings;
}

/**
 * The options of the engine's fit; settings of names that the model does not have are left out.
 * @param {FitSettings} settings
 * @param {string[]} parameters of the model
 * @returns {FitOptions}
 */
export function optionsOf({ fixed, low, high }, parameters) {
  /** @param {Record<string, number>} numbers */
  const own = (numbers) => parameters.filter((name) => Object.hasOwn(numbers, name));
  const bounded = parameters.filter((name) => Object.hasOwn(low, name) || Object.hasOwn(high, name));
  return {
    fixed: Object.fromEntries(own(fixed).map((name) => [name, fixed[name]])),
    bounds: Object.fromEntries(
      bounded.map((name) => [
        name,
        { ...(Object.hasOwn(low, name) && { low: low[name] }), ...(Object.hasOwn(high, name) && { high: high[name] }) },
      ]),
    ),
  };
}
