// The race at one moment: the point of each runner on its path, and the columns that the charts draw.
import { coordinates } from '../chart/axes.js';

/**
 * @import { RaceState } from '../experiment/race.js'
 * @import { Race, RunnerResult } from './answers.js'
 */

/**
 * @typedef {object} DrawnPath one value per drawn epoch
 * @property {Float64Array} epoch
 * @property {Float64Array} time epochs or evaluations, whichever the race is timed by
 * @property {Float64Array} x
 * @property {Float64Array} y of a curve: the loss
 * @property {Float64Array} excess loss above the baseline, at least `minExcess`
 *
 * @typedef {object} RunnerSnapshot
 * @property {number} index
 * @property {RunnerResult} run
 * @property {DrawnPath} path
 * @property {number} epoch completed epochs
 * @property {{ x: number, y: number, excess: number, time: number }} at the point between that epoch and the next
 * @property {boolean} isHidden
 *
 * @typedef {object} RaceSnapshot
 * @property {Race} race
 * @property {RaceState} state
 * @property {number} position on the timeline, in epochs or evaluations
 * @property {RunnerSnapshot[]} runners those that could start
 * @property {RunnerSnapshot | null} chosen the runner whose step is explained
 */

/** More points do not show on a chart of six runners and cost time in every frame. */
const maxPoints = 400;

/** Losses that differ by less than this share of the initial excess differ by rounding alone. */
const roundingShare = 1e-17;

/** @param {Race} race @param {RaceState} state @param {number} position @returns {RaceSnapshot} */
export function takeSnapshot(race, state, position) {
  const runners = race.runners.flatMap(({ run }, index) =>
    run && state.runners[index] ? [runnerAt(race, state, run, index, position)] : [],
  );
  return { race, state, position, runners, chosen: runners.find(({ index }) => index === state.chosen) ?? null };
}

/** The length of the timeline. @param {Race} race @param {RaceState['unit']} unit */
export function raceEnd(race, unit) {
  const ends = race.runners.map(({ run }) => (run ? (unit === 'epochs' ? run.epochs : run.asked[run.epochs]) : 0));
  return Math.max(0, ...ends);
}

/**
 * @param {Race} race
 * @param {RaceState} state
 * @param {RunnerResult} run
 * @param {number} index
 * @param {number} position
 * @returns {RunnerSnapshot}
 */
function runnerAt(race, { unit, runners }, run, index, position) {
  const epoch = unit === 'epochs' ? Math.min(Math.floor(position), run.epochs) : lastEntryWithin(run.asked, position);
  const time = (/** @type {number} */ k) => (unit === 'epochs' ? k : run.asked[k]);
  const next = Math.min(epoch + 1, run.epochs);
  const span = time(next) - time(epoch);
  const share = span > 0 ? Math.min(1, Math.max(0, (position - time(epoch)) / span)) : 0;
  const between = (/** @type {(k: number) => number} */ of) => of(epoch) + share * (of(next) - of(epoch));
  const [x, y] = drawnColumns(race, run);
  const at = {
    x: between((k) => x[k]),
    y: between((k) => y[k]),
    excess: between((k) => excess(race, run.loss[k])),
    time: Math.min(position, time(run.epochs)),
  };
  return { index, run, path: drawnPath(race, run, unit), epoch, at, isHidden: runners[index].isHidden };
}

/**
 * The last entry of a run that took at most this many evaluations.
 * @param {Float64Array} evaluations up to each entry, ascending
 * @param {number} limit
 */
function lastEntryWithin(evaluations, limit) {
  let low = 0;
  let high = evaluations.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (evaluations[middle] <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The coordinates of a run, computed once: every race has its own runs.
 * @param {Race} race
 * @param {RunnerResult} run
 * @returns {[Float64Array, Float64Array]}
 */
function drawnColumns({ axes }, run) {
  const cached = columnsOf.get(run);
  if (cached) return cached;
  const [x, y] = axes.map((axis) => coordinates(axis, run.parameters));
  /** @type {[Float64Array, Float64Array]} */
  const columns = [x, y ?? run.loss];
  columnsOf.set(run, columns);
  return columns;
}
/** @type {WeakMap<object, [Float64Array, Float64Array]>} */
const columnsOf = new WeakMap();

/** The loss above the baseline. @param {Race} race @param {number} loss */
export function excess(race, loss) {
  return Math.max(loss - race.baseline, minExcess(race));
}

/** The smallest excess that is drawn: the rounding of the initial one. @param {Race} race */
export function minExcess(race) {
  const initial = race.runners.find(({ run }) => run)?.run?.loss[0] ?? 1;
  return Math.max(roundingShare * Math.max(Math.abs(initial - race.baseline), Math.abs(race.baseline)), 1e-300);
}

/** The drawn path of a run, computed once. @param {Race} race @param {RunnerResult} run @param {RaceState['unit']} unit
 * @returns {DrawnPath} */
function drawnPath(race, run, unit) {
  const cached = paths[unit].get(run);
  if (cached) return cached;
  const stride = Math.ceil((run.epochs + 1) / maxPoints);
  const epoch = Float64Array.from({ length: Math.ceil(run.epochs / stride) + 1 }, (_, i) =>
    Math.min(i * stride, run.epochs),
  );
  const [x, y] = drawnColumns(race, run);
  const path = {
    epoch,
    time: unit === 'epochs' ? epoch : epoch.map((k) => run.asked[k]),
    x: epoch.map((k) => x[k]),
    y: epoch.map((k) => y[k]),
    excess: epoch.map((k) => excess(race, run.loss[k])),
  };
  paths[unit].set(run, path);
  return path;
}
/**
 * Charts compare arrays by identity, so a path must stay the same object.
 * @type {Record<RaceState['unit'], WeakMap<object, DrawnPath>>}
 */
const paths = { epochs: new WeakMap(), evaluations: new WeakMap() };
