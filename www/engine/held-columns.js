// Large arrays cross to a worker once: above all the columns of a table of 10⁶ rows. Afterwards both sides name them
// by a number, in requests and answers, so that a table is in memory once on each side and no message copies it.
//
//     column   { number: 4, array: Float64Array }
//     request  { id: 1, payload: { y: { heldColumn: 4 } }, held: [4] }
//     answer   { id: 1, answer: { y: { heldColumn: 4 } } }
//
// A worker holds the arrays of the last request that had any. Those of a long table are in the engine's memory alone:
// what the worker has in their place is a `HeldColumn`.

/** @import { ColumnData, Engine } from '../../wasm/engine.d.ts' */

/**
 * @typedef {{ number: number, array: Float64Array }} ColumnMessage
 *
 * @typedef {object} HeldColumn a column in the engine's memory
 * @property {number} heldColumn its number
 * @property {number} length
 * @property {[number, number]} extent
 * @property {number} mean
 *
 * @typedef {ArrayLike<number> | HeldColumn} AnyColumn
 */

/** Shorter arrays are copied with their message. */
const minLength = 10_000;
/** From this number of rows on a table is in the engine's memory alone. */
const minTableLength = 50_000;
/** From this number of numbers on a worker is expensive to replace, and there is no second one: each takes a copy. */
const manyNumbers = 1_500_000;

/** The numbers of arrays on the page. @type {WeakMap<Float64Array, number>} */
const numbers = new WeakMap();
let last = 0;

/**
 * A value with every part that `replace` replaces: copied as far as something changes, else the value itself.
 * @param {any} value
 * @param {(part: any) => any} replace returns the part itself where it stays
 * @returns {any}
 */
