// The fit report as rows and facts: estimates and their uncertainty.
import { endingText } from '../../i18n/ending.js';
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';

/**
 * @import { Fit } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 */

/**
 * @typedef {object} FitReport
 * @property {string[]} names of the parameters whose covariances are columns; none if there are too many
 * @property {{ name: string, estimate: string, error: string, covariances: string[] }[]} rows
 * @property {{ label: string, value: string }[]} facts
 * @property {string[]} notes sentences beside the numbers
 */

/** Maximum number of columns of covariances. */
const maxColumns = 4;

/** @param {Fit} fit @param {Translate} t @returns {FitReport} */
export function fitReport(fit, t) {
  const all = Object.keys(fit.parameters);
  const names = all.length > 1 && all.length <= maxColumns ? all : [];
  return {
    names: names.map(nameText),
    rows: all.map((name) => ({
      name: nameText(name),
      estimate: readable(fit.parameters[name], 7),
      error: readable(fit.standardErrors[name], 5),
      covariances: names.map((other) => readable(fit.covariance[name][other], 4)),
    })),
    facts: [
      { label: t('fit.residualSd'), value: readable(fit.residualSd, 6) },
      { label: t(fit.centred ? 'fit.centred' : 'fit.uncentred'), value: readable(fit.rSquared, 6) },
      { label: t('fit.rss'), value: readable(fit.rss, 6) },
      { label: t('fit.freedom'), value: `${fit.observations} − ${all.length}` },
    ],
    notes: notesOn(fit, t),
  };
}

/** The sentences that a reader needs beside the numbers of a fit. @param {Fit} fit @param {Translate} t */
function notesOn({ parameters, observations, undetermined, stop }, t) {
  const names = [...new Set(undetermined.flatMap((direction) => Object.keys(direction)))].map(nameText).join(', ');
  return [
    ...(names ? [t('fit.undetermined', { parameters: names })] : []),
    ...(observations <= Object.keys(parameters).length - undetermined.length ? [t('fit.noFreedom')] : []),
    ...(stop.reason === 'converged' ? [] : [t('fit.end', { reason: endingText(stop, t) })]),
  ];
}

/**
 * Both edges of the band as one line with a gap.
 * @param {Float64Array} x
 * @param {Fit['band']} band
 * @returns {{ x: Float64Array, y: Float64Array }}
 */
export function bandLine(x, { low, high }) {
  return { x: Float64Array.of(...x, NaN, ...x), y: Float64Array.of(...low, NaN, ...high) };
}
