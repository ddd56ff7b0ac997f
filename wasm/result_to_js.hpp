// Results on their way out: plain objects and typed arrays that belong to JavaScript. Arrays are always
// copied: a view into wasm memory would move or vanish when the heap grows.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog.hpp"
#include "fit/fit.hpp"
#include "fit/optimum.hpp"
#include "fit/report/nested.hpp"
#include "inspect/check.hpp"
#include "inspect/derivative.hpp"
#include "inspect/explain.hpp"
#include "inspect/landscape.hpp"
#include "inspect/principal.hpp"
#include "inspect/surface.hpp"
#include "inspect/trace.hpp"
#include "plain.hpp"
#include "race/race.hpp"
#include "run/trajectory.hpp"
#include "study/noise_study.hpp"
#include "study/sweep.hpp"
#include "study/theory.hpp"
#include "study/tune/tune.hpp"

namespace descenso::js {

/// Version, kernels and memory of the engine.
struct EngineInfo {
  std::string version;
  std::string kernels;  ///< how kernels run: "wasm-simd", "evaluate", …
  double heap;          ///< bytes
};

Value to_js(const EngineInfo& info);

/// That data are held.
struct Held {};

Value to_js(const Held&);
/// Why a descent ended, and the place where it could not go on.
Value stop_to_js(StopReason reason, std::size_t epoch, const std::optional<Obstacle>& obstacle,
                 const std::vector<std::string>& names);
/// A list of names.
Value to_js(const std::vector<std::string>& names);
/// The ŷ of `predict` and `curves`.
Value to_js(const std::vector<double>& y);
Value to_js(const Spelling& spelling);
Value to_js(const FormulaCheck& check);
Value to_js(const std::shared_ptr<const Dataset>& data);
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
Value to_js(const NestedTest& test);
Value to_js(const Sweep& sweep);
Value to_js(const Theory& theory);
Value to_js(const NoiseStudy& study);
Value to_js(const Tuning& tuning);
Value to_js(const Catalog& catalog);

}  // namespace descenso::js
