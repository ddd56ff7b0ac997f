// Editing of data: the table in use is changed by its cells or by its points on a chart, every change is descended at
// once, and every change can be undone. Simulated data become data of the user with the first change.
import { writeTable } from '../experiment/kept-tables.js';
import { keepTable, packTable } from '../experiment/table.js';
import { maxEditedRows, minRows, placeOf, rowCount, tableOf, withNewRow, withoutRow, withValues } from './edits.js';

/**
 * @import { DataTable } from '../experiment/table.js'
 * @import { Store } from '../experiment/store.js'
 */

/**
 * @typedef {object} EditorHost
 * @property {() => { x: Float64Array, y: Float64Array } | null} data that are shown
 * @property {(key: string, isMoving: boolean) => void} onChange the key of the changed table
 * @property {(sentence: 'edited' | 'becameOwn' | 'tooLong', undo: (() => void) | null) => void} notify
 */

/** The key of a changed table until it has one that a link can carry; while a point is dragged, two in turn. */
const keyOf = (/** @type {number} */ count, /** @type {boolean} */ isMoving) =>
  isMoving ? `local.moving${count % 2}` : `local.edit${count}`;

export class DataEditor {
  /** @type {string[]} the keys of the tables before each change */ #history = [];
  /** @type {string | null} the key of the table before the drag in progress */ #before = null;
  #changes = 0;
  /** @type {Set<() => void>} */ #listeners = new Set();

  /** @param {Store} store @param {EditorHost} host */
  constructor(store, host) {
    this.store = store;
    this.host = host;
  }

  /** The table in use, or simulated data as one. @returns {DataTable | null} */
  get table() {
    const data = this.host.data();
    return this.store.table() ?? (data && tableOf(data));
  }

  /** The points of the table as the chart of the data has them. */
  get points() {
    const { table } = this;
    return table && { x: table.columns[placeOf(table, 'x')].numbers, y: table.columns[placeOf(table, 'y')].numbers };
  }

  /** Whether the data are few enough to be edited; else a notice is shown. */
  canEdit() {
    const { table } = this;
    if (!table) return false;
    if (rowCount(table) <= maxEditedRows) return true;
    this.host.notify('tooLong', null);
    return false;
  }

  /** @param {() => void} listener is called after a change that is not a move */
  onEdit(listener) {
    this.#listeners.add(listener);
  }

  /** @param {number} row @param {Record<number, number>} values by the place of their column
   * @param {boolean} isMoving */
  set(row, values, isMoving) {
    this.#change((table) => withValues(table, row, values), isMoving);
  }

  /** @param {number} row @param {number} x @param {number} y @param {boolean} isMoving */
  move(row, x, y, isMoving) {
    this.#change((table) => withValues(table, row, { [placeOf(table, 'x')]: x, [placeOf(table, 'y')]: y }), isMoving);
  }

  /** Adds a row at the end. @param {{ x: number, y: number }} [point] */
  add(point) {
    this.#change(
      (table) =>
        withNewRow(table, point ? { [placeOf(table, 'x')]: point.x, [placeOf(table, 'y')]: point.y } : undefined),
      false,
    );
  }

  /** @param {number} row */
  remove(row) {
    this.#change((table) => (rowCount(table) > minRows ? withoutRow(table, row) : table), false);
  }

  undo() {
    const key = this.#history.pop();
    if (key === undefined) return;
    this.#before = null;
    this.host.onChange(key, false);
    for (const listener of this.#listeners) listener();
  }

  /** @param {(table: DataTable) => DataTable} change @param {boolean} isMoving */
  #change(change, isMoving) {
    const { table } = this;
    if (!table || !this.canEdit()) return;
    const next = change(table);
    if (next === table) return;
    this.#before ??= this.store.choice('data.table');
    const key = keyOf(this.#changes++, isMoving);
    keepTable(key, next);
    this.host.onChange(key, isMoving);
    if (!isMoving) this.#finish(next, key);
  }

  /** Gives the changed table a key that a link can carry. @param {DataTable} table @param {string} first */
  async #finish(table, first) {
    const before = this.#before ?? '';
    this.#before = null;
    this.#history.push(before);
    this.host.notify(before === '' ? 'becameOwn' : 'edited', () => this.undo());
    for (const listener of this.#listeners) listener();
    const key = await packTable(table);
    const at = this.#history.indexOf(first);
    if (at >= 0) this.#history[at] = key;
    if (this.#before === first) this.#before = key;
    if (this.store.choice('data.table') === first && this.store.table() === table) this.host.onChange(key, false);
    await writeTable(key, table);
  }
}
