// How finely a map is drawn, and when: as fine as there is time for while something moves, and fine at rest, coarse
// first.
/**
 * @import { EngineError, Experiment, Sweep, SweepOptions } from '../../wasm/engine.d.ts'
 * @import { MapPool } from '../engine/pool.js'
 */

/**
 * @typedef {object} DrawerEvents
 * @property {(points: number) => SweepOptions} axes of the map, with so many points each
 * @property {(map: Sweep, options: SweepOptions, experiment: Experiment, final: boolean) => void} onMap final: no other
 *   map is on its way
 * @property {(share: number) => void} onProgress
 * @property {(error: EngineError) => void} onError
 */

/** Milliseconds that a map may take while something moves, and at rest. */
const patience = { moving: 30, settled: 2500 };
const resolutions = { least: 24, coarse: 32, most: 200 };

export class MapDrawer {
  #settled = true;
  /** @type {Experiment | null} the latest that was asked for */ #experiment = null;
  /** Something moved while a map was on its way. */ #behind = false;
  /** The map on its way is one of a slider that moves. */ #small = false;

  /** @param {() => MapPool | null} pool @param {DrawerEvents} events */
  constructor(pool, events) {
    this.pool = pool;
    this.events = events;
  }

  /** @param {Experiment} experiment @param {boolean} settled nothing moves */
  draw(experiment, settled) {
    this.#experiment = experiment;
    this.#settled = settled;
    const pool = this.pool();
    if (!pool) return;
    // While a slider moves, each of its small maps is finished and shown before the next begins.
    this.#behind = !settled && pool.busy && this.#small;
    if (this.#behind) return;
    this.#small = !settled;
    const { x, y } = this.events.axes(2);
    const kind = JSON.stringify([
      experiment.model?.formula,
      experiment.loss?.name,
      experiment.optimizer.name,
      x.path,
      y.path,
    ]);
    const cost = pool.cost(kind);
    const points = resolution(cost, settled);
    if (cost === undefined) this.#drawAt(pool, kind, points, false, false, () => this.#again());
    else if (settled && cost * points * points > 2 * patience.moving)
      this.#drawAt(pool, kind, resolutions.coarse, true, false, () =>
        this.#drawAt(pool, kind, points, true, true, () => {}),
      );
    else this.#drawAt(pool, kind, points, false, settled, () => {});
  }

  cancel() {
    this.pool()?.cancel();
    this.events.onProgress(1);
  }

  #again() {
    if (this.#experiment) this.draw(this.#experiment, this.#settled);
  }

  /**
   * @param {MapPool} pool
   * @param {string} kind
   * @param {number} points
   * @param {boolean} overCoarse a coarse map stays until this one has half of its rows
   * @param {boolean} last
   * @param {() => void} then
   */
  #drawAt(pool, kind, points, overCoarse, last, then) {
    const experiment = this.#experiment;
    if (!experiment) return;
    const { onMap, onProgress, onError } = this.events;
    const options = this.events.axes(points);
    if (this.#settled) onProgress(0);
    pool.draw(kind, experiment, options, {
      onPart: (map, share) => {
        if (share === 1 || share > 0.5 || !overCoarse)
          onMap(map, options, experiment, last && share === 1 && !this.#behind);
        if (this.#settled || share === 1) onProgress(share);
        if (share === 1 && this.#behind) this.#again();
        else if (share === 1) then();
      },
      onError: (error) => {
        onProgress(1);
        onError(error);
      },
    });
  }
}

/**
 * Points along each axis.
 * @param {number | undefined} cost milliseconds of a cell, if known
 * @param {boolean} settled
 */
function resolution(cost, settled) {
  if (cost === undefined) return resolutions.coarse;
  const affordable = Math.sqrt((settled ? patience.settled : patience.moving) / cost);
  return Math.round(
    Math.max(resolutions.least, Math.min(settled ? resolutions.most : resolutions.most / 2, affordable)),
  );
}
