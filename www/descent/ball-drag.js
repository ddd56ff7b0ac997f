// Dragging the ball on the loss curve, or the start on the plane, by pointer sets the initial value. The slider of the
// initial value does the same by keyboard.
/** @import { Spot } from '../chart/plot.js' */

/**
 * @typedef {object} BallHost
 * @property {() => { x: number, y: number } | null} ball the drawn ball, in data
 * @property {(event: MouseEvent) => Spot | null} spot of a pointer in the chart; null outside the plot
 * @property {(x: number, y: number) => { left: number, top: number } | undefined} pixels of a point of the chart
 * @property {(spot: Spot, isMoving: boolean) => void} onStart
 */

/** Distance in pixels from which a pointer grips the ball. */
const gripRadius = 24;

export class BallDrag {
  /** Whether the ball is being dragged, or was until the click that ends a drag. */
  isActive = false;
  #hasMoved = false;

  /** @param {HTMLElement} plot @param {BallHost} host */
  constructor(plot, host) {
    this.host = host;
    plot.addEventListener('pointerdown', (event) => {
      if (!this.#isOverBall(event)) return;
      event.preventDefault();
      this.isActive = true;
      this.#hasMoved = false;
      plot.setPointerCapture(event.pointerId);
    });
    plot.addEventListener('pointermove', (event) => {
      if (this.isActive) this.#move(event, true);
      else plot.style.cursor = this.#isOverBall(event) ? 'grab' : '';
    });
    const end = (/** @type {PointerEvent} */ event) => {
      if (!this.isActive) return;
      if (this.#hasMoved) this.#move(event, false);
      // The click that follows belongs to the drag.
      setTimeout(() => {
        this.isActive = false;
      });
    };
    plot.addEventListener('pointerup', end);
    plot.addEventListener('pointercancel', end);
  }

  /** @param {PointerEvent} event */
  #isOverBall(event) {
    const spot = this.host.spot(event);
    const ball = this.host.ball();
    const at = ball && this.host.pixels(ball.x, ball.y);
    return spot !== null && !!at && Math.hypot(at.left - spot.left, at.top - spot.top) < gripRadius;
  }

  /** @param {PointerEvent} event @param {boolean} isMoving */
  #move(event, isMoving) {
    const spot = this.host.spot(event);
    if (!spot) return;
    this.#hasMoved = true;
    this.host.onStart(spot, isMoving);
  }
}
