// The effect of standardized columns on gradient descent: the minimum, its curvatures and the epochs at the best rate,
// with x and with z = (x − x̄)/s, each from the initial values of the experiment.
//
// The condition number κ = λmax/λmin decides: at the best rate 2/(λmin + λmax) the distance to the minimum shrinks by
// ρ = (κ − 1)/(κ + 1) each epoch, the excess loss by ρ², so that ln((target − L*)/(L₀ − L*)) / (2 ln ρ) epochs lead
// to the target. A line over the years 2000 to 2020 has κ = 4.45·10¹¹ with x, and 1 with z.
/**
 * @import { Engine } from '../../wasm/engine.d.ts'
 * @import { Experiment } from '../experiment/store.js'
 */

/**
 * @typedef {object} ScalingSide
 * @property {Record<string, number>} parameters at the minimum
 * @property {number} loss there
 * @property {number[]} curvature eigenvalues of the Hessian there, smallest first
 * @property {number} condition κ
 * @property {number} bestRate
 * @property {number} epochs that gradient descent takes at that rate until it has settled; −1: more than the experiment
 *   has
 * @property {number} predicted epochs by κ, if they are more
 * @property {boolean} isExact the loss is quadratic; else all of it holds near the minimum
 *
 * @typedef {{ none: ScalingSide | null, standard: ScalingSide | null }} ScalingComparison null: no theory applies
 */

/**
 * @param {Engine} engine
 * @param {{ experiment: Experiment, formulas: { none: string, standard: string } }} request
 * @returns {ScalingComparison}
 */
export function compareScaling(engine, { experiment, formulas }) {
  const sideOf = (/** @type {string} */ formula) =>
    scalingSide(engine, { ...experiment, model: { ...experiment.model, formula } });
  return { none: sideOf(formulas.none), standard: sideOf(formulas.standard) };
}

/** @param {Engine} engine @param {Experiment} experiment @returns {ScalingSide | null} */
function scalingSide(engine, experiment) {
  const theory = engine.theory({ ...experiment, optimizer: { name: 'gd', rate: 1 } });
  if (!theory.ok) return null;
  const start = engine.derivative(experiment, experiment.model.start);
  const curvature = [...theory.curvature];
  const condition = curvature[curvature.length - 1] / curvature[0];
  const share = start.ok ? (theory.target - theory.best) / (start.loss - theory.best) : NaN;
  const contraction = -2 * Math.atanh(1 / condition);
  return {
    parameters: theory.at,
    loss: theory.best,
    curvature,
    condition,
    bestRate: theory.gd.rate,
    epochs: theory.gd.measured,
    predicted: Math.ceil(Math.log(share) / (2 * contraction)),
    isExact: theory.exact,
  };
}
