// The built page carries the licence of everything that travels with it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const notices = read('build/site/notices.html');

test('every npm package of the page is named with its version and its whole licence', () => {
  const { dependencies } = JSON.parse(read('www/package.json'));
  assert.ok(Object.keys(dependencies).length >= 5);
  for (const [name, version] of Object.entries(dependencies)) {
    assert.ok(notices.includes(`${name} ${version} (`), name);
    const files = readdirSync(new URL(`../../www/node_modules/${name}`, import.meta.url));
    const file = files.find((entry) => /^licen[cs]e$/i.test(entry));
    const licence = read(`www/node_modules/${name}/${file}`).trim();
    assert.ok(notices.includes(licence.replaceAll('&', '&amp;').replaceAll('<', '&lt;')), name);
  }
});

test('what is linked into the engine is named with its licence', () => {
  for (const text of [
    'Mozilla Public License Version 2.0',
    'Rich Felker',
    'Sun Microsystems, Inc. All rights reserved',
    'Emscripten authors',
    'Apache License v2.0 with',
  ])
    assert.ok(notices.includes(text), text);
});

test('the single file carries the same page', () => {
  assert.ok(read('build/site/descenso.html').includes(notices));
});
