// The engine as a module of its own: `createEngine()` for the page's worker, for other pages and for Node ≥ 18.
// The contract is engine.d.ts beside it. The wasm bytes are part of the bundle, so nothing is ever fetched.
import createModule from '../build/wasm/descenso.mjs';
import wasmBinary from '../build/wasm/descenso.wasm';
import { crossing } from './crossing.mjs';

/** The calls that bindings.cpp lists. */
const names = ['catalog', 'info', 'check', 'simulate', 'run', 'landscape', 'derivative', 'optimum', 'predict', 'race', 'surface',
  'principalDirections', 'explain', 'fit', 'curves', 'trace', 'sweep', 'theory', 'noiseStudy', 'tune'];

export async function createEngine() {
  const core = await createModule({ wasmBinary });
  const call = crossing(core);
  return Object.fromEntries(names.map((name) => [name, (...args) => call(core[name], args)]));
}
