// The claims of the studies: the optimum and its rates, cells of a map, the rows of theory, the results of the tuner.
import { settingsOf } from './experiments.mjs';
import { eigenvalues, hessian, leastSquares } from './linear.mjs';
import { ownRun, unitOf } from './run-claims.mjs';
import { settledOf, targetOf, touchedOf } from './settled.mjs';

/**
 * @import { Catalog, Engine, Experiment, Prediction } from '../../../wasm/engine.d.ts'
 * @import { SweepOptions, Theory, Trajectory } from '../../../wasm/engine.d.ts'
 * @import { Case } from './experiments.mjs'
 * @import { Ledger } from './ledger.mjs'
 * @import { Rows } from './losses.mjs'
 * @import { Model } from './models.mjs'
 */

/** Whether the loss is a quadratic of the parameters by its looks. @param {Case} of */
export const isQuadratic = ({ model, experiment: { loss } }) =>
  model?.isLinear === true && ['mse', 'sse'].includes(loss?.name ?? 'mse') && !(Number(loss?.lasso ?? 0) > 0);

/**
 * The minimum of a quadratic loss, by the normal equations.
 * @param {Case} of
 * @param {number[]} [y] other observations
 */
export function exactMinimum({ model, rows, experiment: { loss } }, y) {
  const { x, y: own, weights = own.map(() => 1) } = /** @type {Rows} */ (rows);
  const J = x.map((row) => /** @type {Model} */ (model).slopes([], row));
  const total = loss?.name === 'sse' ? 1 : weights.reduce((sum, each) => sum + each, 0);
  return leastSquares(J, y ?? own, weights, Number(loss?.ridge ?? 0) * total);
}

/** @param {string[]} names @param {Record<string, number>} point */
export const vector = (names, point) => names.map((name) => point[name]);

/** The curvature at a point from differences of the slopes, and how far it may be wrong.
 * @param {Case} of @param {number[]} w */
function curvatureOf({ truth }, w) {
  const { matrix, doubt } = hessian(truth.slopes, w, truth.detail(w));
  return {
    values: eigenvalues(matrix),
    allowed: 3 * w.length * doubt + 1e-6 * Math.max(...matrix.flat().map(Math.abs)) + 1e-12,
  };
}

/** @param {Ledger} ledger @param {Engine} engine @param {Case} of @param {Trajectory} run */
export function claimOptimum(ledger, engine, of, run) {
  const { experiment, truth, names } = of;
  const found = engine.optimum(experiment);
  if (!found.ok) return;
  const at = vector(names, found.parameters);
  const size = truth.size(at);
  ledger.close('optimum: loss', found.loss, truth.loss(at), 1e-9, 1e-11 * size);
  ledger.same('optimum: exact', found.exact, isQuadratic(of) || isFunctionQuadratic(of));
  ledger.same('optimum: local', found.local, !found.exact);
  ledger.holds(
    'optimum: lowest of the run',
    found.loss <= Math.min(...run.loss) + 1e-11 * size || experiment.precision === 'float32',
    () => `${found.loss} > ${Math.min(...run.loss)}`,
  );
  if (isQuadratic(of))
    exactMinimum(of).forEach((each, j) => ledger.close('optimum: parameter', at[j], each, 1e-7, 1e-8));
  const { values, allowed } = curvatureOf(of, at);
  if (/lasso|mae|quantile/.test(JSON.stringify(experiment.loss ?? ''))) return;
  values.forEach((each, j) => ledger.near('optimum: curvature', found.curvature[j], each, allowed));
  const [low, high] = [found.curvature[0], found.curvature[values.length - 1]];
  ledger.close('optimum: stable rate', found.stableRate, 2 / high);
  ledger.close('optimum: best rate', found.bestRate, 2 / (low + high));
}

/** @param {Case} of */
const isFunctionQuadratic = ({ experiment: { objective } }) => objective?.formula === '(w1-1)^2+20*(w2+2)^2';

/** A cell with other settings and another start: what a plain loop counts, or null where rounding decides.
 * @param {Case} of @param {Catalog} catalog @param {Experiment['optimizer']} optimizer @param {number[]} start
 * @param {number} best L* @param {number} [tolerance] */
