// Own data: texts as people have them, and what they must give.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { decide } from '../../www/data/read/decide.js';
import { readText } from '../../www/data/read/reader.js';
import { withChange } from '../../www/data/read/settings.js';
import { cases } from './data-cases.mjs';
import { cases as casesOfPrograms } from './data-cases-programs.mjs';

/**
 * @import { Table } from '../../www/data/read/decide.js'
 * @import { Settings } from '../../www/data/read/settings.js'
 * @import { Role } from '../../www/experiment/table.js'
 * @import { Case } from './data-cases.mjs'
 */

const papa = createRequire(new URL('../../www/build.mjs', import.meta.url))('papaparse');

/** @param {string} text @param {Settings} [settings] */
const read = (text, settings = {}) => decide(readText(papa, text, settings), settings);

/** Reads a text and answers its questions in turn. @param {string} text @param {[string, string][]} answers */
function answered(text, answers) {
  /** @type {Settings} */
  let settings = {};
  for (const [asked, chosen] of answers) {
    const question = read(text, settings).questions.find(({ kind }) => kind === asked);
    const option = question?.options.find(({ key }) => key === chosen);
    assert.ok(option, `${asked}: ${chosen}`);
    settings = withChange(settings, option.settings);
  }
  return read(text, settings);
}

/** @param {Table} table @param {Role} role */
const numbersOf = (table, role) => [...(table.columns.find((column) => column.role === role)?.numbers ?? [])];

/** Expected readings of the pastes from the field. @type {Record<string, Partial<Case>>} */
const field = {
  'papaparse#1005 tabs + decimal comma': { x: [120.5, 121.5, 122.5, 123.5], y: [50.3, 51.9, 53.2, 55] },
  'papaparse#290 semicolon, thousands point, decimal comma': {
    x: [1, 2, 3, 4, 5, 6, 7, 8],
    y: [-21419.06, -21375, -15000, -1071.31, 37996.97, -53.9, -10301.58, 23750],
  },
  'sheetjs quoted thousands mixed with small': {
    x: [11, 13, 17, 19, 21, 23],
    y: [980, 1298, 12190, 730, 1683, 605],
  },
  'papaparse#910 mixed': { x: [1, 2, 3, 4, 5], y: [5.5, 6.1, 12, 24, 49] },
  'veusz#331 blank cells, no header': { asks: ['thirdColumn'], x: [2, 4], y: [1, 2], left: { blank: 3 } },
  'veusz#330 whitespace columns': { x: [0, 1, 2, 3], y: [0, 1.1, 2.904767, 4.049867] },
  'third column sigma (no header)': { asks: ['thirdColumn'], x: [10, 20, 30, 40, 50], y: [1.4, 2.1, 2.6, 3, 3.3] },
  'y before x, named': { x: [1, 2, 3], y: [2.1, 3.9, 6.2] },
  'units row': { x: [0, 1, 2], y: [1.2, 2.9, 4.1], units: { time: 's', volt: 'V' } },
  'NaN and NA': { x: [1, 4, 6], y: [2, 8.1, 12.2], left: { blank: 3 } },
  'percent and currency': { x: [1, 2, 3, 4], y: [12, 15, 19, 25], units: { y: '%' } },
  'trailing tab (excel)': { x: [1, 2, 3], y: [2, 4.1, 6.2] },
  'decimal comma and comma separated': {
    asks: ['widerThanHeader'],
    answers: [['widerThanHeader', 'decimalCommas']],
    x: [1.5, 2.5, 3.5],
    y: [2.3, 3.1, 4.8],
  },
  'excel quoted decimal comma': { x: [1.5, 2.5, 3.5], y: [2.3, 3.1, 4.8] },
  bom: { x: [1, 2, 3], y: [2, 4.1, 6.2] },
};

/** @type {{ id: string, paste: string }[]} */
const pastes = JSON.parse(readFileSync(new URL('../golden/pastes.json', import.meta.url), 'utf8'));
/** Tables of web pages, wikis, programs and spreadsheets in many languages; their right values are read off the text by
 * a person. @type {Case[]} */
const casesOfForms = JSON.parse(readFileSync(new URL('../golden/tables.json', import.meta.url), 'utf8'));
const all = [
  ...pastes.map(({ id, paste }) => ({ id, text: paste, ...field[id] })),
  ...cases,
  ...casesOfPrograms,
  ...casesOfForms,
];

test('every paste of the field has an expected table', () => {
  assert.deepEqual(pastes.map(({ id }) => id).sort(), Object.keys(field).sort());
});

for (const { id, text, x, y, sigma, weight, asks = [], answers = [], error, units, names, types, left, aside } of all)
  test(`data: ${id}`, () => {
    const first = read(text);
    assert.deepEqual(
      first.questions.map(({ kind }) => kind),
      asks,
      'questions',
    );
    const table = answered(text, answers);
    if (answers.length > 0) assert.deepEqual(table.questions, [], 'every question is answered');
    assert.equal(table.error?.code, error);
    for (const [role, numbers] of Object.entries({ x, y, sigma, weight }))
      if (numbers) assert.deepEqual(numbersOf(table, /** @type {Role} */ (role)), numbers, role);
    if (!answers.length || left) assert.deepEqual(table.leftOut.reasons, left ?? {}, 'left-out rows');
    for (const [title, unit] of Object.entries(units ?? {}))
      assert.equal(table.columns.find((column) => column.title === title)?.unit, unit, title);
    const predictors = table.columns.filter(({ role }) => role === 'x' || role === 'predictor');
    if (names)
      assert.deepEqual(
        predictors.map(({ name }) => name),
        names,
      );
    if (types)
      assert.deepEqual(
        table.columns.map(({ type }) => type),
        types,
      );
    if (aside !== undefined) assert.equal(table.aside.length, aside);
  });
