// The numbers of the page's sentences, before they are translated, against plain loops: verdicts and sentences of state
// of random experiments; and the list of all sentences with numbers, each with the test of its claim or the reason why
// it needs none.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { takeSnapshot } from '../../www/descent/snapshot.js';
import { runEnd } from '../../www/problem/run-end.js';
import { stateSentence } from '../../www/descent/state-sentence.js';
import { computeParts } from '../../www/engine/parts.js';
import { problemComputations } from '../../www/problem/compute.js';
import { problemOf, problemParts } from '../../www/problem/parts.js';
import { verdict } from '../../www/problem/verdict.js';
import { drawCase } from '../engine/claims/experiments.mjs';
import { Ledger } from '../engine/claims/ledger.mjs';
import { settledOf, targetOf } from '../engine/claims/settled.mjs';

/**
 * @import { DescentProblem } from '../../www/descent/parts.js'
 * @import { Case } from '../engine/claims/experiments.mjs'
 */

const engine = await createEngine();
const catalog = engine.catalog();
const count = Number(process.env.CLAIMS ?? 300);

/** The number of a text: "−1.25·10⁻⁷" → −1.25e-7. @param {string | number} text */
function numberOf(text) {
  const plain = String(text)
    .replace(/[\u202f\u00a0]/g, '')
    .replace(/−/g, '-')
    .replace(
      /·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/,
      (_, power) => `e${[...power].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('')}`,
    );
  return plain === '∞' ? Infinity : plain === '-∞' ? -Infinity : Number(plain);
}

/**
 * A text is a number rounded to some digits.
 * @param {Ledger} ledger
 * @param {string} claim
 * @param {string | number} text
 * @param {number} expected @param {number} digits */
const reads = (ledger, claim, text, expected, digits) =>
  ledger.near(claim, numberOf(text), expected, 0.5001 * 10 ** (1 - digits) * Math.abs(expected) + 1e-12);

/**
 * The problem as the page has it, with the curve of a straight line.
 * @param {Case} of
 * @returns {DescentProblem | null}
 */
function problemOn({ experiment: drawn, names, settings }) {
  // The page always sends the momentum of a method that has it.
  const { mu } = settings;
  const experiment = mu === undefined ? drawn : { ...drawn, optimizer: { ...drawn.optimizer, mu } };
  const request = { experiment, findRate: null, kept: null, labels: null, parts: Object.keys(problemParts), known: {} };
  const computed = computeParts(problemComputations, engine, request);
  if (!computed.ok) return null;
  const curves = { x: Float64Array.of(0, 1, 2), y: Float64Array.of(0, 1, 2) };
  return /** @type {any} */ ({ ...problemOf(computed.values), along: names[0], curves });
}

/** Epochs until the distance, times ρ each epoch, is at most half. @param {number} factor */
function epochsToHalve(factor) {
  let [distance, epochs] = [1, 0];
  for (; distance > 0.5 && epochs < 1e6; epochs += 1) distance *= factor;
  return epochs;
}

/** ρ of the slowest direction: the distance after many epochs of its recurrence, by its roots.
 * @param {number} rate @param {number} beta @param {ArrayLike<number>} curvature */
function contraction(rate, beta, curvature) {
  let largest = 0;
  for (const lambda of Array.from(curvature)) {
    const b = 1 + beta - rate * lambda;
    const square = b * b - 4 * beta;
    const roots = square < 0 ? [Math.sqrt(beta)] : [(b + Math.sqrt(square)) / 2, (b - Math.sqrt(square)) / 2];
    largest = Math.max(largest, ...roots.map(Math.abs));
  }
  return largest;
}

