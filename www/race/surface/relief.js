// A landscape in perspective: where on the screen a line over the plane lies on the surface, and which of it a hill
// hides.
//
//     clip = projection · view · model · (scale ∘ (x, y, z), 1),      left = (1 + clip_x/clip_w)/2 · width
//
// Only the surface is WebGL's. What moves on it is drawn as SVG over it, with the dashes and symbols of the contour,
// at a hundredth of what a new WebGL frame costs.
/**
 * @typedef {object} Camera
 * @property {Float64Array} matrix 4 × 4, column by column, from (x, y, z, 1) to clip space
 * @property {[number, number, number]} eye where it stands, in the same coordinates
 * @property {number} width in pixels
 * @property {number} height
 *
 * @typedef {{ seen: string, hidden: string }} DrapedLine paths of SVG
 */

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b 4 × 4, column by column */
function product(a, b) {
  const out = new Float64Array(16);
  for (let column = 0; column < 4; column += 1)
    for (let row = 0; row < 4; row += 1)
      for (let k = 0; k < 4; k += 1) out[4 * column + row] += a[4 * k + row] * b[4 * column + k];
  return out;
}

/**
 * @param {{ model: ArrayLike<number>, view: ArrayLike<number>, projection: ArrayLike<number> }} matrices `model`
 *   stretches and shifts each axis alone
 * @param {ArrayLike<number>} scale of the three axes before that
 * @param {number} width
 * @param {number} height
 * @returns {Camera}
 */
export function cameraOf({ model, view, projection }, scale, width, height) {
  const stretched = Float64Array.from(model, (value, i) => value * (i < 12 ? scale[Math.floor(i / 4)] : 1));
  // view = [R t; 0 1] with orthogonal R, so the eye is at −Rᵀt.
  const eye = [0, 1, 2].map((k) => {
    const place = -(view[4 * k] * view[12] + view[4 * k + 1] * view[13] + view[4 * k + 2] * view[14]);
    return (place - stretched[12 + k]) / stretched[5 * k];
  });
  return { matrix: product(projection, product(view, stretched)), eye: [eye[0], eye[1], eye[2]], width, height };
}

/**
 * @param {Camera} camera
 * @param {number} x
 * @param {number} y
 * @param {number} z
 * @returns {{ left: number, top: number }}
 */
export function project({ matrix: m, width, height }, x, y, z) {
  const w = m[3] * x + m[7] * y + m[11] * z + m[15];
  return {
    left: ((1 + (m[0] * x + m[4] * y + m[8] * z + m[12]) / w) / 2) * width,
    top: ((1 - (m[1] * x + m[5] * y + m[9] * z + m[13]) / w) / 2) * height,
  };
}

/**
 * Hills that rise above a line of sight by less than this share of all heights hide nothing: it is the grid's own
 * coarseness.
 */
const tolerance = 0.02;
/** Points of a line that are nearer to each other than this, in pixels, are one. */
const finest = 0.7;

