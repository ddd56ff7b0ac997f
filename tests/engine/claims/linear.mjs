// Linear algebra and statistics in the plainest form: elimination, Jacobi's rotations, Simpson's rule.

/** Eigenvalues of a symmetric matrix in rising order, by rotations that make it diagonal (Jacobi 1846).
 * @param {number[][]} A @returns {number[]} */
export function eigenvalues(A) {
  const n = A.length;
  const M = A.map((row) => [...row]);
  for (let sweep = 0; sweep < 60; sweep += 1)
    for (let p = 0; p < n; p += 1)
      for (let q = p + 1; q < n; q += 1) {
        if (M[p][q] === 0) continue;
        const angle = Math.atan2(2 * M[p][q], M[q][q] - M[p][p]) / 2;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (let k = 0; k < n; k += 1) {
          const [a, b] = [M[k][p], M[k][q]];
          M[k][p] = c * a - s * b;
          M[k][q] = s * a + c * b;
        }
        for (let k = 0; k < n; k += 1) {
          const [a, b] = [M[p][k], M[q][k]];
          M[p][k] = c * a - s * b;
          M[q][k] = s * a + c * b;
        }
      }
  return M.map((row, i) => row[i]).sort((a, b) => a - b);
}

/**
 * J⁺ = (JᵀJ)⁻¹Jᵀ, by Gram and Schmidt's method, twice (Björck 1967), with columns of length 1.
 * @param {number[][]} J a row for each observation @returns {number[][]} a row for each parameter
 */
export function pseudoInverse(J) {
  const p = J[0].length;
  const dot = (/** @type {number[]} */ a, /** @type {number[]} */ b) =>
    a.reduce((sum, each, i) => sum + each * b[i], 0);
  const columns = Array.from({ length: p }, (_, j) => J.map((row) => row[j]));
  const length = columns.map((column) => Math.sqrt(dot(column, column)) || 1);
  /** @type {number[][]} */
  const Q = [];
  const R = columns.map(() => new Array(p).fill(0));
  columns.forEach((column, j) => {
    const rest = column.map((each) => each / length[j]);
    for (let round = 0; round < 2; round += 1)
      Q.forEach((q, k) => {
        const share = dot(q, rest);
        R[k][j] += share;
        for (let i = 0; i < rest.length; i += 1) rest[i] -= share * q[i];
      });
    R[j][j] = Math.sqrt(dot(rest, rest));
    Q.push(rest.map((each) => each / R[j][j]));
  });
  const out = Q.map(() => new Array(J.length).fill(0));
  for (let a = p - 1; a >= 0; a -= 1)
    for (let i = 0; i < J.length; i += 1) {
      let value = Q[a][i];
      for (let b = a + 1; b < p; b += 1) value -= R[a][b] * out[b][i];
      out[a][i] = value / R[a][a];
    }
  return out.map((row, j) => row.map((each) => each / length[j]));
}

/** The parameters that minimize Σ ω(y − J w)² + λ Σ w²: the penalty is a row √λ for each parameter.
 * @param {number[][]} J a row for each observation @param {number[]} y @param {number[]} weights @param {number} ridge
 */
export function leastSquares(J, y, weights, ridge = 0) {
  const rows = J.map((row, i) => row.map((each) => Math.sqrt(weights[i]) * each));
  const observed = y.map((each, i) => Math.sqrt(weights[i]) * each);
  if (ridge > 0)
    J[0].forEach((_, j) => {
      rows.push(J[0].map((__, k) => (k === j ? Math.sqrt(ridge) : 0)));
      observed.push(0);
    });
  return pseudoInverse(rows).map((row) => row.reduce((sum, each, i) => sum + each * observed[i], 0));
}

/**
 * ∇²L from central differences of the gradient with two steps (Richardson 1911), and how far steps half as long are
 * from
 * it. Where far shorter steps give something else, differences are of no use, and the doubt is infinite.
 * @param {(w: number[]) => number[]} slopes
 * @param {number[]} w
 * @param {number} detail the width of the finest detail, at
 * most 1 @returns {{ matrix: number[][], doubt: number }} */
export function hessian(slopes, w, detail) {
  const matrix = differences(slopes, w, 1e-4 * detail);
  const from = (/** @type {number[][]} */ other) =>
    Math.max(...matrix.flatMap((row, i) => row.map((each, j) => Math.abs(each - other[i][j]))));
  const doubt = from(differences(slopes, w, 2e-4 * detail));
  const size = Math.max(...matrix.flat().map(Math.abs));
  const isSmooth = detail > 1e-6 && doubt < 1e-4 * size && from(differences(slopes, w, 1e-6 * detail)) < 1e-3 * size;
  return { matrix, doubt: isSmooth ? doubt : Infinity };
}

/** @param {(w: number[]) => number[]} slopes @param {number[]} w @param {number} share @returns {number[][]} */
function differences(slopes, w, share) {
  const rows = w.map((each, j) => {
    const step = share * Math.max(1, Math.abs(each));
    const central = (/** @type {number} */ d) => {
      const [ahead, behind] = [d, -d].map((change) => slopes(w.map((value, k) => (k === j ? value + change : value))));
      return ahead.map((slope, k) => (slope - behind[k]) / (2 * d));
    };
    const [coarse, fine] = [central(step), central(step / 2)];
    return fine.map((slope, k) => (4 * slope - coarse[k]) / 3);
  });
  return rows.map((row, i) => row.map((each, j) => (each + rows[j][i]) / 2));
}

/** ln Γ of a multiple of ½, as a sum of logarithms. @param {number} x */
function logGamma(x) {
  let sum = x % 1 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let k = x % 1 === 0 ? 1 : 0.5; k < x; k += 1) sum += Math.log(k);
  return sum;
}

/** @type {Map<string, number>} */
const quantiles = new Map();

/** The t such that P(|T| ≤ t) = level, of Student's distribution: its density is integrated by Simpson's rule, and the
 * bound is found by halving. @param {number} degrees @param {number} level */
export function studentQuantile(degrees, level) {
  const key = `${degrees} ${level}`;
  const scale = logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - Math.log(degrees * Math.PI) / 2;
  // With t = √degrees·tan φ the density becomes a power of cos φ, and the interval is finite.
  const density = (/** @type {number} */ angle) =>
    Math.exp(scale) * Math.sqrt(degrees) * Math.cos(angle) ** (degrees - 1);
  const probability = (/** @type {number} */ to) => {
    const pieces = 400;
    let sum = density(0) + density(to);
    for (let k = 1; k < pieces; k += 1) sum += (k % 2 === 1 ? 4 : 2) * density((k * to) / pieces);
    return (2 * sum * to) / pieces / 3;
  };
  if (!quantiles.has(key)) {
    let [low, high] = [0, Math.PI / 2];
    for (let k = 0; k < 60; k += 1) {
      const middle = (low + high) / 2;
      if (probability(middle) < level) low = middle;
      else high = middle;
    }
    quantiles.set(key, Math.sqrt(degrees) * Math.tan((low + high) / 2));
  }
  return /** @type {number} */ (quantiles.get(key));
}
