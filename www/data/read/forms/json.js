// JSON as lines of cells between tabs: records, arrays of rows, arrays or objects by column, one record a line, and
// columns beside rows, as pandas writes them. Values of a record stand under their keys, in whatever order they come.

/** @typedef {Record<string, any>} Json an object */

/** The text as lines of cells, or null where it is no JSON, or one without a table. @param {string} text */
export function tableOfJson(text) {
  if (!/^\s*[[{]/.test(text)) return null;
  const value = parsed(text) ?? parsedLines(text);
  const rows = value === null ? null : rowsOf(value);
  return rows && rows.length > 1 ? rows.map((cells) => cells.map(cellText).join('\t')).join('\n') : null;
}

/** @param {string} text @returns {any} null: it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One value a line. @param {string} text */
function parsedLines(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  const values = lines.length > 1 && /^\s*[[{].*[\]}]\s*$/.test(lines[0]) ? lines.map(parsed) : [null];
  return values.every((value) => value !== null && typeof value === 'object') ? values : null;
}

const isObject = (/** @type {unknown} */ value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const isList = (/** @type {unknown} */ value) =>
  Array.isArray(value) && value.every((each) => !(each instanceof Object));

/** @param {any} value @returns {any[][] | null} */
function rowsOf(value) {
  if (Array.isArray(value)) return rowsOfArray(value);
  const { columns, data } = /** @type {Json} */ (value);
  if (isList(columns) && Array.isArray(data) && data.every(isList)) return [columns, ...data];
  const entries = Object.entries(value).filter(([, each]) => each instanceof Object);
  const lists = entries.filter(([, each]) => isList(each) && each.length > 1);
  if (lists.length > 0) return columnsOf(lists);
  if (entries.length > 1 && entries.every(([, each]) => isObject(each) && isList(Object.values(each)))) {
    const keys = [...new Set(entries.flatMap(([, each]) => Object.keys(each)))];
    return [entries.map(([key]) => key), ...keys.map((key) => entries.map(([, each]) => each[key]))];
  }
  return entries.length === 1 ? rowsOf(entries[0][1]) : null;
}

/** @param {any[]} all */
function rowsOfArray(all) {
  if (all.length > 0 && all.every(isObject)) {
    const named = all.filter((each) => Array.isArray(each.x ?? each.data ?? each.values));
    if (named.length > 0) return named.length === 1 ? rowsOf(named[0]) : null;
    const keys = [...new Set(all.flatMap(Object.keys))];
    return [keys, ...all.map((record) => keys.map((key) => record[key]))];
  }
  if (!all.every((each) => isList(each))) return null;
  const isLying = all.length === 2 && all[0].length > 2 && all[0].length === all[1].length;
  return isLying ? columnsOf(all.map((list) => ['', list])) : all;
}

/** @param {[string, any[]][]} lists */
function columnsOf(lists) {
  const count = Math.max(...lists.map(([, list]) => list.length));
  const titles = lists.map(([key]) => key);
  const rows = Array.from({ length: count }, (_, i) => lists.map(([, list]) => list[i]));
  return titles.some(Boolean) ? [titles, ...rows] : rows;
}

/** @param {unknown} value */
const cellText = (value) =>
  value instanceof Object
    ? JSON.stringify(value).replaceAll('"', '″')
    : String(value ?? '')
        .replace(/[\t\n]+/g, ' ')
        .replaceAll('"', '″');