/** @param {Ledger} ledger @param {Case} of @param {DescentProblem} problem */
function claimVerdict(ledger, { settings, truth, names }, problem) {
  /** @type {[string, Record<string, any>][]} */
  const sentences = [];
  const said = verdict(problem, (key, args) => {
    sentences.push([key, args ?? {}]);
    return key;
  });
  const { trajectory, valley, experiment } = problem;
  const { loss, epochs } = trajectory;
  const rises = loss[epochs] > loss[0];
  ledger.same('verdict: diverges', said.hasDiverged || !rises, true);
  const beta = experiment.optimizer.name === 'momentum' ? settings.mu : 0;
  for (const [key, args] of sentences) {
    if (!valley) continue;
    const [least, greatest] = [valley.curvature[0], valley.curvature[valley.curvature.length - 1]];
    const limit = (2 * (1 + beta)) / greatest;
    const factor = contraction(settings.rate, beta, valley.curvature);
    if (args.rate !== undefined) reads(ledger, `${key}: rate`, args.rate, settings.rate, 2);
    if (args.limit !== undefined) reads(ledger, `${key}: limit`, args.limit, limit, 3);
    if (args.best !== undefined && key !== 'verdict.best')
      reads(ledger, `${key}: best`, args.best, 2 / (least + greatest), 3);
    if (args.mu !== undefined) reads(ledger, `${key}: momentum`, args.mu, beta, 3);
    if (args.growth !== undefined && factor < 1e6) reads(ledger, `${key}: growth`, args.growth, factor, 3);
    if (args.kept !== undefined && factor < 1) {
      reads(ledger, `${key}: kept`, args.kept, 100 * factor, 3);
      ledger.holds(`${key}: kept`, numberOf(args.kept) < 100, () => String(args.kept));
    }
    if (/converges|momentumConverges|slow|overshoot/i.test(key))
      ledger.holds(key, settings.rate < limit * 1.002, () => `${settings.rate} ${limit}`);
    if (/diverges/i.test(key)) ledger.holds(key, settings.rate > limit * 0.998, () => `${settings.rate} ${limit}`);
    if (key === 'verdict.narrow') {
      ledger.near(key, numberOf(args.ratio), greatest / least, 0.06 * (greatest / least));
      // No rate of a fine scan settles within 50 epochs of its long-run factor.
      const target = targetOf(valley.loss, loss[0]);
      const needed = Math.log(Math.sqrt(Math.min(0.25, (target - valley.loss) / (loss[0] - valley.loss))));
      for (let k = 1; k < 400; k += 1) {
        const epochs = needed / Math.log(contraction((limit * k) / 400, beta, valley.curvature));
        ledger.holds(key, epochs > 49.9, () => `${epochs} epochs at ${k}/400 of the limit`);
      }
    }
    if (key === 'verdict.halves') {
      const expected = epochsToHalve(factor);
      if (expected < 1e5) ledger.near(key, numberOf(args.epochs), expected, 0.06 * expected + 1);
    }
    if (key === 'verdict.stopped' || key.startsWith('stop.'))
      if (args.epoch !== undefined) ledger.same(key, Number(args.epoch), epochs);
  }
  if (valley && !valley.exact && names.length === 1 && !valleyIsKinked(experiment)) {
    // The valley is a minimum near the end of the run: its slope is nothing, and its curvature that of the loss there.
    const w = names.map((name) => valley.parameters[name]);
    const step = 1e-4 * Math.max(1, Math.abs(w[0]));
    const second = (truth.slopes([w[0] + step])[0] - truth.slopes([w[0] - step])[0]) / (2 * step);
    ledger.near('verdict: curvature of the valley', valley.curvature[0], second, 1e-4 * Math.abs(second) + 1e-5);
  }
}

/** @param {DescentProblem['experiment']} experiment */
const valleyIsKinked = ({ loss }) => /mae|quantile|lasso|huber/.test(JSON.stringify(loss ?? {}));

