// Answers of the worker to Descent.
import { computeParts } from '../engine/parts.js';
import { descentParts, lossCurve } from './parts.js';

/**
 * @import { Engine } from '../../wasm/engine.d.ts'
 * @import { Experiment } from '../experiment/store.js'
 * @import { Point } from '../problem/parts.js'
 * @import { DescentRequest } from './parts.js'
 */

/** @typedef {{ experiment: Experiment, point: Point }} PointRequest */

export const descentAnswers = {
  descent: (/** @type {Engine} */ engine, /** @type {DescentRequest} */ request) =>
    computeParts(descentParts, engine, request),
  /** The loss curve with another range or along another parameter. */
  lossCurve,
  /** The loss curve at another epoch. */
  slice: lossCurve,
  derivative: (/** @type {Engine} */ engine, /** @type {PointRequest} */ { experiment, point }) =>
    engine.derivative(experiment, point),
  trace: (/** @type {Engine} */ engine, /** @type {PointRequest & { row: number }} */ { experiment, row, point }) =>
    engine.trace(experiment, row, point),
  fit: (/** @type {Engine} */ engine, /** @type {{ experiment: Experiment, x: Float64Array }} */ { experiment, x }) =>
    engine.fit(experiment, { x }),
};
