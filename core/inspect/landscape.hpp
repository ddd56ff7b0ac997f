// The loss as a function of one parameter, the others held fixed.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

/// The largest number of points of a landscape.
inline constexpr double max_landscape_points = 10000;

/// The points linspace(from, to, points) of one parameter.
struct LandscapeRange {
  std::string parameter;
  double from, to;
  double points;
};

struct Landscape {
  std::vector<double> at;    ///< the parameter
  std::vector<double> loss;  ///< L there; not finite where L is not defined
};

/// L along one parameter, the others held at the experiment's start. Errors: those of `prepare`; unknown_name
/// for a parameter that is not the model's; limits of `from`, `to` (± `max_computed_number`) and `points` (2
/// … `max_landscape_points`). Cost: points × rows.
Result<Landscape> landscape(const Experiment& experiment, const LandscapeRange& range);

}  // namespace descenso
