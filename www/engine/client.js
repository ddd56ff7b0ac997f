// The page's side of the workers. One pending request per kind: a newer one replaces an older one that has not been
// sent. A request that has to wait for one of another kind gets a second worker. A worker that crashed is replaced, and
// so is one that has been computing an outdated answer for too long.
import { SentColumns } from './held-columns.js';

/** @import { Message, RequestMessage } from './serve.js' */

/**
 * @typedef {(answer: any) => void} Receiver
 * @typedef {object} ClientEvents
 * @property {(isBusy: boolean) => void} onBusy
 * @property {() => void} [onStart] an engine has started
 * @property {(reason: string) => void} onFailure no engine starts in this browser
 *
 * @typedef {{ id: number, kind: string, payload: any, receive: Receiver, since: number }} SentRequest
 * @typedef {object} Lane a worker with the request that it is answering
 * @property {Worker} worker
 * @property {SentColumns} columns
 * @property {SentRequest | null} sent
 * @property {number} startedAt time (ms) at which its engine had started; Infinity before
 * @property {ReturnType<typeof setTimeout>} [staleTimer]
 */

/** An outdated answer is awaited for this time (ms); then the worker is replaced by one with the newer request. */
const staleTimeoutMs = 250;
/** The same for a worker with a large table, which another worker would have to receive first. */
const largeStaleTimeoutMs = 1000;
/** A request waits for one of another kind for this time (ms); then a second worker is started. */
const secondLaneDelayMs = 250;
/** The number of workers: one for a long request, and one for all that come meanwhile. */
const maxLanes = 2;
/** Consecutive crashes after which a request is not sent again. */
const maxCrashes = 3;

export class EngineClient {
  #startWorker;
  /** @type {Lane[]} */ #lanes = [];
  /** @type {Map<string, { payload: any, receive: Receiver }>} by kind */ #waiting = new Map();
  #lastId = 0;
  #crashes = 0;
  /** Whether an engine has ever started. */ #hasStarted = false;
  /** Whether no further worker is started. */ #hasEnded = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #secondLaneTimer;

  /**
   * @param {() => Worker} startWorker
   * @param {ClientEvents} events
   */
  constructor(startWorker, events) {
    this.#startWorker = startWorker;
    this.events = events;
    this.#addLane();
  }