/** A grid of heights, seen by a camera. */
export class Relief {
  #x;
  #y;
  #z;
  #columns;
  #rows;
  #low = Infinity;
  #high = -Infinity;
  /** @type {Camera | null} */ #camera = null;
  /** 1 for every grid point that the camera sees. @type {Uint8Array} */ #seen;

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
    this.#seen = new Uint8Array(z.length);
    for (const height of z) {
      if (height < this.#low) this.#low = height;
      if (height > this.#high) this.#high = height;
    }
  }

  /** Heights between grid points: bilinear. @param {number} u column @param {number} v row */
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

  /** Looks anew. Cost: a line of sight per grid point. @param {Camera} camera */
  lookFrom(camera) {
    this.#camera = camera;
    const eye = { u: this.#column(camera.eye[0]), v: this.#row(camera.eye[1]), z: camera.eye[2] };
    for (let j = 0; j < this.#rows; j += 1)
      for (let i = 0; i < this.#columns; i += 1) this.#seen[j * this.#columns + i] = this.#sees(eye, i, j) ? 1 : 0;
  }

  /**
   * Walks from a grid point towards the eye, until a hill is in the way or none can be.
   * @param {{ u: number, v: number, z: number }} eye
   * @param {number} i
   * @param {number} j
   */
  #sees(eye, i, j) {
    const here = this.#z[j * this.#columns + i];
    const steps = Math.max(Math.abs(eye.u - i), Math.abs(eye.v - j));
    const [du, dv, dz] = [(eye.u - i) / steps, (eye.v - j) / steps, (eye.z - here) / steps];
    const spare = tolerance * (this.#high - this.#low);
    for (let k = 1; k < steps; k += 1) {
      const [u, v, z] = [i + k * du, j + k * dv, here + k * dz];
      if (z > this.#high || u < 0 || v < 0 || u > this.#columns - 1 || v > this.#rows - 1) return true;
      if (this.#height(u, v) > z + spare) return false;
    }
    return true;
  }

  /** A place on the surface, on the screen; null beside it. @param {number} x @param {number} y */
  point(x, y) {
    const [u, v] = [this.#column(x), this.#row(y)];
    const inside = u >= 0 && v >= 0 && u <= this.#columns - 1 && v <= this.#rows - 1;
    return inside ? this.#spot(u, v) : null;
  }

  /** @param {number} u @param {number} v */
  #spot(u, v) {
    const z = this.#height(u, v);
    if (!this.#camera || Number.isNaN(z)) return null;
    const x = this.#x[0] + (u / (this.#columns - 1)) * (this.#x[this.#columns - 1] - this.#x[0]);
    const y = this.#y[0] + (v / (this.#rows - 1)) * (this.#y[this.#rows - 1] - this.#y[0]);
    const { left, top } = project(this.#camera, x, y, z);
    return { left, top, seen: this.#seen[Math.round(v) * this.#columns + Math.round(u)] === 1 };
  }

  /**
   * A line over the plane, laid on the surface.
   * @param {ArrayLike<number>} x
   * @param {ArrayLike<number>} y
   * @returns {DrapedLine}
   */
  line(x, y) {
    const pen = new Pen();
    for (let k = 1; k < x.length; k += 1) {
      const [u, v] = [this.#column(x[k - 1]), this.#row(y[k - 1])];
      const [du, dv] = [this.#column(x[k]) - u, this.#row(y[k]) - v];
      const part = within(u, v, du, dv, this.#columns - 1, this.#rows - 1);
      if (!part) continue;
      if (part.from > 0) pen.lift();
      const pieces = Math.max(1, Math.ceil((part.to - part.from) * Math.max(Math.abs(du), Math.abs(dv))));
      for (let piece = 0; piece <= pieces; piece += 1) {
        const share = part.from + (piece / pieces) * (part.to - part.from);
        pen.go(this.#spot(u + share * du, v + share * dv));
      }
    }
    return pen.drawn;
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
function within(u, v, du, dv, right, top) {
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

/** Writes a line as two paths: what is seen of it, and what is not. */
class Pen {
  /** @type {DrapedLine} */ drawn = { seen: '', hidden: '' };
  /** @type {{ left: number, top: number, seen: boolean } | null} */ #at = null;

  lift() {
    this.#at = null;
  }

  /** @param {{ left: number, top: number, seen: boolean } | null} spot */
  go(spot) {
    const before = this.#at;
    if (
      spot &&
      before &&
      before.seen === spot.seen &&
      Math.abs(spot.left - before.left) + Math.abs(spot.top - before.top) < finest
    )
      return;
    this.#at = spot;
    if (!spot) return;
    const kind = spot.seen ? 'seen' : 'hidden';
    if (!before) this.drawn[kind] += `M${place(spot)}`;
    else this.drawn[kind] += before.seen === spot.seen ? `L${place(spot)}` : `M${place(before)}L${place(spot)}`;
  }
}

/** @param {{ left: number, top: number }} spot */
const place = ({ left, top }) => `${Math.round(left * 10) / 10},${Math.round(top * 10) / 10}`;
