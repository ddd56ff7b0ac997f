// The computation of each part that Descent requests (parts.js), in the worker.
import { drawnEpochs } from '../chart/travelled.js';
import { momentsOf } from '../engine/held-columns.js';
import { problemComputations, sliceOver } from '../problem/compute.js';
import { withinStarts } from '../problem/run.js';
import { lossCurveRange } from './loss-curve.js';
import { parameterAlong } from './parts.js';
import { planeOf, planeView } from './plane.js';
import { pointOf } from './snapshot.js';

/**
 * @import { Engine, Trajectory } from '../../wasm/engine.d.ts'
 * @import { Range } from '../chart/ranges.js'
 * @import { Computations } from '../engine/parts.js'
 * @import { Experiment } from '../experiment/store.js'
 * @import { Point } from '../problem/parts.js'
 * @import { Run } from '../problem/run.js'
 */

/** Points of the drawn loss curve, and of the model's. */
const curvePoints = 201;

/** @type {Computations} */
export const descentComputations = {
  ...problemComputations,
  grid: (_, __, { data }) => ({ ok: true, value: gridOver(data.x) }),
  truth: (engine, _, { grid, run }) => ({ ok: true, value: truthOver(engine, run.experiment.data, grid) }),
  startLoss: (engine, _, { run }) => startLossOf(engine, run),
  derivative: (engine, request, { run }) => {
    const epoch = shownEpoch(request, run);
    const result = engine.derivative(run.experiment, pointOf(run.trajectory, epoch));
    return result.ok ? { ok: true, value: { epoch, result } } : result;
  },
  landscape: (engine, request, { run, optimum, modelFormula }) => {
    const along = parameterAlong(modelFormula.parameters, request.along);
    const epoch = shownEpoch(request, run);
    const range = lossCurveRange({ ...run, optimum }, along, request.range);
    const point = pointOf(run.trajectory, epoch);
    const curve = lossCurve(engine, { experiment: run.experiment, point, along, range });
    return curve.ok ? { ok: true, value: { along, at: curve.at, loss: curve.loss, range, epoch } } : curve;
  },
  plane: (engine, { along, plane, range: { isMoving } }, { run, optimum }) => ({
    ok: true,
    value: along === planeView ? planeOf(engine, { ...run, optimum }, { previous: plane ?? null, isMoving }) : null,
  }),
  curves: (engine, _, { run, grid, data }) => {
    const curves = engine.curves(run.experiment, alongDrawnEpochs(run.trajectory), sliceOver(data, grid));
    return curves.ok ? { ok: true, value: curves.y } : curves;
  },
  best: (engine, _, { run, grid, data, optimum }) => {
    const best = optimum && engine.predict(run.experiment, optimum.parameters, sliceOver(data, grid));
    return { ok: true, value: best?.ok ? best.y : null };
  },
};

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
  const [from, to] = momentsOf(column).extent;
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
