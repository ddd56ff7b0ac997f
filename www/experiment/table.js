// User data in the state. The field `data.table` holds a short text, the key of a table: nothing (data are simulated),
// "z.…" (the whole table, compressed, so that a link carries it), "local.…" (a table that is too large for a link and
// stays in this browser), or plain rows "x,y" or "x,y,weight", as older links have them.
import { nameInFormulas } from './fields.js';

/** @import { ColumnData, Data } from '../../wasm/engine.d.ts' */

/**
 * @typedef {'x' | 'predictor' | 'y' | 'weight' | 'sigma' | 'ignore'} Role
 *
 * @typedef {object} DataColumn
 * @property {string} title as the user's text has it
 * @property {string} unit
 * @property {string} name in formulas
 * @property {Role} role
 * @property {Float64Array} numbers
 *
 * @typedef {{ line: number, reason: string, column: string, text: string }} LeftOutRow
 * @typedef {object} DataTable
 * @property {DataColumn[]} columns of equal length; one y, at most one of weight and sigma
 * @property {{ total: number, rows: LeftOutRow[] }} [leftOut] of the text it was read from
 * @property {string} [lesson] the key of the data that teach
 *
 * @typedef {{ title: string, unit: string }} Label
 * @typedef {{ x: Label, y: Label, units: Record<string, string> }} Labels units: of the predictors that have one, by
 *   name
 */

/** @type {Role[]} */
export const roles = ['x', 'predictor', 'y', 'weight', 'sigma', 'ignore'];

/** Tables by key, as long as the page is open. @type {Map<string, DataTable>} */
const tables = new Map();

const compressed = 'z.';
const local = 'local.';
/** The number of characters that a table may take in a link. */
const maxKeyLength = 24_000;
/** The number of characters that a table from a link may have when it is unpacked. */
const maxUnpackedLength = 4_000_000;

/** Whether a key names a table that stays in this browser. @param {string} key */
export const isLocal = (key) => key.startsWith(local);

/** Whether a table must be unpacked or fetched before the state can hold its key. @param {string} key */
export const isUnknownTable = (key) => (key.startsWith(compressed) || isLocal(key)) && !tables.has(key);

/** Whether a text is the key of a table that is at hand. @param {string} key */
export const isTable = (key) => key === '' || tables.has(key) || (!/^(z|local)\./.test(key) && isPlainTable(key));

/** The table of a key. @param {string} key @returns {DataTable | null} */
export function tableAt(key) {
  if (key === '') return null;
  const known = tables.get(key);
  if (known) return known;
  if (!isTable(key)) return null;
  const table = plainTable(key);
  tables.set(key, table);
  return table;
}

/** Keeps a table under a given key. @param {string} key @param {DataTable} table */
export function keepTable(key, table) {
  tables.set(key, table);
}

/** The names of the predictors, x first. @param {DataTable} table */
export const predictorNames = ({ columns }) => predictorsOf(columns).map(({ name }) => name);

/** @param {DataColumn[]} columns */
const predictorsOf = (columns) => [
  ...columns.filter(({ role }) => role === 'x'),
  ...columns.filter(({ role }) => role === 'predictor'),
];

/** The column with a role. @param {DataTable} table @param {Role} role */
export const columnOf = ({ columns }, role) => columns.find((column) => column.role === role);

/** The first predictor, y, and all predictors by name. @param {DataTable} table */
export function columnsOf({ columns }) {
  const predictors = predictorsOf(columns);
  return {
    x: predictors[0].numbers,
    y: columnOf({ columns }, 'y')?.numbers ?? new Float64Array(),
    columns: Object.fromEntries(predictors.map(({ name, numbers }) => [name, numbers])),
  };
}

/** A table as the engine takes it: σ gives the weights 1/σ². @param {DataTable} table @returns {ColumnData} */
export function columnData(table) {
  const predictors = predictorsOf(table.columns);
  const y = columnOf(table, 'y')?.numbers ?? new Float64Array();
  const weights = columnOf(table, 'weight')?.numbers ?? columnOf(table, 'sigma')?.numbers.map((sd) => 1 / sd ** 2);
  const rest = { y, ...(weights && { weights }) };
  if (predictors.length === 1 && predictors[0].name === 'x')
    return { kind: 'columns', x: predictors[0].numbers, ...rest };
  return {
    kind: 'columns',
    columns: Object.fromEntries(predictors.map(({ name, numbers }) => [name, numbers])),
    ...rest,
  };
}

/** The number of rows of data as the engine takes them; 1 of a function. @param {Data} [data] */
export function rowsOf(data) {
  if (data?.kind === 'columns') return data.y.length;
  return data?.kind === 'simulated' ? data.n : 1;
}

/**
 * The names of the predictors in data as the engine takes them.
 * @param {Data} data
 */
export const columnNames = (data) => (data.kind === 'columns' && data.columns ? Object.keys(data.columns) : ['x']);

/** Title and unit of the first predictor and of y, and the units of all predictors.
 * @param {DataTable} table @returns {Labels} */
