// An answer of the engine is composed of parts. Each part declares the fields of the experiment that it depends on, so
// that only what a gesture changed is computed again, and all of it in one message, which keeps an answer consistent.
/** @import { Engine, EngineError } from '../../wasm/engine.d.ts' */

/**
 * @typedef {object} Part
 * @property {string[]} fields it depends on: paths of fields, or of groups of them, for example "data"
 * @property {string[]} [needs] other parts from which it is computed
 * @property {(engine: Engine, request: any, values: any) => PartResult} compute values: of the parts it needs
 *
 * @typedef {{ ok: true, value: any } | { ok: false, error: EngineError }} PartResult
 * @typedef {Record<string, Part>} Parts by name, each after those that it needs
 *
 * @typedef {object} PartsRequest
 * @property {string[]} parts that are to be computed
 * @property {Record<string, any>} known values of other parts that these need
 */

/**
 * Computes the requested parts; the first error ends it.
 * @param {Parts} parts
 * @param {Engine} engine
 * @param {PartsRequest} request
 * @returns {{ ok: true, values: Record<string, any> } | { ok: false, error: EngineError }}
 */
export function computeParts(parts, engine, request) {
  const all = { ...request.known };
  for (const [name, { compute }] of Object.entries(parts)) {
    if (!request.parts.includes(name)) continue;
    const result = compute(engine, request, all);
    if (!result.ok) return result;
    all[name] = result.value;
  }
  return { ok: true, values: Object.fromEntries(request.parts.map((name) => [name, all[name]])) };
}

/**
 * The parts that the page holds, each with the values of the fields from which it was computed.
 */
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

/**
 * Whether changed fields affect what depends on some fields or groups of them.
 * @param {string[]} fields it depends on
 * @param {string[] | null} paths of the changed fields; null: all
 */
export const isAffected = (fields, paths) =>
  paths?.some((path) => fields.some((field) => path === field || path.startsWith(`${field}.`))) ?? true;

/** @param {Record<string, unknown>} before @param {Record<string, unknown>} after */
const changedPaths = (before, after) => Object.keys(after).filter((path) => !Object.is(before[path], after[path]));
