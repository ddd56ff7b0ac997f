// The principal directions of the loss at a point, the eigenvectors of its Hessian, and the curvature along
// each.
//
//     H = ∇²L(θ) = Σᵢ λᵢ vᵢ vᵢᵀ,     |vᵢ| = 1,       L(θ + s vᵢ) = L(θ) + s ∇L·vᵢ + ½ λᵢ s² + O(s³)
//
// A slice along v₁ and vₚ has the smallest and the largest curvature as its axes, whatever the angle between
// the valley and the parameters. On L = w1² + w1 w2 + w2² the Hessian is [2 1; 1 2]: λ = 1 along (1, −1)/√2,
// and 3 along (1, 1)/√2.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

struct PrincipalDirections {
  std::vector<std::string> names;
  std::vector<double> curvature;  ///< λ, ascending; negative at a saddle
  std::vector<std::vector<double>>
      directions;  ///< v in that order, p values each; the largest of them is positive
};

/// Of the experiment's loss at `parameters` (every parameter needs a value), always in double.
/// Errors: those of `prepare`; missing_field; not_finite where the Hessian is not. Cost: 1 Hessian, O(p³).
Result<PrincipalDirections> principal_directions(const Experiment& experiment,
                                                 const NamedNumbers& parameters);

}  // namespace descenso
