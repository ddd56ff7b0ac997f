// User data on the page: they arrive by paste, drop or file, pass the dialog, and become a table of the state.
import { writeTable } from '../experiment/kept-tables.js';
import { packTable } from '../experiment/table.js';
import { runLater } from '../engine/later.js';
import { listenToArrivals } from './arrivals.js';
import { DataDialog } from './data-dialog.js';
import { usedText } from './used-table.js';

/**
 * @import { DataTable } from '../experiment/table.js'
 * @import { Store } from '../experiment/store.js'
 * @import { Translate } from '../i18n/translate.js'
 */

/**
 * @typedef {object} UserDataEvents
 * @property {(key: string) => void} onUse the key of a table, or '' for simulated data
 * @property {() => Translate} t
 */

export class UserData {
  /** @type {(source: string) => void} */ #receive = () => {};
  /** @type {Promise<string> | null} the address of the worker's script */ #address = null;

  /** @param {Store} store @param {UserDataEvents} events */
  constructor(store, { onUse, t }) {
    this.store = store;
    this.onUse = onUse;
    this.dialog = new DataDialog({
      startWorker: async () => new Worker(await this.#workerAddress()),
      onUse: (table) => this.#use(table),
      t,
    });
    listenToArrivals((source) => this.dialog.openWith(source));
  }

  open() {
    this.dialog.open(usedText(this.store.table()));
  }

  /** @param {string} source of the worker */
  receiveReader(source) {
    this.#receive(source);
  }

  /** @param {DataTable | null} table */
  async #use(table) {
    if (!table) {
      this.onUse('');
      return;
    }
    const key = await packTable(table);
    this.onUse(key);
    await writeTable(key, table);
  }

  #workerAddress() {
    this.#address ??= new Promise((resolve, reject) => {
      this.#receive = (source) => resolve(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      runLater('reader').catch(reject);
    });
    this.#address.catch(() => {
      this.#address = null;
    });
    return this.#address;
  }
}
