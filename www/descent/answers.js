// Answers of the worker to Descent.
import { computeParts } from '../engine/parts.js';
import { fitAnswers } from './fit/answers.js';
import { descentComputations, lossCurve } from './compute.js';

/**
 * @import { Engine } from '../../wasm/engine.d.ts'
 * @import { DescentRequest } from './parts.js'
 */

export const descentAnswers = {
  descent: (/** @type {Engine} */ engine, /** @type {DescentRequest} */ request) =>
    computeParts(descentComputations, engine, request),
  /** The loss curve with another range or along another parameter. */
  lossCurve,
  /** The loss curve at another epoch. */
  slice: lossCurve,
  ...fitAnswers,
};
