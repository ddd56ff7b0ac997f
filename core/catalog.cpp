#include "catalog.hpp"

#include "data/simulate.hpp"
#include "formula/parse.hpp"
#include "inspect/curves.hpp"
#include "inspect/landscape.hpp"
#include "inspect/surface.hpp"
#include "loss/compose.hpp"
#include "race/race.hpp"
#include "run/experiment.hpp"
#include "study/dial.hpp"
#include "study/noise_study.hpp"
#include "study/tune/tune.hpp"

namespace descenso {

Catalog catalog() {
  Catalog out;
  out.fields.assign(fields::simulation.begin(), fields::simulation.end());
  out.fields.insert(out.fields.end(), fields::run.begin(), fields::run.end());
  for (const auto& [field, value] : fields::stop_bounds) out.stop_bounds.push_back(field);
  out.limits = {
      {"number", max_number},  // the size of any number of an experiment
      {"seed", max_seed},
      {"formulaLength", double(max_formula_length)},
      {"parameters", double(max_parameters)},
      {"landscapePoints", max_landscape_points},
      {"surfacePoints", max_surface_points},  // along one axis
      {"curveValues", max_curve_values},
      {"runners", double(max_runners)},
      {"mapPoints", max_axis_points},  // along one axis
      {"draws", max_draws},
      {"tunedAxes", double(max_tuned_axes)},
  };
  out.losses = losses();
  out.penalties = penalties();
  out.optimizers = optimizers();
  out.precisions.assign(precision_names.begin(), precision_names.end());
#define DESCENSO_NAME(code) out.errors.push_back(to_string(ErrorCode::code));
  DESCENSO_ERROR_CODES(DESCENSO_NAME)
#undef DESCENSO_NAME
#define DESCENSO_NAME(reason) out.stop_reasons.push_back(to_string(StopReason::reason));
  DESCENSO_STOP_REASONS(DESCENSO_NAME)
#undef DESCENSO_NAME
  return out;
}

}  // namespace descenso
