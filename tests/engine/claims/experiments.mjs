// Random experiments, each with its truth: the loss and its gradient as plain loops. All are drawn from one seed, so
// that the k-th experiment of a seed is the same on every machine.
import { eigenvalues, hessian } from './linear.mjs';
import { customFormula, functionLoss, lossOf, rowLosses } from './losses.mjs';
import { rules } from './methods.mjs';
import { functions, models } from './models.mjs';
import { RandomState } from './random-state.mjs';

/**
 * @import { Catalog, Experiment } from '../../../wasm/engine.d.ts'
 * @import { LossSpec, Rows, Truth } from './losses.mjs'
 * @import { Model } from './models.mjs'
 *
 * @typedef {object} Case an experiment and what is known about it
 * @property {number} number
 * @property {Experiment} experiment
 * @property {Truth} truth
 * @property {string[]} names of the parameters
 * @property {number[]} start
 * @property {Model | null} model null for a function that is descended by itself
 * @property {Rows | null} rows
 * @property {Model | null} source the truth of simulated data
 * @property {Record<string, number>} settings every hyperparameter of its method
 * @property {boolean} isFirstOrder its method is one of methods.mjs
 */

/** @param {string} formula with w1, w2, … @param {string} letter */
const renamed = (formula, letter) => formula.replace(/w(\d)/g, `${letter}$1`);

/** @param {string} letter @param {number[]} values */
export const named = (letter, values) => Object.fromEntries(values.map((value, j) => [`${letter}${j + 1}`, value]));

/** @param {RandomState} random @param {Model} model @param {LossSpec} loss */
function ownRows(random, model, loss) {
  const n = random.pick([3, 5, 8, 12, 20, 40].filter((count) => count > model.size));
  const [from, to] = random.pick([
    [-2, 2],
    [0, 4],
    [1, 3],
    [0, 1],
  ]);
  const center = model.typical.map((each) => each * random.between(0.7, 1.3));
  /** @type {Rows} */
  const rows = { x: [], y: [] };
  for (let i = 0; i < n; i += 1) {
    rows.x.push(Array.from({ length: model.predictors ?? 1 }, () => random.between(from, to)));
    rows.y.push(observation(random, model.value(center, rows.x[i]), loss));
  }
  if (random.chance(0.3)) rows.weights = rows.y.map(() => random.between(0.2, 3));
  return rows;
}

/** @param {RandomState} random @param {number} value @param {LossSpec} loss */
function observation(random, value, loss) {
  if (loss.name === 'bernoulli') return random.chance(value) ? 1 : 0;
  if (loss.name === 'poisson') return Math.max(0, Math.round(value + Math.sqrt(value) * random.normal()));
  return value + random.pick([0, 0.1, 0.5, 1]) * random.normal();
}

/** y = truth + factor·N(mean, sd²) over n evenly spaced points. @param {Experiment['data']} data
 * @param {Model} source @param {number[]} constants @returns {Rows} */
export function simulatedRows(data, source, constants) {
  if (data?.kind !== 'simulated') throw new Error('not simulated');
  const random = new RandomState(data.seed);
  const x = Array.from({ length: data.n }, (_, k) =>
    k === data.n - 1 ? data.to : data.from + (k * (data.to - data.from)) / (data.n - 1),
  );
  const { factor, mean, sd } = data.noise;
  return {
    x: x.map((each) => [each]),
    y: x.map((each) => source.value(constants, [each]) + factor * (mean + sd * random.normal())),
  };
}

