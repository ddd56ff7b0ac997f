// This step, explained: the numbers a method went by, in the order in which it used them, one sentence, and three
// arrows.
import { plain, readable } from '../i18n/format.js';
import { component, coordinate } from './race-axes.js';

/**
 * @import { Explanation, Station } from '../../wasm/engine.d.ts'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Axis } from './race-axes.js'
 * @import { Arrow } from './race-landscape.js'
 */

/**
 * @typedef {{ tex: string, label: string, values: number[] }} StepRow a vector: one value per parameter
 * @typedef {{ tex: string, label: string, value: number }} StepNumber
 * @typedef {object} StepStory
 * @property {string[]} names of the parameters that are shown
 * @property {StepRow[]} rows
 * @property {StepNumber[]} numbers
 * @property {string} sentence
 */

/** More columns than this do not fit. */
const mostParameters = 5;
/** Numbers of the state that are switches, told by the sentence. */
const switches = ['accepted', 'parabola', 'reach', 'fine'];

/**
 * @param {Explanation} step
 * @param {string} equation of the method
 * @param {Record<string, number>} settings its hyperparameters
 * @param {Translate} t
 * @returns {StepStory}
 */
export function tellStep(step, equation, settings, t) {
  const names = Object.keys(step.before.parameters).slice(0, mostParameters);
  const pick = (/** @type {Record<string, number>} */ values) => names.map((name) => values[name]);
  const row = (/** @type {string} */ tex, /** @type {string} */ key, /** @type {number[]} */ values) => ({
    tex,
    label: t(`race.row.${key}`),
    values,
  });
  const moved = names.map((name) => step.after.parameters[name] - step.before.parameters[name]);
  return {
    names,
    rows: [
      row('w', 'before', pick(step.before.parameters)),
      row('\\nabla L', 'gradient', pick(step.before.gradient)),
      ...step.vectors.map(({ key, symbol, values }) => ({
        tex: symbol,
        label: memoryName(key, t),
        values: pick(values),
      })),
      ...corrected(step, equation, settings).map(({ tex, values }) => ({
        tex,
        label: t('race.row.corrected'),
        values: pick(values),
      })),
      row('\\Delta w', 'step', moved),
      row("w'", 'after', pick(step.after.parameters)),
    ],
    numbers: step.numbers
      .filter(({ key, value }) => !switches.includes(key) && !Number.isNaN(value))
      .map(({ key, symbol, value }) => ({ tex: symbol, label: memoryName(key, t), value })),
    sentence: `${ownSentence(step, t)} ${lossSentence(step, t)}`,
  };
}

/** @param {string} key @param {Translate} t */
function memoryName(key, t) {
  const name = t(`race.memory.${key}`);
  return name === `race.memory.${key}` ? key : name;
}

/**
 * Averages that began at zero, divided by what they lack: m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), where the method does
 * just that.
 * @param {Explanation} step
 * @param {string} equation
 * @param {Record<string, number>} settings
 */
export function corrected({ vectors, epoch }, equation, { b1, b2 }) {
  const simple = !equation.includes('\\prod');
  const over = (/** @type {string} */ key, /** @type {number} */ beta, /** @type {string} */ tex) => {
    const vector = vectors.find((each) => each.key === key);
    if (!vector || !simple || !equation.includes(tex)) return [];
    return [
      {
        tex,
        values: Object.fromEntries(
          Object.entries(vector.values).map(([name, value]) => [name, value / (1 - beta ** epoch)]),
        ),
      },
    ];
  };
  return [...over('mean', b1, '\\hat m'), ...over('squares', b2, '\\hat v')];
}

/** What this method did. @param {Explanation} step @param {Translate} t */
function ownSentence(step, t) {
  const number = (/** @type {string} */ key) => step.numbers.find((each) => each.key === key)?.value;
  const [a, b, alpha, accepted, parabola, curvature] = [
    'a',
    'b',
    'step_length',
    'accepted',
    'parabola',
    'curvature',
  ].map(number);
  if (step.progress === 'converged') return t('race.told.converged');
  if (step.progress === 'stuck') return t('race.told.stuck');
  if (accepted !== undefined)
    return t(accepted ? 'race.told.accepted' : 'race.told.rejected', {
      gain: readable(number('gain') ?? NaN, 3),
      damping: readable(number('damping') ?? NaN, 3),
    });
  if (parabola !== undefined && a !== undefined && b !== undefined)
    return t(parabola ? 'race.told.parabola' : 'race.told.golden', { length: readable(b - a, 3) });
  if (a !== undefined && b !== undefined)
    return t('race.told.bracket', { a: readable(a), b: readable(b), length: readable(b - a, 3) });
  const tries = number('tries');
  if (alpha !== undefined && tries !== undefined)
    return t('race.told.searched', { alpha: readable(alpha, 4), tries: plain(tries) });
  if (curvature !== undefined) return t('race.told.newton', { curvature: readable(curvature, 4) });
  return turned(step, t);
}

/** How far a step of prescribed length strays from straight downhill. @param {Explanation} step @param {Translate} t */
function turned({ before, after }, t) {
  const names = Object.keys(before.parameters);
  const length = Math.hypot(...names.map((name) => after.parameters[name] - before.parameters[name]));
  const steepness = Math.hypot(...names.map((name) => before.gradient[name]));
  const along = names.reduce(
    (sum, name) => sum - (after.parameters[name] - before.parameters[name]) * before.gradient[name],
    0,
  );
  const angle = (Math.acos(Math.max(-1, Math.min(1, along / (length * steepness)))) * 180) / Math.PI;
  if (!(length > 0)) return t('race.told.still');
  const args = { length: readable(length, 3), steepness: readable(steepness, 3), angle: String(Math.round(angle)) };
  if (angle < 0.5 || !Number.isFinite(angle)) return t('race.told.straight', args);
  return t(angle > 90 ? 'race.told.uphill' : 'race.told.turned', args);
}

/** @param {Explanation} step @param {Translate} t */
function lossSentence({ before, after, evaluations }, t) {
  const cost = evaluations.value + evaluations.gradient + evaluations.hessian;
  const kind = after.loss < before.loss ? 'falls' : after.loss > before.loss ? 'rises' : 'stays';
  return t(`race.told.${kind}`, { before: readable(before.loss, 6), after: readable(after.loss, 6), cost });
}

/**
 * Downhill, memory and step, from where the step begins.
 * @param {Explanation} step
 * @param {Axis[]} axes
 * @returns {Arrow[]}
 */
export function stepArrows(step, axes) {
  if (axes.length < 2) return [];
  const [first, second] = axes;
  const plane = (/** @type {Record<string, number>} */ arrow, sign = 1) => ({
    x: sign * component(first, arrow),
    y: sign * component(second, arrow),
  });
  const place = (/** @type {Station} */ { parameters }) => ({
    x: coordinate(first, parameters),
    y: coordinate(second, parameters),
  });
  const from = place(step.before);
  const memory = step.vectors.find(({ key }) => ['momentum', 'velocity', 'mean', 'direction', 'step'].includes(key));
  const sign = memory && ['momentum', 'mean'].includes(memory.key) ? -1 : 1;
  const to = place(step.after);
  return [
    { key: 'gradient', from, by: plane(step.before.gradient, -1) },
    ...(memory ? [{ key: 'memory', from, by: plane(memory.values, sign) }] : []),
    { key: 'step', from, by: { x: to.x - from.x, y: to.y - from.y } },
  ];
}
