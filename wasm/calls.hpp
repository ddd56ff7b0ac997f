// The calls of the engine: read what came in, ask the core, hand out what it says. See engine.d.ts for the contract.
#pragma once

#include <emscripten/val.h>

namespace descenso::js {

emscripten::val call_catalog();
emscripten::val call_info();
emscripten::val call_check(const emscripten::val& formula, const emscripten::val& names);
emscripten::val call_simulate(const emscripten::val& data);
emscripten::val call_run(const emscripten::val& experiment);
emscripten::val call_landscape(const emscripten::val& experiment, const emscripten::val& range);
emscripten::val call_derivative(const emscripten::val& experiment, const emscripten::val& parameters);
emscripten::val call_optimum(const emscripten::val& experiment);
emscripten::val call_predict(const emscripten::val& experiment, const emscripten::val& parameters,
                             const emscripten::val& columns);
emscripten::val call_race(const emscripten::val& experiment, const emscripten::val& runners,
                          const emscripten::val& minima);
emscripten::val call_surface(const emscripten::val& experiment, const emscripten::val& range);
emscripten::val call_principal_directions(const emscripten::val& experiment, const emscripten::val& parameters);
emscripten::val call_explain(const emscripten::val& experiment, const emscripten::val& epoch);
emscripten::val call_fit(const emscripten::val& experiment, const emscripten::val& columns);
emscripten::val call_trace(const emscripten::val& experiment, const emscripten::val& row,
                           const emscripten::val& parameters);
emscripten::val call_curves(const emscripten::val& experiment, const emscripten::val& path,
                            const emscripten::val& columns);
emscripten::val call_sweep(const emscripten::val& experiment, const emscripten::val& spec);
emscripten::val call_theory(const emscripten::val& experiment, const emscripten::val& options);
emscripten::val call_noise_study(const emscripten::val& experiment, const emscripten::val& options);
emscripten::val call_tune(const emscripten::val& experiment, const emscripten::val& spec);

}  // namespace descenso::js
