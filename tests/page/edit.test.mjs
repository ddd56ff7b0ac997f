// Editing of data: the changes of a table, and the page whose data are edited by cells and by points.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maxEditedRows, numberIn, tableOf, withNewRow, withoutRow, withValues } from '../../www/data/edits.js';
import { DataEditor } from '../../www/data/editor.js';
import { keepTable, tableAt } from '../../www/experiment/table.js';

/** @import { DataTable } from '../../www/experiment/table.js' */

const numbers = (/** @type {DataTable} */ { columns }) => columns.map((column) => [...column.numbers]);
const line = () => tableOf({ x: Float64Array.of(1, 2, 4), y: Float64Array.of(10, 20, 40) });

test('a changed table is another, and the one before stays', () => {
  const table = line();
  assert.deepEqual(numbers(withValues(table, 1, { 1: 25 })), [
    [1, 2, 4],
    [10, 25, 40],
  ]);
  assert.deepEqual(numbers(withoutRow(table, 0)), [
    [2, 4],
    [20, 40],
  ]);
  assert.deepEqual(numbers(withNewRow(table)), [
    [1, 2, 4, 6],
    [10, 20, 40, 40],
  ]);
  assert.deepEqual(numbers(withNewRow(table, { 0: 9, 1: 3 })), [
    [1, 2, 4, 9],
    [10, 20, 40, 3],
  ]);
  assert.deepEqual(numbers(table), numbers(line()));
});

test('a cell holds the numbers that its column admits', () => {
  const cases = /** @type {const} */ ([
    ['1.5', 'y', 1.5],
    [' 1,5 ', 'y', 1.5],
    ['−2e-3', 'x', -0.002],
    ['', 'y', null],
    ['abc', 'y', null],
    ['0x10', 'y', null],
    ['1e999', 'y', null],
    ['1,234.5', 'y', null],
    ['0', 'sigma', null],
    ['0', 'weight', 0],
    ['-1', 'weight', null],
  ]);
  for (const [text, role, value] of cases) assert.equal(numberIn(text, role), value, text);
});

/** An editor over a store with a table of the user, or none. @param {DataTable | null} [own] */
function editorOf(own = null, shown = { x: Float64Array.of(1, 2, 3), y: Float64Array.of(2, 4, 6) }) {
  if (own) keepTable('local.own', own);
  const state = { key: own ? 'local.own' : '', sentences: /** @type {string[]} */ ([]) };
  const store = { choice: () => state.key, table: () => tableAt(state.key) };
  const editor = new DataEditor(/** @type {any} */ (store), {
    data: () => shown,
    onChange: (key) => {
      state.key = key;
    },
    notify: (sentence) => state.sentences.push(sentence),
  });
  return { editor, state };
}

/** Lets the packing of the table end, which a busy machine delays. @param {{ key: string }} state */
async function packed(state) {
  for (let turn = 0; turn < 200 && /^local\.(edit|moving)/.test(state.key); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
}

test('simulated data become the data of the user with the first change, and undo leads back', async () => {
  const { editor, state } = editorOf();
  editor.move(1, 2.5, 5, false);
  assert.deepEqual(state.sentences, ['becameOwn']);
  await packed(state);
  assert.match(state.key, /^z\./);
  editor.add({ x: 7, y: 8 });
  await packed(state);
  assert.deepEqual(state.sentences, ['becameOwn', 'edited']);
  assert.deepEqual(numbers(/** @type {DataTable} */ (editor.table)), [
    [1, 2.5, 3, 7],
    [2, 5, 6, 8],
  ]);
  editor.undo();
  assert.deepEqual(numbers(/** @type {DataTable} */ (editor.table))[0], [1, 2.5, 3]);
  editor.undo();
  assert.equal(state.key, '');
});

test('a drag is one change: undo leads to where it began', async () => {
  const { editor, state } = editorOf(line());
  for (const y of [11, 12, 13]) editor.move(0, 1, y, true);
  assert.deepEqual(state.sentences, []);
  editor.move(0, 1, 14, false);
  await packed(state);
  assert.equal(editor.table?.columns[1].numbers[0], 14);
  editor.undo();
  assert.equal(state.key, 'local.own');
});

test('changes that follow at once are all undone in turn', async () => {
  const { editor, state } = editorOf(line());
  for (const y of [1, 2, 3, 4]) editor.move(0, 1, y, false);
  await packed(state);
  for (const y of [3, 2, 1]) {
    editor.undo();
    assert.equal(editor.table?.columns[1].numbers[0], y);
  }
  editor.undo();
  assert.equal(state.key, 'local.own');
});

test('the last two rows stay, and long tables are not edited', () => {
  const two = editorOf(withoutRow(line(), 0));
  two.editor.remove(0);
  assert.equal(two.state.key, 'local.own');
  const long = new Float64Array(maxEditedRows + 1);
  const { editor, state } = editorOf(tableOf({ x: long, y: long }));
  editor.move(0, 1, 1, false);
  assert.deepEqual([state.key, state.sentences], ['local.own', ['tooLong']]);
});
