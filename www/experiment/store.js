// The state of the page: one value for each declared field; it notifies subscribers of changes.
import { boundsOf } from './bounds.js';
import { byPath, fieldAt, fieldKey } from './fields.js';
import { scalingOf } from './scaling.js';
import { columnData, tableAt } from './table.js';
import { validate } from './validate.js';

/**
 * @import { Experiment as AnyExperiment, ColumnData, Data } from '../../wasm/engine.d.ts'
 * @import { Field } from './fields.js'
 * @import { DataTable } from './table.js'
 * @import { ValidationError } from './validate.js'
 */

/**
 * A model that is fitted to data: the kind of experiment that this page makes.
 * @typedef {AnyExperiment & { data: Data, model: { formula: string, start: Record<string, number> } }} Experiment
 * @typedef {number | string} Value
 */

/** Hyperparameters on which theory depends: an experiment has them also where they have their defaults. */
const alwaysSent = ['optimizer.rate', 'optimizer.mu'];

/** Fields from which other parts of the experiment are made. */
const outsideExperiment = ['data.table', 'stop.bounds', 'model.scaling'];

export class Store {
  /** @type {Map<string, Field[]>} the declared fields by path */ #declared;
  /** @type {Map<string, { field: Field, value: Value }>} by key; also those of names that formulas brought */
  #entries = new Map();
  /** The key of the field that each path names, while the choices stay. @type {Map<string, string>} */ #keys =
    new Map();
  /** Every value, by path, until one changes. @type {Record<string, Value> | null} */ #values = null;
  /** @type {Map<string, string[]>} the names in use, by parent */ #used = new Map();
  /** @type {{ key: string, data: ColumnData } | null} the last table that was read */ #table = null;
  /** @type {Set<(paths: string[]) => void>} */ #listeners = new Set();

  /** @param {Field[]} fields */
  constructor(fields) {
    this.#declared = byPath(fields);
    for (const field of fields) this.#add(field);
  }

