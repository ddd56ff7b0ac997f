// Random tables, written in every way that programs write them, and read back: each number as it was, or a question of
// which one reading gives the numbers.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { decide } from '../../www/data/read/decide.js';
import { readBytes, readText, TableReader } from '../../www/data/read/reader.js';
import { withChange } from '../../www/data/read/settings.js';

/**
 * @import { Table } from '../../www/data/read/decide.js'
 * @import { Settings } from '../../www/data/read/settings.js'
 */

const papa = createRequire(new URL('../../www/build.mjs', import.meta.url))('papaparse');

/** Numbers from 0 to 1 that are the same in every run: Lehmer's generator. @param {number} seed */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/**
 * @typedef {object} Style how a table is written
 * @property {string} separator
 * @property {'.' | ','} decimal
 * @property {string} group between thousands
 * @property {'all' | 'needed'} quotes
 * @property {string} lineEnd
 * @property {boolean} header
 * @property {number} digits after the decimal sign; −1: as many as the number has
 * @property {number} size of the numbers, as a power of ten
 */

/** @type {{ [Key in keyof Style]: Style[Key][] }} */
const choices = {
  separator: [',', ';', '\t', '|', '  '],
  decimal: ['.', ','],
  group: ['', '', '.', ',', ' ', '\u00a0', '\u202f', "'"],
  quotes: ['needed', 'all'],
  lineEnd: ['\n', '\r\n', '\r'],
  header: [true, false],
  digits: [-1, 0, 1, 2, 3, 4],
  size: [0, 2, 4, 6, 9],
};

/** @param {() => number} random @returns {Style} */
function styleOf(random) {
  const style = /** @type {Style} */ (
    Object.fromEntries(Object.entries(choices).map(([key, all]) => [key, all[Math.floor(random() * all.length)]]))
  );
  // A sign has one meaning, and a space between thousands would be one between columns.
  if (style.group === style.decimal) style.group = '';
  if (style.separator === '  ' && style.group === ' ') style.group = '';
  // Between commas or spaces a point is read as the decimal sign unless another cell decides: see `format.js`.
  if ((style.separator === ',' || style.separator === '  ') && style.group === '.') style.group = '';
  return style;
}

/** @param {number} value @param {Style} style */
function written(value, { decimal, group, digits }) {
  const text = digits < 0 ? String(value) : value.toFixed(digits);
  if (text.includes('e')) return text.replace('.', decimal);
  const [whole, fraction] = text.split('.');
  const grouped = group ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}

/** @param {number[][]} rows @param {Style} style */
function tableText(rows, style) {
  const cellOf = (/** @type {string} */ text) =>
    style.quotes === 'all' || text.includes(style.separator) ? `"${text}"` : text;
  const lines = rows.map((row) => row.map((value) => cellOf(written(value, style))).join(style.separator));
  if (style.header) lines.unshift(['x', 'y'].map(cellOf).join(style.separator));
  return lines.join(style.lineEnd) + style.lineEnd;
}

/** @param {Table} table @param {'x' | 'y'} role */
const numbersOf = (table, role) => [...(table.columns.find((column) => column.role === role)?.numbers ?? [])];

/** Whether this reading, or one that answers to the questions lead to, gives the columns. @param {string} text
 * @param {number[]} x @param {number[]} y @param {Settings} settings @returns {boolean} */
function canGive(text, x, y, settings = {}) {
  const table = decide(readText(papa, text, settings), settings);
  if (same(numbersOf(table, 'x'), x) && same(numbersOf(table, 'y'), y)) return true;
  return table.questions.some(({ options }) =>
    options.some((option) => canGive(text, x, y, withChange(settings, option.settings))),
  );
}

/** @param {number[]} a @param {number[]} b */
const same = (a, b) => a.length === b.length && a.every((value, i) => Object.is(value + 0, b[i] + 0));

