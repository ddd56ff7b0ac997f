// The engine in its two parts (split.mjs says what is in which). The second need not be there when the first is
// asked: what it will fill in stands as functions that throw PartMissing until then.
import createModule from '../build/wasm/descenso.mjs';
import first from '../build/wasm/descenso.first.wasm';
import { crossing, PartMissing } from './crossing.mjs';

/** @import { Engine } from './engine.d.ts' */

export { PartMissing };

/** The calls that bindings.cpp lists. */
const names = [
  'catalog',
  'info',
  'check',
  'simulate',
  'run',
  'landscape',
  'derivative',
  'optimum',
  'predict',
  'race',
  'surface',
  'principalDirections',
  'explain',
  'fit',
  'curves',
  'trace',
  'sweep',
  'theory',
  'noiseStudy',
  'tune',
];

function missing() {
  throw new PartMissing();
}

/**
 * Starts the first part. Its engine answers everything, and throws nothing, once `complete` has settled.
 * @returns {Promise<{ engine: Engine, complete: (bytes: BufferSource) => Promise<unknown> }>}
 */
export async function startEngine() {
  const module = await WebAssembly.compile(first);
  const second = new Proxy({}, { get: () => missing });
  /** @type {WebAssembly.Exports} */
  let exports;
  const core = await new Promise((resolve, reject) => {
    const instantiateWasm = (
      /** @type {WebAssembly.Imports} */ imports,
      /** @type {(instance: WebAssembly.Instance) => void} */ receive,
    ) => {
      WebAssembly.instantiate(module, { ...imports, second })
        .then((instance) => {
          ({ exports } = instance);
          receive(instance);
        })
        .catch(reject);
      return {};
    };
    createModule({ instantiateWasm }).then(resolve, reject);
  });
  const call = crossing(core);
  /** @type {Promise<unknown> | undefined} */
  let completing;
  return {
    engine: Object.fromEntries(
      names.map((name) => [name, (/** @type {unknown[]} */ ...args) => call(core[name], args)]),
    ),
    complete: (rest) => (completing ??= WebAssembly.instantiate(rest, { first: exports })),
  };
}
