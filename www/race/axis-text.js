// The axes of a landscape as text.
import { readable } from '../i18n/format.js';
import { nameText } from '../ui/names.js';

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { Axis } from '../chart/axes.js'
 */

/** The kind of an axis, which stands beside its name. @param {Axis} axis @param {Translate} t */
export const axisKind = ({ key, curvature }, t) =>
  curvature === null ? t('race.parameter') : t(`race.axis.${key}`, { curvature: readable(curvature, 3) });

/** Components of a direction that are smaller than this are omitted. */
const minComponent = 0.005;
/** A direction is written with at most this many terms. */
const maxTerms = 4;

/** A direction as a sum of its components, the largest first: 0.97 w₂ − 0.22 w₁. @param {Axis} axis */
export function directionText({ along }) {
  const components = Object.entries(along)
    .filter(([, share]) => Math.abs(share) >= minComponent)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  const terms = components
    .slice(0, maxTerms)
    .map(
      ([name, share], i) => `${share < 0 ? '− ' : i > 0 ? '+ ' : ''}${readable(Math.abs(share), 2)} ${nameText(name)}`,
    );
  return [...terms, ...(components.length > maxTerms ? ['…'] : [])].join(' ');
}
