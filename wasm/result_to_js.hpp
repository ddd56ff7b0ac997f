// Results on their way out: plain objects and typed arrays that belong to JavaScript. Arrays are always copied: a view
// into wasm memory would move or vanish when the heap grows.
#pragma once

#include <emscripten/val.h>

#include "catalog.hpp"
#include "run/check.hpp"
#include "run/derivative.hpp"
#include "run/explain.hpp"
#include "run/fit.hpp"
#include "run/landscape.hpp"
#include "run/noise_study.hpp"
#include "run/optimum.hpp"
#include "run/race.hpp"
#include "run/principal.hpp"
#include "run/surface.hpp"
#include "run/trace.hpp"
#include "run/sweep.hpp"
#include "run/theory.hpp"
#include "run/trajectory.hpp"
#include "run/tune.hpp"

namespace descenso::js {

emscripten::val to_js(const std::vector<double>& numbers);  ///< a Float64Array
emscripten::val to_js(const Spelling& spelling);
emscripten::val to_js(const FormulaCheck& check);
emscripten::val to_js(const Dataset& data);
emscripten::val to_js(const Trajectory& trajectory);
emscripten::val to_js(const Landscape& landscape);
emscripten::val to_js(const Derivative& derivative);
emscripten::val to_js(const Optimum& optimum);
emscripten::val to_js(const Trace& trace);
emscripten::val to_js(const Race& race);
emscripten::val to_js(const Surface& surface);
emscripten::val to_js(const PrincipalDirections& principal);
emscripten::val to_js(const Explanation& explanation);
emscripten::val to_js(const Fit& fit);
emscripten::val to_js(const Sweep& sweep);
emscripten::val to_js(const Theory& theory);
emscripten::val to_js(const NoiseStudy& study);
emscripten::val to_js(const Tuning& tuning);
emscripten::val to_js(const Catalog& catalog);

}  // namespace descenso::js
