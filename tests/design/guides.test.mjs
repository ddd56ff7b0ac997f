// The two READMEs have equal rank: the same sections, lists and tables, and the same code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { text } from './repository.mjs';

/** The shape of a text in Markdown: headings by level, rows of tables, items, and the code of its blocks.
 * @param {string} markdown */
function shapeOf(markdown) {
  const code = [...markdown.matchAll(/```js\n(.*?)```/gs)].map((match) => match[1]);
  const count = (/** @type {RegExp} */ pattern) => (markdown.match(pattern) ?? []).length;
  return { code, sections: count(/^## /gm), rows: count(/^\|/gm), items: count(/^- /gm), links: count(/\]\(/g) };
}

test('README.md and README.es.md have the same sections, tables and code', () => {
  assert.deepEqual(shapeOf(text('README.es.md')), shapeOf(text('README.md')));
});

test('a section, a row or a line of code that one of them lacks would be noticed', () => {
  const whole = '# A\n\n## B\n\n- c\n\n| d |\n\n```js\nrun();\n```\n';
  for (const part of ['## B', '- c', '| d |', 'run();']) {
    assert.notDeepEqual(shapeOf(whole.replace(part, '')), shapeOf(whole), part);
  }
});
