// A descent on (w − 3)² that can be followed by hand, as the page's problem: each step multiplies w − 3 by 1 − 2h.

/** @import { DescentProblem } from '../../www/descent/parts.js' */

/**
 * From w = 0, with h = 0.18 by default.
 * @param {{ rate?: number, epochs?: number }} [change]
 * @returns {DescentProblem}
 */
export function parabola({ rate = 0.18, epochs = 10 } = {}) {
  const w = Float64Array.from({ length: epochs + 1 }, (_, k) => 3 - 3 * (1 - 2 * rate) ** k);
  const at = Float64Array.of(-1, 0, 1, 2, 3, 4, 5, 6, 7);
  const x = Float64Array.of(0, 4);
  return /** @type {any} */ ({
    parameters: ['w'],
    along: 'w',
    experiment: { optimizer: { name: 'gd', rate } },
    startError: null,
    truth: null,
    optimum: null,
    valley: null,
    rates: [{ epoch: 0, rate }],
    data: { x, y: Float64Array.of(-10, 10) },
    curves: { x, y: new Float64Array(2 * w.length) },
    landscape: { along: 'w', at, loss: at.map((each) => (each - 3) ** 2), range: [-1, 7], epoch: 0 },
    trajectory: {
      epochs,
      parameters: { w },
      loss: w.map((each) => (each - 3) ** 2),
      gradient: { w: w.map((each) => 2 * (each - 3)) },
      stop: { reason: 'epochs', epoch: epochs },
      evaluations: { value: epochs + 1, gradient: epochs, hessian: 0 },
    },
  });
}
