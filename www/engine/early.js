// Requests that come before the engine has arrived: answered by answers that travel with the page, or kept for it.
/** @import { EngineClient, Receiver } from './client.js' */

/** @typedef {{ kind: string, payload: any, answer: any }} KnownAnswer an answer of the engine to that very request */

/** Columns of user data, of which no answer is known, would take seconds to write.
 * @param {string} _ @param {any} value */
const withoutColumns = (_, value) => (ArrayBuffer.isView(value) ? 'columns' : value);

export class EarlyRequests {
  /** @type {Map<string, { payload: any, receive: Receiver }>} by kind */ #waiting = new Map();
  /** Each is given once, because its receiver may free its arrays. @type {(KnownAnswer & { text: string })[]} */
  #known = [];

  /** @param {KnownAnswer} known */
  add(known) {
    this.#known.push({ ...known, text: JSON.stringify(known.payload, withoutColumns) });
  }

  /**
   * Answers at once if the answer is known; otherwise the request waits, in place of an older one of its kind.
   * @param {string} kind
   * @param {any} payload
   * @param {Receiver} receive
   */
  request(kind, payload, receive) {
    const text = JSON.stringify(payload, withoutColumns);
    const index = this.#known.findIndex((known) => known.kind === kind && known.text === text);
    if (index < 0) this.#waiting.set(kind, { payload, receive });
    else receive(this.#known.splice(index, 1)[0].answer);
  }

  /** Sends what waits to the engine. @param {EngineClient} engine */
  handOver(engine) {
    for (const [kind, { payload, receive }] of this.#waiting) engine.request(kind, payload, receive);
    this.#waiting.clear();
    this.#known = [];
  }
}