/** @param {RandomState} random @param {Model} model @returns {LossSpec} */
function drawLoss(random, model) {
  const names = Object.keys(rowLosses).filter(
    (name) =>
      (name !== 'bernoulli' || model.response === 'probability') &&
      (name !== 'poisson' || (model.response === 'positive' && model.formula.startsWith('exp'))),
  );
  const name = random.chance(0.45) ? 'mse' : random.pick(names);
  /** @type {LossSpec} */
  const loss = { name };
  if (name === 'custom') loss.formula = customFormula;
  if (name === 'huber') loss.delta = random.magnitude(0.3, 3);
  if (name === 'cauchy') loss.c = random.magnitude(0.3, 3);
  if (name === 'quantile') loss.tau = random.between(0.1, 0.9);
  if (random.chance(0.15)) loss.ridge = random.magnitude(1e-3, 1);
  if (random.chance(0.08)) loss.lasso = random.magnitude(1e-3, 0.5);
  return loss;
}

/** The settings of a method: the catalog's defaults, and a few other values.
 * @param {RandomState} random @param {Catalog['optimizers'][number]} row @param {number} steepness λmax
 * @param {boolean} hasRows */
function drawMethod(random, row, steepness, hasRows) {
  const given = /** @type {Experiment['optimizer']} */ ({ name: row.name });
  const keys = row.hyperparameters.map(({ key }) => key);
  const isScaled = ['gd', 'momentum', 'nesterov', 'nesterov_look_ahead', 'bb'].includes(row.name);
  if (keys.includes('rate'))
    given.rate = isScaled ? random.magnitude(0.004, 2.6) / steepness : random.magnitude(0.003, 0.8);
  if (random.chance(0.15)) given.rate = keys.includes('rate') ? Number(given.rate?.toPrecision(2)) : undefined;
  if (given.rate === undefined) delete given.rate;
  const choose = (/** @type {string} */ key, /** @type {() => number} */ draw, chance = 0.25) => {
    if (keys.includes(key) && random.chance(chance)) given[key] = draw();
  };
  choose('mu', () => random.pick([0, 0.3, 0.5, 0.8, 0.95]), 0.6);
  choose('dampening', () => random.pick([0.1, 0.5]), 0.15);
  choose('averaged', () => 1, 0.1);
  choose('convention', () => random.pick([0, 1]));
  choose('b1', () => random.pick([0, 0.5, 0.8]));
  choose('b2', () => random.pick([0.9, 0.99]));
  choose('alpha', () => random.pick([0.5, 0.9]));
  choose('centered', () => 1, 0.15);
  choose('wd', () => random.pick([0.001, 0.1]));
  choose('lr_decay', () => 0.05);
  choose('schedule', () => random.pick([1, 2, 3, 4, 5]), 0.15);
  choose('horizon', () => random.pick([5, 20]), 0.1);
  choose('clip_norm', () => random.magnitude(0.1, 5), 0.08);
  choose('clip_value', () => random.magnitude(0.1, 5), 0.08);
  if (hasRows) choose('batch', () => random.pick([1, 2, 4]), 0.08);
  choose('from', () => -6, 1);
  choose('to', () => 9, 1);
  return given;
}

/** Every hyperparameter of a method. @param {Catalog} catalog @param {Experiment['optimizer']} given */
export function settingsOf(catalog, given) {
  const row = catalog.optimizers.find(({ name }) => name === given.name);
  const chosen = row?.hyperparameters.find(({ key }) => key === 'convention');
  const convention = chosen?.choices[Number(given.convention ?? chosen.default)];
  return Object.fromEntries(
    (row?.hyperparameters ?? []).map(({ key, default: standard, defaultByConvention }) => [
      key,
      Number(
        given[key] ??
          (convention === undefined || key === 'convention' ? standard : (defaultByConvention[convention] ?? standard)),
      ),
    ]),
  );
}

/** @param {RandomState} random @param {number[]} typical */
function drawStart(random, typical) {
  const kind = random.uniform();
  if (kind < 0.06) return typical.map(() => 0);
  if (kind < 0.12) return typical.map(() => 1);
  const spread = kind < 0.2 ? 4 : kind < 0.5 ? 1.5 : 0.4;
  return typical.map((each) => each + spread * random.normal() * Math.max(0.5, Math.abs(each)));
}

