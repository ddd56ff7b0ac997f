// A grid of heights in perspective: the pixels of points and lines that lie on it, and which of them a hill hides.
//
// WebGL draws only the surface. The moving lines and marks are SVG over it, with the dashes and symbols of the contour
// chart, at a hundredth of the cost of a new WebGL frame.
import { project } from './camera.js';

/** @import { Camera } from './camera.js' */

/**
 * @typedef {{ left: number, top: number, isVisible: boolean }} ScreenPoint in pixels
 * @typedef {{ visible: string, hidden: string }} DrapedLine SVG paths of the visible and of the hidden parts
 */

/**
 * A hill that rises above a line of sight by less than this share of all heights hides nothing: the grid is not finer.
 */
const tolerance = 0.02;
/** Consecutive points of a line that are nearer to each other than this, in pixels, are drawn as one. */
const minDistance = 0.7;

export class HeightField {
  #x;
  #y;
  #z;
  #columns;
  #rows;
  #lowest = Infinity;
  #highest = -Infinity;
  /** @type {Camera | null} */ #camera = null;
  /** 1 for every grid point that the camera sees. @type {Uint8Array} */ #isVisible;

  /**
   * @param {ArrayLike<number>} x ascending, evenly spaced
   * @param {ArrayLike<number>} y
   * @param {Float64Array} z one row per y; NaN: no surface there
   */
  constructor(x, y, z) {
    this.#x = x;
    this.#y = y;
    this.#z = z;
    this.#columns = x.length;
    this.#rows = y.length;
    this.#isVisible = new Uint8Array(z.length);
    for (const height of z) {
      if (height < this.#lowest) this.#lowest = height;
      if (height > this.#highest) this.#highest = height;
    }
  }

  /** The height between grid points, by bilinear interpolation. @param {number} u column @param {number} v row */
  #height(u, v) {
    const i = Math.min(Math.floor(u), this.#columns - 2);
    const j = Math.min(Math.floor(v), this.#rows - 2);
    const [a, b] = [u - i, v - j];
    const at = j * this.#columns + i;
    const z = this.#z;
    return (
      (z[at] * (1 - a) + z[at + 1] * a) * (1 - b) +
      (z[at + this.#columns] * (1 - a) + z[at + this.#columns + 1] * a) * b
    );
  }

  /** @param {number} x */
  #column(x) {
    return ((x - this.#x[0]) / (this.#x[this.#columns - 1] - this.#x[0])) * (this.#columns - 1);
  }

  /** @param {number} y */
  #row(y) {
    return ((y - this.#y[0]) / (this.#y[this.#rows - 1] - this.#y[0])) * (this.#rows - 1);
  }

  /** Sets the camera. Cost: one line of sight per grid point. @param {Camera} camera */
  setCamera(camera) {
    this.#camera = camera;
    const eye = { u: this.#column(camera.eye[0]), v: this.#row(camera.eye[1]), z: camera.eye[2] };
    for (let j = 0; j < this.#rows; j += 1)
      for (let i = 0; i < this.#columns; i += 1)
        this.#isVisible[j * this.#columns + i] = this.#isVisibleFrom(eye, i, j) ? 1 : 0;
  }

  /**
   * Whether no hill is between a grid point and the eye. Steps along the line of sight, one cell at a time.
   * @param {{ u: number, v: number, z: number }} eye
   * @param {number} i
   * @param {number} j
   */
  #isVisibleFrom(eye, i, j) {
    const start = this.#z[j * this.#columns + i];
    const steps = Math.max(Math.abs(eye.u - i), Math.abs(eye.v - j));
    const [du, dv, dz] = [(eye.u - i) / steps, (eye.v - j) / steps, (eye.z - start) / steps];
    const margin = tolerance * (this.#highest - this.#lowest);
    for (let k = 1; k < steps; k += 1) {
      const [u, v, z] = [i + k * du, j + k * dv, start + k * dz];
      if (z > this.#highest || u < 0 || v < 0 || u > this.#columns - 1 || v > this.#rows - 1) return true;
      if (this.#height(u, v) > z + margin) return false;
    }
    return true;
  }

  /** The pixels of a point on the surface; null outside it. @param {number} x @param {number} y */
  point(x, y) {
    const [u, v] = [this.#column(x), this.#row(y)];
    const isInside = u >= 0 && v >= 0 && u <= this.#columns - 1 && v <= this.#rows - 1;
    return isInside ? this.#screenPoint(u, v) : null;
  }

  /** @param {number} u @param {number} v @returns {ScreenPoint | null} null: no surface there */
  #screenPoint(u, v) {
    const z = this.#height(u, v);
    if (!this.#camera || Number.isNaN(z)) return null;
    const x = this.#x[0] + (u / (this.#columns - 1)) * (this.#x[this.#columns - 1] - this.#x[0]);
    const y = this.#y[0] + (v / (this.#rows - 1)) * (this.#y[this.#rows - 1] - this.#y[0]);
    const { left, top } = project(this.#camera, x, y, z);
    return { left, top, isVisible: this.#isVisible[Math.round(v) * this.#columns + Math.round(u)] === 1 };
  }

  /**
   * A line in the plane of x and y, draped over the surface.
   * @param {ArrayLike<number>} x
   * @param {ArrayLike<number>} y
   * @returns {DrapedLine}
   */
  line(x, y) {
    const pen = new Pen();
    for (let k = 1; k < x.length; k += 1) {
      const [u, v] = [this.#column(x[k - 1]), this.#row(y[k - 1])];
      const [du, dv] = [this.#column(x[k]) - u, this.#row(y[k]) - v];
      const inside = clippedShares(u, v, du, dv, this.#columns - 1, this.#rows - 1);
      if (!inside) continue;
      if (inside.from > 0) pen.lift();
      const pieces = Math.max(1, Math.ceil((inside.to - inside.from) * Math.max(Math.abs(du), Math.abs(dv))));
      for (let piece = 0; piece <= pieces; piece += 1) {
        const share = inside.from + (piece / pieces) * (inside.to - inside.from);
        pen.moveTo(this.#screenPoint(u + share * du, v + share * dv));
      }
    }
    return pen.paths;
  }
}

/**
 * The shares of a segment between which it lies in [0, right] × [0, top] (Liang and Barsky, 1984), or null.
 * @param {number} u
 * @param {number} v
 * @param {number} du
 * @param {number} dv
 * @param {number} right
 * @param {number} top
 */
function clippedShares(u, v, du, dv, right, top) {
  let [from, to] = [0, 1];
  const sides = [
    [-du, u],
    [du, right - u],
    [-dv, v],
    [dv, top - v],
  ];
  for (const [speed, distance] of sides) {
    if (speed === 0 && distance < 0) return null;
    if (speed < 0) from = Math.max(from, distance / speed);
    if (speed > 0) to = Math.min(to, distance / speed);
  }
  return from <= to ? { from, to } : null;
}

/** Writes a line as two SVG paths: its visible parts and its hidden parts. */
class Pen {
  /** @type {DrapedLine} */ paths = { visible: '', hidden: '' };
  /** @type {ScreenPoint | null} */ #at = null;

  lift() {
    this.#at = null;
  }

  /** @param {ScreenPoint | null} point null lifts the pen */
  moveTo(point) {
    const previous = this.#at;
    if (point && previous && previous.isVisible === point.isVisible && distance(point, previous) < minDistance) return;
    this.#at = point;
    if (!point) return;
    const kind = point.isVisible ? 'visible' : 'hidden';
    if (!previous) this.paths[kind] += `M${pixels(point)}`;
    else if (previous.isVisible === point.isVisible) this.paths[kind] += `L${pixels(point)}`;
    else this.paths[kind] += `M${pixels(previous)}L${pixels(point)}`;
  }
}

/** @param {ScreenPoint} a @param {ScreenPoint} b */
const distance = (a, b) => Math.abs(a.left - b.left) + Math.abs(a.top - b.top);

/** @param {ScreenPoint} point */
const pixels = ({ left, top }) => `${Math.round(left * 10) / 10},${Math.round(top * 10) / 10}`;