export function cellOf(of, catalog, optimizer, start, best, tolerance = 0.01) {
  const { epochs } = of.experiment.stop;
  const own = ownRun(of, epochs, { name: optimizer.name, settings: settingsOf(catalog, optimizer), start });
  if (!own) return null;
  const first = own.loss[0];
  if (!Number.isFinite(first))
    return {
      status: 'failed',
      settled: null,
      touched: null,
      loss: NaN,
      target: NaN,
      roundedLoss: 0,
      isDoubtful: false,
      isFinite: false,
    };
  const target = targetOf(best, first, tolerance);
  const end = own.loss.length - 1;
  const last = own.loss[end];
  const settled = own.isFinite ? settledOf(own.loss, target) : null;
  const hasDiverged = !own.isFinite || (settled === null && last > first);
  const status = settled !== null ? 'settled' : hasDiverged ? 'diverged' : 'never';
  return {
    status,
    settled,
    touched: touchedOf(own.loss, target),
    loss: own.loss[settled ?? end],
    roundedLoss: roundingOf(of, own, settled ?? end),
    target,
    isDoubtful: isDoubtful(of, own, target),
    isFinite: own.isFinite,
  };
}

/** The most by which rounding can move the loss of an entry: by its own, and by that of the parameters.
 * @param {Case} of
 * @param {{ path: number[][], loss: number[], slopes: number[][], allowed: number[] }} own @param {number} k */
function roundingOf({ truth, experiment }, { path, loss, slopes, allowed }, k) {
  const steepness = slopes[k].reduce((sum, slope) => sum + Math.abs(slope), 0);
  const around = [-1, 1].map((sign) => truth.loss(path[k].map((each) => each + sign * allowed[k])));
  const moved = Math.max(2 * allowed[k] * steepness, ...around.map((each) => Math.abs(each - loss[k])));
  return unitOf(experiment) * truth.size(path[k]) + (Number.isNaN(moved) ? Infinity : moved);
}

/** Whether a loss lies so near to the target, or the end so near to the start, that rounding decides.
 * @param {Case} of @param {{ path: number[][], loss: number[], slopes: number[][], allowed: number[] }} own
 * @param {number} target */
function isDoubtful(of, own, target) {
  return own.loss.some((each, k) => {
    const distance = Math.min(Math.abs(each - target), Math.abs(each - own.loss[0]));
    if (k > 0 && distance > 1e-4 * (1 + Math.abs(each)) && own.allowed[k] < 1e-6) return false;
    const rounding = roundingOf(of, own, k);
    const isEnd = k > 0 && k === own.loss.length - 1;
    return Math.abs(each - target) <= rounding || (isEnd && Math.abs(each - own.loss[0]) <= rounding);
  });
}

const statusNames = ['settled', 'never', 'diverged', 'failed'];

/**
 * @param {Ledger} ledger
 * @param {Engine} engine
 * @param {Case} of
 * @param {Catalog} catalog
 * @param {SweepOptions} options
 */
export function claimMap(ledger, engine, of, catalog, options) {
  const { experiment, names, start } = of;
  const map = engine.sweep(experiment, options);
  if (!map.ok) return;
  for (const [axis, values] of /** @type {const} */ ([
    [options.x, map.x],
    [options.y, map.y],
  ])) {
    const { from, to, points, scale } = axis;
    values.forEach((value, k) => {
      const share = points > 1 ? k / (points - 1) : 0;
      ledger.close('map: axis', value, scale === 'log' ? from * (to / from) ** share : from + share * (to - from));
    });
  }
  if (isQuadratic(of))
    ledger.close('map: best', map.best, of.truth.loss(exactMinimum(of)), 1e-9, 1e-12 * of.truth.size(start));
  for (let cell = 0; cell < map.epochs.length; cell += 1) {
    const optimizer = { ...experiment.optimizer };
    const from = [...start];
    for (const [path, value] of [
      [options.x.path, map.x[cell % map.x.length]],
      [options.y.path, map.y[Math.floor(cell / map.x.length)]],
    ]) {
      const key = String(path).split('.').slice(-1)[0];
      if (String(path).startsWith('optimizer.')) optimizer[key] = value;
      else from[names.indexOf(key)] = Number(value);
    }
    const own = cellOf(of, catalog, optimizer, from, map.best, options.tolerance);
    if (!own || own.isDoubtful) continue;
    ledger.same('map: status', statusNames[map.status[cell]], own.status);
    ledger.same('map: settled', map.epochs[cell], own.settled ?? -1);
    if (own.status === 'failed') continue;
    if (own.isFinite) ledger.same('map: touched', map.touched[cell], own.touched ?? -1);
    ledger.close('map: target', map.target[cell], own.target, 1e3 * unitOf(experiment), 1e-11);
    if (own.isFinite && own.loss < 1e30) ledger.close('map: loss', map.loss[cell], own.loss, 1e-8, own.roundedLoss);
  }
}

