// The claims of a fit, and of the curves that are drawn: predictions, the loss along a parameter and over two, the
// trace of one row.
import { eigenvalues, hessian, pseudoInverse, studentQuantile } from './linear.mjs';
import { rowLosses } from './losses.mjs';
import { entryOf } from './run-claims.mjs';
import { exactMinimum, isQuadratic } from './study-claims.mjs';

/**
 * @import { Engine, Fit, Trajectory } from '../../../wasm/engine.d.ts'
 * @import { Case } from './experiments.mjs'
 * @import { Ledger } from './ledger.mjs'
 * @import { Rows } from './losses.mjs'
 * @import { Model } from './models.mjs'
 */

/** @param {string[]} names @param {number[]} w */
const pointOf = (names, w) => Object.fromEntries(names.map((name, j) => [name, w[j]]));

/** Columns of some rows, as the engine takes them. @param {Model} model @param {number[][]} x */
const columnsOf = ({ predictors = 1 }, x) =>
  Object.fromEntries(
    Array.from({ length: predictors }, (_, k) => [predictors === 1 ? 'x' : `x${k + 1}`, x.map((row) => row[k])]),
  );

/** @param {Ledger} ledger @param {Engine} engine @param {Case} of */
export function claimFit(ledger, engine, of) {
  const { experiment, names, model, rows } = of;
  const { loss } = experiment;
  if (!model || !rows || !['mse', 'sse'].includes(String(loss?.name)) || loss?.ridge || loss?.lasso) return;
  const asked = rows.x.slice(0, 3);
  const fit = engine.fit({ ...experiment, precision: 'float64' }, columnsOf(model, asked), { search: 'never' });
  if (!fit.ok || fit.undetermined.length > 0) return;
  const w = names.map((name) => fit.parameters[name]);
  const { x, y, weights = y.map(() => 1) } = rows;
  const residuals = x.map((row, i) => y[i] - model.value(w, row));
  const rss = residuals.reduce((sum, r, i) => sum + weights[i] * r * r, 0);
  const size = y.reduce((sum, each, i) => sum + weights[i] * each * each, 0);
  const [n, q] = [y.length, names.length];
  ledger.same('fit: observations', fit.observations, n);
  ledger.same('fit: degrees', fit.degrees, n - q);
  ledger.close('fit: rss', fit.rss, rss, 1e-9, 1e-13 * size);
  ledger.close('fit: rmse', fit.rmse, Math.sqrt(rss / n), 1e-9, 1e-7 * Math.sqrt(size / n));
  ledger.close(
    'fit: loss',
    fit.loss,
    loss?.name === 'sse' ? rss : rss / weights.reduce((sum, each) => sum + each, 0),
    1e-9,
    1e-12 * size,
  );
  if (isQuadratic(of)) exactMinimum(of).forEach((each, j) => ledger.close('fit: parameter', w[j], each, 1e-7, 1e-8));
  // Of an exact fit the residuals are rounding, and so is everything that follows from them.
  if (rss < 1e-16 * size || n <= q) return;
  claimErrors(ledger, of, fit, w, rss, asked);
  const middle = weights.reduce((sum, each, i) => sum + each * y[i], 0) / weights.reduce((sum, each) => sum + each, 0);
  const total = y.reduce((sum, each, i) => sum + weights[i] * (each - (fit.centred ? middle : 0)) ** 2, 0);
  ledger.close('fit: R²', fit.rSquared, 1 - rss / total, 1e-8, 1e-9);
  const k = q + 1;
  const logs = weights.reduce((sum, each) => sum + Math.log(each), 0);
  const aic = n * (Math.log(2 * Math.PI) + Math.log(rss / n) + 1) - logs + 2 * k;
  ledger.close('fit: AIC', fit.aic, aic, 1e-8, 1e-7);
  ledger.close('fit: AICc', fit.aicc, n - k - 1 > 0 ? aic + (2 * k * (k + 1)) / (n - k - 1) : fit.aicc, 1e-8, 1e-7);
  ledger.close('fit: BIC', fit.bic, aic - 2 * k + k * Math.log(n), 1e-8, 1e-7);
}

