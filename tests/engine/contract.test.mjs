// The calls of bindings.cpp and the interface of engine.d.ts are the same list.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import ts from '../../www/node_modules/typescript/lib/typescript.js';

const contract = readFileSync(new URL('../../build/site/engine.d.ts', import.meta.url), 'utf8');
const source = ts.createSourceFile('engine.d.ts', contract, ts.ScriptTarget.ES2022, true);

/** @param {string} name of an interface @returns {string[]} the names of its methods */
function methodsOf(name) {
  const found = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  assert.ok(found && ts.isInterfaceDeclaration(found), name);
  return found.members.filter(ts.isMethodSignature).map((member) => member.name.getText());
}

test('every call of the engine has a type, and every type a call', async () => {
  const engine = await createEngine();
  assert.deepEqual(Object.keys(engine).sort(), methodsOf('Engine').sort());
});
