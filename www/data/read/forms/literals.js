// Lists and matrices as programs write them, as lines of cells between tabs: "x = [1, 2]", "y <- c(3, 4)",
// "[1 2; 3 4]", "array([[1, 2], [3, 4]])", "{{1, 2}, {3, 4}}", "(1, 2), (3, 4)", '{"x": [1, 2]}', "x: 1, 2, 3".

/**
 * @typedef {object} List
 * @property {string} key the name that it is given, or ""
 * @property {string} call the function whose arguments it holds, or ""
 * @property {string[]} numbers its own
 * @property {string[]} keys of its own numbers, as x in {x: 1}, else ""
 * @property {number[]} breaks how many numbers it has at the end of each row
 * @property {boolean} hasSemicolons
 * @property {List[]} lists
 */

const number = String.raw`[+\-−]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eEdD][+\-−]?\d+|\*\^[+-]?\d+)?`;
const valueAt = new RegExp(`(${number}|nan|na|null|none|nothing|missing)L?(?![\\p{L}\\p{N}_.])`, 'iuy');
const nameAt = /"[^"\n]*"|'[^'\n]*'|[\p{L}_$.][\p{L}\p{N}_$.]*/uy;

/** Lists within lists; deeper ones are no data. */
const maxDepth = 8;

/** Functions whose arguments are the elements of a list. */
const constructors = /^(?:|c|list|tuple|vector|combine|array|point|dict|(?:data\.?)?frame|tibble|structure)$/i;

/** The text as lines of cells, or null where it is neither a list nor a matrix. @param {string} text */
export const tableOfLiterals = (text) =>
  tableOfNamedRows(text) ?? printedVector(text) ?? tableOfInsert(text) ?? tableOfLists(text);

/** @param {string[][]} rows */
const asLines = (rows) => rows.map((cells) => cells.join('\t')).join('\n');

/** @param {{ title: string, numbers: string[] }[]} columns */
function columnsAsLines(columns) {
  const rows = Math.max(...columns.map(({ numbers }) => numbers.length));
  const titles = columns.map(({ title }) => title);
  const cells = Array.from({ length: rows }, (_, i) => columns.map(({ numbers }) => numbers[i] ?? ''));
  return asLines(titles.some(Boolean) ? [titles, ...cells] : cells);
}

