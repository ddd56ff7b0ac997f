// The URL hash is the experiment: every field that differs from the notebook, by its path. An empty hash is the
// notebook. What a link brings is checked like what a person types.
import { fieldAt } from './fields.js';
import { validate } from './validate.js';

/**
 * @import { Field } from './fields.js'
 * @import { Store } from './store.js'
 */

/** Rows of a table in a link: a line's end would take three characters. */
const betweenRows = ';';

/** @param {Store} store @returns {string} for example "data.n=50&optimizer.rate=0.1" */
export function toHash(store) {
  const parts = new URLSearchParams();
  for (const field of store.fields) {
    const value = field.type === 'number' ? store.number(field.path) : store.choice(field.path);
    if (value !== field.default && store.inEffect(field))
      parts.set(field.path, field.type === 'table' ? String(value).replaceAll('\n', betweenRows) : String(value));
  }
  // What a link may hold as it is, and tables are full of.
  return parts.toString().replaceAll('%2C', ',').replaceAll('%3B', betweenRows);
}

/**
 * @param {Field[]} fields
 * @param {string} hash with or without "#"
 * @returns {{ values: Record<string, number | string>, refused: string[] }} refused: the parts that were left out
 */
export function fromHash(fields, hash) {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  /** @type {Record<string, number | string>} */
  const values = {};
  const refused = [];
  for (const [path, text] of new URLSearchParams(hash.replace(/^#/, ''))) {
    const field = fieldAt(byPath, path);
    const value =
      field?.type === 'number' && text.trim() !== ''
        ? Number(text)
        : field?.type === 'table'
          ? text.replaceAll(betweenRows, '\n')
          : text;
    if (field && validate(field, value) === null) values[path] = value;
    else refused.push(`${path}=${text}`.slice(0, 80));
  }
  return { values, refused };
}
