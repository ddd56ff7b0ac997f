// Kernels compiled at run time against the same loops written by hand in C++: the table of build/wasm/jit_bench.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { duration } from './measure.mjs';

/** @import { Row } from './table.mjs' */

const program = fileURLToPath(new URL('../../build/wasm/jit_bench.js', import.meta.url));
const line = new RegExp(
  [
    /^(?<model>.{22}) (?<precision>\w+) +(?<n>\d+)/,
    / +(?<ours>\d+) +(?<byHand>\d+) +[\d.]+ +(?<first>[\d.]+) +(?<again>[\d.]+)/,
  ]
    .map((part) => part.source)
    .join(''),
);

/** @returns {Generator<Row>} */
export function* kernelRows() {
  // V8's baseline compiler keeps some loops for long, by hand or not; without it, optimized code meets optimized code.
  const output = execFileSync(process.execPath, ['--no-experimental-fetch', '--no-liftoff', program], {
    encoding: 'utf8',
  });
  let slowest = 0;
  for (const text of output.split('\n')) {
    const cells = text.match(line)?.groups;
    if (!cells) continue;
    const [ours, byHand, again] = [cells.ours, cells.byHand, cells.again].map(Number);
    slowest = Math.max(slowest, again);
    yield {
      what: `${cells.model.trim()}, ${cells.precision}, n = ${cells.n}`,
      ours: duration(ours / 1e6),
      rival: duration(byHand / 1e6),
      ratio: ours / byHand,
      atMost: 1,
    };
  }
  yield {
    what: 'graph → kernel, the slowest of these',
    ours: duration(slowest),
    value: slowest,
    atMost: 1,
    unit: 'ms',
  };
}
