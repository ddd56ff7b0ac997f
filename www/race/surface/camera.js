// The projection of a camera, from a scene of Plotly's to pixels:
//
//     clip = projection · view · model · (scale ∘ (x, y, z), 1),      left = (1 + clip_x/clip_w)/2 · width
/**
 * @typedef {object} Camera
 * @property {Float64Array} matrix 4 × 4, column-major, from (x, y, z, 1) to clip space
 * @property {[number, number, number]} eye position, in the coordinates of the data
 * @property {number} width in pixels
 * @property {number} height
 */

/** The product of two 4 × 4 matrices, column-major. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function product(a, b) {
  const out = new Float64Array(16);
  for (let column = 0; column < 4; column += 1)
    for (let row = 0; row < 4; row += 1)
      for (let k = 0; k < 4; k += 1) out[4 * column + row] += a[4 * k + row] * b[4 * column + k];
  return out;
}

/**
 * @param {{ model: ArrayLike<number>, view: ArrayLike<number>, projection: ArrayLike<number> }} matrices `model` scales
 *   and shifts each axis by itself
 * @param {ArrayLike<number>} scale of the three axes, applied before `model`
 * @param {number} width
 * @param {number} height
 * @returns {Camera}
 */
export function cameraOf({ model, view, projection }, scale, width, height) {
  const scaled = Float64Array.from(model, (value, i) => value * (i < 12 ? scale[Math.floor(i / 4)] : 1));
  // view = [R t; 0 1] with orthogonal R, so the eye is at −Rᵀt.
  const eye = [0, 1, 2].map((k) => {
    const at = -(view[4 * k] * view[12] + view[4 * k + 1] * view[13] + view[4 * k + 2] * view[14]);
    return (at - scaled[12 + k]) / scaled[5 * k];
  });
  return { matrix: product(projection, product(view, scaled)), eye: [eye[0], eye[1], eye[2]], width, height };
}

/**
 * @param {Camera} camera
 * @param {number} x
 * @param {number} y
 * @param {number} z
 * @returns {{ left: number, top: number }} pixels
 */
export function project({ matrix: m, width, height }, x, y, z) {
  const w = m[3] * x + m[7] * y + m[11] * z + m[15];
  return {
    left: ((1 + (m[0] * x + m[4] * y + m[8] * z + m[12]) / w) / 2) * width,
    top: ((1 - (m[1] * x + m[5] * y + m[9] * z + m[13]) / w) / 2) * height,
  };
}
