// Test files of one folder in one process, which share what takes long to start: browsers, the engine, compiled code.
//
//   FOLDER=browser BROWSER=webkit node --test tests/together.mjs     all files
//   FOLDER=page SHARE=1/4 node --test tests/together.mjs             every fourth file, from the second on
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';

const folder = new URL(`${process.env.FOLDER}/`, import.meta.url);
const [place, shares] = (process.env.SHARE ?? '0/1').split('/').map(Number);
const files = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
for (const [k, name] of files.sort().entries()) if (k % shares === place) await describe(name, () => load(name));

/** A file that does not load is a test that fails: a suite would pass over it. @param {string} name */
async function load(name) {
  try {
    await import(new URL(name, folder).href);
  } catch (error) {
    test('loads', () => {
      throw error;
    });
  }
}
