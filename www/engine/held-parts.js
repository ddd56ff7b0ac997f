// The parts that the page holds, each with the values of the fields from which it was computed: the page requests only
// those that no longer hold.
import { isAffected } from './parts.js';

/** @import { Parts } from './parts.js' */

export class HeldParts {
  /** @type {Map<string, { value: any, fields: Record<string, unknown> }>} */ #held = new Map();

  /**
   * The names of the parts that do not hold for these values of the fields.
   * @param {Parts} parts
   * @param {Record<string, unknown>} fields by path
   */
  stale(parts, fields) {
    /** @type {Map<unknown, string[]>} */
    const changed = new Map();
    return Object.keys(parts).filter((name) => {
      const held = this.#held.get(name);
      if (!held) return true;
      const paths = changed.get(held.fields) ?? changedPaths(held.fields, fields);
      changed.set(held.fields, paths);
      return isAffected(parts[name].fields, paths);
    });
  }

  /** The held values that the requested parts need. @param {Parts} parts @param {string[]} requested */
  neededBy(parts, requested) {
    const needed = requested.flatMap((name) => parts[name].needs ?? []).filter((name) => !requested.includes(name));
    return Object.fromEntries(needed.map((name) => [name, this.#held.get(name)?.value]));
  }

  /**
   * @param {Record<string, any>} values of the parts that were computed
   * @param {Record<string, unknown>} fields from which they were computed
   */
  add(values, fields) {
    for (const [name, value] of Object.entries(values)) this.#held.set(name, { value, fields });
  }

  /** The value of every part that is held. @returns {Record<string, any>} */
  values() {
    return Object.fromEntries([...this.#held].map(([name, { value }]) => [name, value]));
  }
}

/** @param {Record<string, unknown>} before @param {Record<string, unknown>} after */
const changedPaths = (before, after) => Object.keys(after).filter((path) => !Object.is(before[path], after[path]));
