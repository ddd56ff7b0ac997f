// A surface in perspective, against a surface that bilinear interpolation reproduces and lines of sight by similar
// triangles.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeightField } from '../../www/race/surface/height-field.js';

/** @import { Camera } from '../../www/race/surface/camera.js' */

const from = (/** @type {number} */ first, /** @type {number} */ step, /** @type {number} */ count) =>
  Float64Array.from({ length: count }, (_, i) => first + step * i);
/** @param {Float64Array} x @param {Float64Array} y @param {(x: number, y: number) => number} height */
const surface = (x, y, height) =>
  new HeightField(
    x,
    y,
    Float64Array.from({ length: x.length * y.length }, (_, k) => height(x[k % x.length], y[Math.floor(k / x.length)])),
  );

/**
 * Looks along y from infinitely far: x goes from left to right and z upward, a hundred pixels each unit.
 * @param {[number, number, number]} eye
 * @returns {Camera}
 */
const side = (eye) => ({
  matrix: Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1),
  eye,
  width: 200,
  height: 200,
});

test('between its grid points a surface a + bx + cy + dxy is drawn exactly, on all its edges too', () => {
  const height = (/** @type {number} */ x, /** @type {number} */ y) => 1 - 2 * x + 0.5 * y + 3 * x * y;
  const relief = surface(from(-1, 0.5, 4), from(2, 1, 3), height);
  relief.setCamera(side([0, 3, 1e6]));
  for (const x of [-1, -0.75, -0.5, 0.1, 0.25, 0.5])
    for (const y of [2, 2.25, 3, 3.5, 4]) {
      const spot = relief.point(x, y);
      assert.ok(
        spot && Math.abs(spot.left - 100 * (1 + x)) < 1e-9 && Math.abs(spot.top - 100 * (1 - height(x, y))) < 1e-9,
        `${x}, ${y}`,
      );
    }
  for (const [x, y] of [
    [-1.01, 3],
    [0.51, 3],
    [0, 1.99],
    [0, 4.01],
  ])
    assert.equal(relief.point(x, y), null, `${x}, ${y}`);
});

test('a wall hides a place until the eye is as high as the straight line over the wall', () => {
  // From 2 behind a wall of height 4 to an eye 20 before it, the line over the wall is at 4·22/2 = 44.
  const [long, short] = [from(-5, 1, 11), from(-2, 1, 5)];
  const seen = (/** @type {[number, number, number]} */ eye, /** @type {boolean} */ across) => {
    const relief = across
      ? surface(long, short, (x) => (x === 0 ? 4 : 0))
      : surface(short, long, (_, y) => (y === 0 ? 4 : 0));
    relief.setCamera(side(across ? eye : [eye[1], eye[0], eye[2]]));
    return [-2, 2].map((at) => (across ? relief.point(at, 1) : relief.point(1, at))?.isVisible);
  };
  for (const across of [true, false]) {
    assert.deepEqual(seen([-20, 1, 42], across), [true, false]);
    assert.deepEqual(seen([-20, 1, 46], across), [true, true]);
    assert.deepEqual(seen([20, 1, 42], across), [false, true]);
    assert.deepEqual(seen([20, 1, 46], across), [true, true]);
  }
});

test('beyond the surface nothing is in the way, however steeply it ends', () => {
  const grid = from(-5, 1, 11);
  for (const [x, y] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ]) {
    const relief = surface(grid, grid, (a, b) => a * x + b * y);
    relief.setCamera(side([20 * x, 20 * y, 4.9]));
    assert.deepEqual(
      [5, 2].map((at) => relief.point(at * x, at * y)?.isVisible),
      [true, false],
      `${x}, ${y}`,
    );
  }
});

test('beside a hill the view is free', () => {
  const relief = surface(from(-5, 1, 11), from(-5, 1, 11), (x, y) => (x === 0 && y >= 2 ? 4 : 0));
  relief.setCamera(side([-20, 0, 1]));
  assert.deepEqual(
    [
      [3, 4],
      [3, 0],
      [3, -4],
      [-3, 4],
    ].map(([x, y]) => relief.point(x, y)?.isVisible),
    [false, true, true, true],
  );
});

test('a line that leaves the surface and comes back is drawn in two parts, each to the edge', () => {
  const relief = surface(from(-1, 0.5, 5), from(-1, 0.5, 5), () => 0);
  relief.setCamera(side([0, 0, 9]));
  const { visible, hidden } = relief.line([0, 3, 3, 0.5], [-0.5, -0.5, 0.5, 0.5]);
  assert.match(visible, /^M100,100.*L200,100M200,100.*L150,100$/);
  assert.equal(hidden, '');
  assert.match(relief.line([-3, 3], [-3, 3]).visible, /^M0,100L.*L200,100$/, 'from corner to corner');
  assert.deepEqual(relief.line([-3, 0], [0, 3]), { visible: '', hidden: '' }, 'past the corner');
});

test('where there is no surface there is no line', () => {
  const relief = surface(from(0, 1, 5), from(0, 1, 3), (x) => (x === 2 ? NaN : 0));
  relief.setCamera(side([0, 0, 9]));
  assert.equal(relief.point(2, 1), null);
  assert.equal(relief.line([0, 4], [1, 1]).visible.match(/M/g)?.length, 2);
});
