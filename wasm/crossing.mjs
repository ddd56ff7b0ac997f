// The JavaScript half of plain.hpp: arguments become words in wasm memory, words become the answer's objects and typed
// arrays. Everything is read before C++ is called and copied before it returns, so no getter or proxy of the caller can
// run while C++ is on the stack, and no typed array is a view into its memory.

/** The kinds of values, in the order of Kind in plain.hpp. */
const OTHER = 0,
  UNDEFINED = 1,
  NULL = 2,
  FALSE = 3,
  TRUE = 4,
  NUMBER = 5,
  TEXT = 6,
  NUMBERS = 7,
  LIST = 8,
  OBJECT = 9,
  INTEGERS = 10,
  BYTES = 11,
  LITERAL = 12,
  PARCEL = 13,
  COLUMN = 14;

/** An experiment is not deeper than this; a deeper object is a cycle. */
const MAX_DEPTH = 8;
/** 256 MB: three columns of ten million rows. */
const MAX_WORDS = 2 ** 25;
const MAX_ROWS = 1e7;
/** Bytes that fit into a number as its digits. */
const MAX_SHORT_TEXT = 6;
const MAX_SHORT_TEXTS = 1000;

/** Arguments that cannot be written: their error's code, and the field, from the innermost key outwards. */
class Unwritable extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
    /** @type {string[]} */
    this.path = [];
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Short texts of answers by their bytes. @type {Map<number, string>} */
const shortTexts = new Map();

/** Whether a value is a typed array of numbers: not a view without entries, nor one of big integers.
 * @param {object} value */
const isNumbers = (value) =>
  ArrayBuffer.isView(value) && ![DataView, BigInt64Array, BigUint64Array].some((Kind) => value instanceof Kind);

/** Typed arrays of this length are no part of the message: each is copied to a vector that C++ keeps. */
const LARGE = 2 ** 14;

/** Values as words. */
class Message {
  constructor() {
    this.used = 0;
    /** Numbers of large arrays. */
    this.apart = 0;
    /** Large arrays, and the place of their address. @type {{ at: number, numbers: Float64Array, length: number }[]} */
    this.large = [];
    this.words = new Float64Array(1024);
    this.bytes = new Uint8Array(this.words.buffer);
    this.heads = new Int32Array(this.words.buffer);
  }

  /** Makes room for more words. @param {number} more */
  reserve(more) {
    const needed = this.used + more;
    if (needed + this.apart > MAX_WORDS) throw new Unwritable('too_many_rows');
    if (needed <= this.words.length) return;
    const words = new Float64Array(Math.max(needed, Math.min(2 * this.words.length, MAX_WORDS)));
    words.set(this.words.subarray(0, this.used));
    this.words = words;
    this.bytes = new Uint8Array(words.buffer);
    this.heads = new Int32Array(words.buffer);
  }

  /** Leaves room for the head of a value and for one number, and returns the place of the head. */
  open() {
    this.reserve(2);
    return this.used++;
  }

  /** @param {number} start @param {number} kind */
  close(start, kind) {
    this.heads[2 * start] = kind;
    this.heads[2 * start + 1] = this.used - start - 1;
  }

  /** @param {unknown} value @param {number} depth how much deeper it may go */
  write(value, depth) {
    if (typeof value === 'object' && value !== null && depth > 0) return this.writeObject(value, depth - 1);
    if (typeof value === 'string') return this.writeText(value);
    const start = this.open();
    if (typeof value === 'number') this.words[this.used++] = value;
    this.close(start, kindOf(value));
  }

  /** @param {object} value @param {number} depth */
  writeObject(value, depth) {
    if (isNumbers(value)) return this.writeNumbers(/** @type {any} */ (value));
    if (Array.isArray(value)) return this.writeArray(value, depth);
    const start = this.open();
    for (const key of Object.keys(value)) {
      try {
        this.writeText(key);
        this.write(/** @type {any} */ (value)[key], depth);
      } catch (reason) {
        // A getter of the caller may throw anything.
        const unwritable = reason instanceof Unwritable ? reason : new Unwritable('not_an_object');
        unwritable.path.unshift(key);
        throw unwritable;
      }
    }
    this.close(start, OBJECT);
  }

