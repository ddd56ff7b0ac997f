// Large arrays cross to a worker once: above all the columns of a table of 10⁶ rows. Afterwards both sides name them
// by a number, in requests and answers, so that a table is in memory once on each side and no message copies it.
//
//     request  { id: 1, payload: { y: { heldColumn: 4 } }, columns: Map { 4 → Float64Array } }
//     answer   { id: 1, answer: { y: { heldColumn: 4 } } }
//     request  { id: 2, payload: { y: { heldColumn: 4 } }, columns: Map { 4 → null } }
//
// A worker holds the arrays of the last request that had any.

/** @typedef {Map<number, Float64Array | null>} Columns by number; null: the worker holds it already */

/** Shorter arrays are copied with their message. */
const minLength = 10_000;

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

/** The page's side, one for each worker. */
export class SentColumns {
  /** @type {Map<number, Float64Array>} that the worker holds */ #held = new Map();

  /**
   * The payload of a request as it is sent. The arrays are copies, to be transferred: one that the browser copied with
   * the message would be kept with it, until the worker's garbage is collected.
   * @param {any} payload @returns {{ payload: any, columns?: Columns }}
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
    if (named.size === 0) return { payload };
    const columns = new Map(
      [...named].map(([number, array]) => [number, this.#held.has(number) ? null : array.slice()]),
    );
    this.#held = named;
    return { payload: wrapped, columns };
  }

  /** An answer with the page's own arrays. @param {any} answer */
  unwrap(answer) {
    if (this.#held.size === 0) return answer;
    return withReplaced(answer, (part) => (isReference(part) ? this.#held.get(part.heldColumn) : part));
  }
}

/** The worker's side. */
export class HeldColumns {
  /** @type {Map<number, Float64Array>} */ #held = new Map();
  /** @type {Map<Float64Array, number>} */ #numbers = new Map();

  /** The payload of a request with its arrays. @param {any} payload @param {Columns} [columns] */
  unwrap(payload, columns) {
    if (!columns) return payload;
    const held = [...columns].map(([number, array]) => [number, array ?? this.#held.get(number)]);
    this.#held = new Map(/** @type {[number, Float64Array][]} */ (held));
    this.#numbers = new Map([...this.#held].map(([number, array]) => [array, number]));
    return withReplaced(payload, (part) => (isReference(part) ? this.#held.get(part.heldColumn) : part));
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
    return [...this.#held.values()].some((array) => array.buffer === buffer);
  }
}
