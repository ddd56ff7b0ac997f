// The loss as a function of one parameter: the curve the descent rolls down.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

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
/// for a parameter that is not the model's; limits of `from`, `to` (±1e12) and `points` (2 … 10,000). Cost:
/// points × rows.
Result<Landscape> landscape(const Experiment& experiment, const LandscapeRange& range);

}  // namespace descenso