  /**
   * Sends a request; `receive` gets the answer, unless a newer request of the same kind comes first.
   * @param {string} kind
   * @param {any} payload
   * @param {Receiver} receive
   */
  request(kind, payload, receive) {
    if (this.#hasEnded) return;
    if (this.#lanes.length === 0) this.#addLane();
    this.#waiting.set(kind, { payload, receive });
    const lane = this.#lanes.find(({ sent }) => sent?.kind === kind);
    if (lane) this.#replaceIfStale(lane);
    this.#sendWaiting();
  }

  /** Drops the requests that are being answered and those that wait. */
  cancel() {
    this.#waiting.clear();
    for (const lane of this.#lanes.filter(({ sent }) => sent)) this.#replace(lane);
    this.#sendWaiting();
  }

  /** Ends the workers for good. */
  end() {
    this.#hasEnded = true;
    this.#waiting.clear();
    clearTimeout(this.#secondLaneTimer);
    for (const lane of [...this.#lanes]) this.#remove(lane);
  }

  /** Starts a worker that has no request yet. */
  #addLane() {
    /** @type {Lane} */
    let lane;
    try {
      lane = { worker: this.#startWorker(), columns: new SentColumns(), sent: null, startedAt: Infinity };
    } catch (reason) {
      this.#fail(String(reason));
      return;
    }
    this.#lanes.push(lane);
    lane.worker.onmessage = ({ data }) => this.#receive(lane, data);
    lane.worker.onerror = (event) => {
      event.preventDefault();
      this.#crashed(lane, event.message ?? event.type);
    };
    lane.worker.onmessageerror = () => this.#crashed(lane, 'messageerror');
  }

  /** @param {Lane} lane */
  #remove(lane) {
    clearTimeout(lane.staleTimer);
    lane.worker.terminate();
    this.#lanes = this.#lanes.filter((other) => other !== lane);
  }

  /** @param {Lane} lane */
  #replace(lane) {
    this.#remove(lane);
    this.#addLane();
  }

  /** Gives what waits to idle workers. Of a kind that is being answered, the newer request waits for that answer. */
  #sendWaiting() {
    for (const [kind, { payload, receive }] of this.#waiting) {
      if (this.#lanes.some(({ sent }) => sent?.kind === kind)) continue;
      const lane = this.#lanes.find(({ sent }) => !sent);
      if (!lane) {
        this.#addLaneLater();
        break;
      }
      this.#waiting.delete(kind);
      lane.sent = { id: ++this.#lastId, kind, payload, receive, since: performance.now() };
      this.#post(lane, lane.sent);
    }
    if (!this.#isAnswering) for (const lane of this.#lanes.slice(1)) this.#remove(lane);
    this.#showBusy();
  }

  /**
   * Posts a request, and before it the columns that the worker lacks: each in a task of its own, because one of 10⁶
   * rows takes 20 ms. They are copies, to be transferred: one that the browser copied with the message would be kept
   * with it, until the worker's garbage is collected.
   * @param {Lane} lane @param {SentRequest} sent
   */
  #post(lane, { id, kind, payload }) {
    const { message, columns } = lane.columns.wrap(payload);
    const postNext = () => {
      if (lane.sent?.id !== id || !this.#lanes.includes(lane)) return;
      const next = columns.shift();
      if (!next) {
        lane.worker.postMessage(/** @type {RequestMessage} */ ({ id, kind, ...message }));
        return;
      }
      const array = next[1].slice();
      lane.worker.postMessage({ number: next[0], array }, { transfer: [array.buffer] });
      setTimeout(postNext);
    };
    postNext();
  }

  get #isAnswering() {
    return this.#lanes.some(({ sent }) => sent);
  }

  /** An engine that has not started computes nothing. */
  #showBusy() {
    this.events.onBusy(this.#isAnswering && this.#hasStarted);
  }

  #addLaneLater() {
    if (this.#secondLaneTimer !== undefined || this.#lanes.length >= maxLanes) return;
    if (this.#lanes.some(({ columns }) => columns.areMany)) return;
    this.#secondLaneTimer = setTimeout(() => {
      this.#secondLaneTimer = undefined;
      const isNeeded = this.#waiting.size > 0 && this.#lanes.every(({ sent }) => sent);
      if (isNeeded && this.#lanes.length < maxLanes) this.#addLane();
      this.#sendWaiting();
    }, secondLaneDelayMs);
  }

  /** @param {Lane} lane @param {Message} message */
  #receive(lane, message) {
    if ('failure' in message) {
      this.#fail(message.failure);
      return;
    }
    if ('hasStarted' in message) {
      lane.startedAt = performance.now();
      if (!this.#hasStarted) this.events.onStart?.();
      this.#hasStarted = true;
      this.#showBusy();
      const { sent } = lane;
      if (sent && this.#waiting.has(sent.kind)) this.#replaceIfStale(lane);
      return;
    }
    if (lane.sent?.id !== message.id) return;
    const { receive } = lane.sent;
    this.#settle(lane);
    this.#crashes = 0;
    receive(lane.columns.unwrap(message.answer));
    // The receiver may have sent the next request.
    this.#sendWaiting();
  }

  /** @param {Lane} lane */
  #settle(lane) {
    clearTimeout(lane.staleTimer);
    lane.staleTimer = undefined;
    lane.sent = null;
  }

  /**
   * The answer that is being computed is outdated: replaces the worker if it takes too long, where the time that the
   * engine takes to start does not count.
   * @param {Lane} lane
   */
  #replaceIfStale(lane) {
    if (lane.staleTimer !== undefined || !lane.sent || lane.startedAt === Infinity) return;
    const spent = performance.now() - Math.max(lane.sent.since, lane.startedAt);
    lane.staleTimer = setTimeout(
      () => {
        this.#replace(lane);
        this.#sendWaiting();
      },
      Math.max(0, (lane.columns.areMany ? largeStaleTimeoutMs : staleTimeoutMs) - spent),
    );
  }

  /** Sends the request of a crashed worker to a new one, a few times. @param {Lane} lane @param {string} reason */
  #crashed(lane, reason) {
    const { sent } = lane;
    this.#remove(lane);
    this.#crashes += 1;
    if (this.#crashes >= maxCrashes) {
      this.#giveUp(sent, reason);
      return;
    }
    if (sent && !this.#waiting.has(sent.kind)) this.#waiting.set(sent.kind, sent);
    this.#addLane();
    this.#sendWaiting();
  }

  /** @param {SentRequest | null} sent @param {string} reason */
  #giveUp(sent, reason) {
    if (!this.#hasStarted) {
      this.#fail(reason);
      return;
    }
    sent?.receive({ ok: false, error: { code: 'internal', at: null, args: { field: 'engine', what: reason } } });
    this.#sendWaiting();
  }

  /** No engine can start. @param {string} reason */
  #fail(reason) {
    this.end();
    this.events.onBusy(false);
    this.events.onFailure(reason);
  }
}