/** @param {Ledger} ledger @param {Case} of @param {DescentProblem} problem */
function claimState(ledger, { settings, truth, names, experiment: { optimizer } }, problem) {
  const { trajectory, optimum, valley } = problem;
  const { loss, epochs } = trajectory;
  const end = runEnd(problem);
  const best = Math.min(optimum?.loss ?? Infinity, ...loss);
  const target = targetOf(best, loss[0]);
  const rises = loss[epochs] > loss[0] || trajectory.stop.reason === 'diverged';
  ledger.same('state: best', end.best, best);
  ledger.close('state: target', end.target, target);
  // A run that ended at a point that is no minimum has not settled, whatever its loss.
  const isLost = ['unbounded', 'left_domain', 'edge', 'saddle', 'stuck'].includes(trajectory.stop.reason);
  ledger.same('state: settled', end.settled, rises || isLost ? null : settledOf(loss, target));
  const beta = optimizer.name === 'momentum' ? settings.mu : 0;
  for (const [position, playback] of /** @type {const} */ ([
    [0, { isPlaying: false, isFast: false }],
    [Math.floor(epochs / 2), { isPlaying: false, isFast: false }],
    [Math.floor(epochs / 2), { isPlaying: true, isFast: false }],
    [Math.floor(epochs / 2), { isPlaying: true, isFast: true }],
    [epochs, { isPlaying: false, isFast: false }],
  ])) {
    const snapshot = takeSnapshot(problem, position);
    const { key, args } = stateSentence(snapshot, playback);
    const w = names.map((name) => trajectory.parameters[name][position]);
    const about = `state.${key}`;
    const here = truth.loss(w);
    const isStep = /^(step|paused)/.test(key);
    if (args.w !== undefined) reads(ledger, `${about}: w`, args.w, w[0], 4);
    if (isStep && args.loss !== undefined) reads(ledger, `${about}: loss`, args.loss, here, 4);
    if (isStep && args.slope !== undefined && Math.abs(truth.slopes(w)[0]) > 1e-6 && !truth.hasKink(w))
      reads(ledger, `${about}: slope`, args.slope, truth.slopes(w)[0], 3);
    if (/^step/.test(key) && position < epochs && optimizer.name !== 'gd')
      reads(ledger, `${about}: step`, args.step, trajectory.parameters[names[0]][position + 1] - w[0], 3);
    if (/^(diverged|falling|climbing)/.test(key)) reads(ledger, `${about}: start`, args.start, loss[0], 4);
    if (key === 'diverged' && valley)
      reads(ledger, `${about}: limit`, args.limit, (2 * (1 + beta)) / valley.curvature[valley.curvature.length - 1], 3);
    if (/^settled/.test(key)) ledger.same(`${about}: epoch`, args.epoch, settledOf(loss, target));
    if (/^(slow|unfinished)/.test(key)) ledger.same(`${about}: epochs`, args.epochs, epochs);
    if (/^trapped/.test(key)) {
      ledger.holds(`${about}: above`, loss[epochs] > target, () => `${loss[epochs]}`);
      if (args.best !== undefined) reads(ledger, `${about}: best`, args.best, best, 4);
    }
    if (/^slow/.test(key) && valley) {
      const factor = contraction(settings.rate, beta, valley.curvature);
      let [excess, missing] = [loss[epochs] - best, 0];
      for (; excess > target - best && missing < 1e6; missing += 1) excess *= factor * factor;
      if (missing < 1e6) ledger.near(`${about}: missing`, numberOf(args.missing), missing, 0.06 * missing + 1);
    }
  }
}

test('the numbers of verdicts and sentences of state are those of plain loops', (t) => {
  const ledger = new Ledger();
  let experiments = 0;
  for (let number = 0; experiments < count; number += 1) {
    const of = drawCase(catalog, 3, number);
    const { optimizer, model, loss, precision } = of.experiment;
    if (!model || precision === 'float32') continue;
    const problem = problemOn(of);
    if (!problem || problem.startError) continue;
    experiments += 1;
    ledger.about = `number ${number}: ${optimizer.name}, ${model.formula}, ${loss?.name}`;
    claimVerdict(ledger, of, problem);
    claimState(ledger, of, problem);
  }
  t.diagnostic(`${experiments} experiments, ${ledger.numbers} numbers, ${ledger.disagreements.length} disagreements`);
  assert.deepEqual(ledger.disagreements.slice(0, 15), []);
  assert.ok(ledger.numbers > 10 * count);
});

/** Sentences by the beginning of their key: the test of their numbers, or why they make no claim about an experiment.
 * The longest beginning counts. @type {Record<string, { test: string } | { reason: string }>} */
