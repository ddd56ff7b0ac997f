// Tables that are too large for a link, in IndexedDB, so that they are there after the page is loaded again. Where the
// browser has none, as some have for pages from a disk, they last until the page is closed.
import { createStore, del, get, keys, set } from 'idb-keyval';
import { isLocal, keepTable } from './table.js';

/** @import { DataTable } from './table.js' */

const maxTables = 3;

/** @returns {ReturnType<typeof createStore>} */
const database = () => createStore('descenso', 'tables');

/** Writes a table; of older ones the newest stay. @param {string} key @param {DataTable} table */
export async function writeTable(key, table) {
  if (!isLocal(key)) return;
  try {
    const store = database();
    await set(key, { table, writtenMs: Date.now() }, store);
    const written = await Promise.all((await keys(store)).map(async (at) => ({ at, entry: await get(at, store) })));
    written.sort((a, b) => b.entry.writtenMs - a.entry.writtenMs);
    await Promise.all(written.slice(maxTables).map(({ at }) => del(at, store)));
  } catch {
    // The table is in memory, where it stays until the page is closed.
  }
}

/** Reads a table and keeps it at hand. @param {string} key @returns {Promise<boolean>} whether it was there */
export async function readTable(key) {
  try {
    const entry = await get(key, database());
    if (entry) keepTable(key, entry.table);
    return Boolean(entry);
  } catch {
    return false;
  }
}
