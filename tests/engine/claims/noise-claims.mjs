// The claims of the noise study: its samples, drawn and fitted again, and the theory beside them.
import { pseudoInverse } from './linear.mjs';
import { lossOf } from './losses.mjs';
import { RandomState } from './random-state.mjs';
import { exactMinimum, isQuadratic, vector } from './study-claims.mjs';

/**
 * @import { Engine, NoiseStudy } from '../../../wasm/engine.d.ts'
 * @import { Case } from './experiments.mjs'
 * @import { Ledger } from './ledger.mjs'
 * @import { Rows } from './losses.mjs'
 * @import { Model } from './models.mjs'
 */

/**
 * Each sample is drawn and fitted again.
 * @param {Ledger} ledger
 * @param {Engine} engine
 * @param {Case} of
 * @param {number} draws
 */
export function claimNoise(ledger, engine, of, draws) {
  const { experiment, names, rows, source, model } = of;
  const study = engine.noiseStudy(experiment, { draws });
  if (!study.ok || !rows || !model) return;
  const { data } = experiment;
  const isSimulated = data?.kind === 'simulated';
  ledger.same('noise: resampled', study.resampled, !isSimulated);
  ledger.same('noise: exact', study.exact, isQuadratic(of));
  claimSummary(ledger, study, names, draws);
  const truth = vector(names, study.truth);
  /** @type {(random: RandomState) => number[]} */
  let sample;
  let random = new RandomState(0);
  let noise = { mean: 0, sd: 0 };
  if (isSimulated && source) {
    const constants = Object.values(data.constants);
    const clean = rows.x.map((x) => source.value(constants, x));
    const { factor, mean, sd } = data.noise;
    random = new RandomState(data.seed);
    noise = { mean: factor * mean, sd: Math.abs(factor) * sd };
    sample = () => clean.map((value) => value + factor * (mean + sd * random.normal()));
    claimTruth(ledger, of, truth, clean);
  } else {
    const { x, y, weights = y.map(() => 1) } = rows;
    const fitted = x.map((row) => model.value(truth, row));
    const residuals = y.map((each, i) => Math.sqrt(weights[i]) * (each - fitted[i]));
    const middle = residuals.reduce((sum, each) => sum + each, 0) / y.length;
    const inflation = Math.sqrt(y.length / (y.length - names.length));
    const population = residuals.map((each) => inflation * (each - middle));
    noise.sd = Math.sqrt(population.reduce((sum, each) => sum + each * each, 0) / y.length);
    sample = () => fitted.map((value, i) => value + population[random.integer(y.length - 1)] / Math.sqrt(weights[i]));
    claimTruth(ledger, of, truth, y);
  }
  claimExpected(ledger, of, study, truth, noise);
  for (let k = 0; k < draws; k += 1) {
    const y = sample(random);
    const estimate = names.map((name) => study.estimates[name][k]);
    if (isQuadratic(of) && !(Number(experiment.loss?.ridge ?? 0) > 0))
      exactMinimum(of, y).forEach((each, j) => ledger.close('noise: estimate', estimate[j], each, 1e-6, 1e-7));
    else claimStationary(ledger, of, estimate, { ...rows, y });
  }
}

/** θ° minimizes the loss of the data without noise. @param {Ledger} ledger @param {Case} of @param {number[]} truth
 * @param {number[]} y */
function claimTruth(ledger, of, truth, y) {
  if (isQuadratic(of))
    exactMinimum(of, y).forEach((each, j) => ledger.close('noise: truth', truth[j], each, 1e-6, 1e-7));
}

/**
 * At an estimate the slope is nothing, or the descent of this sample has not ended.
 * @param {Ledger} ledger
 * @param {Case} of
 * @param {number[]} estimate @param {Rows} rows */
function claimStationary(ledger, { model, experiment }, estimate, rows) {
  const truth = lossOf(/** @type {Model} */ (model), rows, /** @type {any} */ (experiment.loss));
  ledger.holds('noise: finite', estimate.every(Number.isFinite) && Number.isFinite(truth.loss(estimate)), () =>
    estimate.join(),
  );
}

/** @param {Ledger} ledger @param {NoiseStudy} study @param {string[]} names @param {number} draws */
function claimSummary(ledger, study, names, draws) {
  for (const name of names) {
    const values = [...study.estimates[name]];
    ledger.same('noise: draws', values.length, draws);
    const mean = values.reduce((sum, each) => sum + each, 0) / draws;
    const square = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
    ledger.close('noise: mean', study.mean[name], mean, 1e-9, 1e-11);
    ledger.close('noise: sd', study.sd[name], Math.sqrt(square / (draws - 1)), 1e-7, 1e-10);
  }
}

/** θ° + mean·J⁺1 and sd·√diag (JᵀJ)⁻¹. @param {Ledger} ledger @param {Case} of @param {NoiseStudy} study
 * @param {number[]} truth @param {{ mean: number, sd: number }} noise */
function claimExpected(ledger, { model, rows, names }, study, truth, noise) {
  const { x, y, weights = y.map(() => 1) } = /** @type {Rows} */ (rows);
  const J = x.map((row, i) =>
    /** @type {Model} */ (model).slopes(truth, row).map((slope) => Math.sqrt(weights[i]) * slope),
  );
  const rowsOfInverse = pseudoInverse(J);
  // Columns that are nearly the same lose as many digits as their condition number has.
  const condition = Math.max(
    ...rowsOfInverse.map((row, a) => Math.hypot(...row) * Math.hypot(...J.map((each) => each[a]))),
  );
  const relative = 1e-8 + 1e-12 * condition;
  if (!(relative < 1e-3) || J.flat().some((each) => each !== 0 && Math.abs(each) < 1e-100)) return;
  names.forEach((name, a) => {
    const shift = rowsOfInverse[a].reduce((sum, each) => sum + each, 0);
    const sd = noise.sd * Math.hypot(...rowsOfInverse[a]);
    ledger.close(
      'noise: expected mean',
      study.expectedMean[name],
      truth[a] + noise.mean * shift,
      relative,
      relative * (1 + Math.abs(noise.mean) * Math.hypot(...rowsOfInverse[a])),
    );
    ledger.close('noise: expected sd', study.expectedSd[name], sd, relative, 1e-12);
  });
}
