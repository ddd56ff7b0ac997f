// The engine's answer to the first request of a first visit. It travels with the page, so that the notebook's run is
// shown, and can be played, before the engine has arrived. The build computes it.
import { drawnEpochs } from '../chart/travelled.js';
import { descentAnswers } from './answers.js';
import { descentParts } from './parts.js';

/**
 * @import { Engine } from '../../wasm/engine.d.ts'
 * @import { KnownAnswer } from '../engine/early.js'
 * @import { Store } from '../experiment/store.js'
 */

/** The first request of Descent for the values of a store. @param {Store} store */
const firstRequest = (store) => ({
  experiment: store.experiment(),
  labels: null,
  parts: Object.keys(descentParts),
  known: {},
  findRate: null,
  kept: null,
  along: store.choice('view.along'),
  range: { name: store.choice('view.range'), previous: null, isMoving: false },
  epoch: 0,
});

/**
 * The first request and its answer, as JSON holds them. The curves of the model are left out: they are products of two
 * columns that the answer has.
 * @param {Engine} engine
 * @param {Store} store of the notebook
 */
export function packedAnswer(engine, store) {
  const payload = firstRequest(store);
  const answer = descentAnswers.descent(engine, /** @type {any} */ (payload));
  if (!answer.ok) throw new Error(answer.error.code);
  const { curves, ...values } = answer.values;
  const packed = JSON.parse(
    JSON.stringify({ payload, values }, (_, value) =>
      ArrayBuffer.isView(value) ? { numbers: [.../** @type {Float64Array} */ (value)] } : value,
    ),
  );
  const made = unpackAnswer(packed).answer.values.curves;
  if (made.length !== curves.length || made.some((/** @type {number} */ y, /** @type {number} */ i) => y !== curves[i]))
    throw new Error('the curves of the notebook are no products w₁·x');
  return packed;
}

/** @param {{ payload: any, values: any }} packed @returns {KnownAnswer} */
export function unpackAnswer({ payload, values }) {
  const unpacked = withArrays(values);
  const { run, grid } = unpacked;
  const epochs = drawnEpochs(run.trajectory.epochs);
  const curves = new Float64Array(epochs.length * grid.length);
  epochs.forEach((epoch, row) => {
    const w = run.trajectory.parameters.w1[epoch];
    for (let i = 0; i < grid.length; ++i) curves[row * grid.length + i] = w * grid[i];
  });
  return { kind: 'descent', payload, answer: { ok: true, values: { ...unpacked, curves } } };
}

/** Arrays of numbers in the place of those that JSON holds. @param {any} value @returns {any} */
function withArrays(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withArrays);
  if (Array.isArray(value.numbers)) return Float64Array.from(value.numbers);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withArrays(inner)]));
}
