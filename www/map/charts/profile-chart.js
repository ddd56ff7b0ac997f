// Epochs to reach the target along a dial, one line for each runner of the race.
import { dash, line } from '../../chart/figure.js';
import { runnerColour, runnerLooks } from '../../chart/runner-marks.js';
import { explain } from '../../i18n/explain.js';
import { readable, wholePercentText } from '../../i18n/format.js';
import { el } from '../../ui/dom.js';

/**
 * @import { Axis } from '../../../wasm/engine.d.ts'
 * @import { Figure } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { ValidationError } from '../../experiment/validate.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Profile } from '../answers.js'
 * @import { MapChart } from './scene.js'
 */

/**
 * @typedef {{ index: number, method: string, profile: Profile }} RunnerProfile index: of the runner in the race, whose
 *   look it has
 * @typedef {{ index: number, method: string, error: ValidationError }} FailedRunner
 *
 * @typedef {object} Profiles
 * @property {RunnerProfile[]} profiles
 * @property {FailedRunner[]} failed
 * @property {Axis} axis
 * @property {number} epochs of each descent
 * @property {number} here the experiment's setting
 */

/** On a log axis, a run that has settled at its start is drawn a little below one epoch. */
const zeroEpochs = 0.8;

/** @type {MapChart} */
export const profileChart = {
  name: 'profile',
  axes: { x: [{ text: ({ names }) => names.x }], y: ['map.epochsNeeded'] },
  legend: ({ profiles, names }, t) => (profiles ? profileLegend(profiles, names.x, t) : []),
  figure: ({ profiles }, { theme }) => profileFigure(/** @type {Profiles} */ (profiles), theme),
  isDrawn: ({ profiles }) => profiles !== null,
  summary: ({ profiles, names }, t) => (profiles ? profileSummary(profiles, names.x, t) : ''),
};

/** @param {Profiles} profiles @param {string} axis @param {Translate} t */
function profileLegend({ profiles, failed }, axis, t) {
  return [
    ...profiles.map(({ index, method, profile }) => ({
      meaning: `runner-${index}`,
      dash: runnerLooks[index].dash,
      text: profile.isConstant
        ? t('map.profile.constantLegend', { method: t(`optimizers.${method}`), axis })
        : t(`optimizers.${method}`),
    })),
    ...failed.map((runner) => ({ text: failureText(runner, t), swatch: () => el('span', {}, '–') })),
  ];
}

/** @param {Profiles} profiles @param {string} axis @param {Translate} t */
function profileSummary({ profiles, failed }, axis, t) {
  return [
    ...profiles.map((runner) => profileText(runner, axis, t)),
    ...failed.map((runner) => failureText(runner, t)),
  ].join(' ');
}

/** @param {FailedRunner} runner @param {Translate} t */
const failureText = ({ method, error }, t) =>
  t('map.profile.failed', { method: t(`optimizers.${method}`), reason: explain(error, t) });

/** A runner's profile in a sentence. @param {RunnerProfile} runner @param {string} axis @param {Translate} t */
function profileText({ method, profile }, axis, t) {
  const { share, fewest, at } = profileFacts(profile);
  const hasSettled = share !== '0';
  const args = { method: t(`optimizers.${method}`), axis, epochs: fewest, share, at: readable(at, 3) };
  if (profile.isConstant) return t(hasSettled ? 'map.profile.constant' : 'map.profile.constantNever', args);
  return t(hasSettled ? 'map.profile.settled' : 'map.profile.never', args);
}

/** @param {Omit<Profiles, 'failed'>} profiles @param {Theme} theme @returns {Figure} */
export function profileFigure({ profiles, axis, epochs, here }, theme) {
  const log = axis.scale === 'log';
  const place = (/** @type {number} */ value) => (log ? Math.log10(value) : value);
  const top = Math.max(1, epochs);
  return {
    theme,
    axes: {
      x: { range: [place(axis.from), place(axis.to)], log },
      y: { range: [-0.1, Math.log10(top) + 0.15], log: true },
    },
    traces: [
      line('here', Float64Array.of(here, here), Float64Array.of(0.5, 2 * top), 'curve', theme, {
        width: 1,
        dash: dash.optimum,
      }),
      ...profiles.map(({ index, profile }) => ({
        id: `runner ${index}`,
        x: profile.x,
        // A setting that does not reach the target leaves a gap.
        y: Float64Array.from(profile.epochs, (value) => (value < 0 ? NaN : Math.max(value, zeroEpochs))),
        look: {
          mode: 'lines',
          line: {
            color: runnerColour(index, theme),
            width: profile.isConstant ? 1.4 : 2.2,
            dash: runnerLooks[index].dash,
            simplify: false,
          },
        },
      })),
    ],
  };
}

/**
 * The percentage of the axis on which a runner reaches the target, its fewest epochs, and the setting that takes them.
 * @param {Profile} profile
 */
export function profileFacts({ x, epochs }) {
  const settled = [...epochs.keys()].filter((k) => epochs[k] >= 0);
  const fewest = Math.min(...settled.map((k) => epochs[k]));
  return {
    share: wholePercentText(settled.length, epochs.length),
    fewest,
    at: x[settled.find((k) => epochs[k] === fewest) ?? 0],
  };
}
