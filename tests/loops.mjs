// Plain loops over the data of ŷ = w·x, which share no code with page or engine; and the numbers that a sentence shows.

/** @typedef {{ x: ArrayLike<number>, y: ArrayLike<number> }} Points */

/** @param {Points} points @param {number} w */
export function meanSquare({ x, y }, w) {
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) sum += (y[i] - w * x[i]) ** 2;
  return sum / x.length;
}

/** The slope of that loss. @param {Points} points @param {number} w */
export function slopeAt({ x, y }, w) {
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) sum += -2 * x[i] * (y[i] - w * x[i]);
  return sum / x.length;
}

/** w after each epoch, the start first. @param {Points} points @param {number} h @param {number} epochs */
export function descend(points, h, epochs, start = 10) {
  const w = [start];
  for (let k = 0; k < epochs; k += 1) w.push(w[k] - h * slopeAt(points, w[k]));
  return w;
}

/** @param {Points} points */
export function curvatureOf({ x }) {
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) sum += 2 * x[i] * x[i];
  return sum / x.length;
}

/** @param {Points} points */
export function minimumOf({ x, y }) {
  let [xy, xx] = [0, 0];
  for (let i = 0; i < x.length; i += 1) {
    xy += x[i] * y[i];
    xx += x[i] * x[i];
  }
  return xy / xx;
}

/** The first epoch from which every loss is within 1 % of the least one, or −1.
 * @param {Points} points @param {number} h */
export function epochsToSettle(points, h, epochs = 401) {
  const target = 1.01 * meanSquare(points, minimumOf(points));
  const losses = descend(points, h, epochs).map((w) => meanSquare(points, w));
  for (let k = 0; k <= epochs; k += 1) if (losses.slice(k).every((loss) => loss <= target)) return k;
  return -1;
}

/** The least loss over a·sin(bx) + c·cos(bx), by a search over b and the normal equations of a and c.
 * @param {Points} points */
export function leastSinusoid({ x, y }) {
  let least = Infinity;
  for (let b = 1.5; b < 2.5; b += 0.0005) {
    let [ss, sc, cc, sy, cy] = [0, 0, 0, 0, 0];
    for (let i = 0; i < x.length; i += 1) {
      const [s, c] = [Math.sin(b * x[i]), Math.cos(b * x[i])];
      ss += s * s;
      sc += s * c;
      cc += c * c;
      sy += s * y[i];
      cy += c * y[i];
    }
    const determinant = ss * cc - sc * sc;
    const [a, d] = [(sy * cc - cy * sc) / determinant, (cy * ss - sy * sc) / determinant];
    let sum = 0;
    for (let i = 0; i < x.length; i += 1) sum += (y[i] - a * Math.sin(b * x[i]) - d * Math.cos(b * x[i])) ** 2;
    least = Math.min(least, sum / x.length);
  }
  return least;
}

/** The numbers of a sentence. @param {string} text */
export function numbersIn(text) {
  const plain = text
    .replace(/−/g, '-')
    .replace(
      /·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g,
      (_, power) =>
        `e${[...power].map((c) => ('⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c) - 1 < 0 ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('')}`,
    );
  return [...plain.matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)].map(([number]) => Number(number));
}
