// The core's folders are in the order of the data: a file includes only from its own folder or those to its left.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files, text } from './repository.mjs';

const folders = [
  'random',
  'data',
  'formula',
  'graph',
  'grad',
  'jit',
  'loss',
  'optimizer',
  'run',
  'inspect',
  'fit',
  'race',
  'study',
  'catalog',
];

/** The position of the folder of a path inside core/. A file in none (error.hpp) is left of all; catalog may be a file.
 * @param {string} path */
const place = (path) => folders.indexOf(path.split(/[/.]/)[0]);

/** @param {string} path @returns {string[]} */
const includes = (path) => [...text(path).matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)].map((match) => match[1]);

/** The includes of `from` that point to the right.
 * @param {string} from path inside core/ @param {string[]} included */
const backward = (from, included) => included.filter((path) => place(path) > place(from));

const sources = files.filter((path) => /^core\/.*\.[ch]pp$/.test(path)).map((path) => path.slice('core/'.length));

test('every include of the core points one way', () => {
  assert.ok(sources.length > 5);
  for (const source of sources) {
    assert.deepEqual(backward(source, includes(`core/${source}`)), [], `core/${source} includes from its right`);
  }
});

test('the core does not depend on its bindings, on the web or on the tests', () => {
  for (const source of sources) {
    assert.doesNotMatch(
      text(`core/${source}`),
      /#\s*include\s+[<"](emscripten|.*wasm\/|.*tests\/)|\bEM_(JS|ASM)\b/,
      `core/${source}`,
    );
  }
});

test('an include that points back would be noticed', () => {
  assert.deepEqual(backward('loss/mse.cpp', ['run/train.hpp', 'graph/graph.hpp', 'error.hpp']), ['run/train.hpp']);
  assert.deepEqual(backward('error.hpp', ['random/random_state.hpp']), ['random/random_state.hpp']);
  assert.deepEqual(backward('catalog.cpp', ['run/train.hpp']), []);
});

test('every folder of the core is in the list', () => {
  const present = new Set(sources.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
  assert.deepEqual(
    [...present].filter((folder) => !folders.includes(folder)),
    [],
  );
});
