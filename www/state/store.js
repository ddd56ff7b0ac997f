// The state of the page: one value per declared field, and whoever wants to know when one changes.
import { validate } from './validate.js';
/**
 * @typedef {import('./fields.js').Field} Field
 * @typedef {import('./validate.js').Problem} Problem
 * @typedef {import('../../wasm/engine.d.ts').SimulatedData} SimulatedData
 *
 * A model that is fitted to simulated data: the kind of experiment that this page makes.
 * @typedef {import('../../wasm/engine.d.ts').Experiment & { data: SimulatedData, model: { formula: string, start: Record<string, number> } }} Experiment
 * @typedef {number | string} Value
 */

export class Store {
  /** @type {Map<string, Field>} */ #fields;
  /** @type {Map<string, Value>} */ #values = new Map();
  /** @type {Set<(paths: string[]) => void>} */ #listeners = new Set();

  /** @param {Field[]} fields */
  constructor(fields) {
    this.#fields = new Map(fields.map((field) => [field.path, field]));
    for (const field of fields) this.#values.set(field.path, field.default);
  }

  get fields() {
    return [...this.#fields.values()];
  }

  /** @param {string} path */
  field(path) {
    const field = this.#fields.get(path);
    if (!field) throw new Error(`no field ${path}`);
    return field;
  }

  /** @param {string} path */
  number(path) {
    return Number(this.#values.get(path));
  }

  /** @param {string} path */
  choice(path) {
    return String(this.#values.get(path));
  }

  /**
   * Sets fields together; nothing changes unless every value is allowed.
   * @param {Record<string, Value>} values by path
   * @returns {Problem | null}
   */
  set(values) {
    const entries = Object.entries(values);
    for (const [path, value] of entries) {
      const problem = validate(this.field(path), value);
      if (problem) return problem;
    }
    const changed = entries.filter(([path, value]) => this.#values.get(path) !== value);
    for (const [path, value] of changed) this.#values.set(path, value);
    if (changed.length > 0) this.#tell(changed.map(([path]) => path));
    return null;
  }

  /** Every value, by path. @returns {Record<string, Value>} */
  values() {
    return Object.fromEntries(this.#values);
  }

  /** Back to the notebook: every field its default. */
  reset() {
    this.set(Object.fromEntries(this.fields.map((field) => [field.path, field.default])));
  }

  /** @param {(paths: string[]) => void} listener called with the paths that changed */
  subscribe(listener) {
    this.#listeners.add(listener);
  }

  /** The experiment as the engine reads it: fields of the view stay here. @returns {Experiment} */
  experiment() {
    /** @type {Record<string, any>} */
    const experiment = { version: 1, data: { kind: 'simulated' } };
    for (const [path, value] of this.#values)
      if (!path.startsWith('view.')) place(experiment, path.split('.'), value);
    return /** @type {Experiment} */ (experiment);
  }

  /** @param {string[]} paths */
  #tell(paths) {
    for (const listener of this.#listeners) listener(paths);
  }
}

/** @param {Record<string, any>} object @param {string[]} path @param {Value} value */
function place(object, path, value) {
  const last = path.length - 1;
  let inner = object;
  for (const key of path.slice(0, last)) inner = inner[key] ??= {};
  inner[path[last]] = value;
}
