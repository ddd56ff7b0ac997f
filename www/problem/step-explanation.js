// The explanation of a step: the vectors and numbers of the method in the order in which it uses them, and a sentence.
import { plain, readable } from '../i18n/format.js';

/**
 * @import { Explanation } from '../../wasm/engine.d.ts'
 * @import { Translate } from '../i18n/translate.js'
 */

/**
 * @typedef {{ tex: string, label: string, values: number[] }} VectorRow one value per parameter
 * @typedef {{ tex: string, label: string, value: number }} NumberRow
 *
 * @typedef {object} StepExplanation
 * @property {string[]} names of the shown parameters
 * @property {VectorRow[]} rows
 * @property {NumberRow[]} numbers
 * @property {string} sentence
 */

/** Columns for which the panel has room. */
const maxParameters = 5;
/** State entries that are flags; the sentence reports them, so they are not listed. */
const flags = ['accepted', 'parabola', 'reach', 'fine'];

/**
 * @param {Explanation} step
 * @param {string} equation of the method
 * @param {Record<string, number>} settings hyperparameters of the method
 * @param {Translate} t
 * @returns {StepExplanation}
 */
export function explainStep(step, equation, settings, t) {
  const names = Object.keys(step.before.parameters).slice(0, maxParameters);
  const shown = (/** @type {Record<string, number>} */ values) => names.map((name) => values[name]);
  const row = (/** @type {string} */ tex, /** @type {string} */ key, /** @type {number[]} */ values) => ({
    tex,
    label: t(`race.row.${key}`),
    values,
  });
  const change = names.map((name) => step.after.parameters[name] - step.before.parameters[name]);
  return {
    names,
    rows: [
      row('w', 'before', shown(step.before.parameters)),
      row('\\nabla L', 'gradient', shown(step.before.gradient)),
      ...step.vectors.map(({ key, symbol, values }) => ({
        tex: symbol,
        label: memoryName(key, t),
        values: shown(values),
      })),
      ...biasCorrected(step, equation, settings).map(({ tex, values }) => row(tex, 'corrected', shown(values))),
      row('\\Delta w', 'step', change),
      row("w'", 'after', shown(step.after.parameters)),
    ],
    numbers: step.numbers
      .filter(({ key, value }) => !flags.includes(key) && !Number.isNaN(value))
      .map(({ key, symbol, value }) => ({ tex: symbol, label: memoryName(key, t), value })),
    sentence: `${methodSentence(step, t)} ${lossSentence(step, t)}`,
  };
}

/** @param {string} key @param {Translate} t */
function memoryName(key, t) {
  const name = t(`race.memory.${key}`);
  return name === `race.memory.${key}` ? key : name;
}

/**
 * Bias-corrected moments, m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ), of the methods whose equation has them.
 * @param {Explanation} step
 * @param {string} equation
 * @param {Record<string, number>} settings
 */
export function biasCorrected({ vectors, epoch }, equation, { b1, b2 }) {
  // Where the decay changes from step to step, the correction is a product.
  const hasConstantDecay = !equation.includes('\\prod');
  const corrected = (/** @type {string} */ key, /** @type {number} */ beta, /** @type {string} */ tex) => {
    const vector = vectors.find((each) => each.key === key);
    if (!vector || !hasConstantDecay || !equation.includes(tex)) return [];
    const values = Object.entries(vector.values).map(([name, value]) => [name, value / (1 - beta ** epoch)]);
    return [{ tex, values: Object.fromEntries(values) }];
  };
  return [...corrected('mean', b1, '\\hat m'), ...corrected('squares', b2, '\\hat v')];
}

/** The sentence about the method's own part of the step. @param {Explanation} step @param {Translate} t */
function methodSentence(step, t) {
  const number = (/** @type {string} */ key) => step.numbers.find((each) => each.key === key)?.value;
  const keys = ['a', 'b', 'step_length', 'accepted', 'parabola', 'curvature', 'tries'];
  const [a, b, alpha, accepted, parabola, curvature, tries] = keys.map(number);
  if (step.progress === 'ended') return t('race.sentence.ended');
  if (step.progress === 'stuck') return t('race.sentence.stuck');
  if (accepted !== undefined)
    return t(accepted ? 'race.sentence.accepted' : 'race.sentence.rejected', {
      gain: readable(number('gain') ?? NaN, 3),
      damping: readable(number('damping') ?? NaN, 3),
    });
  if (parabola !== undefined && a !== undefined && b !== undefined)
    return t(parabola ? 'race.sentence.parabola' : 'race.sentence.golden', { length: readable(b - a, 3) });
  if (a !== undefined && b !== undefined)
    return t('race.sentence.bracket', { a: readable(a), b: readable(b), length: readable(b - a, 3) });
  if (alpha !== undefined && tries !== undefined)
    return t('race.sentence.searched', { alpha: readable(alpha, 4), tries: plain(tries) });
  if (curvature !== undefined) return t('race.sentence.newton', { curvature: readable(curvature, 4) });
  return directionSentence(step, t);
}

/** Below this angle in degrees a step counts as one along −∇L. */
const straightAngle = 0.5;

/** The sentence about the length of a step and its angle to −∇L. @param {Explanation} step @param {Translate} t */
function directionSentence({ before, after }, t) {
  const names = Object.keys(before.parameters);
  const change = names.map((name) => after.parameters[name] - before.parameters[name]);
  const length = Math.hypot(...change);
  if (!(length > 0)) return t('race.sentence.unmoved');
  const steepness = Math.hypot(...names.map((name) => before.gradient[name]));
  const descent = names.reduce((sum, name, i) => sum - change[i] * before.gradient[name], 0);
  const angle = (Math.acos(Math.max(-1, Math.min(1, descent / (length * steepness)))) * 180) / Math.PI;
  const args = { length: readable(length, 3), steepness: readable(steepness, 3), angle: String(Math.round(angle)) };
  if (angle < straightAngle || !Number.isFinite(angle)) return t('race.sentence.straight', args);
  return t(angle > 90 ? 'race.sentence.uphill' : 'race.sentence.turned', args);
}

/** @param {Explanation} step @param {Translate} t */
function lossSentence({ before, after, evaluations }, t) {
  const cost = evaluations.value + evaluations.gradient + evaluations.hessian;
  const kind = after.loss < before.loss ? 'falls' : after.loss > before.loss ? 'rises' : 'stays';
  const [from, to] = distinctTexts(before.loss, after.loss);
  return t(`race.sentence.${kind}`, { before: from, after: to, cost });
}

/** Digits of a loss, and of one that needs more to differ from another. */
const lossDigits = { usual: 6, most: 17 };

/** Two numbers with as many digits as keep them apart. @param {number} a @param {number} b */
function distinctTexts(a, b) {
  let digits = lossDigits.usual;
  while (a !== b && digits < lossDigits.most && readable(a, digits) === readable(b, digits)) digits += 1;
  return [readable(a, digits), readable(b, digits)];
}
