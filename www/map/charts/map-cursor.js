// The cursor of the keyboard on the map: arrow keys move it from cell to cell, Enter chooses the cell.
import { cellAt, cellPoint } from './map-cells.js';

/**
 * @import { Sweep } from '../../../wasm/engine.d.ts'
 * @import { MapPicture } from './map-chart.js'
 */

/**
 * @typedef {object} CursorEvents
 * @property {() => MapPicture | null} picture
 * @property {(cell: number) => void} onMove
 * @property {(cell: number) => void} onUse
 */

/** Cells that an arrow key moves the cursor together with Shift. */
const longStride = 10;

export class MapCursor {
  /** The index of the cell; −1: none. */ cell = -1;

  /** @param {HTMLElement} plot @param {CursorEvents} events */
  constructor(plot, events) {
    this.plot = plot;
    this.events = events;
    plot.parentElement?.removeAttribute('aria-hidden');
    plot.tabIndex = 0;
    plot.setAttribute('role', 'application');
    plot.dataset.tLabel = 'map.keyboard';
    plot.addEventListener('keydown', (event) => this.#press(event));
  }

  /** Whether the cursor is drawn: only the keyboard needs it. */
  get isShown() {
    return this.cell >= 0 && document.activeElement === this.plot;
  }

  /** @param {number} cell */
  moveTo(cell) {
    this.cell = cell;
  }

  /**
   * Keeps the settings of the cursor on a map with other cells.
   * @param {Sweep | null} previous
   * @param {Sweep} map
   * @returns {number | null} the cell; null: the cursor is on none
   */
  keepSettings(previous, map) {
    if (!previous || this.cell < 0) return null;
    const { x, y } = cellPoint(previous, this.cell);
    this.cell = cellAt(map, x, y);
    return this.cell;
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const picture = this.events.picture();
    if (!picture) return;
    const { map, here } = picture;
    const columns = map.x.length;
    if (this.cell < 0) this.cell = here ? cellAt(map, here.x, here.y) : 0;
    let [i, j] = [this.cell % columns, Math.floor(this.cell / columns)];
    const stride = event.shiftKey ? longStride : 1;
    if (event.key === 'ArrowRight') i += stride;
    else if (event.key === 'ArrowLeft') i -= stride;
    else if (event.key === 'ArrowUp') j += stride;
    else if (event.key === 'ArrowDown') j -= stride;
    else if (event.key === 'Enter') return this.events.onUse(this.cell);
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.cell = Math.max(0, Math.min(map.y.length - 1, j)) * columns + Math.max(0, Math.min(columns - 1, i));
    this.events.onMove(this.cell);
  }
}
