// The examples of README.md, run as they stand there, give the values in their comments.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { notebook } from '../notebook.mjs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/```js\n(.*?)```/gs)].map((match) => match[1]);

/** Evaluates the expressions that have a comment, after the statements before them.
 * @param {string} block @param {object} names @returns {Promise<[value: any, comment: string][]>} */
async function valuesOf(block, names) {
  const code = block
    .replace(/^import .*$/gm, '')
    .replace(
      /^(\S.*);\s+\/\/ (.*)$/gm,
      (_, expression, comment) => `values.push([${expression}, ${JSON.stringify(comment)}]);`,
    );
  /** @type {[any, string][]} */
  const values = [];
  const run = new Function('values', ...Object.keys(names), `return (async () => {${code}})();`);
  await run(values, ...Object.values(names));
  return values;
}

test('every value in a comment is that of its expression', async () => {
  const engine = await createEngine();
  const names = { createEngine, experiment: notebook() };
  const values = [...(await valuesOf(blocks[0], names)), ...(await valuesOf(blocks[1], { ...names, engine }))];
  assert.ok(values.length >= 6);
  for (const [value, comment] of values) {
    const [number] = /^-?\d[\d.]*/.exec(comment) ?? [];
    const [, code] = /code: '(\w+)'/.exec(comment) ?? [];
    const [, text] = /^"(.*)"$/.exec(comment) ?? [];
    if (number) assert.ok(String(value).startsWith(number), `${value}, ${comment}`);
    else if (code) assert.equal(value.code ?? value.error.code, code);
    else if (text) assert.equal(value, text);
    else assert.ok(Array.isArray(value), comment);
  }
});
