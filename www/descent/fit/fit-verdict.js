// The verdict on a fit in sentences: a headline, and one sentence for each finding of the engine.
import { endingText } from '../../i18n/ending.js';
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';

/**
 * @import { Finding, Fit } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 */

/**
 * @typedef {object} FitVerdict
 * @property {'fine' | 'doubt' | 'failure'} grade
 * @property {string} headline
 * @property {{ code: string, gravity: Finding['gravity'], text: string }[]} findings the gravest first
 */

/** Whether the numbers of a fit are a result; after a failure they are not. @param {Fit} fit */
export const isResult = ({ verdict }) => verdict.findings[0]?.gravity !== 'failure';

/** @param {Fit} fit @param {Translate} t @returns {FitVerdict} */
export function fitVerdict(fit, t) {
  const gravest = fit.verdict.findings[0]?.gravity ?? 'note';
  const grade = gravest === 'note' ? 'fine' : gravest;
  return {
    grade,
    headline: t(`fit.headline.${grade}`),
    findings: fit.verdict.findings.map((finding) => ({
      code: finding.code,
      gravity: finding.gravity,
      text: findingText(finding, fit, t),
    })),
  };
}

/** @param {Finding} finding @param {Fit} fit @param {Translate} t */
function findingText(finding, fit, t) {
  const { code, evidence } = finding;
  if (code === 'residual_pattern' && evidence.runs === 1)
    return t('fit.findings.one_sign', argumentsOf(finding, fit, t));
  if (code === 'better_optimum' && 'loss' in evidence)
    return t('fit.findings.better_loss', argumentsOf(finding, fit, t));
  if (code !== 'undetermined') return t(`fit.findings.${code}`, argumentsOf(finding, fit, t));
  const directions = /** @type {Record<string, number>[]} */ (evidence.directions);
  const alone = directions.filter((direction) => Object.keys(direction).length === 1);
  const together = directions.filter((direction) => !alone.includes(direction));
  const sentences = [
    ...(alone.length > 0 ? [t('fit.findings.without_effect', { parameters: namesIn(alone) })] : []),
    ...(together.length > 0
      ? [t('fit.findings.undetermined', { parameters: namesIn(together), directions: evidenceText(together) })]
      : []),
  ];
  return sentences.join(' ');
}

/**
 * The evidence as text. Counts stay numbers, because the noun after them has a plural.
 * @param {Finding} finding
 * @param {Fit} fit
 * @param {Translate} t
 * @returns {Record<string, string | number>}
 */
function argumentsOf({ code, evidence }, fit, t) {
  const shown = Object.fromEntries(Object.entries(evidence).map(([key, value]) => [key, evidenceText(value)]));
  switch (code) {
    case 'not_converged':
      return { reason: endingText(fit.stop, t) };
    case 'poorly_determined':
      return { parameters: namesIn(evidence.parameters) };
    case 'no_better_than_mean':
      return { ...shown, reference: t(evidence.centred ? 'fit.constant' : 'fit.zero') };
    case 'at_bound':
      return { parameter: nameText(String(evidence.parameter)), bound: shown.bound };
    default:
      return shown;
  }
}

/** @param {Finding['evidence'][string]} value */
function evidenceText(value) {
  if (typeof value === 'number')
    return Number.isInteger(value) && value >= 0 && value < 1e6 ? value : readable(value, 4);
  if (typeof value === 'string') return value;
  if (value instanceof Float64Array) return [...value].map((each) => readable(each, 3)).join(', ');
  return value.map(changeText).join('; ');
}

/** A direction as changes: ΔA = 1, ΔC = −0.5. @param {Record<string, number>} direction */
const changeText = (direction) =>
  Object.entries(direction)
    .map(([name, change]) => `Δ${nameText(name)} = ${readable(change, 4)}`)
    .join(', ');

/** @param {Finding['evidence'][string]} list of numbers by name */
const namesIn = (list) =>
  [...new Set(/** @type {Record<string, number>[]} */ (list).flatMap((each) => Object.keys(each)))]
    .map(nameText)
    .join(', ');
