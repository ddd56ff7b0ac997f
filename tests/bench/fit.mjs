// All NIST sets with one predictor from both starts, in turn, against SciPy's curve_fit where Python has it.
import { spawnSync } from 'node:child_process';
import { createEngine } from '../../build/site/engine.mjs';
import { digits, nistExperiment, nistSets } from '../engine/nist.mjs';
import { duration } from './measure.mjs';

/** @import { Row } from './table.mjs' */

const sets = nistSets().filter(({ rows }) => rows[0].length === 2);
const problems = sets.flatMap((set) =>
  [0, 1].map((which) => ({
    set,
    experiment: nistExperiment(
      set,
      set.parameters.map((row) => row[which]),
    ),
  })),
);

/** @returns {{ ms: number, solved: number } | null} the best of three rounds; null without SciPy */
function scipy() {
  const input = problems.map(({ set, experiment }) => ({
    formula: experiment.model?.formula,
    parameters: set.parameters.map((_, j) => `b${j + 1}`),
    x: set.rows.map((row) => row[1]),
    y: set.rows.map((row) => row[0]),
    start: Object.values(experiment.model?.start ?? {}),
    certified: set.parameters.map(([, , value]) => value),
  }));
  const script = new URL('curve_fit.py', import.meta.url).pathname;
  const { status, stdout } = spawnSync('python3', [script], { input: JSON.stringify(input), encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : null;
}

/** @returns {AsyncGenerator<Row>} */
export async function* fitRows() {
  const engine = await createEngine();
  const round = () => {
    const begun = performance.now();
    const solved = problems.filter(({ set, experiment }) => {
      const fit = engine.fit(experiment);
      return fit.ok && set.parameters.every(([, , value], j) => digits(fit.parameters[`b${j + 1}`], value) >= 6);
    }).length;
    return { ms: performance.now() - begun, solved };
  };
  for (let k = 0; k < 4; ++k) round(); // kernels are compiled and optimized
  const before = round();
  const rival = scipy();
  const after = round();
  const ms = Math.min(before.ms, after.ms);
  const others = rival ? `SciPy ${rival.solved}` : 'no SciPy here';
  yield {
    what: `${problems.length} fits of NIST sets, ${after.solved} right; ${others}`,
    ours: duration(ms),
    ...(rival && { rival: duration(rival.ms), ratio: rival.ms / ms, atLeast: 5 }),
  };
  const found = performance.now();
  for (const set of sets) engine.fit(nistExperiment(set));
  yield { what: `${sets.length} NIST sets without a start`, ours: duration(performance.now() - found) };
}
