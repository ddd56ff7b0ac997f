// The race at one moment: where each runner stands on its recorded path, and the columns that charts draw of it.
import { coordinates } from './race-axes.js';

/**
 * @import { RaceState } from '../experiment/race.js'
 * @import { Race, RunnerResult } from './compute.js'
 */

/**
 * @typedef {object} DrawnPath one value per drawn epoch
 * @property {Float64Array} epoch
 * @property {Float64Array} time epochs or evaluations: what the runners keep step in
 * @property {Float64Array} x
 * @property {Float64Array} y of a curve: the loss
 * @property {Float64Array} excess loss above the best, not below the floor
 *
 * @typedef {object} Place
 * @property {number} index of the runner
 * @property {RunnerResult} run
 * @property {DrawnPath} path
 * @property {number} epoch whole epochs made
 * @property {{ x: number, y: number, excess: number, time: number }} at between that epoch and the next
 * @property {boolean} muted
 *
 * @typedef {object} RaceSnapshot
 * @property {Race} race
 * @property {RaceState} state
 * @property {number} position on the timeline, in epochs or evaluations
 * @property {Place[]} places of the runners that could start
 * @property {Place | null} chosen the runner whose steps are explained
 */

/** More points than this do not show on a chart of six runners and cost time in every frame. */
const mostPoints = 400;

/** Below this share of the initial excess, losses differ by their rounding alone. */
const rounding = 1e-17;

/** @param {Race} race @param {RaceState} state @param {number} position @returns {RaceSnapshot} */
export function takeRace(race, state, position) {
  const places = race.runners.flatMap(({ run }, index) =>
    run && state.runners[index] ? [placeOf(race, state, run, index, position)] : [],
  );
  return { race, state, position, places, chosen: places.find(({ index }) => index === state.chosen) ?? null };
}

/** How far the timeline reaches. @param {Race} race @param {RaceState['by']} by */
export function raceEnd(race, by) {
  const ends = race.runners.map(({ run }) => (run ? (by === 'epochs' ? run.epochs : run.asked[run.epochs]) : 0));
  return Math.max(0, ...ends);
}

/**
 * @param {Race} race
 * @param {RaceState} state
 * @param {RunnerResult} run
 * @param {number} index
 * @param {number} position
 * @returns {Place}
 */
function placeOf(race, { by, runners }, run, index, position) {
  const epoch = by === 'epochs' ? Math.min(Math.floor(position), run.epochs) : reached(run.asked, position);
  const time = (/** @type {number} */ k) => (by === 'epochs' ? k : run.asked[k]);
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
  return { index, run, path: drawnPath(race, run, by), epoch, at, muted: runners[index].muted };
}

/**
 * The last entry that so many evaluations had paid for.
 * @param {Float64Array} asked never falling
 * @param {number} evaluations
 */
function reached(asked, evaluations) {
  let low = 0;
  let high = asked.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (asked[middle] <= evaluations) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Computed once per run and axes.
 * @param {Race} race
 * @param {RunnerResult} run
 * @returns {[Float64Array, Float64Array]}
 */
function drawnColumns({ axes }, run) {
  const known = columnsOf.get(run);
  if (known) return known;
  const [x, y] = axes.map((axis) => coordinates(axis, run.parameters));
  /** @type {[Float64Array, Float64Array]} */
  const fresh = [x, y ?? run.loss];
  columnsOf.set(run, fresh);
  return fresh;
}
/** Every race brings its own runs. @type {WeakMap<object, [Float64Array, Float64Array]>} */
const columnsOf = new WeakMap();

/** @param {Race} race @param {number} loss */
export function excess(race, loss) {
  return Math.max(loss - race.bottom, floorOf(race));
}

/** The least excess that is drawn: what rounding leaves of the first. @param {Race} race */
export function floorOf(race) {
  const first = race.runners.find(({ run }) => run)?.run?.loss[0] ?? 1;
  return Math.max(rounding * Math.max(Math.abs(first - race.bottom), Math.abs(race.bottom)), 1e-300);
}

/** @param {Race} race @param {RunnerResult} run @param {RaceState['by']} by @returns {DrawnPath} */
function drawnPath(race, run, by) {
  const known = paths[by].get(run);
  if (known) return known;
  const stride = Math.ceil((run.epochs + 1) / mostPoints);
  const epoch = Float64Array.from({ length: Math.ceil(run.epochs / stride) + 1 }, (_, i) =>
    Math.min(i * stride, run.epochs),
  );
  const [x, y] = drawnColumns(race, run);
  const fresh = {
    epoch,
    time: by === 'epochs' ? epoch : epoch.map((k) => run.asked[k]),
    x: epoch.map((k) => x[k]),
    y: epoch.map((k) => y[k]),
    excess: epoch.map((k) => excess(race, run.loss[k])),
  };
  paths[by].set(run, fresh);
  return fresh;
}
/**
 * Computed once per run: charts compare arrays by identity.
 * @type {Record<RaceState['by'], WeakMap<object, DrawnPath>>}
 */
const paths = { epochs: new WeakMap(), evaluations: new WeakMap() };
