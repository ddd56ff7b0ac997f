// The models of the random experiments: a formula, and by hand the same function with its derivatives by the
// parameters. w: parameters in their order; x: the predictors of one row.

/**
 * @typedef {object} Model
 * @property {string} formula of w1, w2, … and x (or x1, x2)
 * @property {number} size how many parameters it has
 * @property {(w: number[], x: number[]) => number} value
 * @property {(w: number[], x: number[]) => number[]} slopes ∂/∂w1, ∂/∂w2, …
 * @property {boolean} isLinear in its parameters
 * @property {number[]} typical parameters that make a curve of the usual shape over x in [−2, 2] or [0, 4]
 * @property {number} [predictors] default 1
 * @property {(w: number[]) => number} [detail] the width of its finest detail in the parameters; default 1
 * @property {'positive' | 'probability'} [response] its values are positive, or in (0, 1)
 */

const { exp, sin, cos, cosh, tanh, abs } = Math;

/** @param {number} degree @returns {Model} */
function polynomial(degree) {
  const powers = Array.from({ length: degree + 1 }, (_, k) => k);
  const terms = powers.map((k) => (k === 0 ? 'w1' : k === 1 ? 'w2*x' : `w${k + 1}*x^${k}`));
  return {
    formula: terms.join('+'),
    size: degree + 1,
    value: (w, [x]) => powers.reduce((sum, k) => sum + w[k] * x ** k, 0),
    slopes: (_, [x]) => powers.map((k) => x ** k),
    isLinear: true,
    typical: [1, -2, 0.7, 0.3, -0.2].slice(0, degree + 1),
  };
}

/** @type {Model[]} */
export const models = [
  { formula: 'w1*x', size: 1, value: (w, [x]) => w[0] * x, slopes: (_, [x]) => [x], isLinear: true, typical: [5] },
  { formula: 'w1', size: 1, value: (w) => w[0], slopes: () => [1], isLinear: true, typical: [3] },
  polynomial(1),
  polynomial(2),
  polynomial(3),
  polynomial(4),
  {
    formula: 'w1*x1+w2*x2',
    size: 2,
    value: (w, [x1, x2]) => w[0] * x1 + w[1] * x2,
    slopes: (_, [x1, x2]) => [x1, x2],
    isLinear: true,
    typical: [2, -1],
    predictors: 2,
  },
  {
    formula: 'w1+w2*x1+w3*x2',
    size: 3,
    value: (w, [x1, x2]) => w[0] + w[1] * x1 + w[2] * x2,
    slopes: (_, [x1, x2]) => [1, x1, x2],
    isLinear: true,
    typical: [1, 2, -1],
    predictors: 2,
  },
  {
    formula: 'exp(w1*x)',
    size: 1,
    value: (w, [x]) => exp(w[0] * x),
    slopes: (w, [x]) => [x * exp(w[0] * x)],
    isLinear: false,
    typical: [0.7],
    response: 'positive',
  },
  {
    formula: 'sin(w1*x)',
    size: 1,
    value: (w, [x]) => sin(w[0] * x),
    slopes: (w, [x]) => [x * cos(w[0] * x)],
    isLinear: false,
    typical: [2],
  },
  {
    formula: 'tanh(w1*x)',
    size: 1,
    value: (w, [x]) => tanh(w[0] * x),
    slopes: (w, [x]) => [x / cosh(w[0] * x) ** 2],
    isLinear: false,
    typical: [1],
  },
  {
    formula: 'w1^2*x',
    size: 1,
    value: (w, [x]) => w[0] ** 2 * x,
    slopes: (w, [x]) => [2 * w[0] * x],
    isLinear: false,
    typical: [1.5],
  },
  {
    formula: 'w1*exp(-w2*x)',
    size: 2,
    value: (w, [x]) => w[0] * exp(-w[1] * x),
    slopes: (w, [x]) => [exp(-w[1] * x), -w[0] * x * exp(-w[1] * x)],
    isLinear: false,
    typical: [2, 0.6],
    response: 'positive',
  },
  {
    formula: 'w1*sin(w2*x)',
    size: 2,
    value: (w, [x]) => w[0] * sin(w[1] * x),
    slopes: (w, [x]) => [sin(w[1] * x), w[0] * x * cos(w[1] * x)],
    isLinear: false,
    typical: [1.5, 2],
  },
  {
    formula: '1/(1+exp(-(w1+w2*x)))',
    size: 2,
    value: (w, [x]) => 1 / (1 + exp(-(w[0] + w[1] * x))),
    slopes: (w, [x]) => {
      const e = exp(-(w[0] + w[1] * x));
      const slope = 1 / (1 + 1 / e) / (1 + e); // not ∞/∞ where e overflows
      return [slope, x * slope];
    },
    isLinear: false,
    typical: [0.3, 1.2],
    response: 'probability',
  },
  {
    formula: 'exp(w1+w2*x)',
    size: 2,
    value: (w, [x]) => exp(w[0] + w[1] * x),
    slopes: (w, [x]) => [exp(w[0] + w[1] * x), x * exp(w[0] + w[1] * x)],
    isLinear: false,
    typical: [0.5, 0.5],
    response: 'positive',
  },
  {
    formula: 'w1*exp(-w2*x)+w3',
    size: 3,
    value: (w, [x]) => w[0] * exp(-w[1] * x) + w[2],
    slopes: (w, [x]) => [exp(-w[1] * x), -w[0] * x * exp(-w[1] * x), 1],
    isLinear: false,
    typical: [2, 0.6, 0.5],
  },
  {
    formula: 'w1/(1+exp(-w2*(x-w3)))',
    size: 3,
    value: (w, [x]) => w[0] / (1 + exp(-w[1] * (x - w[2]))),
    slopes: (w, [x]) => {
      const e = exp(-w[1] * (x - w[2]));
      const slope = w[0] / (1 + 1 / e) / (1 + e);
      return [1 / (1 + e), slope * (x - w[2]), -slope * w[1]];
    },
    isLinear: false,
    typical: [2, 1.5, 0.3],
  },
  {
    formula: 'w1*exp(-w2*x)+w3+w4*x',
    size: 4,
    value: (w, [x]) => w[0] * exp(-w[1] * x) + w[2] + w[3] * x,
    slopes: (w, [x]) => [exp(-w[1] * x), -w[0] * x * exp(-w[1] * x), 1, x],
    isLinear: false,
    typical: [2, 0.9, 0.5, 0.4],
  },
  {
    formula: 'w1*exp(-(x-w2)^2/w3^2)+w4+w5*x',
    size: 5,
    value: (w, [x]) => w[0] * exp(-((x - w[1]) ** 2) / w[2] ** 2) + w[3] + w[4] * x,
    slopes: (w, [x]) => {
      const [d, bell] = [x - w[1], exp(-((x - w[1]) ** 2) / w[2] ** 2)];
      const inner = (2 * w[0] * bell * d) / w[2] ** 2;
      return [bell, inner, (inner * d) / w[2], 1, x];
    },
    isLinear: false,
    typical: [3, 0.4, 0.8, 1, 0.3],
    detail: (w) => Math.min(1, abs(w[2])),
  },
];

