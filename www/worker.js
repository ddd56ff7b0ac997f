// Runs in the worker: one engine, which answers one question at a time.
import { createEngine } from 'virtual:engine';
import { computeProblem, computeSlice } from './descent/compute.js';
import { checkFormula } from './engine/formulas.js';
import { computeLab, computeProfiles } from './map/lab.js';
import { computeRace } from './race/compute.js';

/**
 * @import { Engine, Experiment, SweepOptions, TuneOptions } from '../wasm/engine.d.ts'
 * @import { ProblemRequest } from './descent/compute.js'
 * @import { RaceRequest } from './race/compute.js'
 */

/**
 * @typedef {{ id: number, kind: 'problem', payload: ProblemRequest }
 *         | { id: number, kind: 'derivative', payload: { experiment: Experiment, point: Record<string, number> } }
 *         | { id: number, kind: 'slice', payload: Parameters<typeof computeSlice>[1] }
 * | { id: number, kind: 'trace', payload: { experiment: Experiment, row: number, point: Record<string, number> } }
 *         | { id: number, kind: 'check', payload: { formula: string, field: string, columns: string[] } }
 *         | { id: number, kind: 'race', payload: RaceRequest }
 *         | { id: number, kind: 'explain', payload: { experiment: Experiment, epoch: number } }
 *         | { id: number, kind: 'fit', payload: { experiment: Experiment, x: Float64Array } }
 *         | { id: number, kind: 'sweep', payload: { experiment: Experiment, options: SweepOptions } }
 *         | { id: number, kind: 'lab', payload: Parameters<typeof computeLab>[1] }
 *         | { id: number, kind: 'profiles', payload: Parameters<typeof computeProfiles>[1] }
 *         | { id: number, kind: 'luck', payload: { experiment: Experiment, draws: number } }
 *         | { id: number, kind: 'tune', payload: { experiment: Experiment, options: TuneOptions } }} Question
 */

const starting = createEngine();

/** @param {Engine} engine @param {Question} question */
function answer(engine, question) {
  switch (question.kind) {
    case 'problem':
      return computeProblem(engine, question.payload);
    case 'derivative':
      return engine.derivative(question.payload.experiment, question.payload.point);
    case 'slice':
      return computeSlice(engine, question.payload);
    case 'trace':
      return engine.trace(question.payload.experiment, question.payload.row, question.payload.point);
    case 'check':
      return checkFormula(engine, question.payload.formula, question.payload.field, question.payload.columns);
    case 'race':
      return computeRace(engine, question.payload);
    case 'fit':
      return engine.fit(question.payload.experiment, { x: question.payload.x });
    case 'explain':
      return engine.explain(question.payload.experiment, question.payload.epoch);
    case 'sweep':
      return timed(() => engine.sweep(question.payload.experiment, question.payload.options));
    case 'lab':
      return computeLab(engine, question.payload);
    case 'profiles':
      return computeProfiles(engine, question.payload);
    case 'luck':
      return engine.noiseStudy(question.payload.experiment, { draws: question.payload.draws });
    case 'tune':
      return engine.tune(question.payload.experiment, question.payload.options);
  }
}

/** An answer with the milliseconds it took. @template T @param {() => T} compute @returns {T & { time: number }} */
function timed(compute) {
  const since = performance.now();
  return Object.assign({}, compute(), { time: performance.now() - since });
}

/**
 * The memory of every typed array in an answer, to hand over instead of copying.
 * @param {unknown} value
 * @param {Set<ArrayBuffer>} found
 */
function buffers(value, found = new Set()) {
  if (ArrayBuffer.isView(value)) found.add(/** @type {ArrayBuffer} */ (value.buffer));
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) buffers(inner, found);
  return found;
}

addEventListener('message', async (/** @type {MessageEvent<Question>} */ { data: question }) => {
  const result = answer(await starting, question);
  postMessage({ id: question.id, result }, { transfer: [...buffers(result)] });
});

starting.then(
  () => postMessage({ id: 0, result: 'ready' }),
  (reason) => postMessage({ id: 0, result: 'failed', reason: String(reason) }),
);
