// Every claim about one random experiment, in two parts that take about the same time.
import { drawCase } from './experiments.mjs';
import { claimCurves, claimFit } from './fit-claims.mjs';
import { Ledger } from './ledger.mjs';
import { claimNoise } from './noise-claims.mjs';
import { claimData, claimDerivative, claimRace, claimRun, claimStep, entryOf, ownRun } from './run-claims.mjs';
import { claimMap, claimOptimum, claimTheory, claimTuning } from './study-claims.mjs';

/**
 * @import { Engine, Trajectory } from '../../../wasm/engine.d.ts'
 * @import { Case } from './experiments.mjs'
 */

/**
 * An engine with its catalog, read once.
 * @typedef {{ engine: Engine, catalog: ReturnType<Engine['catalog']> }} Subject
 */

/** @param {Ledger} ledger @param {Subject} subject @param {Case} of @param {Trajectory} run */
function claimRuns(ledger, { engine, catalog }, of, run) {
  const { experiment, settings, number } = of;
  claimData(ledger, engine, of);
  claimRun(ledger, of, run, ownRun(of, run.epochs));
  claimStep(ledger, engine, of, run, Math.max(1, Math.floor(run.epochs / 2)));
  claimDerivative(ledger, engine, of, entryOf(run, of.names, Math.floor(run.epochs / 3)));
  const rate = settings.rate ?? 0.05;
  if (number % 2 === 0)
    claimRace(ledger, engine, of, catalog, [
      experiment.optimizer,
      { name: 'adam', rate: 0.1 },
      { name: 'momentum', rate },
    ]);
  claimFit(ledger, engine, of);
  claimCurves(ledger, engine, of, run);
}

/** @param {Ledger} ledger @param {Subject} subject @param {Case} of @param {Trajectory} run */
function claimStudies(ledger, { engine, catalog }, of, run) {
  const { number } = of;
  claimTheory(ledger, engine, of, catalog);
  if (number % 2 === 0) claimOptimum(ledger, engine, of, run);
  const axes = axesOf(of, number);
  if (number % 2 === 0)
    claimMap(ledger, engine, of, catalog, { x: { ...axes.x, points: 4 }, y: { ...axes.y, points: 3 } });
  if (number % 8 === 1)
    claimTuning(ledger, engine, of, catalog, axes.x.path === axes.y.path ? [axes.x] : [axes.x, axes.y]);
  if (number % 3 === 0) claimNoise(ledger, engine, of, 6);
}

/** Two dials of an experiment: its rate and momentum where it has them, else its start. @param {Case} of
 * @param {number} number */
export function axesOf({ experiment, settings, start, names }, number) {
  const head = experiment.objective ? 'objective.start' : 'model.start';
  const ofStart = (/** @type {number} */ j) => ({
    path: `${head}.${names[j]}`,
    from: start[j] - 1.5,
    to: start[j] + 1.5,
  });
  const x =
    settings.rate === undefined
      ? ofStart(0)
      : {
          path: 'optimizer.rate',
          from: settings.rate / 20,
          to: settings.rate * 3,
          scale: /** @type {const} */ ('log'),
        };
  const y =
    settings.mu !== undefined && number % 4 === 0
      ? { path: 'optimizer.mu', from: 0, to: 0.95 }
      : ofStart(names.length - 1);
  return { x, y };
}

export const parts = { runs: claimRuns, studies: claimStudies };

/**
 * The claims of experiments 0 … count − 1 of a seed.
 * @param {Engine} engine
 * @param {keyof typeof parts} part
 * @param {{ seed?: number, count: number, first?: number }} range
 */
export function claimAll(engine, part, { seed = 1, count, first = 0 }) {
  const ledger = new Ledger();
  const subject = { engine, catalog: engine.catalog() };
  /** @type {Record<string, number>} */
  const ends = {};
  for (let number = first; number < first + count; number += 1) {
    const of = drawCase(subject.catalog, seed, number);
    const { optimizer, model, objective, loss, precision = '' } = of.experiment;
    const formula = (model ?? objective)?.formula;
    ledger.about = `seed ${seed}, number ${number}: ${optimizer.name}, ${formula}, ${loss?.name ?? ''} ${precision}`;
    const run = engine.run(of.experiment);
    const end = run.ok ? run.stop.reason : run.error.code;
    ends[end] = (ends[end] ?? 0) + 1;
    if (run.ok) parts[part](ledger, subject, of, run);
  }
  return { ledger, ends };
}
