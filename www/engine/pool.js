// A few workers that draw one map together: coarse first, then row by row. A newer map replaces an older one;
// cancelling ends the workers' work at once, because a worker in the middle of a computation can only be ended.
// Others stand by for that, since starting one takes longer than a person who cancels wants to wait.
import { EngineClient } from './client.js';

/** @import { EngineError, Experiment, Sweep, SweepOptions } from '../../wasm/engine.d.ts' */

/**
 * @typedef {object} MapEvents
 * @property {(map: Sweep, share: number) => void} onPart share of the cells that are there, from 0 to 1
 * @property {(error: EngineError) => void} onError
 */

/** More workers than this gain little on a page. */
const mostWorkers = 4;
/** One question keeps a worker busy for about so many milliseconds, so that progress can be seen and cancelled. */
const chunkTime = 120;
/** A map that takes longer than these milliseconds may be cancelled. */
const longMap = 150;

export class MapPool {
  /** @type {EngineClient[]} */ #clients = [];
  /** Started, and idle until someone cancels. @type {EngineClient[]} */ #spares = [];
  #source;
  #generation = 0;
  #running = 0;
  /** Milliseconds that a cell took lately, by kind of problem. @type {Map<string, number>} */ #cost = new Map();

  /**
   * @param {string} source of the worker
   * @param {number} cores
   */
  constructor(source, cores) {
    this.#source = source;
    this.size = Math.max(1, Math.min(mostWorkers, cores));
  }

  /** Whether a map is on its way. */
  get busy() {
    return this.#running > 0;
  }

  /** What a cell of this kind takes, or undefined. @param {string} kind */
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
    // What is under way is short, and is not waited for long: a client loses patience with it (client.js).
    this.#generation += 1;
    this.#running = 0;
    const generation = this.#generation;
    const chunks = rowChunks(options, this.#cost.get(kind) ?? 1);
    /** @type {Sweep | null} */
    let map = null;
    let rows = 0;
    const next = (/** @type {EngineClient} */ client) => {
      const part = chunks.shift();
      if (!part) return;
      this.#running += 1;
      client.ask('sweep', { experiment, options: { ...options, rows: part } }, (result) => {
        if (generation !== this.#generation) return;
        this.#running -= 1;
        if (!result.ok) {
          this.cancel();
          events.onError(result.error);
          return;
        }
        this.#cost.set(kind, result.time / result.epochs.length);
        map = merged(map, result, options);
        rows += part[1] - part[0];
        next(client);
        events.onPart(map, rows / options.y.points);
      });
    };
    for (const client of this.#started(chunks.length)) next(client);
    setTimeout(() => {
      if (generation === this.#generation && this.busy) this.#fill(this.#spares, this.#clients.length);
    }, longMap);
  }

  /** Ends what is under way; the next map finds idle workers. */
  cancel() {
    this.#generation += 1;
    if (this.#running > 0) {
      for (const client of this.#clients) client.end();
      this.#clients = this.#spares;
      this.#spares = [];
    }
    this.#running = 0;
  }

  /** @param {number} wanted */
  #started(wanted) {
    this.#fill(this.#clients, Math.min(wanted, this.size));
    return this.#clients.slice(0, wanted);
  }

  /** @param {EngineClient[]} clients @param {number} wanted */
  #fill(clients, wanted) {
    while (clients.length < wanted)
      clients.push(new EngineClient(this.#source, { onBusy: () => {}, onFailure: () => {} }));
  }
}

/**
 * Rows cut so that each part takes about `chunkTime`.
 * @param {SweepOptions} options
 * @param {number} cost milliseconds a cell
 * @returns {[number, number][]}
 */
export function rowChunks({ x, y }, cost) {
  const rows = Math.max(1, Math.min(y.points, Math.round(chunkTime / (cost * x.points))));
  return Array.from({ length: Math.ceil(y.points / rows) }, (_, k) => [k * rows, Math.min(y.points, (k + 1) * rows)]);
}

/** A cell that is not there yet. */
export const unknown = 4;

/** @param {Sweep | null} map @param {Sweep} part @param {SweepOptions} options @returns {Sweep} */
export function merged(map, part, { x, y }) {
  if (part.rows[0] === 0 && part.rows[1] === y.points) return part;
  const cells = x.points * y.points;
  const whole = map ?? {
    ...part,
    rows: [0, y.points],
    steps: 0,
    epochs: new Int32Array(cells),
    loss: new Float64Array(cells),
    target: new Float64Array(cells),
    status: new Uint8Array(cells).fill(unknown),
  };
  const at = part.rows[0] * x.points;
  whole.epochs.set(part.epochs, at);
  whole.loss.set(part.loss, at);
  whole.target.set(part.target, at);
  whole.status.set(part.status, at);
  return { ...whole, steps: whole.steps + part.steps };
}
