// The state of the page: one value per declared field, and whoever wants to know when one changes.
import { boundsOf } from './bounds.js';
import { fieldAt } from './fields.js';
import { tableData } from './table.js';
import { validate } from './validate.js';

/**
 * @import { ColumnData, Data, Experiment as EngineExperiment } from '../../wasm/engine.d.ts'
 * @import { Field } from './fields.js'
 * @import { ValidationError } from './validate.js'
 */

/**
 * A model that is fitted to data: the kind of experiment that this page makes.
 * @typedef
 *   {EngineExperiment & { data: Data, model: { formula: string, start: Record<string, number> } }}
 *   Experiment
 * @typedef {number | string} Value
 */

export class Store {
  /** @type {Map<string, Field>} */ #fields;
  /** @type {Map<string, Value>} */ #values = new Map();
  /** @type {Map<string, string[]>} */ #used = new Map();
  /** @type {{ text: string, data: ColumnData } | null} */ #table = null;
  /** @type {Set<(paths: string[]) => void>} */ #listeners = new Set();

  /** @param {Field[]} fields */
  constructor(fields) {
    this.#fields = new Map(fields.map((field) => [field.path, field]));
    for (const field of fields) this.#values.set(field.path, field.default);
  }

  /** The declared fields, and those that formulas brought. */
  get fields() {
    return [...this.#values.keys()].map((path) => this.field(path));
  }

  /** @param {string} path */
  field(path) {
    const field = fieldAt(this.#fields, path);
    if (!field) throw new Error(`no field ${path}`);
    return field;
  }

  /** Whether there is a value. @param {string} path */
  has(path) {
    return this.#values.has(path);
  }

  /** Whether the field matters now: its choice is made, and a formula names it. @param {Field} field */
  inEffect({ path, when }) {
    const [, parent, name] = path.match(/^(.*)\.([^.]*)$/) ?? [];
    return (!when || this.choice(when.path) === when.is) && (this.#used.get(parent)?.includes(name) ?? true);
  }

  /**
   * Tells which of many named numbers the formulas name. One that had no value gets its default.
   * @param {string} parent for example "model.start" @param {string[]} names
   * @returns {boolean} whether others were named before
   */
  use(parent, names) {
    const before = this.#used.get(parent);
    const fresh = names.map((name) => `${parent}.${name}`).filter((path) => !this.#values.has(path));
    for (const path of fresh) this.#values.set(path, this.field(path).default);
    this.#used.set(parent, names);
    return fresh.length > 0 || (before !== undefined && before.join() !== names.join());
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
   * @returns {ValidationError | null}
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

  /** The notebook: every field its default, those too that formulas brought. @returns {Record<string, Value>} */
  standard() {
    return Object.fromEntries(this.fields.map((field) => [field.path, field.default]));
  }

  /**
   * Back to the notebook but for these.
   * @param {Record<string, Value>} [values] by path
   * @returns {ValidationError | null}
   */
  reset(values = {}) {
    return this.set({ ...this.standard(), ...values });
  }

  /** @param {(paths: string[]) => void} listener called with the paths that changed */
  subscribe(listener) {
    this.#listeners.add(listener);
  }

  /** The experiment as the engine reads it: fields of the view stay here. @returns {Experiment} */
  experiment() {
    const table = this.choice('data.table');
    /** @type {Record<string, any>} */
    const experiment = { version: 1, data: table ? this.#columns(table) : { kind: 'simulated' } };
    for (const [path, value] of this.#values)
      if (
        !path.startsWith('view.') &&
        path !== 'data.table' &&
        path !== 'stop.bounds' &&
        this.#decided(this.field(path))
      )
        place(experiment, path.split('.'), value);
    Object.assign(experiment.stop, this.bounds());
    return /** @type {Experiment} */ (experiment);
  }

  /** What may end the run before its epochs. */
  bounds() {
    const field = this.field('stop.bounds');
    return field.type === 'bounds' ? boundsOf(this.choice(field.path), field.fields) : {};
  }

  /** The numbers of a table, read once. @param {string} text */
  #columns(text) {
    if (this.#table?.text !== text) this.#table = { text, data: tableData(text) };
    return this.#table.data;
  }

  /** Penalties of zero need not be said. @param {Field} field */
  #decided(field) {
    if (field.when) return this.choice(field.when.path) === field.when.is;
    return (
      !field.path.startsWith('loss.') || this.#values.get(field.path) !== field.default || field.path === 'loss.name'
    );
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
