// The claims of a run: its data, every entry, why it ended, an explained step, a derivative, the standings of a race.
import { hessian } from './linear.mjs';
import { descend, rules } from './methods.mjs';
import { settingsOf } from './experiments.mjs';
import { RandomState } from './random-state.mjs';
import { settledOf } from './settled.mjs';

/**
 * @import { Catalog, Engine, Experiment, Trajectory } from '../../../wasm/engine.d.ts'
 * @import { Case } from './experiments.mjs'
 * @import { Ledger } from './ledger.mjs'
 *
 * @typedef {{ path: number[][], loss: number[], slopes: number[][], isFinite: boolean, allowed: number[] }} OwnRun
 *   allowed: how far an entry may lie from that of the engine
 */

/** The unit of rounding that a number of the experiment's precision is compared in. @param {Experiment} experiment */
export const unitOf = ({ precision }) => (precision === 'float32' ? 3e-6 : 1e-11);

/** The parameters at an entry. @param {Trajectory} run @param {string[]} names @param {number} k */
export const entryOf = (run, names, k) => names.map((name) => run.parameters[name][k]);

/**
 * The run as a plain loop. Its entries may differ from the engine's by 1000 times what another rounding makes of them,
 * because a descent can blow up a difference in the last digit: the start is changed in its 11th digit, and each slope
 * by
 * ten units of what rounding can hide in it (float32: in the 6th). Null for a method that is no plain loop, and for
 * mini-batches.
 * @param {Case} of
 * @param {number} epochs
 * @param {{ name: string, settings: Record<string, number>, start?: number[] }} [other]
 * @returns {OwnRun | null}
 */
export function ownRun({ truth, experiment, settings, start }, epochs, other) {
  const { name, settings: p, start: from } = { name: experiment.optimizer.name, settings, start, ...other };
  if (!rules[name] || p.batch > 0) return null;
  const own = descend(truth, p, name, from, epochs);
  const unit = unitOf(experiment);
  const noise = new RandomState(1);
  /** @type {(w: number[]) => number[]} */
  const slopes = (w) => {
    const hidden = 1e-4 * unit * truth.size(w);
    return truth.slopes(w).map((slope) => slope + hidden * (2 * noise.uniform() - 1));
  };
  const changed = descend(
    { ...truth, slopes },
    p,
    name,
    from.map((each) => each * (1 + unit) + unit),
    epochs,
  );
  let largest = 0;
  const allowed = own.path.map((point, k) => {
    const there = changed.path[k];
    point.forEach((each, j) => {
      const difference = there ? Math.abs(each - there[j]) : Infinity;
      largest = Math.max(largest, 1000 * difference + 10 * unit * Math.abs(each));
    });
    return largest;
  });
  return { ...own, allowed };
}

/** Every observation of the data. @param {Ledger} ledger @param {Engine} engine @param {Case} of */
export function claimData(ledger, engine, { experiment, rows }) {
  if (experiment.data?.kind !== 'simulated' || !rows) return;
  const made = engine.simulate(experiment.data);
  ledger.same('data: ok', made.ok, true);
  if (!made.ok) return;
  rows.x.forEach(([x], i) => ledger.close('data: x', made.columns.x[i], x, 1e-15, 1e-15));
  rows.y.forEach((y, i) => ledger.close('data: y', made.y[i], y, 1e-13, 1e-13));
}

/** @param {Ledger} ledger @param {Case} of @param {Trajectory} run @param {OwnRun | null} own */
export function claimRun(ledger, of, run, own) {
  const { experiment, truth, names } = of;
  const unit = 10 * unitOf(experiment);
  const entries = run.loss.length;
  ledger.same('run: entries', entries, run.epochs + 1);
  for (let k = 0; k < entries; k += 1) {
    const w = entryOf(run, names, k);
    const loss = truth.loss(w);
    const size = truth.size(w);
    ledger.close('run: loss', run.loss[k], loss, unit, unit * size);
    const slopes = truth.slopes(w);
    if (usesGradient(experiment) && !truth.hasKink(w))
      names.forEach((name, j) => ledger.close('run: slope', run.gradient[name][k], slopes[j], unit, unit * size));
    if (own?.path[k]) w.forEach((each, j) => ledger.near('run: parameter', each, own.path[k][j], own.allowed[k]));
  }
  claimEnd(ledger, of, run, own);
}

