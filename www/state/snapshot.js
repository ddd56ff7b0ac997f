// The picture of one moment of a run: where the descent stands at a position of the timeline, which may lie between
// two epochs while the descent plays. Computed from the recorded trajectory; the engine is not asked again.
/**
 * @typedef {import('../engine/compute.js').Problem} Problem
 *
 * @typedef {object} Snapshot
 * @property {Problem} problem
 * @property {number} position on the timeline, in epochs
 * @property {number} epoch k, the whole epochs that have passed
 * @property {number} w w₁ after k epochs
 * @property {number} loss L(w)
 * @property {number} slope L′(w)
 * @property {number} rate h of the step k → k + 1
 * @property {{ w: number, loss: number } | null} next where step k → k + 1 lands; null at the end
 * @property {{ w: number, loss: number }} shown the drawn point: on the recorded path, between k and k + 1
 */

/**
 * @param {Problem} problem
 * @param {number} position in [0, epochs]
 * @returns {Snapshot}
 */
export function takeSnapshot(problem, position) {
  const { trajectory } = problem;
  const epoch = Math.min(Math.floor(position), trajectory.epochs);
  const here = pointAt(problem, epoch);
  const next = epoch < trajectory.epochs ? pointAt(problem, epoch + 1) : null;
  return {
    problem,
    position: Math.min(position, trajectory.epochs),
    epoch,
    w: here.w,
    loss: here.loss,
    slope: trajectory.gradient.w1[epoch],
    rate: rateAt(problem, epoch),
    next,
    shown: next ? between(here, next, position - epoch) : here,
  };
}

/** @param {Problem} problem @param {number} epoch */
export function pointAt({ trajectory }, epoch) {
  return { w: trajectory.parameters.w1[epoch], loss: trajectory.loss[epoch] };
}

/** The learning rate of the step from `epoch`: it may have been changed while the descent played. @param {Problem} problem @param {number} epoch */
export function rateAt({ rates }, epoch) {
  return rates.findLast((change) => change.epoch <= epoch)?.rate ?? rates[0].rate;
}

/** @param {{ w: number, loss: number }} a @param {{ w: number, loss: number }} b @param {number} t in [0, 1) */
function between(a, b, t) {
  return { w: a.w + t * (b.w - a.w), loss: a.loss + t * (b.loss - a.loss) };
}

/** ŷ of the model with parameter w at both ends of the data, by linearity in w. @param {Problem} problem @param {number} w */
export function modelLine({ model }, w) {
  return model.zero.map((zero, i) => zero + w * (model.one[i] - zero));
}
