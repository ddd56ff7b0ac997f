// The page's side of the worker. One pending request per kind: a newer one replaces an older one that has not been
// sent. A worker that crashed is restarted, and so is one that has been computing an outdated answer for too long.
/** @import { AnswerMessage, FailureMessage } from './serve.js' */

/**
 * @typedef {(answer: any) => void} Receiver
 * @typedef {object} ClientEvents
 * @property {(isBusy: boolean) => void} onBusy
 * @property {(reason: string) => void} onFailure the engine cannot be used
 */

/** An outdated answer is awaited for this time (ms); then the worker is restarted with the newer request. */
const staleTimeoutMs = 250;
/** Consecutive crashes after which the worker is not restarted. */
const maxCrashes = 3;

export class EngineClient {
  #startWorker;
  /** @type {Worker | null} */ #worker = null;
  /** @type {Map<string, { payload: any, receive: Receiver }>} by kind */ #waiting = new Map();
  /** @type {{ id: number, kind: string, payload: any, receive: Receiver, since: number } | null} */ #sent = null;
  #lastId = 0;
  #crashes = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #staleTimer;

  /**
   * @param {() => Worker} startWorker
   * @param {ClientEvents} events
   */
  constructor(startWorker, events) {
    this.#startWorker = startWorker;
    this.events = events;
    this.#start();
  }

  /**
   * Sends a request; `receive` gets the answer, unless a newer request of the same kind comes first.
   * @param {string} kind
   * @param {any} payload
   * @param {Receiver} receive
   */
  request(kind, payload, receive) {
    this.#waiting.set(kind, { payload, receive });
    if (!this.#sent) this.#sendNext();
    else if (this.#sent.kind === kind) this.#restartIfStale();
  }

  /** Drops the request that is being answered and those that wait. */
  cancel() {
    this.#waiting.clear();
    if (this.#sent) this.#restart();
  }

  /** Ends the worker for good. */
  end() {
    this.#waiting.clear();
    this.#settle();
    this.#worker?.terminate();
    this.#worker = null;
  }

  #start() {
    this.#worker = this.#startWorker();
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#crashed(event.message);
    };
    this.#worker.onmessageerror = () => this.#crashed('messageerror');
  }

  #sendNext() {
    const first = this.#waiting.entries().next();
    this.events.onBusy(!first.done);
    if (first.done || !this.#worker) return;
    const [kind, { payload, receive }] = first.value;
    this.#waiting.delete(kind);
    this.#sent = { id: ++this.#lastId, kind, payload, receive, since: performance.now() };
    this.#worker.postMessage({ id: this.#lastId, kind, payload });
  }

  /** @param {AnswerMessage | FailureMessage} message */
  #receive(message) {
    if ('failure' in message) {
      this.events.onFailure(message.failure);
      return;
    }
    if (this.#sent?.id !== message.id) return;
    const { receive } = this.#sent;
    this.#settle();
    this.#crashes = 0;
    receive(message.answer);
    // The receiver may have sent the next request.
    if (!this.#sent) this.#sendNext();
  }

  #settle() {
    clearTimeout(this.#staleTimer);
    this.#staleTimer = undefined;
    this.#sent = null;
  }

  /** The answer that is being computed is outdated: restarts the worker if it takes too long. */
  #restartIfStale() {
    if (this.#staleTimer !== undefined || !this.#sent) return;
    const spent = performance.now() - this.#sent.since;
    this.#staleTimer = setTimeout(() => this.#restart(), Math.max(0, staleTimeoutMs - spent));
  }

  #restart() {
    this.#worker?.terminate();
    this.#settle();
    this.#start();
    this.#sendNext();
  }

  /** @param {string} reason */
  #crashed(reason) {
    const sent = this.#sent;
    this.#worker?.terminate();
    this.#worker = null;
    this.#settle();
    this.#crashes += 1;
    if (this.#crashes >= maxCrashes) {
      this.events.onFailure(reason);
      return;
    }
    if (sent && !this.#waiting.has(sent.kind)) this.#waiting.set(sent.kind, sent);
    this.#start();
    this.#sendNext();
  }
}
