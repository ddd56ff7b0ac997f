// Editing of the data points on their chart: by pointer they are dragged, added by a click on a free place and deleted
// with a button or a key; by keyboard the button that ends this mode takes the arrow keys.
import { el, setIfChanged } from '../ui/dom.js';

/**
 * @import { Spot } from '../chart/plot.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { DataEditor } from '../data/editor.js'
 */

/**
 * @typedef {object} PointHost
 * @property {(event: MouseEvent) => Spot | null} spot of a pointer in the chart; null outside the plot
 * @property {(x: number, y: number) => { left: number, top: number } | undefined} pixels of a point of the chart
 * @property {() => { x: readonly number[], y: readonly number[] } | null} ranges of the axes
 * @property {() => Translate} t
 */

/** Distance in pixels from which a pointer grips a point. */
const gripRadius = 14;
/** The share of an axis that an arrow key moves a point. */
const keyStep = 0.01;

export class PointEditor {
  /** Whether the points are being edited. */
  isOn = false;
  /** @type {number | null} the selected point */ #selected = null;
  #isDragging = false;
  #hasMoved = false;

  /** @param {HTMLElement} plot @param {DataEditor} editor @param {PointHost} host */
  constructor(plot, editor, host) {
    this.plot = plot;
    this.editor = editor;
    this.host = host;
    this.mark = el('span', { class: 'point-mark', hidden: true });
    plot.after(this.mark);
    this.button = el('button', {
      type: 'button',
      class: 'quiet toggle',
      'aria-pressed': 'false',
      'data-testid': 'edit-points',
      hint: 'editData.pointsHint',
      t: 'editData.points',
      onclick: () => this.#turn(!this.isOn && editor.canEdit()),
    });
    this.done = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'edit-points-done',
      hint: 'editData.pointsHint',
      t: 'editData.done',
      onclick: () => this.#turn(false),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#onKey(event),
    });
    this.removeButton = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'remove-point',
      hidden: true,
      t: 'editData.removePoint',
      onclick: () => this.#remove(),
    });
    this.status = el('span', { class: 'visually-hidden', role: 'status' });
    this.tools = el('span', { class: 'point-tools', hidden: true }, this.removeButton, this.done, this.status);
    plot.addEventListener('pointerdown', (event) => this.#press(event));
    plot.addEventListener('pointermove', (event) => this.#drag(event, true));
    plot.addEventListener('pointerup', (event) => this.#release(event));
    plot.addEventListener('pointercancel', (event) => this.#release(event));
    editor.onEdit(() => this.show());
  }

  /** Puts the mark on the selected point, wherever it is drawn now. */
  show() {
    const point = this.#point();
    const at = point && this.host.pixels(point.x, point.y);
    setIfChanged(this.mark, { hidden: !at });
    setIfChanged(this.removeButton, { hidden: !this.isOn || this.#selected === null });
    if (at) this.mark.style.translate = `${at.left}px ${at.top}px`;
  }

  /** @param {boolean} isOn */
  #turn(isOn) {
    this.isOn = isOn;
    this.button.setAttribute('aria-pressed', String(isOn));
    this.plot.classList.toggle('is-edited', isOn);
    this.tools.hidden = !isOn;
    this.#select(null);
    this.button.closest('details')?.removeAttribute('open');
    if (isOn) this.done.focus();
  }

  /** The selected point. */
  #point() {
    const data = this.editor.points;
    const row = this.#selected;
    return this.isOn && data && row !== null && row < data.x.length ? { x: data.x[row], y: data.y[row] } : null;
  }

  /** @param {number | null} row */
  #select(row) {
    this.#selected = row;
    this.show();
    const point = this.#point();
    if (!point || row === null) return;
    this.status.textContent = this.host.t()('editData.selected', { row: row + 1, x: point.x, y: point.y });
  }

  /** The nearest point within reach of a pointer. @param {MouseEvent} event @returns {number | null} */
  #at(event) {
    const spot = this.host.spot(event);
    const data = this.editor.points;
    if (!spot || !data) return null;
    let [found, least] = [/** @type {number | null} */ (null), gripRadius];
    for (let row = 0; row < data.x.length; row += 1) {
      const at = this.host.pixels(data.x[row], data.y[row]);
      const distance = at ? Math.hypot(at.left - spot.left, at.top - spot.top) : Infinity;
      if (distance < least) [found, least] = [row, distance];
    }
    return found;
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (!this.isOn || event.button !== 0) return;
    event.preventDefault();
    this.#isDragging = true;
    this.#hasMoved = false;
    this.#select(this.#at(event));
    this.plot.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event @param {boolean} isMoving */
  #drag(event, isMoving) {
    if (!this.#isDragging || this.#selected === null) return;
    const spot = this.host.spot(event);
    if (!spot || (isMoving && !this.#hasMoved && event.movementX === 0 && event.movementY === 0)) return;
    this.#hasMoved = true;
    this.editor.move(this.#selected, this.#rounded(spot.x, 'x'), this.#rounded(spot.y, 'y'), isMoving);
  }

  /** @param {PointerEvent} event */
  #release(event) {
    if (!this.#isDragging) return;
    const spot = this.host.spot(event);
    if (this.#selected === null && spot && event.type === 'pointerup') this.#add(spot.x, spot.y);
    else if (this.#hasMoved) this.#finish(event);
    this.#isDragging = false;
  }

  /** Ends a drag where the pointer is, or, outside the plot, where the point was last. @param {PointerEvent} event */
  #finish(event) {
    const point = this.#point();
    if (this.host.spot(event)) this.#drag(event, false);
    else if (point && this.#selected !== null) this.editor.move(this.#selected, point.x, point.y, false);
  }

  /** @param {number} x @param {number} y */
  #add(x, y) {
    this.editor.add({ x: this.#rounded(x, 'x'), y: this.#rounded(y, 'y') });
  }

  #remove() {
    if (this.#selected === null) return;
    const row = this.#selected;
    this.#select(null);
    this.editor.remove(row);
    this.done.focus();
  }

  /** A coordinate to a thousandth of its axis. @param {number} value @param {'x' | 'y'} axis */
  #rounded(value, axis) {
    const [from, to] = this.host.ranges()?.[axis] ?? [0, 1];
    const digits = Math.ceil(Math.log10(1000 / Math.abs(to - from)));
    return digits >= 0 && digits < 20 ? Number(value.toFixed(digits)) : Number(value.toPrecision(4));
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (!this.isOn || !this.#takesKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event @returns {boolean} */
  #takesKey({ key, shiftKey, ctrlKey, metaKey }) {
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const [across, up] = arrows[/** @type {keyof arrows} */ (key)] ?? [0, 0];
    if (across || up) {
      if (shiftKey) this.#nudge(across, up);
      else this.#step(across || -up);
    } else if (key === 'Delete' || key === 'Backspace') this.#remove();
    else if (key === 'Insert' || key === '+') this.#double();
    else if ((ctrlKey || metaKey) && key.toLowerCase() === 'z') this.editor.undo();
    else if (key === 'Escape') this.#turn(false);
    else return false;
    return true;
  }

  /** Selects the next point along x. @param {number} by */
  #step(by) {
    const data = this.editor.points;
    if (!data) return;
    const order = [...data.x.keys()].sort((a, b) => data.x[a] - data.x[b]);
    const at = this.#selected === null ? (by > 0 ? -1 : order.length) : order.indexOf(this.#selected);
    this.#select(order[Math.max(0, Math.min(order.length - 1, at + by))]);
  }

  /** @param {number} across @param {number} up */
  #nudge(across, up) {
    const point = this.#point();
    const ranges = this.host.ranges();
    if (!point || !ranges || this.#selected === null) return;
    const step = (/** @type {'x' | 'y'} */ axis) => keyStep * (ranges[axis][1] - ranges[axis][0]);
    const x = across ? this.#rounded(point.x + across * step('x'), 'x') : point.x;
    const y = up ? this.#rounded(point.y + up * step('y'), 'y') : point.y;
    this.editor.move(this.#selected, x, y, false);
  }

  /** Adds a point a step to the right of the selected one. */
  #double() {
    const point = this.#point();
    const ranges = this.host.ranges();
    if (point && ranges) this.#add(point.x + 2 * keyStep * (ranges.x[1] - ranges.x[0]), point.y);
  }
}
