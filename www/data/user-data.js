// User data on the page: they arrive by paste, drop or file, pass the dialog, and become a table of the state.
import { writeTable } from '../experiment/kept-tables.js';
import { packTable } from '../experiment/table.js';
import { runLater, slowPartMs } from '../engine/later.js';
import { DataDialog } from './data-dialog.js';
import { usedText } from './used-table.js';

/**
 * @import { DataTable } from '../experiment/table.js'
 * @import { Store } from '../experiment/store.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { TeachingSet } from './teaching.js'
 */

/**
 * @typedef {object} UserDataEvents
 * @property {(values: Record<string, string | number>) => void} onUse values of the store, the key of the table among
 *   them; '' for simulated data
 * @property {() => Translate} t
 */

export class UserData {
  /** @type {(source: string) => void} */ #receive = () => {};
  /** @type {Promise<string> | null} the address of the worker's script */ #address = null;
  /** @type {(sets: TeachingSet[]) => void} */ #receiveSets = () => {};
  /** @type {Promise<TeachingSet[]> | null} */ #sets = null;

  /** @param {Store} store @param {UserDataEvents} events */
  constructor(store, { onUse, t }) {
    this.store = store;
    this.onUse = onUse;
    this.dialog = new DataDialog({
      startWorker: async () => new Worker(await this.#workerAddress()),
      onUse: (table) => this.#use(table),
      t,
    });
  }

  open() {
    this.dialog.open(usedText(this.store.table()));
  }

  /** @param {TeachingSet[]} sets */
  receiveSets(sets) {
    this.#receiveSets(sets);
  }

  /** @param {string} source of the worker */
  receiveReader(source) {
    this.#receive(source);
  }

  /** @param {DataTable | null} table */
  async #use(table) {
    if (!table) {
      this.onUse({ 'data.table': '' });
      return;
    }
    const key = await packTable(table);
    this.onUse({ 'data.table': key });
    await writeTable(key, table);
  }

  /** Uses data that teach, with their model. @param {string} lesson */
  async teach(lesson) {
    this.#sets ??= new Promise((resolve, reject) => {
      this.#receiveSets = resolve;
      runLater('teaching').catch(reject);
    });
    const sets = await this.#sets.catch(() => []);
    if (sets.length === 0) this.#sets = null;
    const set = sets.find(({ key }) => key === lesson);
    if (!set) return;
    const columns = set.columns.map(({ numbers, ...column }) => ({
      ...column,
      name: column.title,
      numbers: Float64Array.from(numbers),
    }));
    const start = Object.entries(set.start).map(([name, value]) => [`model.start.${name}`, value]);
    this.onUse({
      'data.table': await packTable({ columns, lesson }),
      'model.formula': set.formula,
      ...Object.fromEntries(start),
    });
  }

  #workerAddress() {
    this.#address ??= new Promise((resolve, reject) => {
      this.#receive = (source) => resolve(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      runLater('reader').catch(reject);
      setTimeout(() => reject(new Error('reader')), slowPartMs);
    });
    this.#address.catch(() => {
      this.#address = null;
    });
    return this.#address;
  }
}