  /** The declared fields, and those of names that formulas brought. */
  get fields() {
    return [...this.#entries.values()].map(({ field }) => field);
  }

  /** The field of a path; of several, the one whose choice is made. @param {string} path */
  field(path) {
    return this.#fieldFor(path, {});
  }

  /** Whether there is a value. @param {string} path */
  has(path) {
    const field = fieldAt(this.#declared, path, (choice) => this.choice(choice));
    return field !== undefined && this.#entries.has(fieldKey(field));
  }

  /** Whether the field is part of the experiment: its choice is made, and a formula names it. @param {Field} field */
  inEffect({ path, when }) {
    const [, parent, name] = path.match(/^(.*)\.([^.]*)$/) ?? [];
    return (!when || this.choice(when.path) === when.is) && (this.#used.get(parent)?.includes(name) ?? true);
  }

  /**
   * Sets the names that formulas use. A new name gets its default.
   * @param {string} parent for example "model.start" @param {string[]} names
   * @returns {boolean} whether other names were in use
   */
  use(parent, names) {
    const before = this.#used.get(parent);
    const fresh = names.map((name) => `${parent}.${name}`).filter((path) => !this.has(path));
    for (const path of fresh) this.#add(this.field(path));
    this.#used.set(parent, names);
    return fresh.length > 0 || (before !== undefined && before.join() !== names.join());
  }

  /** @param {Field} field */
  valueOf(field) {
    return this.#entries.get(fieldKey(field))?.value ?? field.default;
  }

  /** @param {string} path */
  number(path) {
    return Number(this.#value(path));
  }

  /** @param {string} path */
  choice(path) {
    return String(this.#value(path));
  }

  /**
   * Sets fields together; nothing changes unless every value is valid.
   * @param {Record<string, Value>} values by path
   * @returns {ValidationError | null}
   */
  set(values) {
    return this.#assign(values, []);
  }

  /**
   * Sets every field to its default but for these.
   * @param {Record<string, Value>} [values] by path
   * @returns {ValidationError | null}
   */
  reset(values = {}) {
    return this.#assign(values, this.fields);
  }

  /** Every value, by path. @returns {Record<string, Value>} */
  values() {
    this.#values ??= Object.fromEntries(this.fields.map(({ path }) => [path, this.#value(path)]));
    return { ...this.#values };
  }

  /** The notebook: every default, by path. @returns {Record<string, Value>} */
  standard() {
    const defaults = Object.fromEntries(this.fields.map((field) => [field.path, field.default]));
    return Object.fromEntries(this.fields.map(({ path }) => [path, this.#fieldFor(path, defaults).default]));
  }

  /** @param {(paths: string[]) => void} listener called with the paths that changed */
  subscribe(listener) {
    this.#listeners.add(listener);
  }

  /** The experiment as the engine reads it, without the fields of the view. @returns {Experiment} */
  experiment() {
    const table = this.choice('data.table');
    /** @type {Record<string, any>} */
    const experiment = { version: 1, data: table ? this.#columns(table) : { kind: 'simulated' } };
    for (const { field, value } of this.#entries.values())
      if (this.#isOfExperiment(field, value)) setAt(experiment, field.path.split('.'), value);
    Object.assign(experiment.stop, this.bounds());
    const { model, ...rest } = /** @type {Experiment} */ (experiment);
    const formula = this.scaling()?.formula ?? model.formula;
    return { ...rest, model: { ...model, formula } };
  }

  /** The standardized columns of the model, if that is chosen and there are any. */
  scaling() {
    return this.choice('model.scaling') === 'standard' ? this.possibleScaling() : null;
  }

  /** The standardized columns that the model would have. */
  possibleScaling() {
    const table = this.choice('data.table');
    const grid = { from: this.number('data.from'), to: this.number('data.to'), n: this.number('data.n') };
    const data = table ? this.#columns(table) : { kind: /** @type {const} */ ('simulated'), ...grid };
    return scalingOf(data, this.choice('model.formula'));
  }

  /** The stopping criteria that end the run before its epochs. */
  bounds() {
    const field = this.field('stop.bounds');
    return field.type === 'bounds' ? boundsOf(this.choice(field.path), field.fields) : {};
  }

  /** The table of user data, or null: data are simulated. @returns {DataTable | null} */
  table() {
    return tableAt(this.choice('data.table'));
  }

  /** The same object for the same table. @param {string} key */
  #columns(key) {
    if (this.#table?.key !== key) this.#table = { key, data: columnData(/** @type {DataTable} */ (this.table())) };
    return this.#table.data;
  }

  /**
   * Whether the experiment holds the field; penalties equal to zero are omitted, and hyperparameters of the method that
   * have their defaults, which may depend on its convention.
   * @param {Field} field
   * @param {Value} value
   */
  #isOfExperiment(field, value) {
    const { path, when } = field;
    if (path.startsWith('view.') || outsideExperiment.includes(path)) return false;
    const isExtra = when?.path === 'optimizer.name' && !alwaysSent.includes(path) && value === field.default;
    if (isExtra) return false;
    if (when) return this.choice(when.path) === when.is;
    return !path.startsWith('loss.') || path === 'loss.name' || value !== field.default;
  }

  /** @param {string} path */
  #value(path) {
    const key = this.#keys.get(path) ?? this.#keyOf(path);
    return this.#entries.get(key)?.value ?? this.field(path).default;
  }

  /** @param {string} path */
  #keyOf(path) {
    const key = this.#entries.has(path) ? path : fieldKey(this.field(path));
    this.#keys.set(path, key);
    return key;
  }

  /** @param {Field} field */
  #add(field) {
    this.#entries.set(fieldKey(field), { field, value: field.default });
    this.#keys.clear();
    this.#values = null;
  }

  /** The field of a path, if these choices are made. @param {string} path @param {Record<string, Value>} choices */
  #fieldFor(path, choices) {
    const field = fieldAt(this.#declared, path, (choice) => String(choices[choice] ?? this.choice(choice)));
    if (!field) throw new Error(`no field ${path}`);
    return field;
  }

  /**
   * @param {Record<string, Value>} values by path
   * @param {Field[]} others fields that get their defaults
   * @returns {ValidationError | null}
   */
  #assign(values, others) {
    const choices = { ...Object.fromEntries(others.map((field) => [field.path, field.default])), ...values };
    const entries = new Map(others.map((field) => [fieldKey(field), { field, value: field.default }]));
    for (const [path, value] of Object.entries(values)) {
      const field = this.#fieldFor(path, choices);
      const error = validate(field, value);
      if (error) return error;
      entries.set(fieldKey(field), { field, value });
    }
    const changed = [...entries].filter(([key, { value }]) => this.#entries.get(key)?.value !== value);
    for (const [key, entry] of changed) this.#entries.set(key, entry);
    if (changed.length > 0) this.#values = null;
    if (changed.some(([, { field }]) => field.type !== 'number')) this.#keys.clear();
    if (changed.length > 0) this.#notify([...new Set(changed.map(([, { field }]) => field.path))]);
    return null;
  }

  /** @param {string[]} paths */
  #notify(paths) {
    for (const listener of this.#listeners) listener(paths);
  }
}

/** @param {Record<string, any>} object @param {string[]} path @param {Value} value */
function setAt(object, path, value) {
  const last = path.length - 1;
  let inner = object;
  for (const key of path.slice(0, last)) inner = inner[key] ??= {};
  inner[path[last]] = value;
}
