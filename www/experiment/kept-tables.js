// Tables that are too large for a link, in IndexedDB, so that they are there after the page is loaded again. Where the
// browser has none, as some have for pages from a disk, they last until the page is closed.
import { createStore, delMany, get, keys, set } from 'idb-keyval';
import { isLocal, keepTable } from './table.js';

/** @import { DataTable } from './table.js' */

const maxTables = 3;

/** @returns {ReturnType<typeof createStore>} */
const database = () => createStore('descenso', 'tables');

/** The key of the numbers of a column. @param {string} key @param {number} k */
const columnKey = (key, k) => `${key}/${k}`;

/**
 * Writes a table; of older ones the newest stay. Each column is an entry of its own, because the browser copies an
 * entry in one task: 56 MB would hold up the page for 150 ms. The table without its numbers is written last.
 * @param {string} key @param {DataTable} table
 */
export async function writeTable(key, table) {
  if (!isLocal(key)) return;
  try {
    const store = database();
    for (const [k, { numbers }] of table.columns.entries()) await set(columnKey(key, k), numbers, store);
    const columns = table.columns.map(({ numbers: _, ...column }) => column);
    await set(key, { table: { ...table, columns }, writtenMs: Date.now() }, store);
    await dropOlder(store);
  } catch {
    // The table is in memory, where it stays until the page is closed.
  }
}

/** Deletes all tables but the newest. @param {ReturnType<typeof createStore>} store */
async function dropOlder(store) {
  const all = (await keys(store)).map(String);
  const tables = all.filter((at) => !at.includes('/'));
  const written = await Promise.all(tables.map(async (at) => ({ at, entry: await get(at, store) })));
  written.sort((a, b) => b.entry.writtenMs - a.entry.writtenMs);
  const kept = written.slice(0, maxTables).map(({ at }) => at);
  await delMany(
    all.filter((at) => !kept.includes(at.split('/')[0])),
    store,
  );
}

/** Reads a table and keeps it at hand. @param {string} key @returns {Promise<boolean>} whether it was there */
export async function readTable(key) {
  try {
    const store = database();
    const entry = await get(key, store);
    if (!entry) return false;
    /** @type {DataTable['columns']} */
    const columns = [];
    for (const [k, column] of entry.table.columns.entries())
      columns.push({ ...column, numbers: column.numbers ?? (await get(columnKey(key, k), store)) });
    if (columns.some(({ numbers }) => !numbers)) return false;
    keepTable(key, { ...entry.table, columns });
    return true;
  } catch {
    return false;
  }
}
