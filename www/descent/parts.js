// The parts that Descent requests beside those of the problem: the curves of its charts and the derivative, in one
// message with their run. The worker computes them (compute.js).
import { allFields, problemOf, problemParts } from '../problem/parts.js';

/**
 * @import { Derivative } from '../../wasm/engine.d.ts'
 * @import { Range } from '../chart/ranges.js'
 * @import { Parts } from '../engine/parts.js'
 * @import { Problem, ProblemRequest } from '../problem/parts.js'
 * @import { RangeName } from './loss-curve.js'
 * @import { Plane } from './plane.js'
 */

/**
 * @typedef {ProblemRequest & DescentOptions} DescentRequest
 * @typedef {object} DescentOptions
 * @property {string} along the parameter that the loss curve shows; if the model has none of that name, its first
 * @property {{ name: RangeName, previous: Range | null, isMoving: boolean }} range of the loss curve
 * @property {Range[] | null} [plane] the shown window of the plane
 * @property {number} epoch of the derivative and the loss curve; of a shorter run, its last
 *
 * @typedef {object} LossCurve the loss along one parameter, the others held where they are at that epoch
 * @property {string} along
 * @property {Float64Array} at
 * @property {Float64Array} loss
 * @property {Range} range
 * @property {number} epoch
 *
 * @typedef {object} DescentValues
 * @property {string} along the parameter that the loss curve shows
 * @property {{ x: Float64Array, y: Float64Array } | null} truth y without its noise, over x of the curves; of simulated
 *   data
 * @property {{ x: Float64Array, y: Float64Array }} curves ŷ over x for each drawn epoch, one after the other
 * @property {Float64Array | null} best ŷ over x at the optimum
 * @property {LossCurve} landscape
 * @property {Plane | null} plane the loss over a plane, if that is chosen instead of a curve
 * @property {{ epoch: number, result: Derivative }} derivative at that epoch
 * @property {number} startLoss L at the start in float64, as the notebook prints it before the first step
 *
 * @typedef {Problem & DescentValues} DescentProblem
 */

/** @type {Parts} */
export const descentParts = {
  ...problemParts,
  grid: {
    fields: ['data'],
    needs: ['data'],
  },
  truth: {
    fields: ['data.table', 'data.truth', 'data.constants', 'data.from', 'data.to'],
    needs: ['grid', 'run'],
  },
  startLoss: {
    fields: ['data', 'model', 'loss'],
    needs: ['run'],
  },
  derivative: {
    fields: allFields,
    needs: ['run'],
  },
  landscape: {
    fields: allFields,
    needs: ['run', 'optimum', 'modelFormula'],
  },
  plane: {
    fields: [...allFields, 'view.along'],
    needs: ['run', 'optimum'],
  },
  curves: {
    fields: allFields,
    needs: ['run', 'grid', 'data'],
  },
  best: {
    fields: ['data', 'model', 'loss'],
    needs: ['run', 'grid', 'data', 'optimum'],
  },
};

/** The values of Descent's parts, as one object. @param {Record<string, any>} values @returns {DescentProblem} */
export function descentProblemOf(values) {
  const { truth, grid, curves, best, landscape, plane, derivative, startLoss } = values;
  return {
    ...problemOf(values),
    along: landscape.along,
    truth: truth && { x: grid, y: truth },
    curves: { x: grid, y: curves },
    best,
    landscape,
    plane,
    derivative,
    startLoss,
  };
}

/** The parameter that the loss curve shows. @param {string[]} parameters @param {string} wished */
export const parameterAlong = (parameters, wished) => (parameters.includes(wished) ? wished : parameters[0]);
