// A few workers that compute one map together, row by row. A newer map replaces an older one. Cancelling terminates the
// workers, because a computation cannot be interrupted otherwise; spare workers are started in advance, because
// starting one takes longer than a user wants to wait after cancelling.
import { EngineClient } from './client.js';

/** @import { EngineError, Experiment, Sweep, SweepOptions } from '../../wasm/engine.d.ts' */

/**
 * @typedef {object} MapEvents
 * @property {(map: Sweep, share: number) => void} onPart share of the cells that have been computed, from 0 to 1
 * @property {(error: EngineError) => void} onError
 */

/** Maximum number of workers: more gain little. */
const maxWorkers = 4;
/** Approximate time (ms) that one request takes, so that progress is visible and can be cancelled. */
const chunkTimeMs = 120;
/** Time (ms) after which the spare workers are started, because a map that takes longer may be cancelled. */
const spareDelayMs = 150;

export class MapPool {
  /** @type {EngineClient[]} */ #clients = [];
  /** Started, and idle until a map is cancelled. @type {EngineClient[]} */ #spares = [];
  #startWorker;
  #generation = 0;
  #running = 0;
  /** @type {MapEvents | null} of the map that is being computed */ #events = null;
  /** Time (ms) that a cell took last, by kind of problem. @type {Map<string, number>} */ #cost = new Map();

  /**
   * @param {() => Worker} startWorker
   * @param {number} cores
   */
  constructor(startWorker, cores) {
    this.#startWorker = startWorker;
    this.size = Math.max(1, Math.min(maxWorkers, cores));
  }

  /** Whether a map is being computed. */
  get busy() {
    return this.#running > 0;
  }

  /** Time (ms) for a cell of this kind of problem, or undefined. @param {string} kind */
  cost(kind) {
    return this.#cost.get(kind);
  }

  /**
   * @param {string} kind of problem, whose cost is remembered
   * @param {Experiment} experiment
   * @param {SweepOptions} options
   * @param {MapEvents} events
   */
  draw(kind, experiment, options, events) {
    // An outdated request is short, and its worker is restarted if it is not (client.js).
    this.#generation += 1;
    this.#running = 0;
    this.#events = events;
    const generation = this.#generation;
    const chunks = rowChunks(options, this.#cost.get(kind) ?? 1);
    /** @type {Sweep | null} */
    let map = null;
    let rows = 0;
    const next = (/** @type {EngineClient} */ client) => {
      const part = chunks.shift();
      if (!part) return;
      this.#running += 1;
      client.request('sweep', { experiment, options: { ...options, rows: part } }, (result) => {
        if (generation !== this.#generation) return;
        this.#running -= 1;
        if (!result.ok) {
          this.cancel();
          events.onError(result.error);
          return;
        }
        this.#cost.set(kind, result.time / result.epochs.length);
        map = withRows(map, result, options);
        rows += part[1] - part[0];
        next(client);
        events.onPart(map, rows / options.y.points);
      });
    };
    for (const client of this.#started(chunks.length)) next(client);
    setTimeout(() => {
      if (generation === this.#generation && this.busy) this.#fill(this.#spares, this.#clients.length);
    }, spareDelayMs);
  }

  /** Ends the computation; the next map gets the spare workers. */
  cancel() {
    this.#generation += 1;
    if (this.#running > 0) {
      for (const client of this.#clients) client.end();
      this.#clients = this.#spares;
      this.#spares = [];
    }
    this.#running = 0;
  }

  /** @param {number} count */
  #started(count) {
    this.#fill(this.#clients, Math.min(count, this.size));
    return this.#clients.slice(0, count);
  }

  /** @param {EngineClient[]} clients @param {number} count */
  #fill(clients, count) {
    const onFailure = (/** @type {string} */ reason) => this.#fail(reason);
    while (clients.length < count) clients.push(new EngineClient(this.#startWorker, { onBusy: () => {}, onFailure }));
  }

  /** A worker cannot be used: the map ends, and the next one gets new workers. @param {string} reason */
  #fail(reason) {
    const wasBusy = this.busy;
    this.cancel();
    for (const client of [...this.#clients, ...this.#spares]) client.end();
    this.#clients = [];
    this.#spares = [];
    if (wasBusy) this.#events?.onError({ code: 'internal', at: null, args: { field: 'engine', what: reason } });
  }
}

/**
 * The rows in parts that take about `chunkTimeMs`.
 * @param {SweepOptions} options
 * @param {number} cost milliseconds a cell
 * @returns {[number, number][]}
 */
export function rowChunks({ x, y }, cost) {
  const rows = Math.max(1, Math.min(y.points, Math.round(chunkTimeMs / (cost * x.points))));
  return Array.from({ length: Math.ceil(y.points / rows) }, (_, k) => [k * rows, Math.min(y.points, (k + 1) * rows)]);
}

/** Status of a cell that has not been computed. */
export const notComputed = 4;

/**
 * A map with one more part of its rows.
 * @param {Sweep | null} map null: no rows yet
 * @param {Sweep} part
 * @param {SweepOptions} options
 * @returns {Sweep}
 */
export function withRows(map, part, { x, y }) {
  if (part.rows[0] === 0 && part.rows[1] === y.points) return part;
  const cells = x.points * y.points;
  const whole = map ?? {
    ...part,
    rows: [0, y.points],
    steps: 0,
    epochs: new Int32Array(cells),
    loss: new Float64Array(cells),
    target: new Float64Array(cells),
    status: new Uint8Array(cells).fill(notComputed),
  };
  const at = part.rows[0] * x.points;
  whole.epochs.set(part.epochs, at);
  whole.loss.set(part.loss, at);
  whole.target.set(part.target, at);
  whole.status.set(part.status, at);
  return { ...whole, steps: whole.steps + part.steps };
}
