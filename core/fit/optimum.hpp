// The minimum that a descent approaches, and the learning rates that follow from its Hessian.
//
// With Hessian H at the minimum and eigenvalues 0 < λmin ≤ … ≤ λmax, gradient descent with rate h multiplies
// the error along each eigenvector by 1 − hλ each step. It is stable while |1 − hλ| < 1 for all of them, so
// for
//
//     h < 2/λmax,           and contracts most at           h* = 2/(λmin + λmax)
//
// On the notebook's data λ = L″ = 2.720538720538721: the bound is 0.73514…, the best rate 0.36757…. Where L
// is quadratic this holds everywhere; elsewhere near the minimum only.
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
  bool exact = false;  ///< L is quadratic: the one minimum. Else the best that was found from the start
  std::vector<double> curvature;  ///< eigenvalues of the Hessian there, ascending
  double stable_rate = 0;         ///< 2/λmax
  double best_rate = 0;           ///< 2/(λmin + λmax)
};

/// The optimum of the experiment, in double: Gauss–Newton by QR where L is a quadratic sum of squares,
/// Levenberg–Marquardt on other sums of squares, BFGS on the rest, each until it can gain no more. Errors:
/// those of `prepare`; singular when the data do not determine the parameters (H is not positive definite to
/// working precision). Cost: some tens of gradients, 1 Hessian.
Result<Optimum> optimum(const Experiment& experiment);

}  // namespace descenso
