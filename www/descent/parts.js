// The parts that Descent requests beside those of the problem: the curves of its charts and the derivative, in one
// message with their run.
import { drawnEpochs } from '../chart/travelled.js';
import { extent } from '../chart/ranges.js';
import { allFields, problemOf, problemParts, sliceOver } from '../problem/parts.js';
import { withinStarts } from '../problem/run.js';
import { lossCurveRange } from './loss-curve.js';
import { planeOf, planeView } from './plane.js';
import { pointOf } from './snapshot.js';

/**
 * @import { Derivative, Engine, Trajectory } from '../../wasm/engine.d.ts'
 * @import { Range } from '../chart/ranges.js'
 * @import { Parts } from '../engine/parts.js'
 * @import { Experiment } from '../experiment/store.js'
 * @import { Point, Problem, ProblemRequest } from '../problem/parts.js'
 * @import { Run } from '../problem/run.js'
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

/** Points of the drawn loss curve, and of the model's. */
const curvePoints = 201;

/** @type {Parts} */
export const descentParts = {
  ...problemParts,
  grid: {
    fields: ['data'],
    needs: ['data'],
    compute: (_, __, { data }) => ({ ok: true, value: gridOver(data.x) }),
  },
  truth: {
    fields: ['data.table', 'data.truth', 'data.constants', 'data.from', 'data.to'],
    needs: ['grid', 'run'],
    compute: (engine, _, { grid, run }) => ({ ok: true, value: truthOver(engine, run.experiment.data, grid) }),
  },
  startLoss: {
    fields: ['data', 'model', 'loss'],
    needs: ['run'],
    compute: (engine, _, { run }) => startLossOf(engine, run),
  },
  derivative: {
    fields: allFields,
    needs: ['run'],
    compute: (engine, request, { run }) => {
      const epoch = shownEpoch(request, run);
      const result = engine.derivative(run.experiment, pointOf(run.trajectory, epoch));
      return result.ok ? { ok: true, value: { epoch, result } } : result;
    },
  },
  landscape: {
    fields: allFields,
    needs: ['run', 'optimum', 'modelFormula'],
    compute: (engine, request, { run, optimum, modelFormula }) => {
      const along = parameterAlong(modelFormula.parameters, request.along);
      const epoch = shownEpoch(request, run);
      const range = lossCurveRange({ ...run, optimum }, along, request.range);
      const point = pointOf(run.trajectory, epoch);
      const curve = lossCurve(engine, { experiment: run.experiment, point, along, range });
      return curve.ok ? { ok: true, value: { along, at: curve.at, loss: curve.loss, range, epoch } } : curve;
    },
  },
  plane: {
    fields: [...allFields, 'view.along'],
    needs: ['run', 'optimum'],
    compute: (engine, { along, plane, range: { isMoving } }, { run, optimum }) => ({
      ok: true,
      value: along === planeView ? planeOf(engine, { ...run, optimum }, { previous: plane ?? null, isMoving }) : null,
    }),
  },
  curves: {
    fields: allFields,
    needs: ['run', 'grid', 'data'],
    compute: (engine, _, { run, grid, data }) => {
      const curves = engine.curves(run.experiment, alongDrawnEpochs(run.trajectory), sliceOver(data, grid));
      return curves.ok ? { ok: true, value: curves.y } : curves;
    },
  },
  best: {
    fields: ['data', 'model', 'loss'],
    needs: ['run', 'grid', 'data', 'optimum'],
    compute: (engine, _, { run, grid, data, optimum }) => {
      const best = optimum && engine.predict(run.experiment, optimum.parameters, sliceOver(data, grid));
      return { ok: true, value: best?.ok ? best.y : null };
    },
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

/**
 * The loss along one parameter, the others held at a point.
 * @param {Engine} engine
 * @param {{ experiment: Experiment, point: Point, along: string, range: Range }} request
 */
export function lossCurve(engine, { experiment, point, along, range: [from, to] }) {
  const there = { ...experiment, model: { ...experiment.model, start: withinStarts(point) } };
  return engine.landscape(there, { parameter: along, from, to, points: curvePoints });
}

/** @param {{ epoch: number }} request @param {Run} run */
const shownEpoch = ({ epoch }, { trajectory }) => Math.min(epoch, trajectory.epochs);

/** Evenly spaced points from end to end of the data. @param {Float64Array} column */
function gridOver(column) {
  const [from, to] = extent([column]);
  return Float64Array.from({ length: curvePoints }, (_, i) =>
    i === curvePoints - 1 ? to : from + (i / (curvePoints - 1)) * (to - from),
  );
}

/** @param {Engine} engine @param {Experiment['data']} data @param {Float64Array} x */
function truthOver(engine, data, x) {
  if (data.kind !== 'simulated') return null;
  const noiseless = { factor: 0, mean: 0, sd: 0 };
  const made = engine.simulate({ ...data, n: x.length, from: x[0], to: x[x.length - 1], noise: noiseless });
  return made.ok ? made.y : null;
}

/** @param {Engine} engine @param {Run} run */
function startLossOf(engine, { experiment, trajectory }) {
  if (experiment.precision !== 'float32') return { ok: /** @type {const} */ (true), value: trajectory.loss[0] };
  const start = engine.derivative({ ...experiment, precision: 'float64' }, experiment.model.start);
  return start.ok ? { ok: /** @type {const} */ (true), value: start.loss } : start;
}

/** @param {Trajectory} trajectory @returns {Record<string, Float64Array>} */
function alongDrawnEpochs({ parameters, epochs }) {
  const drawn = drawnEpochs(epochs);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, column]) => [name, drawn.map((epoch) => column[epoch])]),
  );
}