function withReplaced(value, replace) {
  const other = replace(value);
  if (other !== value || typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return other;
  let copy = value;
  for (const key of Object.keys(value)) {
    const part = withReplaced(value[key], replace);
    if (part === value[key]) continue;
    if (copy === value) copy = Array.isArray(value) ? [...value] : { ...value };
    copy[key] = part;
  }
  return copy;
}

/** @param {any} part @returns {part is { heldColumn: number }} */
const isReference = (part) => typeof part === 'object' && part !== null && typeof part.heldColumn === 'number';

/** @param {any} part @returns {part is ColumnData & { y: HeldColumn }} */
const isHeldTable = (part) => typeof part === 'object' && part?.kind === 'columns' && isReference(part.y);

/** @param {AnyColumn} column @returns {column is HeldColumn} */
const isHeld = (column) => 'heldColumn' in column;

/** The table in a payload as it is sent, as a text. @param {any} payload */
function tableIn(payload) {
  let found = '';
  withReplaced(payload, (part) => {
    if (isHeldTable(part)) found = JSON.stringify(part);
    return part;
  });
  return found;
}

/** @type {WeakMap<object, { extent: [number, number], mean: number }>} */
const known = new WeakMap();

/** The least and the greatest number of a column, and the mean: of a column of 10⁶ rows they are computed once.
 * @param {AnyColumn} column */
export function momentsOf(column) {
  if (isHeld(column)) return column;
  const before = known.get(column);
  if (before) return before;
  let [least, greatest, sum] = [Infinity, -Infinity, 0];
  for (let i = 0; i < column.length; i += 1) {
    const value = column[i];
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    sum += value;
  }
  const moments = { extent: /** @type {[number, number]} */ ([least, greatest]), mean: sum / column.length };
  if (column.length >= minLength) known.set(column, moments);
  return moments;
}

/** The page's side, one for each worker. */
export class SentColumns {
  /** @type {Map<number, Float64Array>} that the worker holds */ #held = new Map();
  /** The table of the last request that had one. */ #table = '';

  /** Whether the worker holds so much that another one is expensive. */
  get areMany() {
    return [...this.#held.values()].reduce((total, { length }) => total + length, 0) >= manyNumbers;
  }

  /**
   * The payload of a request as it is sent, and the arrays that the worker lacks, to be sent before it.
   * @param {any} payload @returns {{ message: { payload: any, held?: number[] }, columns: [number, Float64Array][] }}
   */
  wrap(payload) {
    /** @type {Map<number, Float64Array>} */
    const named = new Map();
    const wrapped = withReplaced(payload, (part) => {
      if (!(part instanceof Float64Array) || part.length < minLength) return part;
      const heldColumn = numbers.get(part) ?? ++last;
      numbers.set(part, heldColumn);
      named.set(heldColumn, part);
      return { heldColumn };
    });
    if (named.size === 0) return { message: { payload }, columns: [] };
    // A worker has the columns of a table as a whole: of another one that shares some of them it gets all.
    const table = tableIn(wrapped);
    const ofNewTable = table !== '' && table !== this.#table;
    const columns = [...named].filter(([number]) => ofNewTable || !this.#held.has(number));
    this.#table = table || this.#table;
    this.#held = named;
    return { message: { payload: wrapped, held: [...named.keys()] }, columns };
  }

  /** An answer with the page's own arrays. @param {any} answer */
  unwrap(answer) {
    if (this.#held.size === 0) return answer;
    return withReplaced(answer, (part) => (isReference(part) ? this.#held.get(part.heldColumn) : part));
  }
}

/** The worker's side. */
export class HeldColumns {
  /** @type {Map<number, Float64Array | HeldColumn>} */ #held = new Map();
  /** @type {Map<unknown, number>} */ #numbers = new Map();
  /** The columns that the engine has, as a text. */ #table = '';

  /** Whether there are columns that the engine alone has. */
  get hasTable() {
    return this.#table !== '';
  }

  /** @param {ColumnMessage} message */
  receive({ number, array }) {
    this.#held.set(number, array);
  }

  /** The payload of a request with its arrays. @param {Engine} engine @param {any} payload @param {number[]} [held] */
  unwrap(engine, payload, held) {
    if (!held) return payload;
    this.#held = new Map([...this.#held].filter(([number]) => held.includes(number)));
    withReplaced(payload, (part) => (isHeldTable(part) ? this.#hand(engine, part) : part));
    this.#numbers = new Map([...this.#held].map(([number, array]) => [array, number]));
    return withReplaced(payload, (part) => (isReference(part) ? this.#held.get(part.heldColumn) : part));
  }

  /**
   * Hands a long table over to the engine, and keeps of its columns what describes them.
   * @param {Engine} engine @param {any} table as references @returns {any} the table
   */
  #hand(engine, table) {
    const name = JSON.stringify(table);
    const data = withReplaced(table, (part) => (isReference(part) ? this.#held.get(part.heldColumn) : part));
    if (name === this.#table || data.y.length < minTableLength) return table;
    if (!engine.hold(data).ok) return table; // of data that are not right each call answers with the error
    this.#table = name;
    withReplaced(table, (part) => {
      const array = isReference(part) ? this.#held.get(part.heldColumn) : null;
      if (array instanceof Float64Array) {
        this.#held.set(part.heldColumn, { ...part, length: array.length, ...momentsOf(array) });
        /** @type {any} browsers before 2024 have no `transfer` */ (array.buffer).transfer?.(0);
      }
      return part;
    });
    return table;
  }

  /** The engine, which takes the table that it has from its own memory. @param {Engine} engine @returns {Engine} */
  engine(engine) {
    if (!this.hasTable) return engine;
    const own = (/** @type {any} */ part) => (isHeldTable(part) ? { kind: 'held' } : part);
    const calls = Object.entries(
      /** @type {Record<string, (...args: any[]) => unknown>} */ (/** @type {any} */ (engine)),
    );
    return /** @type {any} */ (
      Object.fromEntries(
        calls.map(([name, call]) => [
          name,
          (/** @type {any[]} */ ...args) => call(...args.map((arg) => withReplaced(arg, own))),
        ]),
      )
    );
  }

  /** An answer as it is sent. @param {any} answer */
  wrap(answer) {
    if (this.#held.size === 0) return answer;
    return withReplaced(answer, (part) => {
      const heldColumn = this.#numbers.get(part);
      return heldColumn === undefined ? part : { heldColumn };
    });
  }

  /** Whether a buffer must stay. @param {ArrayBufferLike} buffer */
  holds(buffer) {
    return [...this.#held.values()].some((array) => array instanceof Float64Array && array.buffer === buffer);
  }
}
