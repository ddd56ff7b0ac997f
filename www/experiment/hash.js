// The URL hash encodes the experiment: every field that differs from the notebook, by its path. An empty hash is the
// notebook. The values of a link are validated like typed ones.
import { byPath, fieldAt } from './fields.js';
import { validate } from './validate.js';

/**
 * @import { Field } from './fields.js'
 * @import { Store } from './store.js'
 */

/** Separates the rows of a table in a link: a line break would take three characters. */
const rowSeparator = ';';

/** @param {Store} store @returns {string} for example "data.n=50&optimizer.rate=0.1" */
export function toHash(store) {
  const parts = new URLSearchParams();
  for (const field of store.fields) {
    const value = store.valueOf(field);
    if (value !== field.default && store.inEffect(field))
      parts.set(field.path, field.type === 'table' ? String(value).replaceAll('\n', rowSeparator) : String(value));
  }
  // Keep , and ; readable: they are legal in a URL fragment and frequent in tables.
  return parts.toString().replaceAll('%2C', ',').replaceAll('%3B', rowSeparator);
}

/**
 * @param {Field[]} fields
 * @param {string} hash with or without "#"
 * @returns {{ values: Record<string, number | string>, refused: string[] }} refused: the parts that were left out
 */
export function fromHash(fields, hash) {
  const declared = byPath(fields);
  const parts = withMapMethod(new URLSearchParams(hash.replace(/^#/, '')));
  const choiceOf = (/** @type {string} */ path) => parts.get(path) ?? String(declared.get(path)?.[0].default);
  /** @type {Record<string, number | string>} */
  const values = {};
  const refused = [];
  for (const [path, text] of parts) {
    const field = fieldAt(declared, path, choiceOf);
    const value =
      field?.type === 'number' && text.trim() !== ''
        ? Number(text)
        : field?.type === 'table'
          ? text.replaceAll(rowSeparator, '\n')
          : text;
    const isRead = field && (!field.when || choiceOf(field.when.path) === field.when.is);
    if (isRead && validate(field, value) === null) values[path] = value;
    else refused.push(`${path}=${text}`.slice(0, 80));
  }
  return { values, refused };
}

/**
 * Older links have the method of the map and its settings in the state of the map; now the experiment has them.
 * @param {URLSearchParams} parts
 */
function withMapMethod(parts) {
  const [x, y, method, ...settings] = (parts.get('view.map') ?? '').split(',');
  if (!method) return parts;
  parts.set('view.map', `${x},${y}`);
  if (parts.has('optimizer.name')) return parts;
  parts.set('optimizer.name', method);
  for (const [key, value] of settings.map((each) => each.split('='))) parts.set(`optimizer.${key}`, value);
  return parts;
}

/** The key of the table that a hash names, or ''. @param {string} hash with or without "#" */
export const tableKeyIn = (hash) => new URLSearchParams(hash.replace(/^#/, '')).get('data.table') ?? '';