/**
 * s² (JᵀJ)⁻¹, the intervals and the bands.
 * @param {Ledger} ledger
 * @param {Case} of
 * @param {Fit} fit
 * @param {number[]} w
 * @param {number} rss @param {number[][]} asked */
function claimErrors(ledger, { names, model, rows }, fit, w, rss, asked) {
  const { x, y, weights = y.map(() => 1) } = /** @type {Rows} */ (rows);
  const { slopes, value } = /** @type {Model} */ (model);
  const J = x.map((row, i) => slopes(w, row).map((slope) => Math.sqrt(weights[i]) * slope));
  const inverse = pseudoInverse(J);
  const degrees = y.length - names.length;
  const s = Math.sqrt(rss / degrees);
  const C = inverse.map((a) => inverse.map((b) => s * s * a.reduce((sum, each, i) => sum + each * b[i], 0)));
  const t = studentQuantile(degrees, 0.95);
  // Columns that are nearly the same lose as many digits as their condition number has.
  const condition = Math.max(...inverse.map((row, a) => Math.hypot(...row) * Math.hypot(...J.map((each) => each[a]))));
  const relative = 1e-7 + 1e-12 * condition;
  if (relative > 1e-2) return;
  ledger.close('fit: residual deviation', fit.residualSd, s, 1e-8, 0);
  names.forEach((name, a) => {
    const error = Math.sqrt(C[a][a]);
    ledger.close('fit: standard error', fit.standardErrors[name], error, relative, 1e-12);
    ledger.close('fit: low', fit.intervals[name].low, w[a] - t * error, relative, relative * error);
    ledger.close('fit: high', fit.intervals[name].high, w[a] + t * error, relative, relative * error);
    names.forEach((other, b) => {
      const scale = Math.sqrt(C[a][a] * C[b][b]);
      ledger.near('fit: covariance', fit.covariance[name][other], C[a][b], relative * scale);
      ledger.near('fit: correlation', fit.correlation[name][other], C[a][b] / scale, relative);
    });
  });
  asked.forEach((row, i) => {
    const slope = slopes(w, row);
    // ∇ŷ·J⁺, whose length times s is the standard error of the curve.
    const share = y.map((_, k) => slope.reduce((sum, each, a) => sum + each * inverse[a][k], 0));
    const variance = s * s * share.reduce((sum, each) => sum + each * each, 0);
    const [here, half, wide] = [value(w, row), t * Math.sqrt(variance), t * Math.sqrt(variance + s * s)];
    const { band } = fit;
    const known = relative * wide * condition ** 0.5;
    ledger.close('fit: curve', band.y[i], here, 1e-9, 1e-10);
    ledger.near('fit: band', band.low[i], here - half, known);
    ledger.near('fit: band', band.high[i], here + half, known);
    ledger.near('fit: prediction', band.predictionLow[i], here - wide, known);
    ledger.near('fit: prediction', band.predictionHigh[i], here + wide, known);
  });
}

