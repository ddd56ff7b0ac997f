// The exact minimum of a loss that is quadratic in its parameters, and what theory says of descending to it.
//
// With Hessian H (constant) and eigenvalues 0 < λmin ≤ … ≤ λmax, gradient descent with rate h multiplies the error
// along each eigenvector by 1 − hλ each step. It is stable while |1 − hλ| < 1 for all of them, so for
//
//     h < 2/λmax,           and contracts most at           h* = 2/(λmin + λmax)
//
// On the notebook's data λ = L″ = 2.720538720538721: the bound is 0.73514…, the best rate 0.36757….
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

struct Optimum {
  std::vector<std::string> names;
  std::vector<double> parameters;
  double loss = 0;
  std::vector<double> curvature;  ///< eigenvalues of the Hessian, ascending
  double stable_rate = 0;         ///< 2/λmax
  double best_rate = 0;           ///< 2/(λmin + λmax)
};

/// The optimum of the experiment, in double: one Newton step from the start, which is exact on a quadratic, and a
/// second that takes out its rounding. Errors: those of `prepare`; singular when the data do not determine the
/// parameters (H is not positive definite). Cost: 2 gradients and 1 Hessian.
Result<Optimum> optimum(const Experiment& experiment);

}  // namespace descenso