/** ρ of z² − (1 + β − hλ)z + β. @param {number} rate @param {number} beta @param {number} lambda */
function largestRoot(rate, beta, lambda) {
  const b = 1 + beta - rate * lambda;
  const square = b * b - 4 * beta;
  if (square < 0) return Math.sqrt(beta);
  return Math.max(Math.abs(b + Math.sqrt(square)), Math.abs(b - Math.sqrt(square))) / 2;
}

/** The epochs until ½ Σ λe² stays within the margin, by the recurrence of each direction.
 * @param {number} rate @param {number} beta @param {number[]} curvature @param {number[]} errors @param {number} margin
 * @param {number} epochs */
function recurrence(rate, beta, curvature, errors, margin, epochs) {
  let [before, now] = [[...errors], [...errors]];
  const excess = [];
  for (let k = 0; k <= epochs; k += 1) {
    excess.push(curvature.reduce((sum, lambda, i) => sum + (lambda / 2) * now[i] ** 2, 0));
    const next = now.map((e, i) => (1 + beta - rate * curvature[i]) * e - beta * before[i]);
    [before, now] = [now, next];
  }
  const isNear = excess.some((each) => Math.abs(each - margin) < 1e-7 * margin);
  return { epochs: excess.every(Number.isFinite) ? (settledOf(excess, margin) ?? -1) : -1, isNear };
}

/** @param {Ledger} ledger @param {Engine} engine @param {Case} of @param {Catalog} catalog */
export function claimTheory(ledger, engine, of, catalog) {
  const { experiment, truth, names, start } = of;
  const theory = engine.theory(experiment);
  if (!theory.ok || /mae|quantile|lasso/.test(JSON.stringify(experiment.loss ?? ''))) return;
  const at = vector(names, theory.at);
  ledger.close('theory: best', theory.best, truth.loss(at), 1e-9, 1e-11 * truth.size(at));
  ledger.close('theory: target', theory.target, targetOf(theory.best, truth.loss(start)), 1e-9, 1e-11);
  ledger.same('theory: exact', theory.exact, isQuadratic(of) || isFunctionQuadratic(of));
  const { values, allowed } = curvatureOf(of, at);
  values.forEach((each, j) => ledger.near('theory: curvature', theory.curvature[j], each, allowed));
  const [low, high] = [theory.curvature[0], theory.curvature[values.length - 1]];
  ledger.close('theory: stable rate', theory.stableRate, 2 / high);
  ledger.close('theory: gd rate', theory.gd.rate, 2 / (low + high));
  const root = Math.sqrt(high / low);
  ledger.close('theory: momentum rate', theory.momentum.rate, 4 / (Math.sqrt(low) + Math.sqrt(high)) ** 2);
  ledger.close('theory: momentum', theory.momentum.mu, ((root - 1) / (root + 1)) ** 2);
  const { own } = theory;
  if (own) {
    ledger.same('theory: own rate', own.rate, of.settings.rate);
    ledger.same('theory: own momentum', own.mu, experiment.optimizer.name === 'gd' ? 0 : of.settings.mu);
    ledger.close(
      'theory: best momentum here',
      theory.bestMomentumHere ?? NaN,
      Math.max(0, 1 - Math.sqrt(own.rate * low)) ** 2,
    );
  }
  for (const [row, optimizer] of rowsOf(theory, experiment))
    claimPrediction(ledger, of, catalog, theory, row, optimizer);
}

