// What stands where, and what stands nowhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files, json, text } from './repository.mjs';

test('nothing else stands at the root', () => {
  const top = [...new Set(files.map((path) => path.split('/')[0]))].filter((name) => !name.startsWith('.'));
  const known = ['core', 'wasm', 'www', 'tests', 'CMakeLists.txt', 'README.md', 'LICENSE'];
  assert.deepEqual(
    top.filter((name) => !known.includes(name)),
    [],
  );
});

test('lock files say which package, never where from', () => {
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
