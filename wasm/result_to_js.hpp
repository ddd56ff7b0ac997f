// Results on their way out: plain objects and typed arrays that belong to JavaScript. Arrays are always copied: a view
// into wasm memory would move or vanish when the heap grows.
#pragma once

#include "catalog.hpp"
#include "plain.hpp"
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

Value to_js(const Spelling& spelling);
Value to_js(const FormulaCheck& check);
Value to_js(const Dataset& data);
Value to_js(const Trajectory& trajectory);
Value to_js(const Landscape& landscape);
Value to_js(const Derivative& derivative);
Value to_js(const Optimum& optimum);
Value to_js(const Trace& trace);
Value to_js(const Race& race);
Value to_js(const Surface& surface);
Value to_js(const PrincipalDirections& principal);
Value to_js(const Explanation& explanation);
Value to_js(const Fit& fit);
Value to_js(const Sweep& sweep);
Value to_js(const Theory& theory);
Value to_js(const NoiseStudy& study);
Value to_js(const Tuning& tuning);
Value to_js(const Catalog& catalog);

}  // namespace descenso::js
