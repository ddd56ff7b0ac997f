// Plain English of the field in comments and names: prose.mjs has the words, this file the places.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentFaults, comments, faults, nameFaults, names } from './prose.mjs';
import { files, text } from './repository.mjs';

/** Folders and files whose words are still to be mended. The list only shrinks. */
/** @type {string[]} */
const pending = [];

/** Sources of the repository whose words are checked; prose.mjs and this file name the words themselves. */
const sources = files.filter(
  (path) =>
    /^(core|wasm|www|tests)\/.*\.([ch]pp|m?js|ts|css)$|^CMakeLists\.txt$|^(www|tests)\/(\w+\/)?\w+$|\.ya?ml$/.test(
      path,
    ) && !/^tests\/golden\/|^tests\/design\/(prose|words\.test)\.mjs$/.test(path),
);

/** @param {string} path @param {string} place a file or a folder */
const isIn = (path, place) => path === place || path.startsWith(`${place}/`);

const found = new Map(sources.map((path) => [path, faults(path, text(path))]));

test('comments and names are plain English of the field', () => {
  assert.ok(sources.length > 150);
  const checked = sources.filter((path) => !pending.some((place) => isIn(path, place)));
  assert.deepEqual(
    checked.flatMap((path) => found.get(path)),
    [],
  );
});

test('a place whose words are mended is struck from the list', () => {
  const mended = pending.filter((place) => !sources.some((path) => isIn(path, place) && found.get(path)?.length));
  assert.deepEqual(mended, []);
});

/** The faults of a comment alone. @param {string} source @param {string} [path] */
const of = (source, path = 'www/a.js') => comments(path, source).flatMap(commentFaults);

test('each of the patterns would be noticed', () => {
  for (const sentence of [
    "// Data of one's own.",
    '// The map is drawn anew.',
    '// So many epochs are kept.',
    '// A bound that nobody sets.',
    '// The slope that theory foretells.',
    '// A second opinion on a derivative.',
    '// The summary that is told.',
    '// The catalog says which fields there are.',
    '// The worker knows the engine.',
    '// The panel asks whether the run ended.',
    '// The rate is optimised.',
    '// Summarises the run.',
    '// What the page keeps of a run.',
    '// How two columns go together.',
    '// Where the optimizer stops.',
    '/** Has the slope fallen? */ const a = 1;',
    '/// Is the node its own? @param n a node',
    '# Nobody asks.',
  ]) {
    assert.notDeepEqual(of(sentence, sentence.startsWith('#') ? 'tests/run' : 'www/a.js'), [], sentence);
  }
  for (const name of ['mostRows', 'most_points', 'layGround', 'guest', 'summarise', 'optimised_rate']) {
    assert.notDeepEqual(nameFaults(name), [], name);
  }
});

test('plain sentences, words of the product and text in strings are left alone', () => {
  for (const sentence of [
    '// A runner of the race, and the dial of its rate.',
    '// Where the loss has a kink, its derivative is that of JAX.',
    '// The user asks for a hint, and readers know the method.',
    '// Precisely: otherwise the exercise is imprecise, and raises an error.',
    '/** Whether the run has ended. */ const a = 1;',
    "const a = 'nobody is told anew'; // The sentence is translated.",
    'const a = `so many`;',
  ]) {
    assert.deepEqual(of(sentence), [], sentence);
  }
  assert.deepEqual(names('core/a.cpp', "int rate = 1'000; // most_points\nchar c = '\"'; int b = 2;"), [
    'int',
    'rate',
    'char',
    'c',
    'b',
  ]);
  assert.deepEqual(['mostly', 'almost', 'utmost', 'background', 'precise'].flatMap(nameFaults), []);
});
