// Epochs to reach the target along a dial, one line for each runner of the race.
import { dash, line } from '../../chart/figure.js';
import { runnerColour, runnerLooks } from '../../chart/runner-marks.js';

/**
 * @import { Axis } from '../../../wasm/engine.d.ts'
 * @import { Figure } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Profile } from '../answers.js'
 */

/**
 * @typedef {{ index: number, profile: Profile }} RunnerProfile index: of the runner in the race, whose look it has
 *
 * @typedef {object} Profiles
 * @property {RunnerProfile[]} profiles
 * @property {Axis} axis
 * @property {number} epochs of each descent
 * @property {number} here the experiment's setting
 */

/** On a log axis, a target that is reached without an epoch is drawn a little below one epoch. */
const zeroEpochs = 0.8;

/** @param {Profiles} profiles @param {Theme} theme @returns {Figure} */
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
  const reached = [...epochs.keys()].filter((k) => epochs[k] >= 0);
  const fewest = Math.min(...reached.map((k) => epochs[k]));
  return {
    share: Math.round((100 * reached.length) / epochs.length),
    fewest,
    at: x[reached.find((k) => epochs[k] === fewest) ?? 0],
  };
}
