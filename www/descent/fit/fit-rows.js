// The fit report as rows and facts: estimates, their uncertainty, and the quality of the fit.
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';

/**
 * @import { Fit, Interval } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 */

/**
 * @typedef {object} FitReport
 * @property {string[]} columns titles of the table's columns, the name first
 * @property {{ name: string, cells: string[] }[]} rows parameters, then derived quantities
 * @property {{ label: string, hint?: string, value: string }[]} facts hint: the label in full
 */

/** Losses whose minimum is that of the normal likelihood. */
const leastSquares = ['mse', 'sse'];

/** @param {{ loss?: { name: string } }} experiment */
export const hasLeastSquares = ({ loss }) => leastSquares.includes(loss?.name ?? 'mse');

/** Profile intervals are shown where an end differs from Wald's by more than this share of Wald's width. */
const minDifference = 0.02;

/**
 * @param {Fit} fit
 * @param {Translate} t
 * @param {boolean} [isLeastSquares] otherwise it has no normal likelihood, from which AICc and BIC come
 * @returns {FitReport}
 */
export function fitReport(fit, t, isLeastSquares = true) {
  const hasProfiles = differsFromWald(fit);
  const columns = ['parameter', 'estimate', 'error', hasProfiles ? 'wald' : 'interval'];
  return {
    columns: [...columns, ...(hasProfiles ? ['profile'] : [])].map((key) => t(`fit.${key}`)),
    rows: [
      ...Object.keys(fit.parameters).map((name) => ({
        name: nameText(name),
        cells: [
          readable(fit.parameters[name], 7),
          fit.standardErrors[name] === 0 ? t('fit.fixed') : numberText(fit.standardErrors[name], 5),
          fit.standardErrors[name] === 0 ? '–' : intervalText(fit.intervals[name]),
          ...(hasProfiles && fit.profile ? [intervalText(fit.profile[name])] : []),
        ],
      })),
      ...Object.entries(fit.derived).map(([formula, { value, standardError, low, high }]) => ({
        name: formula,
        cells: [readable(value, 7), numberText(standardError, 5), intervalText({ low, high })],
      })),
    ],
    facts: [
      { label: 's', hint: t('fit.residualSd'), value: numberText(fit.residualSd, 6) },
      { label: t(fit.centred ? 'fit.centred' : 'fit.uncentred'), value: numberText(fit.rSquared, 6) },
      { label: t('fit.short.rss'), hint: t('fit.rss'), value: readable(fit.rss, 6) },
      { label: t('fit.short.rmse'), hint: t('fit.rmse'), value: readable(fit.rmse, 6) },
      { label: 'n − p', hint: t('fit.freedom'), value: `${fit.observations} − ${fit.observations - fit.degrees}` },
      ...(isLeastSquares
        ? [
            { label: 'AICc', value: numberText(fit.aicc, 6) },
            { label: 'BIC', value: numberText(fit.bic, 6) },
          ]
        : []),
    ],
  };
}

/** Whether a profile interval differs visibly from Wald's. @param {Fit} fit */
export function differsFromWald({ intervals, profile }) {
  return Object.entries(profile ?? {}).some(([name, { low, high }]) => {
    const wald = intervals[name];
    const width = wald.high - wald.low;
    return width > 0 && Math.max(Math.abs(low - wald.low), Math.abs(high - wald.high)) > minDifference * width;
  });
}

/** @param {number} x @param {number} digits */
const numberText = (x, digits) => (Number.isNaN(x) ? '–' : readable(x, digits));

/** @param {Interval} interval */
export const intervalText = ({ low, high }) =>
  Number.isNaN(low) || Number.isNaN(high) ? '–' : `${readable(low, 5)} … ${readable(high, 5)}`;
