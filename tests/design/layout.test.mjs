// The places of files, and what no file contains.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files, json, text } from './repository.mjs';

test('nothing else stands at the root', () => {
  const top = [...new Set(files.map((path) => path.split('/')[0]))].filter((name) => !name.startsWith('.'));
  const known = ['core', 'wasm', 'www', 'tests', 'CMakeLists.txt', 'README.md', 'README.es.md', 'LICENSE'];
  assert.deepEqual(
    top.filter((name) => !known.includes(name)),
    [],
  );
});

/** The folders with more than 20 files beside each other. @param {string[]} paths */
function crowded(paths) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 20).map(([folder]) => folder);
}

test('no folder of the core or of the page has more than 20 files beside each other', () => {
  assert.deepEqual(crowded(files.filter((path) => /^(core|www)\//.test(path))), []);
  const many = Array.from({ length: 21 }, (_, i) => `www/ui/${i}.js`);
  assert.deepEqual(crowded([...many, 'www/ui/deeper/a.js']), ['www/ui']);
  assert.deepEqual(crowded(many.slice(1)), []);
});

test('lock files have names and versions of packages, not addresses', () => {
  const locks = files.filter((path) => path.endsWith('package-lock.json'));
  assert.ok(locks.length > 0);
  for (const lock of locks) {
    for (const [name, entry] of Object.entries(json(lock).packages)) {
      assert.equal(entry.resolved, undefined, `${lock}: ${name}`);
    }
  }
});

test('no file names the host of a package registry', () => {
  const host = /registry[.]npmjs|deb[.]debian[.]org/;
  for (const path of files.filter((name) => /\.(json|m?js|ya?ml|md|css|html)$|\/(run|serve|install)$/.test(name))) {
    assert.doesNotMatch(text(path), host, path);
  }
});

test('npm packages have exact versions', () => {
  for (const path of files.filter((name) => name.endsWith('package.json'))) {
    const { dependencies = {}, devDependencies = {} } = json(path);
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+$/, `${path}: ${name}`);
    }
  }
});
