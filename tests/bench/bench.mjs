import { cpus } from 'node:os';
import { engineRows } from './engine.mjs';
import { fitRows } from './fit.mjs';
import { kernelRows } from './kernels.mjs';
import { mapPageRows } from './map.mjs';
import { modelRows } from './models.mjs';
import { openingRows } from './opening.mjs';
import { pageRows } from './page.mjs';
import { sizeRows } from './size.mjs';
import { heading, rowText } from './table.mjs';

/** @import { Row } from './table.mjs' */

console.log(`${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}; medians, rivals in turn\n`);
/** @type {[title: string, rows: Iterable<Row> | AsyncIterable<Row>][]} */
const parts = [
  ['The engine, against a loop and a library (ratio: how many times faster)', engineRows()],
  ['Four models, against jax-js (ratio: how many times faster)', modelRows()],
  ['Fits (ratio: how many times faster)', fitRows()],
  ['Kernels, against the same loop by hand in C++ (ratio: how many times the time)', kernelRows()],
  ['Opening the page in Chromium, slowed down', openingRows()],
  ['The page in Chromium', pageRows()],
  ['The map in Chromium', mapPageRows()],
  ['Downloads, gzip', sizeRows()],
];
for (const [title, rows] of parts) {
  console.log(`${title}\n${heading}`);
  for await (const row of rows) console.log(rowText(row));
  console.log();
}