/** Univariate methods that compare losses alone record no slope that they used. @param {Experiment} experiment */
const usesGradient = ({ optimizer: { name } }) => !['golden', 'brent', 'ternary'].includes(name);

/** Why the run ended. @param {Ledger} ledger @param {Case} of @param {Trajectory} run @param {OwnRun | null} own */
function claimEnd(ledger, of, run, own) {
  const { experiment, truth, names } = of;
  const { reason, epoch } = run.stop;
  const last = entryOf(run, names, run.epochs);
  ledger.same('end: epoch', epoch, run.epochs);
  if (reason === 'epochs') ledger.same('end: epochs', run.epochs, experiment.stop.epochs);
  if (own && reason === 'epochs') ledger.same('end: is finite', own.isFinite, true);
  if (own && reason === 'diverged') ledger.same('end: overflows', own.loss.length, run.epochs + 1);
  const slopes = truth.slopes(last);
  const steepest = Math.max(...slopes.map(Math.abs));
  const bound = /** @type {Record<string, number>} */ (/** @type {unknown} */ (experiment.stop));
  const before = entryOf(run, names, Math.max(0, run.epochs - 1));
  const moved = Math.max(...last.map((each, j) => Math.abs(each - before[j])));
  if (reason === 'gradient') ledger.holds('end: bound', steepest <= bound.gradient * 1.001, () => `${steepest}`);
  if (reason === 'step') ledger.holds('end: bound', moved <= bound.step * 1.001, () => `${moved}`);
  if (reason === 'target')
    ledger.holds('end: bound', truth.loss(last) <= bound.target * 1.001, () => `${truth.loss(last)}`);
  if (reason === 'converged') claimMinimum(ledger, of, last);
  if (reason === 'saddle') claimSaddle(ledger, of, last);
}

/** No point nearby is lower, along any axis and along the slope. @param {Ledger} ledger @param {Case} of
 * @param {number[]} w */
function claimMinimum(ledger, { truth, experiment }, w) {
  const here = truth.loss(w);
  const hidden = (experiment.precision === 'float32' ? 1e-5 : 1e-13) * Math.max(Math.abs(here), 1e-3);
  w.forEach((_, j) => {
    for (const sign of [-1, 1]) {
      const near = w.map((each, k) => each + (k === j ? sign * 1e-4 * (Math.abs(each) || 1) : 0));
      const there = truth.loss(near);
      ledger.holds('end: minimum', !(there < here - hidden), () => `${there} < ${here} along w${j + 1}`);
    }
  });
}

/**
 * The slope is nothing, and a direction curves downward.
 * @param {Ledger} ledger
 * @param {Case} of
 * @param {number[]} w
 */
function claimSaddle(ledger, { truth }, w) {
  const steepest = Math.max(...truth.slopes(w).map(Math.abs));
  ledger.near('end: saddle', steepest, 0, 1e-6);
  const { matrix } = hessian(truth.slopes, w, truth.detail(w));
  const here = truth.loss(w);
  let falls = matrix.some((row, j) => row[j] < 0);
  for (let turn = 0; turn < 600 && !falls; turn += 1) {
    const reach = [1e-4, 1e-2, 1][turn % 3];
    const axis = turn < 60 ? Math.floor(turn / 6) : -1;
    const along = (/** @type {number} */ j) =>
      axis < 0 ? Math.sin(turn * (j + 1.7) + j) : axis === j ? (turn % 2) * 2 - 1 : 0;
    const step = w.map((each, j) => reach * (Math.abs(each) || 1) * along(j));
    falls = truth.loss(w.map((each, j) => each + step[j])) < here;
  }
  ledger.holds('end: saddle', falls, () => 'no direction falls');
}

/** Both ends of a step and the memory after it. @param {Ledger} ledger @param {Engine} engine @param {Case} of
 * @param {Trajectory} run @param {number} epoch */
