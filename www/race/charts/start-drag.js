// Dragging the start on the landscape by pointer.
import { coordinate, movedTo } from '../../chart/axes.js';

/**
 * @import { Spot } from '../../chart/plot.js'
 * @import { Race } from '../answers.js'
 * @import { Point } from '../../chart/axes.js'
 */

/**
 * @typedef {object} DragHost
 * @property {() => Race | null} race
 * @property {(event: MouseEvent) => Spot | null} spot of a pointer in the chart; null outside the plot
 * @property {(x: number, y: number) => { left: number, top: number } | undefined} pixels of a point of the chart
 * @property {(start: Point, isMoving: boolean) => void} onStart
 */

/** Distance in pixels from which a pointer grips the start. */
const gripRadius = 22;

export class StartDrag {
  /** Whether the start is being dragged. */ isActive = false;

  /** @param {HTMLElement} plot @param {DragHost} host */
  constructor(plot, host) {
    this.host = host;
    const end = (/** @type {PointerEvent} */ event) => {
      if (!this.isActive) return;
      this.isActive = false;
      this.#moveStart(event, false);
    };
    plot.addEventListener('pointerdown', (event) => {
      if (!this.#isOverStart(event)) return;
      event.preventDefault();
      this.isActive = true;
      plot.setPointerCapture(event.pointerId);
    });
    plot.addEventListener('pointermove', (event) => {
      if (this.isActive) this.#moveStart(event, true);
      else plot.style.cursor = this.#isOverStart(event) ? 'grab' : '';
    });
    plot.addEventListener('pointerup', end);
    plot.addEventListener('pointercancel', end);
  }

  /** @param {PointerEvent} event */
  #isOverStart(event) {
    const spot = this.host.spot(event);
    const race = this.host.race();
    if (!spot || !race) return false;
    const [first, second] = race.axes;
    const start = this.host.pixels(
      coordinate(first, race.start),
      second === undefined ? spot.y : coordinate(second, race.start),
    );
    if (!start) return false;
    return Math.hypot(start.left - spot.left, second === undefined ? 0 : start.top - spot.top) < gripRadius;
  }

  /** @param {PointerEvent} event @param {boolean} isMoving */
  #moveStart(event, isMoving) {
    const race = this.host.race();
    if (!race) return;
    const spot = this.host.spot(event);
    if (spot) this.host.onStart(movedToSpot(race, spot), isMoving);
    else if (!isMoving) this.host.onStart(race.start, false);
  }
}

/** @param {Race} race @param {Spot} spot @returns {Point} */
function movedToSpot({ start, axes: [first, second] }, { x, y }) {
  const along = movedTo(first, start, x);
  return second === undefined ? along : movedTo(second, along, y);
}
