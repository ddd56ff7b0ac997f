// The page's side of the worker. Each channel remembers one question: the latest wins, older ones are dropped unasked.
// A worker that crashed or that works on a question nobody wants any more for too long is replaced.
/** @import { Question } from '../worker.js' */

/**
 * @typedef {Question['kind']} Kind
 * @typedef {(result: any) => void} Receiver
 */

/** After this many milliseconds a newer question does not wait for an older one: the worker is replaced. */
const patience = 250;
/** A worker that dies this often without an answer in between is not started again. */
const maxCrashes = 3;

export class EngineClient {
  #source;
  /** @type {Worker | null} */ #worker = null;
  /** @type {Map<Kind, { payload: any, receive: Receiver }>} */ #waiting = new Map();
  /** @type {{ id: number, kind: Kind, payload: any, receive: Receiver, since: number } | null} */ #asked = null;
  #lastId = 0;
  #crashes = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #impatience;

  /**
   * @param {string} source of the worker
   * @param {{ onBusy: (busy: boolean) => void, onFailure: (reason: string) => void }} events
   */
  constructor(source, events) {
    this.#source = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    this.events = events;
    this.#start();
  }

  /**
   * Asks; `receive` is called with the answer unless a newer question of the same kind comes first.
   * @param {Kind} kind
   * @param {Question['payload']} payload
   * @param {Receiver} receive
   */
  ask(kind, payload, receive) {
    this.#waiting.set(kind, { payload, receive });
    if (!this.#asked) this.#next();
    else if (this.#asked.kind === kind) this.#losePatience();
  }

  /** Drops what is being computed and what waits. */
  cancel() {
    this.#waiting.clear();
    if (this.#asked) this.#restart();
  }

  /** Ends the worker for good. */
  end() {
    this.#waiting.clear();
    this.#settle();
    this.#worker?.terminate();
    this.#worker = null;
    URL.revokeObjectURL(this.#source);
  }

  #start() {
    this.#worker = new Worker(this.#source);
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#crashed(event.message);
    };
    this.#worker.onmessageerror = () => this.#crashed('messageerror');
  }

  #next() {
    const first = this.#waiting.entries().next();
    this.events.onBusy(!first.done);
    if (first.done || !this.#worker) return;
    const [kind, { payload, receive }] = first.value;
    this.#waiting.delete(kind);
    this.#asked = { id: ++this.#lastId, kind, payload, receive, since: performance.now() };
    this.#worker.postMessage({ id: this.#lastId, kind, payload });
  }

  /** @param {{ id: number, result: any, reason?: string }} message */
  #receive({ id, result, reason }) {
    if (id === 0) {
      if (result === 'failed') this.events.onFailure(reason ?? '');
      return;
    }
    if (this.#asked?.id !== id) return;
    const { receive } = this.#asked;
    this.#settle();
    this.#crashes = 0;
    receive(result);
    // The receiver may have asked something, which set the next question going.
    if (!this.#asked) this.#next();
  }

  #settle() {
    clearTimeout(this.#impatience);
    this.#impatience = undefined;
    this.#asked = null;
  }

  /** The answer on its way is outdated: give it a moment, then start afresh with the new question. */
  #losePatience() {
    if (this.#impatience !== undefined || !this.#asked) return;
    const spent = performance.now() - this.#asked.since;
    this.#impatience = setTimeout(() => this.#restart(), Math.max(0, patience - spent));
  }

  #restart() {
    this.#worker?.terminate();
    this.#settle();
    this.#start();
    this.#next();
  }

  /** @param {string} reason */
  #crashed(reason) {
    const asked = this.#asked;
    this.#worker?.terminate();
    this.#worker = null;
    this.#settle();
    this.#crashes += 1;
    if (this.#crashes >= maxCrashes) {
      this.events.onFailure(reason);
      return;
    }
    if (asked && !this.#waiting.has(asked.kind)) this.#waiting.set(asked.kind, asked);
    this.#start();
    this.#next();
  }
}
