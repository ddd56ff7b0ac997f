// An answer of the engine is composed of parts. Each part declares the fields of the experiment that it depends on, so
// that only what a gesture changed is computed again, and all of it in one message, which keeps an answer consistent.
/** @import { Engine, EngineError } from '../../wasm/engine.d.ts' */

/**
 * @typedef {object} Part
 * @property {string[]} fields it depends on: paths of fields, or of groups of them, for example "data"
 * @property {string[]} [needs] other parts from which it is computed
 *
 * @typedef {(engine: Engine, request: any, values: any) => PartResult} Computation values: of the parts it needs
 * @typedef {Record<string, Computation>} Computations by the name of the part, each after those that it needs
 * @typedef {{ ok: true, value: any } | { ok: false, error: EngineError }} PartResult
 * @typedef {Record<string, Part>} Parts by name, each after those that it needs
 *
 * @typedef {object} PartsRequest
 * @property {string[]} parts that are to be computed
 * @property {Record<string, any>} known values of other parts that these need
 */

/**
 * Computes the requested parts; the first error ends it.
 * @param {Computations} computations
 * @param {Engine} engine
 * @param {PartsRequest} request
 * @returns {{ ok: true, values: Record<string, any> } | { ok: false, error: EngineError }}
 */
export function computeParts(computations, engine, request) {
  const all = { ...request.known };
  for (const [name, compute] of Object.entries(computations)) {
    if (!request.parts.includes(name)) continue;
    const result = compute(engine, request, all);
    if (!result.ok) return result;
    all[name] = result.value;
  }
  return { ok: true, values: Object.fromEntries(request.parts.map((name) => [name, all[name]])) };
}

/**
 * Whether changed fields affect what depends on some fields or groups of them.
 * @param {string[]} fields it depends on
 * @param {string[] | null} paths of the changed fields; null: all
 */
export const isAffected = (fields, paths) =>
  paths?.some((path) => fields.some((field) => path === field || path.startsWith(`${field}.`))) ?? true;
