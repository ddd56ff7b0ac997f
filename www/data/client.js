// The page's side of the worker that reads user data. A newer request to read ends the worker of an older one, which is
// how reading is cancelled at once.

/**
 * @import { DataTable } from '../experiment/table.js'
 * @import { Settings } from './read/settings.js'
 * @import { Summary } from './summary.js'
 * @import { ReaderRequest } from './worker.js'
 */

/** @typedef {{ summary: Summary } | { error: string }} Outcome */

export class ReaderClient {
  /** @type {Worker | null} */ #worker = null;
  #isReading = false;
  /** Whether a worker has ever answered. */ #hasAnswered = false;
  #last = 0;

  /** @param {() => Promise<Worker>} startWorker @param {(share: number) => void} onProgress */
  constructor(startWorker, onProgress) {
    this.startWorker = startWorker;
    this.onProgress = onProgress;
  }

  /**
   * @param {string | Blob} source
   * @param {Settings} settings
   * @returns {Promise<Outcome>} never settles if a newer request comes, or if reading is cancelled
   */
  async read(source, settings) {
    if (this.#isReading) this.cancel();
    this.#isReading = true;
    const outcome = await this.#request({ kind: 'read', source, settings });
    this.#isReading = false;
    return outcome;
  }

  /** Decides again about the text that was read last. @param {Settings} settings @returns {Promise<Outcome>} */
  decide(settings) {
    return this.#request({ kind: 'decide', settings });
  }

  /** The numbers of the table, after which the worker ends. @param {Settings} settings @returns {Promise<DataTable>} */
  async take(settings) {
    const { table } = await this.#request({ kind: 'take', settings });
    this.cancel();
    return table;
  }

  /** Ends the worker, whatever it is doing. */
  cancel() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#isReading = false;
    this.#last += 1;
  }

  /** @param {ReaderRequest} request @returns {Promise<any>} */
  async #request(request) {
    const id = ++this.#last;
    const worker = this.#worker ?? (await this.startWorker().catch(() => null));
    if (id !== this.#last) return new Promise(() => {});
    if (!worker) return { error: 'unavailable' };
    this.#worker = worker;
    return new Promise((resolve) => {
      worker.onmessage = ({ data: { answer, ...message } }) => {
        this.#hasAnswered = true;
        if (message.id !== this.#last) return;
        if ('progress' in answer) this.onProgress(answer.progress);
        else resolve(answer);
      };
      worker.onerror = () => {
        this.cancel();
        resolve({ error: this.#hasAnswered ? 'unreadable' : 'unavailable' });
      };
      worker.postMessage({ id, request });
    });
  }
}