  /** @param {Float64Array} numbers any typed array */
  writeNumbers(numbers) {
    const { length } = numbers;
    if (length >= LARGE) return this.writeParcel(numbers);
    this.reserve(length + 1);
    const start = this.open();
    this.words.set(numbers, this.used);
    this.used += length;
    this.close(start, NUMBERS);
  }

  /** The place of an address, and the length. @param {Float64Array} numbers */
  writeParcel(numbers) {
    const { length } = numbers;
    this.apart += length;
    this.reserve(3);
    const start = this.open();
    this.large.push({ at: this.used, numbers, length });
    this.words[this.used + 1] = length;
    this.used += 2;
    this.close(start, PARCEL);
  }

  /** Numbers if all its entries are, else a list. @param {unknown[]} values @param {number} depth */
  writeArray(values, depth) {
    const { length } = values;
    if (length > MAX_WORDS) throw new Unwritable('too_many_rows');
    const start = this.open();
    for (let i = 0; i < length; ++i) {
      const value = values[i];
      if (typeof value !== 'number') {
        this.used = start;
        return this.writeList(values, depth);
      }
      this.reserve(1);
      this.words[this.used++] = value;
    }
    this.close(start, NUMBERS);
  }

  /** @param {unknown[]} values @param {number} depth */
  writeList(values, depth) {
    const start = this.open();
    const { length } = values;
    for (let i = 0; i < length; ++i) this.write(values[i], depth);
    this.close(start, LIST);
  }

  /** Forgets what was written. */
  clear() {
    this.used = this.apart = 0;
    this.large = [];
  }

  /** Copies all into wasm memory, whose views change as it grows. @param {any} core @returns {number} the address */
  copyTo(core) {
    for (const { at, numbers, length } of this.large) {
      this.words[at] = core.parcel(length);
      core.HEAPF64.set(numbers, this.words[at] / 8);
    }
    const address = core.inbox(this.used);
    core.HEAPF64.set(this.words.subarray(0, this.used), address / 8);
    return address;
  }

  /** @param {string} text */
  writeText(text) {
    this.reserve(2 + Math.ceil((3 * text.length) / 8));
    const start = this.open();
    const from = 8 * (start + 2);
    let length = 0;
    for (; length < text.length; ++length) {
      const unit = text.charCodeAt(length);
      if (unit > 127) break;
      this.bytes[from + length] = unit;
    }
    if (length < text.length)
      length += encoder.encodeInto(text.slice(length), this.bytes.subarray(from + length)).written;
    this.words[start + 1] = length;
    this.used = start + 2 + Math.ceil(length / 8);
    this.close(start, TEXT);
  }
}

/** @param {unknown} value */
function kindOf(value) {
  switch (typeof value) {
    case 'undefined':
      return UNDEFINED;
    case 'boolean':
      return value ? TRUE : FALSE;
    case 'number':
      return NUMBER;
    case 'object':
      return value === null ? NULL : OTHER;
    default:
      return OTHER;
  }
}

/**
 * @typedef {{ HEAPF64: Float64Array, HEAP32: Int32Array, HEAPU8: Uint8Array }} Memory wasm memory; the views change as
 *   it grows
 */

/** The answer whose words begin at an address. `names` are the literals that are known already, by address; its columns
 * have this many numbers in all.
 * @param {Memory} memory @param {number} address @param {Map<number, string>} names @param {number} columnNumbers */
