// The downloads of a visitor, compressed by gzip as hosts of static pages do.
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** @import { Row } from './table.mjs' */

const site = new URL('../../build/site/', import.meta.url);

/** @type {[what: string, files: string[], budget?: number][]} */
const downloads = [
  ['engine with its JavaScript', ['engine.mjs']],
  ['first paint', ['index.html']],
  ['page code, with the sentences of one language', ['app.js', 'es.js']],
  ["the notebook's run", ['notebook.js']],
  ['tools and closed panels, after the engine', ['tools.js']],
  ['race, when first opened', ['race.js'], 30],
  ['map, when first opened', ['map.js'], 30],
  ['charts with surfaces, when first drawn', ['plotly.js']],
  ['mathematics', ['math.js', 'math.css']],
  ['reading of data, when first opened', ['reader.js']],
  ['all in one file', ['descenso.html']],
];

/** @returns {Generator<Row>} */
export function* sizeRows() {
  for (const [what, files, budget] of downloads) {
    const there = files.filter((name) => existsSync(new URL(name, site)));
    if (!there.length) continue;
    const kB = there.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, site))).length, 0) / 1000;
    yield { what: `download: ${what}`, ours: `${kB.toFixed(1)} kB`, value: kB, atMost: budget, unit: 'kB' };
  }
}