export function claimStep(ledger, engine, { experiment, names }, run, epoch) {
  if (run.epochs < 1) return;
  const step = engine.explain(experiment, epoch);
  ledger.same('step: ok', step.ok, true);
  if (!step.ok) return;
  for (const [station, k] of /** @type {const} */ ([
    [step.before, epoch - 1],
    [step.after, epoch],
  ])) {
    ledger.same('step: loss', station.loss, run.loss[k]);
    for (const name of names) {
      ledger.same('step: parameter', station.parameters[name], run.parameters[name][k]);
      ledger.same('step: slope', station.gradient[name], run.gradient[name][k]);
    }
  }
  const { value, gradient } = step.evaluations;
  const isPlain = experiment.optimizer.name in rules;
  if (isPlain) ledger.same('step: evaluations', `${value} ${gradient}`, '1 1');
}

/** @param {Ledger} ledger @param {Engine} engine @param {Case} of @param {number[]} w */
export function claimDerivative(ledger, engine, { experiment, truth, names }, w) {
  const at = Object.fromEntries(names.map((name, j) => [name, w[j]]));
  const found = engine.derivative({ ...experiment, precision: 'float64' }, at);
  ledger.same('derivative: ok', found.ok, true);
  if (!found.ok) return;
  const loss = truth.loss(w);
  const slopes = truth.slopes(w);
  ledger.close('derivative: loss', found.loss, loss, 1e-10, 1e-10);
  if (truth.hasKink(w)) return;
  names.forEach((name, j) => {
    ledger.close('derivative: slope', found.gradient[name], slopes[j], 1e-9, 1e-10 * (1 + Math.abs(loss)));
    const d = found.difference[name];
    const [ahead, behind] = [d, -d].map((change) => truth.loss(w.map((each, k) => (k === j ? each + change : each))));
    const rounding = (1e-14 * (1 + Math.abs(loss))) / d;
    if (Number.isFinite(ahead + behind))
      ledger.close(
        'derivative: finite difference',
        found.finiteDifference[name],
        (ahead - behind) / (2 * d),
        1e-9,
        50 * rounding,
      );
  });
}

/**
 * The standings of a race: what each runner did, and the order.
 * @param {Ledger} ledger @param {Engine} engine @param {Case} of @param {Catalog} catalog
 * @param {Experiment['optimizer'][]} methods
 */
export function claimRace(ledger, engine, of, catalog, methods) {
  const { experiment, truth, names } = of;
  const race = engine.race(
    experiment,
    methods.map((optimizer) => ({ optimizer })),
  );
  if (!race.ok) return;
  const unit = 10 * unitOf(experiment);
  for (const standing of race.standings) {
    const run = race.runners[standing.runner];
    ledger.same('standing: ran', run.ok, true);
    if (!run.ok) continue;
    const last = entryOf(run, names, run.epochs);
    ledger.same('standing: epochs', standing.epochs, run.epochs);
    const isHuge = last.some((each) => Math.abs(each) > 1e25);
    if (!isHuge) ledger.close('standing: loss', standing.loss, truth.loss(last), unit, unit * truth.size(last));
    const distances = race.optima.map((point) => Math.hypot(...names.map((name, j) => last[j] - point[name])));
    ledger.close('standing: distance', standing.distance, Math.min(...distances));
    ledger.same(
      'standing: settled',
      standing.settled,
      settledOf(run.loss, race.loss + 1e-6 * (run.loss[0] - race.loss)),
    );
    const { name } = methods[standing.runner];
    const own = ownRun(of, run.epochs, { name, settings: settingsOf(catalog, methods[standing.runner]) });
    if (own && !isHuge)
      last.forEach((each, j) =>
        ledger.near('standing: end', each, own.path[run.epochs]?.[j] ?? NaN, own.allowed[run.epochs]),
      );
    if (own) ledger.same('standing: evaluations', standing.evaluations, 2 * (run.epochs + 1));
    const lowest = Math.min(...run.loss);
    ledger.holds('standing: best', race.loss <= lowest, () => `${race.loss} > ${lowest}`);
  }
  const ranks = race.standings.map(({ settled, evaluations, loss }) =>
    settled === null ? [1, 0, 0, loss] : [0, settled, evaluations, loss],
  );
  for (let k = 1; k < ranks.length; k += 1) {
    const first = ranks[k].findIndex((each, i) => each !== ranks[k - 1][i]);
    ledger.holds(
      'standing: order',
      first < 0 || ranks[k - 1][first] < ranks[k][first],
      () => `${ranks[k - 1]} before ${ranks[k]}`,
    );
  }
}
