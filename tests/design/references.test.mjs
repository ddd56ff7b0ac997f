// Comments and guides refer to files that are in the repository, or that the build makes.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { comments } from './prose.mjs';
import { mutations } from '../mutations.mjs';
import { files, text } from './repository.mjs';

/** @import { Mutation } from '../mutations.mjs' */

/** @type {Set<string>} References that are still to be mended, as "file → name". The list only shrinks. */
const known = new Set();

/** Names that look like files: a library, and the notebook that the page grew from. */
const notFiles = ['Plotly.js', 'notebook.txt'];
const named = /(?<![\w:/.*…<-])[\w-][\w./-]*\.(?:[ch]pp|m?js|css|jsonc?|md|py|html|txt|ts|sh)\b(?!\()/g;

const built = new Set([
  ...[...text('www/build.mjs').matchAll(/['"`/]([\w.-]+\.\w+)['"`]/g)].map((match) => match[1]),
  ...files.filter((path) => /^www\/i18n\/\w+\.json$/.test(path)).map((path) => basename(path, 'json').concat('js')),
]);

/** Whether a name is that of a file: its whole path, the end of it, or a file in build/.
 * @param {string} name */
const exists = (name) =>
  notFiles.includes(name) ||
  name.startsWith('build/') ||
  built.has(name) ||
  files.some((path) => path === name || path.endsWith(`/${name}`));

/** The names in a text that are no files. @param {string} prose @returns {string[]} */
const dangling = (prose) =>
  (prose.match(named) ?? []).map((name) => name.replace(/^\.\//, '')).filter((name) => !exists(name));

const guides = files.filter((path) => path.endsWith('.md'));
const sources = files.filter(
  (path) =>
    /\.([ch]pp|m?js|ts|css|py|ya?ml)$|CMakeLists\.txt$|^(www|tests)\/(\w+\/)?\w+$/.test(path) &&
    !/^tests\/golden\/.*pp$|^tests\/design\/references/.test(path),
);

const found = [
  ...guides.flatMap((path) => dangling(text(path)).map((name) => `${path} → ${name}`)),
  ...sources.flatMap((path) =>
    comments(path, text(path)).flatMap((comment) => dangling(comment.text).map((name) => `${path} → ${name}`)),
  ),
];

test('every file that a comment or a guide names is there', () => {
  assert.ok(guides.length > 1 && sources.length > 150);
  assert.deepEqual(
    found.filter((entry) => !known.has(entry)),
    [],
  );
});

test('a reference that is mended is struck from the list', () => {
  assert.deepEqual(
    [...known].filter((entry) => !found.includes(entry)),
    [],
  );
});

test('a reference to a file that is not there would be noticed', () => {
  assert.deepEqual(dangling('see design.md, core/nowhere/a.hpp, error.hpp and www/build.mjs; a.map(x); x.y'), [
    'design.md',
    'core/nowhere/a.hpp',
  ]);
});

test('each defect of the list of mutations replaces a text that its file has once', () => {
  const once = (/** @type {Mutation} */ { file, from }) => files.includes(file) && text(file).split(from).length === 2;
  assert.ok(mutations.length > 80);
  assert.deepEqual(
    mutations.filter((mutation) => !once(mutation)).map(({ file, what }) => `${file}: ${what}`),
    [],
  );
});
