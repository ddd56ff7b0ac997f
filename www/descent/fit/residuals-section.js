// The residuals of the fit as pictures: along the predictor, against the fitted values, and against the quantiles of
// the normal distribution.
import { extent, widened } from '../../chart/ranges.js';
import { el } from '../../ui/dom.js';
import { nameText } from '../../ui/names.js';
import { picture } from './picture.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { FitState } from './services.js'
 */

/** Maximum number of dots in a picture. */
const maxDots = 400;

export class ResidualsSection {
  constructor() {
    this.pictures = el('div', { class: 'fit-pictures', 'data-testid': 'fit-residuals' });
    this.element = el('div', {}, this.pictures, el('p', { class: 'note', t: 'fit.residuals.note' }));
  }

  /** @param {FitState} state @param {Translate} t */
  show({ problem: { data }, residuals }, t) {
    if (!residuals) return this.pictures.replaceChildren(el('p', { class: 'note' }, t('fit.residuals.tooMany')));
    const { r, fitted } = residuals;
    const [predictor] = Object.keys(data.columns);
    const views = [
      { key: 'along', at: data.x, of: r },
      { key: 'fitted', at: fitted, of: r },
      { key: 'normal', at: normalQuantiles(r.length), of: Float64Array.from(r).sort() },
    ];
    this.pictures.replaceChildren(
      ...views.map(({ key, at, of }) => {
        const text = t(`fit.residuals.${key}`, { name: nameText(predictor) });
        return el('figure', {}, residualPicture(at, of, text), el('figcaption', {}, text));
      }),
    );
  }
}

/**
 * Residuals as dots, with a rule at 0.
 * @param {ArrayLike<number>} at
 * @param {ArrayLike<number>} residuals
 * @param {string} label
 * @param {boolean} [isBare] without the numbers at the axis
 */
export function residualPicture(at, residuals, label, isBare = false) {
  const stride = Math.ceil(residuals.length / maxDots);
  const thin = (/** @type {ArrayLike<number>} */ column) =>
    Float64Array.from(column).filter((_, i) => i % stride === 0);
  const top = Math.max(...extent([thin(residuals)]).map(Math.abs)) || 1;
  return picture({ x: widened(extent([thin(at)])), y: [-1.15 * top, 1.15 * top], label, isBare }, [
    { kind: 'across', y: [0], look: 'limit' },
    { kind: 'dots', x: thin(at), y: thin(residuals), look: 'data' },
  ]);
}

/** The expected places of n ordered normal deviates (Blom 1958). @param {number} n */
export const normalQuantiles = (n) =>
  Float64Array.from({ length: n }, (_, i) => normalQuantile((i + 0.625) / (n + 0.25)));

/**
 * z with P(Z ≤ z) = p, to 5·10⁻⁴: as much as a picture shows (Hastings 1955; Abramowitz & Stegun 26.2.23).
 * @param {number} p
 * @returns {number}
 */
function normalQuantile(p) {
  if (p > 0.5) return -normalQuantile(1 - p);
  const u = Math.sqrt(-2 * Math.log(p));
  const top = 2.515517 + 0.802853 * u + 0.010328 * u * u;
  return top / (1 + 1.432788 * u + 0.189269 * u * u + 0.001308 * u ** 3) - u;
}
