// The gesture in progress: whether a slider is moving, and what happens once nothing has changed for a while.

/** @import { Store } from '../experiment/store.js' */

/** Idle time (ms) after which a gesture has ended. */
const idleDelayMs = 400;

export class Gesture {
  /** Whether a slider is moving: another change is likely to follow at once. */
  isMoving = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** The time (ms) until which nothing may change. */ #restsAt = 0;

  /** @param {Store} store @param {(hasMoved: boolean) => void} onRest hasMoved: a slider was moving until now */
  constructor(store, onRest) {
    this.store = store;
    this.onRest = onRest;
  }

  /**
   * Sets fields of the store, all or none.
   * @param {Record<string, number | string>} values by path
   * @param {boolean} isMoving
   */
  change(values, isMoving) {
    this.isMoving = isMoving;
    this.wait();
    return this.store.set(values);
  }

  /** Waits the idle time once more. One timer is set: another at each of the many calls would take longer. */
  wait() {
    this.#restsAt = performance.now() + idleDelayMs;
    this.#timer ??= setTimeout(() => this.#timePasses(), idleDelayMs);
  }

  #timePasses() {
    this.#timer = undefined;
    const left = this.#restsAt - performance.now();
    if (left > 0) this.#timer = setTimeout(() => this.#timePasses(), left);
    else this.#rest();
  }

  #rest() {
    if (document.querySelector('input[type=range]:active')) {
      this.wait();
      return;
    }
    const hasMoved = this.isMoving;
    this.isMoving = false;
    this.onRest(hasMoved);
  }
}
