// Decides how finely a map is computed: while a slider moves, as finely as the time of a frame allows; at rest finely,
// after a coarse map if the fine one takes long.
/**
 * @import { EngineError, Experiment, Sweep, SweepOptions } from '../../wasm/engine.d.ts'
 * @import { MapPool } from '../engine/pool.js'
 */

/**
 * @typedef {object} DrawerEvents
 * @property {(points: number) => SweepOptions} axes of the map, with this many points each
 * @property {(map: Sweep, options: SweepOptions, experiment: Experiment, final: boolean) => void} onMap final: no finer
 *   map follows
 * @property {(share: number) => void} onProgress
 * @property {(error: EngineError) => void} onError
 *
 * @typedef {object} Drawing
 * @property {string} kind of problem, by which the pool stores the cost of a cell
 * @property {number} points per axis
 * @property {boolean} [refines] a coarser map stays until half of this one is computed
 * @property {boolean} [isLast] no finer map follows
 * @property {() => void} [onComplete]
 */

/** Milliseconds that a map may take while a slider moves, and at rest. */
const budgetMs = { moving: 30, resting: 2500 };
/** Points per axis. */
const resolutions = { min: 24, coarse: 32, max: 200 };

export class MapDrawer {
  #isMoving = false;
  /** @type {Experiment | null} the requested one */ #experiment = null;
  /** Whether the experiment has changed since the map that is being computed was requested. */ #isOutdated = false;
  /** Whether the map that is being computed belongs to a moving slider. */ #isQuick = false;

  /** @param {() => MapPool | null} pool @param {DrawerEvents} events */
  constructor(pool, events) {
    this.pool = pool;
    this.events = events;
  }

  /** @param {Experiment} experiment @param {boolean} isMoving whether a slider is moving */
  draw(experiment, isMoving) {
    this.#experiment = experiment;
    this.#isMoving = isMoving;
    const pool = this.pool();
    if (!pool) return;
    // While a slider moves, each quick map is completed and shown before the next one begins.
    this.#isOutdated = isMoving && pool.busy && this.#isQuick;
    if (this.#isOutdated) return;
    this.#isQuick = isMoving;
    const kind = this.#kindOf(experiment);
    const cost = pool.cost(kind);
    const points = affordablePoints(cost, isMoving);
    if (cost === undefined) this.#start(pool, { kind, points, onComplete: () => this.#redraw() });
    else if (!isMoving && cost * points * points > 2 * budgetMs.moving)
      this.#start(pool, {
        kind,
        points: resolutions.coarse,
        refines: true,
        onComplete: () => this.#start(pool, { kind, points, refines: true, isLast: true }),
      });
    else this.#start(pool, { kind, points, isLast: !isMoving });
  }

  cancel() {
    this.pool()?.cancel();
    this.events.onProgress(1);
  }

  #redraw() {
    if (this.#experiment) this.draw(this.#experiment, this.#isMoving);
  }

  /** The parts of the experiment that determine the cost of a cell. @param {Experiment} experiment */
  #kindOf({ model, loss, optimizer }) {
    const { x, y } = this.events.axes(2);
    return JSON.stringify([model?.formula, loss?.name, optimizer.name, x.path, y.path]);
  }

  /** @param {MapPool} pool @param {Drawing} drawing */
  #start(pool, { kind, points, refines = false, isLast = false, onComplete = () => {} }) {
    const experiment = this.#experiment;
    if (!experiment) return;
    const { onMap, onProgress, onError } = this.events;
    const options = this.events.axes(points);
    if (!this.#isMoving) onProgress(0);
    pool.draw(kind, experiment, options, {
      onPart: (map, share) => {
        const isComplete = share === 1;
        if (isComplete || share > 0.5 || !refines)
          onMap(map, options, experiment, isLast && isComplete && !this.#isOutdated);
        if (!this.#isMoving || isComplete) onProgress(share);
        if (isComplete && this.#isOutdated) this.#redraw();
        else if (isComplete) onComplete();
      },
      onError: (error) => {
        onProgress(1);
        onError(error);
      },
    });
  }
}

/**
 * Points per axis that the budget allows.
 * @param {number | undefined} cost milliseconds of a cell; undefined: not known yet
 * @param {boolean} isMoving
 */
function affordablePoints(cost, isMoving) {
  if (cost === undefined) return resolutions.coarse;
  const points = Math.sqrt((isMoving ? budgetMs.moving : budgetMs.resting) / cost);
  const max = isMoving ? resolutions.max / 2 : resolutions.max;
  return Math.round(Math.max(resolutions.min, Math.min(max, points)));
}
