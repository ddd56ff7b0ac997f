// A clock that stands still until a test advances it.

const defer = setImmediate;

/** A clock whose timers and frames run only while the test advances it. */
export class Clock {
  now = 0;
  #lastId = 0;
  /** @type {Map<number, { at: number, run: (now: number) => void }>} */ #waiting = new Map();

  setTimeout = (/** @type {() => void} */ run, delay = 0) => this.#add(this.now + delay, run);
  clearTimeout = (/** @type {number} */ id) => this.#waiting.delete(id);
  /** The next sixtieth of a second. */
  requestAnimationFrame = (/** @type {(now: number) => void} */ run) =>
    this.#add((Math.floor((this.now * 60) / 1000 + 1e-6) + 1) * (1000 / 60), run);
  performance = { now: () => this.now };

  /** @param {number} at @param {(now: number) => void} run */
  #add(at, run) {
    this.#waiting.set(++this.#lastId, { at, run });
    return this.#lastId;
  }

  /** Lets time pass. @param {number} milliseconds */
  async advance(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      await new Promise((resolve) => defer(resolve));
      const [next] = [...this.#waiting].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (!next) break;
      const [id, { at, run }] = next;
      this.#waiting.delete(id);
      this.now = Math.max(this.now, at);
      run(this.now);
    }
    this.now = end;
  }
}
