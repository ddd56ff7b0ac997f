// Format and lint: the files are as `tests/format` leaves them, and no line is wider than a screen shows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { files, root, text } from './repository.mjs';

const isCpp = (/** @type {string} */ path) => /\.[ch]pp$/.test(path);
const isWeb = (/** @type {string} */ path) => /\.(m?js|ts|css|jsonc?)$/.test(path);
/** Files that the scripts in tests/golden/ and npm write are not formatted. */
const isGenerated = (/** @type {string} */ path) => /^tests\/golden\/|package-lock\.json$/.test(path);
/** Strings of the page are sentences: one line each, however long. */
const isSentences = (/** @type {string} */ path) => /^www\/i18n\/\w+\.json$/.test(path);

const written = files.filter((path) => !isGenerated(path));

/** The lines of a text that have more characters than `max`.
 * @param {string} source @param {number} max @returns {string[]} */
const tooWide = (source, max) =>
  source.split('\n').flatMap((line, i) => ([...line].length > max ? [`${i + 1}: ${[...line].length} columns`] : []));

/** Types that are imported in the middle of a comment. @param {string} source */
const inlineImports = (source) => source.match(/[{<|(,:&\s]import\((['"])[^'"]+\1\)\.\w+/g) ?? [];

test('every file is formatted and has nothing to lint', () => {
  const run = spawnSync(`${root}tests/format`, ['--check'], { encoding: 'utf8' });
  assert.equal(run.status, 0, `tests/format mends most of this:\n${run.stdout}${run.stderr}`);
});

test('lines have at most 110 columns in C++ and 120 elsewhere, comments included', () => {
  const checked = written.filter((path) => isCpp(path) || (isWeb(path) && !isSentences(path)));
  const wide = checked.flatMap((path) => tooWide(text(path), isCpp(path) ? 110 : 120).map((line) => `${path}:${line}`));
  assert.deepEqual(wide, []);
});

// Declarations of globals (.d.ts) may: an import at their top would make them a module, and nothing in it global.
test('types come by @import, not in the middle of a comment', () => {
  const inline = written
    .filter((path) => /\.m?js$/.test(path))
    .flatMap((path) => inlineImports(text(path)).map((found) => `${path}: ${found}`));
  assert.deepEqual(inline, []);
});

test('a wide line, an inline type and a file that is not formatted would be noticed', () => {
  assert.deepEqual(tooWide(`μ${'·'.repeat(109)}\n${'x'.repeat(111)}`, 110), ['2: 111 columns']);
  const inline = ['/** @param {', "import('./a.js').Thing} thing */"].join('');
  assert.equal(inlineImports(inline).length, 1);
  assert.equal(inlineImports(inline.replaceAll("'", '"')).length, 1);
  assert.equal(inlineImports("const a = await import('./a.js');\n/** @import { Thing } from './a.js' */").length, 0);
  const options = { encoding: /** @type {const} */ ('utf8'), cwd: root };
  const cpp = spawnSync('clang-format-14', ['--dry-run', '-Werror', '--assume-filename=core/a.cpp'], {
    ...options,
    input: 'int  a=1;\n',
  });
  assert.notEqual(cpp.status, 0);
  const js = spawnSync('tests/node_modules/.bin/biome', ['format', '--stdin-file-path=www/a.js'], {
    ...options,
    input: 'let  a=1',
  });
  assert.equal(js.stdout, 'let a = 1;\n');
});