/**
 * Functions that are descended by themselves.
 * @typedef {{ formula: string, size: number, value: (w: number[]) => number, slopes: (w: number[]) => number[],
 *   isLinear: false, typical: number[] }} LossFunction
 * @type {LossFunction[]}
 */
export const functions = [
  {
    formula: '(w1-1)^2+20*(w2+2)^2',
    size: 2,
    value: ([a, b]) => (a - 1) ** 2 + 20 * (b + 2) ** 2,
    slopes: ([a, b]) => [2 * (a - 1), 40 * (b + 2)],
    isLinear: false,
    typical: [3, 1],
  },
  {
    formula: '(1-w1)^2+100*(w2-w1^2)^2',
    size: 2,
    value: ([a, b]) => (1 - a) ** 2 + 100 * (b - a * a) ** 2,
    slopes: ([a, b]) => [-2 * (1 - a) - 400 * a * (b - a * a), 200 * (b - a * a)],
    isLinear: false,
    typical: [-1.2, 1],
  },
  {
    formula: '(w1^2+w2-11)^2+(w1+w2^2-7)^2',
    size: 2,
    value: ([a, b]) => (a * a + b - 11) ** 2 + (a + b * b - 7) ** 2,
    slopes: ([a, b]) => [
      4 * a * (a * a + b - 11) + 2 * (a + b * b - 7),
      2 * (a * a + b - 11) + 4 * b * (a + b * b - 7),
    ],
    isLinear: false,
    typical: [1, -1],
  },
  {
    formula: 'w1^4-3*w1^2+w1/2+3',
    size: 1,
    value: ([a]) => a ** 4 - 3 * a * a + a / 2 + 3,
    slopes: ([a]) => [4 * a ** 3 - 6 * a + 0.5],
    isLinear: false,
    typical: [1.8],
  },
  {
    formula: '1-exp(-w1^2)',
    size: 1,
    value: ([a]) => 1 - exp(-a * a),
    slopes: ([a]) => [2 * a * exp(-a * a)],
    isLinear: false,
    typical: [1.2],
  },
];