function readAnswer({ HEAPF64: words, HEAP32, HEAPU8 }, address, names, columnNumbers) {
  let at = address / 8;
  const columns = columnNumbers > 0 ? new Float64Array(columnNumbers) : null;
  let used = 0;

  /** @param {number} from @param {number} length in bytes */
  function text(from, length) {
    if (length > MAX_SHORT_TEXT) return decoder.decode(HEAPU8.subarray(from, from + length));
    // Short texts are names of parameters, which return many times in an answer: their bytes are one number.
    let key = 1; // so that leading zeros count
    for (let i = 0; i < length; ++i) key = 256 * key + HEAPU8[from + i];
    let known = shortTexts.get(key);
    if (known === undefined) {
      known = decoder.decode(HEAPU8.subarray(from, from + length));
      if (shortTexts.size >= MAX_SHORT_TEXTS) shortTexts.clear();
      shortTexts.set(key, known);
    }
    return known;
  }

  /** The rest of a text or a name. @param {number} kind */
  function readText(kind) {
    if (kind === LITERAL) {
      const from = words[at];
      at += 2;
      let name = names.get(from);
      if (name === undefined) {
        name = text(from, words[at - 1]);
        names.set(from, name);
      }
      return name;
    }
    const length = words[at++];
    const from = 8 * at;
    at += Math.ceil(length / 8);
    return text(from, length);
  }

  /** @returns {unknown} */
  function read() {
    const kind = words[at++];
    switch (kind) {
      case NULL:
        return null;
      case FALSE:
        return false;
      case TRUE:
        return true;
      case NUMBER:
        return words[at++];
      case OBJECT: {
        /** @type {Record<string, unknown>} */
        const object = {};
        for (let left = words[at++]; left > 0; --left) object[readText(words[at++])] = read();
        return object;
      }
      case LIST: {
        const list = [];
        for (let left = words[at++]; left > 0; --left) list.push(read());
        return list;
      }
      case NUMBERS:
        return copied(words, 8);
      case COLUMN:
        return column(/** @type {Float64Array} */ (columns));
      case INTEGERS:
        return copied(HEAP32, 4);
      case BYTES:
        return copied(HEAPU8, 1);
      default:
        return readText(kind);
    }
  }

  /** @param {Float64Array | Int32Array | Uint8Array} heap @param {number} size of an entry, in bytes */
  function copied(heap, size) {
    const from = words[at++] / size;
    return heap.slice(from, from + words[at++]);
  }

  /** The next part of the memory that columns share. @param {Float64Array} memory */
  function column(memory) {
    const from = words[at++] / 8;
    const length = words[at++];
    const own = memory.subarray(used, used + length);
    own.set(words.subarray(from, from + length));
    used += length;
    return own;
  }

  return read();
}

const failure = (/** @type {string} */ code, /** @type {object} */ args) => ({
  ok: false,
  error: { code, at: null, args },
});

/** Makes functions of plain data from the functions that bindings.cpp lists: `call(core.run, [experiment])`.
 * @param {any} core the module */
export function crossing(core) {
  /** @type {unknown} */
  let answer;
  /** @type {Map<number, string>} */
  const names = new Map();
  core.deliver = (/** @type {number} */ address, /** @type {number} */ columnNumbers) => {
    answer = readAnswer(core, address, names, columnNumbers);
  };
  // A getter among the arguments may call the engine in turn: that call writes a message of its own.
  /** @type {Message | null} */
  let spare = null;
  let hasEnded = false;

  /** @param {(address: number) => void} ask @param {unknown[]} args */
  return (ask, args) => {
    if (hasEnded) return failure('engine_ended', { field: 'engine' });
    const message = spare ?? new Message();
    spare = null;
    try {
      message.writeList(args, MAX_DEPTH);
      // A getter of the caller may have taken an array's memory away after it was written.
      if (message.large.some(({ numbers, length }) => numbers.length !== length)) throw new Unwritable('not_an_object');
    } catch (reason) {
      const { code, path } = reason instanceof Unwritable ? reason : new Unwritable('not_an_object');
      return failure(code, {
        field: path.join('.') || 'experiment',
        ...(code === 'too_many_rows' && { max: MAX_ROWS }),
      });
    }
    try {
      const address = message.copyTo(core);
      message.clear();
      if (message.words.length < 2 ** 17) spare = message;
      answer = null;
      ask(address);
      return answer;
    } catch (reason) {
      // C++ was stopped half-way, by a trap or a failed allocation: its state is not to be trusted any more.
      hasEnded = true;
      return failure('internal', { field: 'engine', what: String(reason) });
    }
  };
}