/** @param {Ledger} ledger @param {Engine} engine @param {Case} of @param {Trajectory} run */
export function claimCurves(ledger, engine, of, run) {
  const { experiment, truth, names, start, model, rows } = of;
  const middle = entryOf(run, names, Math.floor(run.epochs / 2));
  const unit = experiment.precision === 'float32' ? 1e-5 : 1e-11;
  if (model && rows) {
    const x = rows.x.slice(0, 4);
    const predicted = engine.predict(experiment, pointOf(names, middle), columnsOf(model, x));
    if (predicted.ok)
      x.forEach((row, i) => ledger.close('curve: prediction', predicted.y[i], model.value(middle, row), unit, unit));
    const path = Object.fromEntries(names.map((name, j) => [name, [start[j], middle[j]]]));
    const curves = engine.curves(experiment, path, columnsOf(model, x));
    if (curves.ok)
      [start, middle].forEach((w, k) =>
        x.forEach((row, i) =>
          ledger.close('curve: of the path', curves.y[k * x.length + i], model.value(w, row), unit, unit),
        ),
      );
    claimTrace(ledger, engine, of, middle);
  }
  const landscape = engine.landscape(experiment, {
    parameter: names[0],
    from: start[0] - 1,
    to: start[0] + 2,
    points: 5,
  });
  if (landscape.ok)
    landscape.at.forEach((at, k) => {
      const w = [at, ...start.slice(1)];
      ledger.close('curve: at', at, start[0] - 1 + 0.75 * k, 1e-12, 1e-12);
      claimLoss(ledger, 'curve: loss', landscape.loss[k], truth.loss(w), unit, unit * truth.size(w));
    });
  const last = names.length - 1;
  const axis = (/** @type {number} */ j) => ({ parameter: names[j], from: start[j] - 1, to: start[j] + 1, points: 3 });
  const surface = last > 0 ? engine.surface(experiment, { x: axis(0), y: axis(last) }) : null;
  if (surface?.ok)
    surface.loss.forEach((loss, k) => {
      const w = [...start];
      [w[0], w[last]] = [surface.x[k % 3], surface.y[Math.floor(k / 3)]];
      claimLoss(ledger, 'surface: loss', loss, truth.loss(w), unit, unit * truth.size(w));
    });
  const principal = engine.principalDirections(experiment, pointOf(names, middle));
  if (!principal.ok || /mae|quantile|lasso/.test(JSON.stringify(experiment.loss ?? ''))) return;
  const { matrix, doubt } = hessian(truth.slopes, middle, truth.detail(middle));
  const allowed = 3 * names.length * doubt + 1e-6 * Math.max(...matrix.flat().map(Math.abs)) + 1e-12;
  eigenvalues(matrix).forEach((each, j) => ledger.near('principal: curvature', principal.curvature[j], each, allowed));
  principal.directions.forEach((direction, k) => {
    const v = names.map((name) => direction[name]);
    ledger.close('principal: length', Math.hypot(...v), 1);
    matrix.forEach((row, i) =>
      ledger.near(
        'principal: direction',
        row.reduce((sum, each, j) => sum + each * v[j], 0),
        principal.curvature[k] * v[i],
        3 * allowed,
      ),
    );
  });
}

/** The two need only agree that the loss is not finite, where it is not. @param {Ledger} ledger @param {string} claim
 * @param {number} actual @param {number} expected @param {number} relative @param {number} least */
function claimLoss(ledger, claim, actual, expected, relative, least) {
  if (Number.isFinite(expected)) ledger.close(claim, actual, expected, relative, least);
  else ledger.same(`${claim} is finite`, Number.isFinite(actual), false);
}

/**
 * The term of one row and its derivatives.
 * @param {Ledger} ledger
 * @param {Engine} engine
 * @param {Case} of
 * @param {number[]} w
 */
function claimTrace(ledger, engine, { experiment, names, model, rows }, w) {
  if (!model || !rows) return;
  const spec = /** @type {any} */ (experiment.loss);
  const { term, slope } = rowLosses[spec.name];
  const row = 1;
  const traced = engine.trace({ ...experiment, precision: 'float64' }, row, pointOf(names, w));
  if (!traced.ok) return;
  const [y, p] = [rows.y[row], model.value(w, rows.x[row])];
  const weight = rows.weights?.[row] ?? 1;
  const value = weight * term(y, p, spec);
  const size = weight * (1 + Math.abs(y) + Math.abs(p)) ** 2;
  claimLoss(ledger, 'trace: term', traced.nodes[traced.nodes.length - 1].value, value, 1e-10, 1e-11 * size);
  const inner = model.slopes(w, rows.x[row]);
  traced.slopes.forEach(({ name, reverse }) => {
    const expected = weight * slope(y, p, spec) * inner[names.indexOf(name)];
    claimLoss(
      ledger,
      'trace: slope',
      reverse,
      expected,
      1e-9,
      1e-10 * size * (1 + Math.abs(inner[names.indexOf(name)])),
    );
  });
}
