// `tests/run --changed` runs what a change can affect: every kind of file belongs to the parts that execute it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { files, root } from './repository.mjs';

/** @param {string[]} paths */
const parts = (...paths) =>
  execFileSync(`${root}tests/run`, ['--parts', ...paths], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);

test('a change runs the parts that execute the file', () => {
  const all = ['design', 'types', 'browser', 'core', 'sanitize', 'wasm', 'engine', 'page', 'fuzz'];
  assert.deepEqual(
    parts('core/jit/program.cpp'),
    all.filter((part) => part !== 'types'),
  );
  assert.deepEqual(parts('www/chart/plot.js'), ['design', 'types', 'browser', 'page']);
  assert.deepEqual(parts('wasm/bindings.cpp'), ['design', 'types', 'browser', 'engine', 'page']);
  assert.deepEqual(parts('tests/core/run_test.cpp'), ['design', 'core', 'sanitize', 'wasm', 'engine', 'page']);
  assert.deepEqual(parts('tests/page/run.test.mjs'), ['design', 'types', 'page']);
  assert.deepEqual(parts('README.md', '.github/workflows/ci.yml'), ['design']);
  assert.deepEqual(parts('tests/page/run.test.mjs', 'tests/fuzz/formula.dict'), ['design', 'types', 'page', 'fuzz']);
  assert.deepEqual(parts('a/file/that/no/rule/has/seen'), all);
});

test('every file of the repository is checked by the design tests at least', () => {
  const folders = [...new Set(files.map((path) => path.replace(/[^/]*$/, '')))];
  const samples = folders.map((folder) => files.find((path) => path.replace(/[^/]*$/, '') === folder) ?? '');
  for (const path of samples) assert.ok(parts(path).includes('design'), path);
});
