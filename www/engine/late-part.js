// A part of the page that is fetched after the first screen. What needs the part waits until it has arrived.
import { runLater } from './later.js';

/** @template T */
export class LatePart {
  /** @type {T | null} null: the part has not arrived */ value = null;
  #isFetching = false;
  /** @type {((value: T) => void)[]} */ #waiting = [];

  /** @param {string} name of its script, without ".js" */
  constructor(name) {
    this.name = name;
  }

  /** Fetches the part, once. A part that does not arrive is reported, and can be fetched again. */
  async fetch() {
    if (this.value || this.#isFetching) return;
    this.#isFetching = true;
    await runLater(this.name).catch(() => {});
    this.#isFetching = false;
  }

  /** Calls a function with the part, which is fetched at once if it is not here. @param {(value: T) => void} act */
  use(act) {
    this.whenHere(act);
    this.fetch();
  }

  /** Calls a function with the part: now, or when it has arrived. @param {(value: T) => void} act */
  whenHere(act) {
    if (this.value) act(this.value);
    else this.#waiting.push(act);
  }

  /** The part has arrived. @param {T} value */
  receive(value) {
    this.value = value;
    for (const act of this.#waiting.splice(0)) act(value);
  }
}