/** @param {Theory} theory @param {Experiment} experiment @returns {[Prediction, Experiment['optimizer']][]} */
const rowsOf = ({ gd, momentum, own }, experiment) => [
  [gd, { name: 'gd', rate: gd.rate }],
  [
    momentum,
    momentum.mu > 0 ? { name: 'momentum', rate: momentum.rate, mu: momentum.mu } : { name: 'gd', rate: momentum.rate },
  ],
  ...(own ? [/** @type {[Prediction, Experiment['optimizer']]} */ ([own, experiment.optimizer])] : []),
];

/** @param {Ledger} ledger @param {Case} of @param {Catalog} catalog @param {Theory} theory @param {Prediction} row
 * @param {Experiment['optimizer']} optimizer */
function claimPrediction(ledger, of, catalog, theory, row, optimizer) {
  const { truth, names, start, experiment } = of;
  const curvature = [...theory.curvature];
  const factors = curvature.map((lambda) => largestRoot(row.rate, row.mu, lambda));
  // At a double root a change of the last digit of h moves the root by its square root.
  ledger.near('theory: contraction', row.contraction, Math.max(...factors), 3e-8 * (1 + Math.max(...factors)));
  const cell = cellOf(of, catalog, optimizer, start, theory.best);
  if (cell && !cell.isDoubtful) ledger.same('theory: measured', row.measured, cell.settled ?? -1);
  if (names.length > 1) return;
  // With one parameter the error is that of the parameter itself.
  const at = vector(names, theory.at);
  const margin = theory.target - theory.best;
  const { epochs, isNear } = recurrence(
    row.rate,
    row.mu,
    curvature,
    start.map((each, j) => each - at[j]),
    margin,
    experiment.stop.epochs,
  );
  if (!isNear && truth.size(at) * 1e-12 < margin) ledger.same('theory: predicted', row.predicted, epochs);
}

/** Every ranked setting, run once more. @param {Ledger} ledger @param {Engine} engine @param {Case} of
 * @param {Catalog} catalog @param {{ path: string, from: number, to: number, scale?: 'log' }[]} axes */
export function claimTuning(ledger, engine, of, catalog, axes) {
  const { experiment, names, start } = of;
  const found = engine.tune(experiment, { axes, budget: 600 });
  if (!found.ok) return;
  const map = engine.sweep(
    { ...experiment, stop: { epochs: 0 } },
    { x: { ...axes[0], points: 2 }, y: { ...(axes[1] ?? axes[0]), points: 2 } },
  );
  if (map.ok) ledger.close('tuner: best', found.best, map.best, 1e-9, 1e-11);
  found.ranked.forEach(({ values, status, epochs, loss }, k) => {
    const optimizer = { ...experiment.optimizer };
    const from = [...start];
    axes.forEach(({ path, from: low, to: high }, i) => {
      const key = path.split('.').slice(-1)[0];
      const slack = 1e-12 * Math.max(Math.abs(low), Math.abs(high));
      ledger.holds(
        'tuner: within',
        values[i] >= low - slack && values[i] <= high + slack,
        () => `${values[i]} of ${low} to ${high}`,
      );
      if (path.startsWith('optimizer.')) optimizer[key] = values[i];
      else from[names.indexOf(key)] = values[i];
    });
    const own = cellOf(of, catalog, optimizer, from, found.best);
    if (!own || own.isDoubtful) return;
    // Of a setting that did not settle in the epochs that it was given nothing is claimed, and nothing is shown.
    if (status !== 'settled') return;
    ledger.same('tuner: epochs', epochs, own.settled ?? -1);
    ledger.close('tuner: loss', loss, own.loss, 1e-6, 1e-9);
    if (k > 0)
      ledger.holds(
        'tuner: order',
        found.ranked[k - 1].epochs <= epochs,
        () => `${found.ranked[k - 1].epochs} > ${epochs}`,
      );
  });
}