const namedRow = /^\s*([^\d\s=:<[({,;][^=:<[{,;\t]*)(?:=|:|<-)\s*([+\-−.\d][\d.,;\s+\-−eE]*)$/u;

/** Lines such as "x: 1, 2, 3" and "y = 4 5 6", each a column. @param {string} text */
function tableOfNamedRows(text) {
  const columns = text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const [, title = '', body = ''] = namedRow.exec(line) ?? [];
      const hasDecimalCommas = /\d,\d/.test(body) && /;|\d\s+[\d.+\-−]/.test(body);
      return { title: title.trim(), numbers: body.split(hasDecimalCommas ? /[;\s]+/ : /[,;\s]+/).filter(Boolean) };
    });
  return columns.length > 0 && columns.every(({ numbers }) => numbers.length > 1) ? columnsAsLines(columns) : null;
}

/** "[1] 2.5 3.5", as R prints a vector over lines. @param {string} text */
function printedVector(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  const isPrinted = lines.length > 0 && lines.every((line) => /^\s*\[\d+\]\s+[-.\d]/.test(line));
  const [, ...numbers] = lines.join(' ').split(/\s*\[\d+\]\s+|\s+/);
  return isPrinted ? numbers.filter(Boolean).join('\n') : null;
}

/** "INSERT INTO t (x, y) VALUES (1, 2), (3, 4);" of SQL. @param {string} text */
function tableOfInsert(text) {
  const statement = /\binsert\s+into\s+[^\s(]+\s*(?:\(([^()]*)\))?\s*values\b/gi;
  const found = statement.exec(text);
  if (!found) return null;
  const [, names = ''] = found;
  const rows = [...text.replace(statement, ' ').matchAll(/\(([^()]*)\)/g)];
  const cells = rows.map(([, row]) => row.split(',').map((cell) => cell.trim().replace(/^'(.*)'$/, '$1')));
  const titles = names.split(',').map((name) => name.trim().replace(/^[`"[](.*)[`"\]]$/, '$1'));
  return asLines(names ? [titles, ...cells] : cells);
}

/** @param {string} text */
function tableOfLists(text) {
  const root = parsed(text);
  if (!root) return null;
  const all = flattened(root);
  if (all.some((list) => list.call === 'matrix' || (!constructors.test(list.call) && list.keys.includes(''))))
    return null;
  const records = all.filter(({ keys }) => keys.length > 1 && keys.every(Boolean));
  if (records.length > 1) return asLines([records[0].keys, ...records.map(({ numbers }) => numbers)]);
  const filled = all.filter(({ key, keys }) => keys.includes('') && key !== 'row.names');
  if (!filled.some(({ numbers }) => numbers.length > 1)) return null;
  if (filled.length === 1 && isMatrix(filled[0])) return asLines(rowsOf(filled[0]));
  if (filled.length === 1 || filled.every(({ key }) => key))
    return columnsAsLines(filled.map(({ key, numbers }) => ({ title: key, numbers })));
  return filled.some(({ key }) => key) ? null : asLines(filled.map(({ numbers }) => numbers));
}

/** The lists in a list, at any depth; one that is alone in a named list has its name. @param {List} list
 * @returns {List[]} */
function flattened({ key, keys, lists }) {
  if (lists.length === 1 && !keys.includes('')) lists[0].key ||= key;
  return lists.flatMap((inner) => [inner, ...flattened(inner)]);
}

/** @param {List} list */
const rowsOf = ({ numbers, breaks }) => breaks.map((end, i) => numbers.slice(breaks[i - 1] ?? 0, end));

/** Whether a list has rows, "[1 2; 3 4]". Many numbers in a line are a list that goes on in the next line.
 * @param {List} list */
function isMatrix(list) {
  const [first, ...others] = rowsOf(list).map(({ length }) => length);
  const isEven = others.length > 0 && others.every((length) => length === first);
  return isEven && first > 1 && (list.hasSemicolons || first < 5);
}

/** The longest range of whole numbers that is read. */
const maxRange = 10_000;

/** "1:3" is c(1,2,3) in R. @param {string} whole @param {number} from @param {number} to */
const spelledOut = (whole, from, to) =>
  to > from && to - from < maxRange ? `c(${Array.from({ length: to - from + 1 }, (_, i) => from + i)})` : whole;

/** A text without comments, in which "=" alone gives a name and pairs "(1; 2,5)" have points. @param {string} text */
const plain = (text) =>
  text
    .replace(/^\s*=(?=\s*\{)|^\s*\\addplot[^{;]*coordinates\s*/, '')
    .replace(/(?<=[=(,]\s*)(\d{1,9}):(\d{1,9})(?=\s*(?:[,)\n]|$))/g, (whole, from, to) =>
      spelledOut(whole, Number(from), Number(to)),
    )
    .replace(/\b(?:np|numpy)\.(?:float|int)\d*\(([^()]*)\)/g, '$1')
    .replace(/(?:^|\s)(?:#|%|\/\/).*$/gm, '')
    .replace(/\.\.\.\s*\n|\\\n/g, ' ')
    .replace(/\[\d*\]\s*=/g, '=')
    .replace(/<-/g, '=')
    .replace(/\([^()[\]{}]*\)/g, (pair) =>
      pair.includes(';') ? pair.replaceAll(',', '.').replaceAll(';', ',') : pair,
    );

/** The lists of a text; null where a number stands outside of them, or a sign that no list has. @param {string} text */
function parsed(text) {
  if (!/[[({]/.test(text)) return null;
  const lists = new Lists();
  const all = plain(text);
  for (let at = 0; at < all.length; ) {
    valueAt.lastIndex = nameAt.lastIndex = at;
    const value = valueAt.exec(all);
    const token = value ?? nameAt.exec(all) ?? [all[at]];
    const isApart = at === 0 || !/[\d.]/.test(all[at - 1]);
    const isRead = value ? isApart && lists.takeNumber(value[1]) : lists.take(token[0]);
    if (!isRead) return null;
    at += token[0].length;
  }
  return lists.isComplete ? lists.root : null;
}

/** Lists while they are read, token by token. */
class Lists {
  root = newList('', '');
  #open = [this.root];
  /** The last word, which is the name of what follows after "=" or ":", and of a function before a bracket. */
  #word = '';
  #key = '';
  #last = '';

  get isComplete() {
    return this.#open.length === 1 && this.root.lists.length > 0;
  }

  get #list() {
    return this.#open[this.#open.length - 1];
  }

  /** @param {string} text @returns {boolean} whether a number may stand here */
  takeNumber(text) {
    if (this.#list === this.root) return false;
    this.#list.numbers.push(text.replace('*^', 'e').replace(/_/g, ''));
    this.#list.keys.push(this.#key);
    this.#forget();
    this.#last = '';
    return true;
  }

  /** @param {string} token a word or a sign @returns {boolean} whether it may stand here */
  take(token) {
    const isTaken = this.#takeToken(token);
    if (token.trim()) this.#last = token;
    return isTaken;
  }

  /** @param {string} token */
  #takeToken(token) {
    if (token.length > 1 || /[\p{L}_$.]/u.test(token)) this.#word = token.replace(/^["']|["']$/g, '');
    else if ('=:'.includes(token)) {
      if (!this.#word) return false;
      [this.#word, this.#key] = ['', this.#word];
    } else if ('([{'.includes(token)) return this.#begin();
    else if (')]}'.includes(token)) return this.#end();
    else if (',;\n'.includes(token)) return this.#separate(token);
    else return token.trim() === '';
    return true;
  }

  #begin() {
    const list = newList(this.#key, this.#word.replace(/^(?!data\.).*\./i, ''));
    this.#list.lists.push(list);
    this.#open.push(list);
    this.#forget();
    return this.#open.length <= maxDepth;
  }

  #end() {
    if (this.#open.length === 1) return false;
    this.#endRow();
    this.#open.pop();
    this.#forget();
    return true;
  }

  /** @param {string} sign */
  #separate(sign) {
    if (this.#list === this.root && sign === ',' && this.#word) return false;
    if (sign === ';') this.#list.hasSemicolons = true;
    if (sign === ';' || (sign === '\n' && this.#last !== ',' && this.#list.numbers.length > 0)) this.#endRow();
    if (sign !== '\n') this.#forget();
    return true;
  }

  #endRow() {
    const { breaks, numbers } = this.#list;
    if (breaks[breaks.length - 1] !== numbers.length) breaks.push(numbers.length);
  }

  #forget() {
    [this.#word, this.#key] = ['', ''];
  }
}

/** @param {string} key @param {string} call @returns {List} */
const newList = (key, call) => ({ key, call, numbers: [], keys: [], breaks: [], hasSemicolons: false, lists: [] });
