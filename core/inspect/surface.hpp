// The loss over a plane through parameter space, for contours and surfaces.
//
//     θ(s, t) = θ₀ + s·u + t·v            L on a grid of s and t
//
// An axis is a parameter (u is its unit vector, and s its value) or any direction (s counts from θ₀).
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

/// The largest number of points along one axis of a surface.
inline constexpr double max_surface_points = 1000;

/// linspace(from, to, points) along a parameter, or along `direction` where `parameter` is empty.
struct SurfaceAxis {
  std::string parameter;
  NamedNumbers direction;  ///< components by name; those not named are 0
  double from = 0, to = 0;
  double points = 0;
};

struct SurfaceRange {
  SurfaceAxis x, y;
  NamedNumbers at;  ///< θ₀; parameters not named are held at the experiment's start
};

struct Surface {
  std::vector<double> x, y;
  std::vector<double>
      loss;  ///< row by row: entry j·|x| + i is L at (xᵢ, yⱼ); not finite where L is not defined
};

/// Errors: those of `prepare`; unknown_name for a name that is no parameter; limits of `from`, `to`
/// (± `max_computed_number`) and `points` (2 … `max_surface_points`); too_much_work. Cost: |x|·|y| values.
Result<Surface> surface(const Experiment& experiment, const SurfaceRange& range);

}  // namespace descenso
