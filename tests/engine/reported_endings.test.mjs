// The ends of runs on functions and data of the kinds that users reported about other optimizers: SciPy's minimize and
// minimize_scalar, curve_fit, R's nls and glm, JAX and PyTorch. The right ends follow from algebra.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';

/** @import { Experiment, Outcome, StopReason, Trajectory } from '../../build/site/engine.mjs' */

const engine = await createEngine();
const interval = ['brent', 'golden', 'ternary', 'bisection'];
const line = ['steepest', 'cg', 'bfgs', 'lbfgs', 'bb', 'newton'];
const quick = ['cg', 'bfgs', 'lbfgs', 'newton'];

/**
 * @typedef {object} Case
 * @property {string} title
 * @property {string} formula of a function to descend, or of a model
 * @property {Record<string, number>} start
 * @property {string[]} methods
 * @property {StopReason} [ends] every method ends so
 * @property {StopReason[]} [never] no method ends so
 * @property {Record<string, number>} [at] to 7 digits, or 10⁻⁶ around 0
 * @property {number} [tolerance] another one
 * @property {Partial<Experiment['optimizer']>} [settings]
 * @property {Partial<Experiment>} [more] data, loss, precision
 */

/** @type {Case[]} */
const cases = [
  // No minimum
  { title: 'L falls without end', formula: '-exp(w)', start: { w: 1 }, methods: line, ends: 'unbounded' },
  { title: 'L falls to a pole: 1/w → −∞ at 0', formula: '1/w', start: { w: -1 }, methods: quick, ends: 'unbounded' },
  { title: 'L falls to a pole of second order', formula: '-1/w^2', start: { w: 2 }, methods: quick, ends: 'unbounded' },
  {
    title: 'L falls to a pole of two parameters',
    formula: 'b^2 + 1/(a+b-1)',
    start: { a: 0, b: 0 },
    methods: quick,
    ends: 'unbounded',
  },
  {
    title: 'an interval with poles: tan has no minimum',
    formula: 'tan(w)',
    start: { w: 0.5 },
    methods: interval,
    ends: 'unbounded',
  },
  {
    title: 'a lower limit at infinity: atan',
    formula: 'atan(w)',
    start: { w: 0 },
    methods: line,
    never: ['converged'],
  },
  {
    title: 'a lower limit at infinity: 1/(1 + w²)',
    formula: '1/(1+w^2)',
    start: { w: 0.5 },
    methods: line,
    never: ['converged'],
  },
  {
    title: 'a lower limit at infinity: exp(−w)',
    formula: 'exp(-w)',
    start: { w: 0 },
    methods: line,
    never: ['unbounded', 'saddle'],
  },
  {
    title: 'classes that a threshold separates: the slope grows without end, the loss falls to 0',
    formula: 'sigmoid(a*x+b)',
    start: { a: 0, b: 0 },
    methods: line,
    never: ['converged', 'left_domain', 'saddle'],
    more: { data: { kind: 'columns', x: [1, 2, 3, 4], y: [0, 0, 1, 1] }, loss: { name: 'bernoulli' } },
  },
  { title: 'the end of a domain: log', formula: 'log(w)', start: { w: 1 }, methods: line, ends: 'left_domain' },
  {
    title: 'the end of a domain with an infinite slope: asin',
    formula: 'asin(w)',
    start: { w: 0.1 },
    methods: line,
    ends: 'left_domain',
  },
  {
    title: 'Newton’s iteration runs off: w → −w³',
    formula: 'sqrt(1+w^2)',
    start: { w: 2 },
    methods: ['newton_1d'],
    ends: 'diverged',
  },
  // Saddles and maxima
  { title: 'a maximum', formula: 'cos(w)', start: { w: 0 }, methods: line, ends: 'saddle' },
  {
    title: 'a maximum found by its slope',
    formula: 'cos(w)',
    start: { w: 0.1 },
    methods: ['secant', 'newton_1d'],
    ends: 'saddle',
  },
  { title: 'an inflection: w³ at 0', formula: 'w^3', start: { w: 0 }, methods: line, ends: 'saddle' },
  { title: 'a saddle', formula: 'a^2-b^2', start: { a: 1, b: 0 }, methods: line, ends: 'saddle' },
  { title: 'a saddle of fourth order', formula: 'a^2-b^4', start: { a: 1, b: 0 }, methods: line, ends: 'saddle' },
  { title: 'a monkey saddle', formula: 'a^3-3*a*b^2', start: { a: 0, b: 0 }, methods: line, ends: 'saddle' },
  {
    title: 'Powell’s singular function has a minimum at 0, with two directions without curvature',
    formula: '(a+10*b)^2+5*(c-d)^2+(b-2*c)^4+10*(a-d)^4',
    start: { a: 3, b: -1, c: 0, d: 1 },
    methods: quick,
    never: ['saddle', 'unbounded', 'diverged'],
    at: { a: 0, b: 0, c: 0, d: 0 },
  },
  // Minima
  {
    title: 'Rosenbrock',
    formula: '(1-a)^2+100*(b-a^2)^2',
    start: { a: -1.2, b: 1 },
    methods: quick,
    ends: 'converged',
    at: { a: 1, b: 1 },
  },
  {
    title: 'Rosenbrock in single precision',
    formula: '(1-a)^2+100*(b-a^2)^2',
    start: { a: -1.2, b: 1 },
    methods: quick,
    ends: 'converged',
    at: { a: 1, b: 1 },
    tolerance: 1e-5,
    more: { precision: 'float32' },
  },
  {
    title: 'Beale',
    formula: '(1.5-a+a*b)^2+(2.25-a+a*b^2)^2+(2.625-a+a*b^3)^2',
    start: { a: 1, b: 1 },
    methods: quick,
    ends: 'converged',
    at: { a: 3, b: 0.5 },
  },
  {
    title: 'a valley without an end: a = b',
    formula: '(a-b)^2',
    start: { a: 1, b: 3 },
    methods: line,
    ends: 'converged',
  },
  {
    title: 'a minimum that is far below the start',
    formula: 'exp(w^2)',
    start: { w: 20 },
    methods: [...quick, 'bb'],
    ends: 'converged',
    at: { w: 0 },
  },
  {
    title: 'the same in single precision',
    formula: 'exp(w^2)',
    start: { w: 9 },
    methods: quick,
    ends: 'converged',
    at: { w: 0 },
    tolerance: 1e-4,
    more: { precision: 'float32' },
  },
  {
    title: 'slopes whose squares overflow',
    formula: '1e200*(w-3)^2',
    start: { w: 0 },
    methods: line,
    ends: 'converged',
    at: { w: 3 },
  },
  {
    title: 'slopes whose squares vanish',
    formula: '1e-200*(w-3)^2',
    start: { w: 0 },
    methods: line,
    never: ['stuck', 'diverged'],
  },
  {
    title: 'a large constant',
    formula: '1e12+(w-3)^2',
    start: { w: 0 },
    methods: quick,
    ends: 'converged',
    at: { w: 3 },
  },
  {
    title: 'a tiny parameter',
    formula: '(w*1e9-3)^2',
    start: { w: 0 },
    methods: quick,
    ends: 'converged',
    at: { w: 3e-9 },
  },
  {
    title: 'Freudenstein and Roth: at the lower of two minima L is no 0, and rounding has no rest',
    formula: '(-13+a+((5-b)*b-2)*b)^2+(-29+a+((b+1)*b-14)*b)^2',
    start: { a: 0.5, b: -2 },
    methods: [...quick, 'bb'],
    ends: 'converged',
    at: { a: (53 - 4 * Math.sqrt(22)) / 3, b: (2 - Math.sqrt(22)) / 3 },
  },
  {
    title: 'Jennrich and Sampson, three rows',
    formula: '(4-exp(a)-exp(b))^2+(6-exp(2*a)-exp(2*b))^2+(8-exp(3*a)-exp(3*b))^2',
    start: { a: 0.3, b: 0.4 },
    methods: [...quick, 'bb'],
    ends: 'converged',
    at: { a: 0.4792460270755041, b: 0.4792460270755041 }, // the zero of the slope at a = b, by mpmath
  },
  // Intervals
  {
    title: 'the minimum is the end of the interval',
    formula: 'w^2',
    start: { w: 3 },
    methods: interval,
    ends: 'edge',
    at: { w: 1 },
    settings: { from: 1, to: 5 },
  },
  {
    title: 'an inflection in the middle of the interval: w³',
    formula: 'w^3',
    start: { w: 0 },
    methods: interval,
    ends: 'edge',
    at: { w: -10 },
  },
  {
    title: 'a maximum in the middle of the interval',
    formula: 'cos(w)',
    start: { w: 0 },
    methods: interval,
    ends: 'converged',
  },
  {
    title: 'no value on half of the interval',
    formula: 'log(w)^2',
    start: { w: 5 },
    methods: interval,
    ends: 'converged',
    at: { w: 1 },
  },
  {
    title: 'no value on most of the interval',
    formula: '(asin(w)-1)^2',
    start: { w: 0.1 },
    methods: interval,
    ends: 'converged',
    at: { w: Math.sin(1) },
  },
  {
    title: 'an interval whose middle has a vertical tangent: the cube root',
    formula: 'cbrt(w)',
    start: { w: 1 },
    methods: interval,
    ends: 'edge',
    at: { w: -10 },
  },
  {
    title: 'an interval whose middle is a pole',
    formula: 'w^2+1/w',
    start: { w: 5 },
    methods: ['bisection'],
    ends: 'converged',
    at: { w: Math.cbrt(0.5) },
  },
  {
    title: 'the end of a domain inside the interval',
    formula: 'sqrt(w)',
    start: { w: 1 },
    methods: interval,
    ends: 'left_domain',
  },
  // Kinks and flat bottoms
  {
    title: 'a kink of one parameter, between two lines',
    formula: 'max(-w, 2*w-3)',
    start: { w: 4 },
    methods: [...line, ...interval],
    ends: 'converged',
    at: { w: 1 },
  },
  {
    title: 'a kink at a number that no double is',
    formula: 'max(w^2, 2*abs(w-1))',
    start: { w: 3 },
    methods: ['steepest', ...quick, ...interval],
    ends: 'converged',
    at: { w: Math.sqrt(3) - 1 },
  },
  {
    title: 'a kink at 0, the mirror of a line through the origin, where the loss rises to both sides',
    formula: 'abs(w)*x',
    start: { w: -1e-4 },
    methods: quick,
    ends: 'converged',
    at: { w: 0 },
    more: { data: { kind: 'columns', x: [-1, 1, 2], y: [5, -5, -10] } },
  },
  {
    title: 'the edge of a step is no minimum',
    formula: 'where(w>0, 1, 0)',
    start: { w: 1 },
    methods: [...line, ...interval],
    never: ['converged', 'saddle', 'unbounded'],
  },
  {
    title: 'the loss of data in picoamperes, whose slopes move no parameter',
    formula: '1e-24*(w-1)^2',
    start: { w: 3 },
    methods: line,
    ends: 'converged',
    at: { w: 1 },
  },
  {
    title: 'a flat bottom: the curvature vanishes with w, and L is no 0',
    formula: 'w^4+1',
    start: { w: 1 },
    methods: ['newton', 'newton_1d', 'secant', ...interval],
    ends: 'converged',
    at: { w: 0 },
    tolerance: 1e-3,
  },
  {
    title: 'a minimum at 0 whose values are those of 1 − x',
    formula: '-log(1-w^2)',
    start: { w: 0.5 },
    methods: [...line, ...interval],
    ends: 'converged',
    at: { w: 0 },
  },
  {
    title: 'an interval around a quartic minimum of 0',
    formula: 'w^4',
    start: { w: 1 },
    methods: interval,
    ends: 'converged',
    at: { w: 0 },
  },
  {
    title: 'the arm of a deep well, on which Newton’s iteration climbs, is no pole',
    formula: '-exp(-w^2)',
    start: { w: 5 },
    methods: ['newton_1d', 'secant'],
    never: ['unbounded', 'converged'],
  },
  // Data
  {
    title: 'a rate that starts too steep, so that the slope falls by a hundred powers of ten',
    formula: 'a*exp(b*x)',
    start: { a: 1, b: 5 },
    methods: ['bfgs'],
    ends: 'converged',
    at: { a: 1, b: Math.log(3) / 10 },
    more: { data: { kind: 'columns', x: [0, 10, 20, 30], y: [1, 3, 9, 27] } },
  },
  {
    title: 'the median by absolute errors',
    formula: 'a',
    start: { a: 0 },
    methods: line,
    ends: 'converged',
    at: { a: 3 },
    more: { data: { kind: 'columns', x: [1, 1, 1, 1, 1], y: [1, 2, 3, 10, 100] }, loss: { name: 'mae' } },
  },
  {
    title: 'the median of an even number of rows is every number between the two in the middle',
    formula: 'a',
    start: { a: 0 },
    methods: [...line, ...interval],
    ends: 'converged',
    at: { a: 6 },
    tolerance: 4.001 / 6,
    more: { data: { kind: 'columns', x: [1, 1, 1, 1], y: [1, 2, 10, 11] }, loss: { name: 'mae' } },
  },
  {
    title: 'Huber’s line around an outlier: δ Σ sign and Σ r cancel at a = 1.3, b = −0.4',
    formula: 'a*x+b',
    start: { a: 0, b: 0 },
    methods: [...quick, 'bb', 'steepest'],
    ends: 'converged',
    at: { a: 1.3, b: -0.4 },
    more: {
      data: { kind: 'columns', x: [0, 1, 2, 3, 4, 5], y: [0, 1, 2, 3, 4, 50] },
      loss: { name: 'huber', delta: 1 },
    },
  },
  {
    title: 'a probability beyond 1 has no likelihood, also where the label is 1',
    formula: 'a*x+b',
    start: { a: 0, b: 0.5 },
    methods: line,
    never: ['converged', 'unbounded'],
    at: { a: 0.25, b: 0 },
    tolerance: 0.5,
    more: { data: { kind: 'columns', x: [1, 2, 3, 4], y: [0, 0, 1, 1] }, loss: { name: 'bernoulli' } },
  },
  {
    title: 'a mean count below 0 has no likelihood, also where the count is 0',
    formula: 'a+b*x',
    start: { a: 1, b: 1 },
    methods: line,
    never: ['converged', 'unbounded'],
    at: { a: 0 },
    tolerance: 0.1,
    more: { data: { kind: 'columns', x: [0, 1, 2, 3, 4], y: [0, 2, 3, 7, 8] }, loss: { name: 'poisson' } },
  },
  {
    title: 'the branch of where that is not taken: log(0) of a row below it',
    formula: 'where(x>0, w*log(x), 0)',
    start: { w: 0.5 },
    methods: [...line, 'lm', 'gauss_newton'],
    ends: 'converged',
    at: { w: (Math.log(2) * 1.5 + Math.log(3) * 2.1) / (Math.log(2) ** 2 + Math.log(3) ** 2) },
    more: { data: { kind: 'columns', x: [-1, 0, 1, 2, 3], y: [0, 0, 0.1, 1.5, 2.1] } },
  },
];

for (const { title, formula, start, methods, ends, never, at, tolerance = 1e-7, settings, more } of cases)
  test(title, () => {
    for (const name of methods) {
      const subject = more?.data ? { model: { formula, start } } : { objective: { formula, start } };
      /** @type {Experiment} */
      const experiment = { version: 1, ...subject, optimizer: { name, ...settings }, stop: { epochs: 2000 }, ...more };
      /** @type {Outcome<Trajectory>} */
      const run = engine.run(experiment);
      assert.ok(run.ok, `${name}: ${JSON.stringify(run)}`);
      const { reason } = run.stop;
      if (ends) assert.equal(reason, ends, name);
      assert.ok(!never?.includes(reason), `${name}: ${reason}`);
      for (const [key, right] of Object.entries(at ?? {})) {
        const found = run.parameters[key][run.epochs];
        const slack = right === 0 ? Math.max(1e-6, tolerance) : tolerance * Math.abs(right);
        assert.ok(Math.abs(found - right) <= slack, `${name}: ${key} = ${found}, right is ${right}`);
      }
    }
  });