const claims = {
  'verdict.': { test: 'tests/page/claims.test.mjs' },
  'state.': { test: 'tests/page/claims.test.mjs' },
  'stop.': { test: 'tests/page/claims.test.mjs' },
  'map.best.': { test: 'tests/page/map.test.mjs' },
  'map.shares': { test: 'tests/page/map.test.mjs' },
  'map.cell.': { test: 'tests/engine/claims_of_maps.test.mjs' },
  'map.error.': { test: 'tests/page/error-parts.test.mjs' },
  'map.legend.endOutside': { test: 'tests/page/error-parts.test.mjs' },
  'map.run': { test: 'tests/page/workspaces.test.mjs' },
  'map.profile.': { test: 'tests/page/map.test.mjs' },
  'race.rates': { test: 'tests/page/race-rates.test.mjs' },
  'map.noiseStudy.': { test: 'tests/engine/claims_of_studies.test.mjs' },
  'map.search': { test: 'tests/engine/claims_of_studies.test.mjs' },
  'race.summary': { test: 'tests/engine/claims_of_runs.test.mjs' },
  'race.sentence.': { test: 'tests/page/steps.test.mjs' },
  'race.axis.': { test: 'tests/engine/claims_of_runs.test.mjs' },
  'race.sliceText': { test: 'tests/engine/claims_of_runs.test.mjs' },
  'fit.': { test: 'tests/engine/fit_verdict.test.mjs' },
  'guide.': { test: 'tests/page/guide.test.mjs' },
  'step.': { test: 'tests/page/descent.test.mjs' },
  'chart.': { test: 'tests/page/chart.test.mjs' },
  'trace.': { test: 'tests/engine/claims_of_runs.test.mjs' },
  'log.': { test: 'tests/page/descent.test.mjs' },
  'table.': { test: 'tests/page/descent.test.mjs' },
  'run.timelineValue': { test: 'tests/page/descent.test.mjs' },
  'scaling.': { test: 'tests/page/scaling.test.mjs' },
  'obstacle.': { test: 'tests/page/endings.test.mjs' },
  'status.rateFound': { test: 'tests/page/run.test.mjs' },
  'ownData.': { test: 'tests/page/data.test.mjs' },
  'editData.': { test: 'tests/page/edit.test.mjs' },
  'errors.': { test: 'tests/engine/bad_input.test.mjs' },
  'share.': { reason: 'sizes of a link and names of what it contains' },
  'fields.': { reason: 'names of fields' },
  'presets.polynomial': { reason: 'the name of a model' },
  'guide.progress': { reason: 'the place in the guide' },
  'parts.failed.engine': { reason: 'the reason of a failure' },
  'status.': { reason: 'names and reasons of failures' },
  'map.startOf': { reason: 'the name of a dial' },
  'map.constantOf': { reason: 'the name of a dial' },
  'race.choose': { reason: 'the name of a method' },
};

/** The keys of all strings with placeholders. @param {any} strings @param {string} [at] @returns {string[]} */
const withNumbers = (strings, at = '') =>
  Object.entries(strings).flatMap(([key, value]) =>
    typeof value === 'string' ? (/\{/.test(value) ? [at + key] : []) : withNumbers(value, `${at}${key}.`),
  );

test('every sentence with numbers has the test of its claim, or a reason why it makes none', () => {
  const strings = JSON.parse(readFileSync(new URL('../../www/i18n/en.json', import.meta.url), 'utf8'));
  const keys = withNumbers(strings);
  const claimOf = (/** @type {string} */ key) =>
    Object.keys(claims)
      .filter((start) => key.startsWith(start))
      .sort((a, b) => b.length - a.length)[0];
  assert.deepEqual(
    keys.filter((key) => claimOf(key) === undefined),
    [],
  );
  const used = new Set(keys.map(claimOf));
  assert.deepEqual(
    Object.keys(claims).filter((start) => !used.has(start)),
    [],
  );
  for (const claim of Object.values(claims))
    if ('test' in claim) assert.ok(existsSync(new URL(`../../${claim.test}`, import.meta.url)), claim.test);
});