test('1500 random tables in random styles are read as they were, or asked about', () => {
  const random = randomOf(7);
  let asked = 0;
  for (let n = 0; n < 1500; n += 1) {
    const style = styleOf(random);
    const count = 3 + Math.floor(random() * 12);
    const rows = Array.from({ length: count }, () =>
      [0, 1].map(() =>
        Number(((random() - 0.4) * 10 ** style.size).toFixed(Math.max(0, style.digits < 0 ? 5 : style.digits))),
      ),
    );
    const text = tableText(rows, style);
    const [x, y] = [0, 1].map((k) => rows.map((row) => row[k]));
    assert.ok(canGive(text, x, y), `${JSON.stringify(style)}\n${text}`);
    if (decide(readText(papa, text)).questions.length > 0) asked += 1;
  }
  assert.ok(asked < 150, `${asked} of 1500 were asked about`);
});

/** @param {string} text @param {'utf-8' | 'utf-8-mark' | 'utf-16le' | 'utf-16be' | 'windows-1252'} encoding */
function bytesOf(text, encoding) {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8-mark') return new TextEncoder().encode(`\ufeff${text}`);
  if (encoding === 'windows-1252') return Uint8Array.from(text, (sign) => (sign === '€' ? 0x80 : sign.charCodeAt(0)));
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

for (const encoding of /** @type {const} */ (['utf-8', 'utf-8-mark', 'utf-16le', 'utf-16be', 'windows-1252']))
  test(`a file in ${encoding}, in pieces of any length`, async () => {
    const bytes = bytesOf('Presión (kPa);Año;Größe\n1,5;2,25 €;1\n2,5;3,75 €;2\n', encoding);
    for (const length of [1, 2, 3, 7, 1000]) {
      const first = Math.max(length, 8);
      const pieces = () => {
        const parts = [bytes.subarray(0, first)];
        for (let at = first; at < bytes.length; at += length) parts.push(bytes.subarray(at, at + length));
        return parts;
      };
      const result = await readBytes(papa, pieces);
      assert.ok('draft' in result);
      assert.equal(result.encoding, encoding.replace('-mark', ''));
      const table = decide(result.draft, { roles: { 0: 'x', 1: 'y', 2: 'ignore' } });
      assert.deepEqual(
        table.columns.map(({ title }) => title),
        ['Presión', 'Año', 'Größe'],
      );
      assert.deepEqual(
        [numbersOf(table, 'x'), numbersOf(table, 'y')],
        [
          [1.5, 2.5],
          [2.25, 3.75],
        ],
      );
    }
  });

test('UTF-16 without a mark is recognized', async () => {
  const bytes = bytesOf('x;y\n1;2\n2;4\n', 'utf-16le').subarray(2);
  const result = await readBytes(papa, () => [bytes]);
  assert.ok('draft' in result && result.encoding === 'utf-16le');
  assert.deepEqual(numbersOf(decide(result.draft), 'y'), [2, 4]);
});

test('files that are no text are named', async () => {
  const files = {
    spreadsheetFile: [0x50, 0x4b, 3, 4, 20, 0, 6, 0],
    binary: [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
  };
  for (const [error, bytes] of Object.entries(files))
    assert.deepEqual(await readBytes(papa, () => [Uint8Array.from(bytes)]), { error });
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256);
  assert.deepEqual(await readBytes(papa, () => [noise]), { error: 'binary' });
});

test('a text in pieces gives what the whole gives, wherever it is cut', () => {
  const text = '"t (s)","U, V"\r\n"1,5","2,25"\r\n"2,5","3\n"\r\n\r\n"3,5",NA\r\n"4,5","5,75"';
  const whole = decide(readText(papa, text));
  assert.equal(whole.rows, 3);
  for (let length = 1; length < text.length; length += 1) {
    const reader = new TableReader(papa);
    for (let at = 0; at < text.length; at += length) reader.push(text.slice(at, at + length));
    assert.deepEqual(decide(reader.end()), whole, `pieces of ${length}`);
  }
});

test('a long table is read in pieces after its sample, with the lines of what is left out', () => {
  const random = randomOf(11);
  const rows = Array.from({ length: 30_000 }, (_, i) => [i, Number(random().toFixed(6))]);
  const lines = rows.map((row) => row.join(','));
  lines[20_000] = '20000,oops';
  lines.splice(25_000, 0, '', '# a pause');
  const text = `x,y\n${lines.join('\n')}\n`;
  const reader = new TableReader(papa);
  for (let at = 0; at < text.length; at += 50_001) reader.push(text.slice(at, at + 50_001));
  const table = decide(reader.end());
  assert.equal(table.rows, 29_999);
  assert.deepEqual(table.leftOut.rows, [{ line: 20_002, reason: 'notNumber', column: 'y', text: 'oops' }]);
  assert.deepEqual(table.aside, [{ line: 25_003, text: '# a pause' }]);
  assert.deepEqual(
    numbersOf(table, 'y'),
    rows.filter((_, i) => i !== 20_000).map(([, y]) => y),
  );
});

test('a quote that is opened in a long table costs no row', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `${i},${i / 4},${i === 15_000 ? '"' : ''}note`);
  const table = decide(readText(papa, `x,y,note\n${lines.join('\n')}`));
  assert.equal(table.rows, 20_000);
  assert.equal(table.understood.brokenQuotes, true);
});