/** λmax at a point, or 1 where it is of no use. @param {Truth} truth @param {number[]} at */
function steepnessOf(truth, at) {
  const values = eigenvalues(hessian(truth.slopes, at, truth.detail(at)).matrix);
  const largest = Math.max(...values.map(Math.abs));
  return largest > 1e-6 && largest < 1e9 ? largest : 1;
}

/**
 * The k-th experiment of a seed.
 * @param {Catalog} catalog @param {number} seed @param {number} number @returns {Case}
 */
export function drawCase(catalog, seed, number) {
  const random = new RandomState(1000003 * seed + number);
  const isFunction = random.chance(0.08);
  const model = isFunction ? null : random.pick(models);
  const alone = isFunction ? random.pick(functions) : null;
  const { size, typical } = /** @type {{ size: number, typical: number[] }} */ (model ?? alone);
  const loss = model ? drawLoss(random, model) : { name: 'mse' };
  const counted = loss.name === 'bernoulli' || loss.name === 'poisson';
  const start = drawStart(random, typical);
  const names = start.map((_, j) => `w${j + 1}`);
  /** @type {Experiment['data']} */
  let data;
  /** @type {Rows | null} */
  let rows = null;
  /** @type {Model | null} */
  let source = null;
  if (model && !model.predictors && !counted && random.chance(0.65)) {
    const plain = models.filter((each) => !each.predictors);
    source = random.chance(0.8) ? model : random.pick(plain);
    const constants = source.typical.map((each) => each * random.between(0.7, 1.3));
    const [from, to] = random.pick([
      [-2, 2],
      [0, 4],
      [-1, 3],
    ]);
    const noise = { factor: random.pick([0, 0.2, 1, 2]), mean: random.pick([0, 0, 0.5]), sd: random.pick([1, 1, 0.3]) };
    const n = random.pick([6, 10, 20, 50]);
    data = {
      kind: 'simulated',
      seed: random.integer(100000),
      n,
      from,
      to,
      truth: renamed(source.formula, 'c'),
      constants: named('c', constants),
      noise,
    };
    rows = simulatedRows(data, source, constants);
  } else if (model) {
    rows = ownRows(random, model, loss);
    const { x, y, weights } = rows;
    const columns = model.predictors
      ? { columns: Object.fromEntries(x[0].map((_, k) => [`x${k + 1}`, x.map((row) => row[k])])) }
      : { x: x.map(([each]) => each) };
    data = { kind: 'columns', ...columns, y, ...(weights && { weights }) };
  }
  const truth = model && rows ? lossOf(model, rows, loss) : functionLoss(/** @type {any} */ (alone));
  const fitting = catalog.optimizers.filter(({ family }) => size === 1 || family !== 'univariate');
  const firstOrder = fitting.filter(({ name }) => rules[name]);
  const row = random.pick(random.chance(0.6) ? firstOrder : fitting);
  const optimizer = drawMethod(random, row, steepnessOf(truth, random.chance(0.5) ? typical : start), rows !== null);
  /** @type {Experiment} */
  const experiment = {
    version: 1,
    ...(model
      ? { data, model: { formula: model.formula, start: named('w', start) }, loss: /** @type {any} */ (loss) }
      : { objective: { formula: /** @type {any} */ (alone).formula, start: named('w', start) } }),
    optimizer,
    stop: { epochs: random.pick([3, 10, 25, 60, 120]) },
    ...(random.chance(0.06) && { precision: /** @type {const} */ ('float32') }),
  };
  if (random.chance(0.05)) experiment.stop.gradient = random.magnitude(1e-4, 0.1);
  if (random.chance(0.05)) experiment.stop.target = random.magnitude(1e-3, 1);
  if (random.chance(0.05)) experiment.stop.step = random.magnitude(1e-6, 1e-3);
  if (random.chance(0.05)) experiment.stop.loss_change = random.magnitude(1e-6, 1e-3);
  return {
    number,
    experiment,
    truth,
    names,
    start,
    model,
    rows,
    source,
    settings: settingsOf(catalog, optimizer),
    isFirstOrder: row.name in rules,
  };
}
