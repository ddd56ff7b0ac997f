// The standings: who came how far, for how much work. Best first, as the engine ranks them; who could not start comes
// last.
import { readable } from '../i18n/format.js';
import { nameText } from '../ui/names.js';
import { directionText } from './race-axes.js';

/**
 * @import { Standing } from '../../wasm/engine.d.ts'
 * @import { RaceState } from '../experiment/race.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Race } from './compute.js'
 */

/**
 * @typedef {object} StandingRow
 * @property {number} runner
 * @property {string} rank
 * @property {string} name
 * @property {string[]} cells arrival, loss, distance, epochs, evaluations
 * @property {string} note why it ended, or why it could not start
 */

/** @param {Race} race @param {RaceState} state @param {Translate} t @returns {StandingRow[]} */
export function standingRows(race, state, t) {
  const ran = race.standings.map((standing, i) => row(race, state, t, standing, i));
  const failed = race.runners.flatMap(({ error }, runner) =>
    error
      ? [
          {
            runner,
            rank: '–',
            name: nameOf(state, runner, t),
            cells: ['–', '–', '–', '–', '–'],
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
 * @param {number} place
 * @returns {StandingRow}
 */
function row(race, state, t, { runner, epochs, evaluations, loss, distance, arrived }, place) {
  const stop = race.runners[runner].run?.stop;
  return {
    runner,
    rank: String(place + 1),
    name: nameOf(state, runner, t),
    cells: [
      arrived === null ? '–' : String(arrived),
      readable(loss, 4),
      readable(distance, 3),
      String(epochs),
      String(evaluations),
    ],
    note: stop ? t(`stop.${stop.reason}`, { epoch: stop.epoch }) : '',
  };
}

/** @param {RaceState} state @param {number} runner @param {Translate} t */
export function nameOf(state, runner, t) {
  return t(`optimizers.${state.runners[runner]?.name}`);
}

/**
 * The race in a sentence, for those who do not see the charts.
 * @param {Race} race
 * @param {RaceState} state
 * @param {Translate} t
 */
export function raceSummary(race, state, t) {
  const order = race.standings.map(({ runner, loss, epochs }) =>
    t('race.summaryRunner', { name: nameOf(state, runner, t), loss: readable(loss, 4), epochs }),
  );
  const sentence = t('race.summary', {
    runners: race.runners.length,
    order: order.join('; '),
    best: readable(race.best, 4),
  });
  return race.names.length > 2 ? `${sentence} ${sliceText(race, t)}` : sentence;
}

/** What the landscape of many parameters shows. @param {Race} race @param {Translate} t */
function sliceText({ axes: [first, second] }, t) {
  return first.curvature === null
    ? t('race.slice', { first: nameText(first.key), second: nameText(second.key) })
    : t('race.slicePrincipal', { flattest: directionText(first), steepest: directionText(second) });
}