/** Pieces of texts that people have, in any order. */
const numberPieces = '1|2.5|1,5|1.234|1,234|e5|0x10|2024-01-02|3/4/2024|-|−|NA'.split('|');
const otherPieces = 'x|y|,|;|\t| |\n|\n|\r\n|"|\'|#|%|$|(s)|±|€|\u00a0|---|sep=;'.split('|');
const fragments = [...numberPieces, ...otherPieces];

test('2000 texts of random pieces end in a finite table or an error, once their questions are answered', () => {
  const random = randomOf(5);
  const any = (/** @type {any[]} */ list) => list[Math.floor(random() * list.length)];
  for (let n = 0; n < 2000; n += 1) {
    const text = Array.from({ length: 1 + Math.floor(random() * 40) }, () => any(fragments)).join('');
    /** @type {Settings} */
    let settings = {};
    let table = decide(readText(papa, text));
    for (let asked = 0; asked < 8 && table.questions.length > 0; asked += 1) {
      settings = withChange(settings, any(table.questions[0].options).settings);
      table = decide(readText(papa, text, settings), settings);
    }
    assert.deepEqual(table.questions, [], text);
    if (table.error) continue;
    const used = table.columns.filter(({ role }) => role !== 'ignore');
    const count = (/** @type {string[]} */ roles) => used.filter(({ role }) => roles.includes(role)).length;
    assert.ok(count(['y']) === 1 && count(['x', 'predictor']) > 0 && count(['weight', 'sigma']) <= 1, text);
    for (const { numbers } of used) assert.ok(numbers?.length === table.rows && numbers.every(Number.isFinite), text);
  }
});

test('rows of very many cells are columns that lie, or too many columns', () => {
  const row = (/** @type {(i: number) => number} */ of) => Array.from({ length: 30_000 }, (_, i) => of(i)).join(',');
  const two = decide(readText(papa, [row((i) => i), row((i) => i / 4)].join('\n')));
  assert.deepEqual([two.rows, two.columns.length, two.questions.map(({ kind }) => kind)], [30_000, 2, ['transposed']]);
  assert.equal(numbersOf(two, 'y')[29_999], 29_999 / 4);
  const titles = Array.from({ length: 30_000 }, (_, i) => `c${i}`).join(',');
  const wide = decide(readText(papa, [titles, ...[1, 2, 3].map((k) => row((i) => i * k))].join('\n')));
  assert.deepEqual(wide.error, { code: 'tooManyColumns', args: { columns: 30_000, most: 500 } });
});
