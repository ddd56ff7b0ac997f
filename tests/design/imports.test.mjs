// The folders of the page are in the order of their imports: a file imports from its own folder or from those before.
// Types count as well, because they are what one folder has to know of another.
import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { files, text } from './repository.mjs';

/** Folders of www/ in the order of imports. Every other folder is a workspace: none imports from another. */
const before = ['experiment', 'i18n', 'engine', 'ui', 'chart', 'data', 'problem'];
const after = ['guide', 'shell'];

/** Imports that still point the wrong way, as "file → folder". The list only shrinks. */
/** @type {Set<string>} */
const known = new Set();

/** The folder of a path inside www/, or '' for the files that put the page together (app.js, worker.js).
 * @param {string} path */
const folderOf = (path) => (path.includes('/') ? path.split('/')[0] : '');

/** @param {string} folder */
function rank(folder) {
  if (folder === '') return before.length + 1 + after.length;
  if (before.includes(folder)) return before.indexOf(folder);
  return after.includes(folder) ? before.length + 1 + after.indexOf(folder) : before.length;
}

/** Whether a file of one folder may import from another. @param {string} from @param {string} to */
const isAllowed = (from, to) => from === to || rank(to) < rank(from);

/** Paths inside www/ that a file of www/ imports, as values or as types.
 * @param {string} path inside www/ @param {string} source */
function imported(path, source) {
  const pattern =
    /^\s*(?:import|export)\b[^;'"]*['"]([^'"]+)['"]|@import\b[^'"]*['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/gm;
  return [...source.matchAll(pattern)]
    .map(([, value, type, inline]) => value ?? type ?? inline)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.normalize(posix.join(posix.dirname(path), specifier)))
    .filter((target) => !target.startsWith('../'));
}

/** The imports of a file that point the wrong way, as "file → folder".
 * @param {string} path inside www/ @param {string} source @returns {string[]} */
const backward = (path, source) =>
  imported(path, source)
    .map(folderOf)
    .filter((folder) => !isAllowed(folderOf(path), folder))
    .map((folder) => `${path} → ${folder || 'the top'}`);

const sources = files.filter((path) => /^www\/.*\.js$/.test(path)).map((path) => path.slice('www/'.length));
const found = sources.flatMap((path) => backward(path, text(`www/${path}`)));

test('every import of the page points one way', () => {
  assert.ok(sources.length > 50);
  assert.deepEqual(
    found.filter((entry) => !known.has(entry)),
    [],
  );
});

test('an exception that is no longer needed is struck from the list', () => {
  assert.deepEqual(
    [...known].filter((entry) => !found.includes(entry)),
    [],
  );
});

test('the page imports nothing from the engine but its types, and nothing from the tests', () => {
  for (const path of sources) {
    const outside = [
      ...text(`www/${path}`).matchAll(/^\s*import\b[^;'"]*['"]((?:\.\.\/)+(?:wasm|core|tests)\/[^'"]+)['"]/gm),
    ];
    assert.deepEqual(
      outside.map(([, target]) => target),
      [],
      path,
    );
  }
});

test('imports that point back would be noticed', () => {
  const line = (/** @type {string} */ target) => `import { a } from '${target}';\n`;
  assert.deepEqual(backward('engine/client.js', line('../chart/plot.js')), ['engine/client.js → chart']);
  assert.deepEqual(backward('experiment/store.js', line('../map/map.js')), ['experiment/store.js → map']);
  assert.deepEqual(backward('race/race.js', line('../map/map.js')), ['race/race.js → map']);
  assert.deepEqual(backward('race/charts/a.js', line('../../shell/page.js')), ['race/charts/a.js → shell']);
  assert.deepEqual(backward('map/map.js', line('../guide/guide.js')), ['map/map.js → guide']);
  assert.deepEqual(backward('guide/guide.js', line('../shell/page.js')), ['guide/guide.js → shell']);
  assert.deepEqual(backward('shell/page.js', line('../app.js')), ['shell/page.js → the top']);
  assert.deepEqual(backward('chart/a.js', "/** @import { A } from '../race/a.js' */"), ['chart/a.js → race']);
  assert.deepEqual(backward('chart/a.js', "export { a } from '../race/a.js';"), ['chart/a.js → race']);
  assert.deepEqual(backward('chart/a.js', "const a = await import('../race/a.js');"), ['chart/a.js → race']);
  assert.deepEqual(backward('chart/a.js', "import {\n  a,\n} from '../race/a.js';"), ['chart/a.js → race']);
  assert.deepEqual(backward('race/race.js', line('../chart/plot.js') + line('./step.js')), []);
  assert.deepEqual(backward('app.js', line('./shell/page.js')), []);
});
