// The gesture in progress: whether a slider is moving, and what happens once nothing has changed for a while.

/** Idle time (ms) after which a gesture has ended. */
const idleDelayMs = 400;

export class Gesture {
  /** Whether a slider is moving: another change is likely to follow at once. */
  isMoving = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** @param {(hasMoved: boolean) => void} onRest the gesture has ended; hasMoved: a slider was moving */
  constructor(onRest) {
    this.onRest = onRest;
  }

  /** Something changes. @param {boolean} isMoving */
  begin(isMoving) {
    this.isMoving = isMoving;
    this.wait();
  }

  /** Waits the idle time once more. */
  wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), idleDelayMs);
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
