// The engine as a module of its own: `createEngine()` for the page's worker, for other pages and for Node ≥ 18.
// The contract is engine.d.ts beside it. The wasm bytes are part of the bundle, so nothing is ever fetched.
import createModule from '../build/wasm/descenso.mjs';
import wasmBinary from '../build/wasm/descenso.wasm';

const failure = (code, args) => ({ ok: false, error: { code, at: null, args } });

/**
 * Calls into wasm with plain copies of the arguments. Cloning here means that no getter, proxy or function of the
 * caller can run while C++ is on the stack; what cannot be cloned is not an experiment.
 */
function guarded(call) {
  return (...args) => {
    let plain;
    try {
      plain = structuredClone(args);
    } catch (reason) {
      return failure('not_an_object', { field: String(reason) });
    }
    try {
      return call(...plain);
    } catch (reason) {
      return failure('internal', { what: String(reason) });
    }
  };
}

export async function createEngine() {
  const core = await createModule({ wasmBinary });
  return {
    catalog: () => core.catalog(),
    info: () => core.info(),
    check: guarded((formula, names) => core.check(formula, names)),
    simulate: guarded(core.simulate),
    run: guarded(core.run),
    landscape: guarded(core.landscape),
    derivative: guarded(core.derivative),
    optimum: guarded(core.optimum),
    predict: guarded(core.predict),
    race: guarded((experiment, runners, minima) => core.race(experiment, runners, minima)),
    surface: guarded(core.surface),
    principalDirections: guarded(core.principalDirections),
    explain: guarded(core.explain),
    fit: guarded((experiment, columns) => core.fit(experiment, columns)),
    curves: guarded(core.curves),
    trace: guarded(core.trace),
    sweep: guarded(core.sweep),
    theory: guarded((experiment, options) => core.theory(experiment, options)),
    noiseStudy: guarded((experiment, options) => core.noiseStudy(experiment, options)),
    tune: guarded(core.tune),
  };
}
