// The engine as a module: `createEngine()` for web pages, workers and Node ≥ 18. The contract is engine.d.ts.
import createModule from '../build/wasm/descenso.mjs';
import bytes from '../build/wasm/descenso.wasm';
import { crossing } from './crossing.mjs';

/** @import { Engine } from './engine.d.ts' */

/** @type {Promise<WebAssembly.Module> | undefined} compiled once for all engines */
let compiling;

/** @returns {Promise<Engine>} */
export async function createEngine() {
  compiling ??= WebAssembly.compile(bytes);
  const module = await compiling;
  const core = await new Promise((resolve, reject) => {
    const instantiateWasm = (
      /** @type {WebAssembly.Imports} */ imports,
      /** @type {(instance: WebAssembly.Instance) => void} */ receive,
    ) => {
      WebAssembly.instantiate(module, imports).then(receive, reject);
      return {};
    };
    createModule({ instantiateWasm }).then(resolve, reject);
  });
  const call = crossing(core);
  const names = /** @type {(keyof Engine)[]} */ (call(core.names, []));
  return /** @type {any} */ (
    Object.fromEntries(names.map((name) => [name, (/** @type {unknown[]} */ ...args) => call(core[name], args)]))
  );
}