export function labelsOf(table) {
  const label = (/** @type {DataColumn | undefined} */ column) => ({
    title: column?.title ?? '',
    unit: column?.unit ?? '',
  });
  const predictors = predictorsOf(table.columns);
  const units = Object.fromEntries(predictors.flatMap(({ name, unit }) => (unit ? [[name, unit]] : [])));
  return { x: label(predictors[0]), y: label(columnOf(table, 'y')), units };
}

/**
 * A formula in which the first predictor has its new name, where it uses none of the new ones already.
 * @param {string} formula
 * @param {string[]} before names of the predictors until now
 * @param {string[]} after
 */
export function formulaFor(formula, before, after) {
  const words = /\p{L}[\p{L}\p{N}_]*/gu;
  /** @type {string[]} */
  const used = formula.match(words) ?? [];
  if (used.some((word) => after.includes(word)) || !used.includes(before[0])) return formula;
  return formula.replace(words, (word) => (word === before[0] ? after[0] : word));
}

// --- Plain rows ---------------------------------------------------------------------------------------------------

/** Whether a text is rows of two or three numbers. @param {string} text */
const isPlainTable = (text) =>
  text.split('\n').every((line, _, lines) => {
    const cells = line.split(',');
    return (
      cells.length === lines[0].split(',').length &&
      (cells.length === 2 || cells.length === 3) &&
      cells.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)))
    );
  });

/** @param {string} text @returns {DataTable} */
function plainTable(text) {
  const rows = text.split('\n').map((line) => line.split(',').map(Number));
  const columns = ['x', 'y', 'weight'].slice(0, rows[0].length).map((role, k) => ({
    title: '',
    unit: '',
    name: role,
    role: /** @type {Role} */ (role),
    numbers: Float64Array.from(rows, (row) => row[k]),
  }));
  return { columns };
}

// --- Keys -----------------------------------------------------------------------------------------------------------

/**
 * Keeps a table and makes its key.
 * @param {DataTable} table
 * @returns {Promise<string>} a key with the whole table where that is short enough, else one of this browser
 */
export async function packTable(table) {
  const cells = table.columns.length * (table.columns[0]?.numbers.length ?? 0);
  const packed = cells <= maxKeyLength ? await deflate(plainTextOf(table)) : '';
  const isShort = packed !== '' && packed.length <= maxKeyLength;
  const key = isShort ? compressed + packed : local + crypto.getRandomValues(new Uint32Array(2)).join('');
  tables.set(key, table);
  return key;
}

/** A table as JSON: its columns, and with them the lesson if it has one. @param {DataTable} table */
function plainTextOf({ columns, lesson }) {
  const plain = columns.map(plainColumn);
  return JSON.stringify(lesson ? { columns: plain, lesson } : plain);
}

/** @param {DataColumn} column */
const plainColumn = ({ title, unit, name, role, numbers }) => [title, unit, name, role, [...numbers]];

/**
 * Unpacks the table of a key from a link and keeps it.
 * @param {string} key
 * @returns {Promise<boolean>} whether it is one
 */
export async function unpackTable(key) {
  try {
    const value = JSON.parse(await inflate(key.slice(compressed.length)));
    const columns = columnsFrom(Array.isArray(value) ? value : value?.columns);
    const lesson = typeof value?.lesson === 'string' ? { lesson: value.lesson } : {};
    if (columns) tables.set(key, { columns, ...lesson });
    return columns !== null;
  } catch {
    return false;
  }
}

/** The columns that a link brought, or null if they are none. @param {unknown} value @returns {DataColumn[] | null} */
function columnsFrom(value) {
  if (!Array.isArray(value) || value.length < 2 || value.length > 64) return null;
  /** @type {DataColumn[]} */
  const columns = value.map(([title, unit, name, role, numbers]) => ({
    title: String(title).slice(0, 200),
    unit: String(unit).slice(0, 60),
    name: String(name),
    role: /** @type {Role} */ (String(role)),
    numbers: Float64Array.from(numbers),
  }));
  const { length } = columns[0].numbers;
  const isColumn = (/** @type {DataColumn} */ { name, role, numbers }) =>
    nameInFormulas.test(name) &&
    roles.includes(role) &&
    numbers.length === length &&
    (role === 'ignore' || numbers.every(Number.isFinite));
  const count = (/** @type {Role} */ wanted) => columns.filter(({ role }) => role === wanted).length;
  const hasRoles = count('x') + count('predictor') > 0 && count('y') === 1 && count('weight') + count('sigma') <= 1;
  return length > 0 && hasRoles && columns.every(isColumn) ? columns : null;
}

/** @param {string} text @returns {Promise<string>} in base64 without characters that a link would escape; '': unable */
async function deflate(text) {
  if (typeof CompressionStream === 'undefined') return '';
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const chars = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(chars).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @param {string} packed */
async function inflate(packed) {
  const chars = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(chars, (char) => char.charCodeAt(0));
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let text = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += piece.value;
    if (text.length > maxUnpackedLength) throw new RangeError('too long');
  }
  return text;
}
