// Defaults are what is used: each method with the defaults of its convention typed out does the same, bit for bit.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';

const engine = await createEngine();

/** @param {Record<string, unknown>} optimizer @param {string} name */
function run(optimizer, name) {
  const outcome = engine.run({
    version: 1,
    data: { kind: 'columns', x: [-2, -1, 0, 1, 2, 3], y: [-9, -4, 1, 4, 11, 14] },
    model: { formula: 'w*x', start: { w: 10 } },
    optimizer: { name, ...optimizer },
    stop: { epochs: 60 },
  });
  assert.ok(outcome.ok, `${name}: ${JSON.stringify(outcome)}`);
  return outcome;
}

for (const { name, hyperparameters } of engine.catalog().optimizers) {
  const conventions = hyperparameters.find(({ key }) => key === 'convention')?.choices ?? [''];
  for (const [index, convention] of conventions.entries()) {
    test(`${name} ${convention}: the defaults that the catalog shows, typed out, give the same bits`, () => {
      const given = convention ? { convention } : {};
      const typed = Object.fromEntries(
        hyperparameters.map((each) => [each.key, each.defaultByConvention[convention] ?? each.default]),
      );
      if (convention) assert.deepEqual(Object.keys(hyperparameters[0].defaultByConvention), conventions);
      const [bare, full] = [run(given, name), run({ ...typed, ...(convention && { convention: index }) }, name)];
      assert.deepEqual(full.parameters, bare.parameters);
      assert.deepEqual(full.loss, bare.loss);
    });
  }
}

test('what a convention changes is shown: RMSProp forgets by 0.9 with optax, AdamW decays by 10⁻⁴', () => {
  const shown = (/** @type {string} */ name, /** @type {string} */ key) =>
    engine
      .catalog()
      .optimizers.find((each) => each.name === name)
      ?.hyperparameters.find((each) => each.key === key)?.defaultByConvention;
  assert.deepEqual(shown('rmsprop', 'alpha'), { torch: 0.99, optax: 0.9 });
  assert.deepEqual(shown('adamw', 'wd'), { torch: 0.01, optax: 1e-4 });
  assert.deepEqual(shown('lion', 'wd'), { torch: 0, optax: 1e-3 });
  assert.deepEqual(shown('adagrad', 'init'), { torch: 0, optax: 0.1 });
});
