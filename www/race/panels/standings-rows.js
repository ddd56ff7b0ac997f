// The standings at the shown moment, as rows and as a sentence. The best runner is first; those that could not start
// are last.
import { endingText } from '../../i18n/ending.js';
import { explain } from '../../i18n/explain.js';
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';
import { directionText } from '../axis-text.js';

/**
 * @import { RaceState } from '../../experiment/race.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Race } from '../answers.js'
 * @import { Point } from '../../chart/axes.js'
 * @import { RaceSnapshot, RunnerSnapshot } from '../snapshot.js'
 */

/**
 * @typedef {object} StandingRow
 * @property {number} runner
 * @property {string} rank
 * @property {string} name
 * @property {string[]} cells epoch of settling, loss, distance, epochs, evaluations
 * @property {string} note why the run has ended before its last epoch, or why it could not start
 */

const noValue = '–';
const cellCount = 5;

/**
 * @typedef {object} Standing of a runner at the shown moment
 * @property {RunnerSnapshot} runner
 * @property {number} evaluations
 * @property {number} loss
 * @property {number} distance to the nearest optimum
 * @property {number | null} settled the epoch at which it settled; null: not before the shown one
 */

/**
 * The standings at the shown moment, best first: by the epoch of settling, then by evaluations; those that have not
 * settled follow by loss. At the end they are the engine's.
 * @param {RaceSnapshot} snapshot
 * @returns {Standing[]}
 */
export function standingsAt({ race, runners }) {
  const settledEpochs = new Map(race.standings.map(({ runner, settled }) => [runner, settled]));
  const standings = runners.map((runner) => {
    const { run, epoch, index } = runner;
    const settled = settledEpochs.get(index) ?? null;
    return {
      runner,
      evaluations: run.asked[epoch],
      loss: run.loss[epoch],
      distance: distanceToNearest(pointAt(run.parameters, epoch), race.optima),
      settled: settled !== null && settled <= epoch ? settled : null,
    };
  });
  return standings.sort(compare);
}

/** @param {Standing} a @param {Standing} b */
function compare(a, b) {
  if (a.settled !== null && b.settled !== null) return a.settled - b.settled || a.evaluations - b.evaluations;
  if (a.settled !== null || b.settled !== null) return a.settled === null ? 1 : -1;
  return a.loss - b.loss;
}

/** @param {Record<string, Float64Array>} parameters @param {number} epoch @returns {Point} */
const pointAt = (parameters, epoch) =>
  Object.fromEntries(Object.entries(parameters).map(([name, column]) => [name, column[epoch]]));

/** @param {Point} point @param {Point[]} optima */
const distanceToNearest = (point, optima) =>
  Math.min(...optima.map((optimum) => Math.hypot(...Object.keys(point).map((name) => point[name] - optimum[name]))));

/** @param {RaceSnapshot} snapshot @param {Translate} t @returns {StandingRow[]} */
export function standingRows(snapshot, t) {
  const { race, state } = snapshot;
  const ran = standingsAt(snapshot).map((standing, i) => standingRow(standing, state, i, t));
  const failed = race.runners.flatMap(({ error }, runner) =>
    error
      ? [
          {
            runner,
            rank: noValue,
            name: runnerName(state, runner, t),
            cells: Array(cellCount).fill(noValue),
            note: explain(error, t),
          },
        ]
      : [],
  );
  return [...ran, ...failed];
}

/**
 * @param {Standing} standing
 * @param {RaceState} state
 * @param {number} rank counted from 0
 * @param {Translate} t
 * @returns {StandingRow}
 */
function standingRow({ runner: { index, run, epoch }, evaluations, loss, distance, settled }, state, rank, t) {
  return {
    runner: index,
    rank: String(rank + 1),
    name: runnerName(state, index, t),
    cells: [
      settled === null ? noValue : String(settled),
      readable(loss, 4),
      readable(distance, 3),
      String(epoch),
      String(evaluations),
    ],
    note: epoch < run.epochs || run.stop.reason === 'epochs' ? '' : endingText(run.stop, t),
  };
}

/** @param {RaceState} state @param {number} runner @param {Translate} t */
export function runnerName(state, runner, t) {
  return t(`optimizers.${state.runners[runner]?.name}`);
}

/** The text summary of the race's charts for screen readers. @param {RaceSnapshot} snapshot @param {Translate} t */
export function raceSummary(snapshot, t) {
  const { race, state } = snapshot;
  const order = standingsAt(snapshot).map(({ runner: { index, epoch }, loss }) =>
    t('race.summaryRunner', { name: runnerName(state, index, t), loss: readable(loss, 4), epochs: epoch }),
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
