// The rows of the standings, and the race as a sentence. The best runner is first; those that could not start are last.
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';
import { directionText } from '../axis-text.js';

/**
 * @import { Standing } from '../../../wasm/engine.d.ts'
 * @import { RaceState } from '../../experiment/race.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Race } from '../answers.js'
 */

/**
 * @typedef {object} StandingRow
 * @property {number} runner
 * @property {string} rank
 * @property {string} name
 * @property {string[]} cells arrival, loss, distance, epochs, evaluations
 * @property {string} note why the run ended, or why it could not start
 */

const noValue = '–';
const cellCount = 5;

/** @param {Race} race @param {RaceState} state @param {Translate} t @returns {StandingRow[]} */
export function standingRows(race, state, t) {
  const ran = race.standings.map((standing, i) => standingRow(race, state, t, standing, i));
  const failed = race.runners.flatMap(({ error }, runner) =>
    error
      ? [
          {
            runner,
            rank: noValue,
            name: runnerName(state, runner, t),
            cells: Array(cellCount).fill(noValue),
            note: t(`errors.${error.code}`, error.args),
          },
        ]
      : [],
  );
  return [...ran, ...failed];
}

/**
 * @param {Race} race
 * @param {RaceState} state
 * @param {Translate} t
 * @param {Standing} standing
 * @param {number} rank counted from 0
 * @returns {StandingRow}
 */
function standingRow(race, state, t, { runner, epochs, evaluations, loss, distance, arrived }, rank) {
  const stop = race.runners[runner].run?.stop;
  return {
    runner,
    rank: String(rank + 1),
    name: runnerName(state, runner, t),
    cells: [
      arrived === null ? noValue : String(arrived),
      readable(loss, 4),
      readable(distance, 3),
      String(epochs),
      String(evaluations),
    ],
    note: stop ? t(`stop.${stop.reason}`, { epoch: stop.epoch }) : '',
  };
}

/** @param {RaceState} state @param {number} runner @param {Translate} t */
export function runnerName(state, runner, t) {
  return t(`optimizers.${state.runners[runner]?.name}`);
}

/**
 * The text summary of the race's charts for screen readers.
 * @param {Race} race
 * @param {RaceState} state
 * @param {Translate} t
 */
export function raceSummary(race, state, t) {
  const order = race.standings.map(({ runner, loss, epochs }) =>
    t('race.summaryRunner', { name: runnerName(state, runner, t), loss: readable(loss, 4), epochs }),
  );
  const summary = t('race.summary', {
    runners: race.runners.length,
    order: order.join('; '),
    best: readable(race.best, 4),
  });
  return race.names.length > 2 ? `${summary} ${sliceText(race, t)}` : summary;
}

/** The slice that a landscape of more than two parameters shows. @param {Race} race @param {Translate} t */
function sliceText({ axes: [first, second] }, t) {
  return first.curvature === null
    ? t('race.sliceText', { first: nameText(first.key), second: nameText(second.key) })
    : t('race.sliceTextPrincipal', { flattest: directionText(first), steepest: directionText(second) });
}
