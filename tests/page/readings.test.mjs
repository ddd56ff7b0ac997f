// The golden file of readings: texts of the kinds that misled other readers, and for each the columns in use, the rows
// that are left out with their reasons, and the questions that are left.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { decide } from '../../www/data/read/decide.js';
import { readText } from '../../www/data/read/reader.js';

const papa = createRequire(new URL('../../www/build.mjs', import.meta.url))('papaparse');

/**
 * @typedef {{ name: string, role: string, unit?: string, numbers: number[] }} ExpectedColumn
 * @typedef {{ id: string, text: string, columns?: ExpectedColumn[], error?: string, leftOut?: string[],
 *   questions?: string[] }} Reading
 */

/** @type {Reading[]} */
const readings = JSON.parse(readFileSync(new URL('../golden/readings.json', import.meta.url), 'utf8'));

for (const { id, text, columns, error, leftOut = [], questions = [] } of readings)
  test(`reading: ${id}`, () => {
    const table = decide(readText(papa, text));
    assert.deepEqual(
      table.questions.map(({ kind }) => kind),
      questions,
    );
    assert.equal(table.error?.code, error);
    if (columns) {
      const used = table.columns.filter(({ role }) => role !== 'ignore');
      assert.deepEqual(
        used.map(({ name, role, unit, numbers }) => ({ name, role, unit, numbers: [...(numbers ?? [])] })),
        columns.map((column) => ({ ...column, unit: column.unit ?? '' })),
      );
      assert.deepEqual(
        table.leftOut.rows.map(({ line, reason }) => `${line}: ${reason}`),
        leftOut,
      );
    }
  });
