// The fit report as rows and facts: estimates, their uncertainty, and the quality of the fit.
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';

/**
 * @import { Fit, Interval } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 */

/**
 * @typedef {object} FitReport
 * @property {string[]} names of the parameters whose covariances are columns; none if there are too many
 * @property {{ name: string, estimate: string, error: string, interval: string, covariances: string[] }[]} rows
 * @property {{ label: string, value: string }[]} facts
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
      interval: intervalText(fit.intervals[name]),
      covariances: names.map((other) => readable(fit.covariance[name][other], 4)),
    })),
    facts: [
      { label: t('fit.residualSd'), value: readable(fit.residualSd, 6) },
      { label: t(fit.centred ? 'fit.centred' : 'fit.uncentred'), value: readable(fit.rSquared, 6) },
      { label: t('fit.rss'), value: readable(fit.rss, 6) },
      { label: t('fit.freedom'), value: `${fit.observations} − ${fit.observations - fit.degrees}` },
      { label: 'AICc', value: readable(fit.aicc, 6) },
    ],
  };
}

/** @param {Interval} interval */
const intervalText = ({ low, high }) =>
  Number.isNaN(low) || Number.isNaN(high) ? '–' : `${readable(low, 5)} … ${readable(high, 5)}`;

/**
 * Both edges of the band as one line with a gap.
 * @param {Float64Array} x
 * @param {Fit['band']} band
 * @returns {{ x: Float64Array, y: Float64Array }}
 */
export function bandLine(x, { low, high }) {
  return { x: Float64Array.of(...x, NaN, ...x), y: Float64Array.of(...low, NaN, ...high) };
}
