// Levenberg–Marquardt for any residuals, within bounds: what the search and the intervals of a fit run on.
//
// The step and its radius are those of optimizer/least_squares/levenberg_marquardt.hpp, which see. Two things
// are different: the residuals come from a function, so that a problem with its linear parameters solved for
// (fit/search/separable.hpp) is one too, and nothing is recorded. A parameter at a bound that the gradient
// pushes outward is held for the step; a step beyond a bound ends on it (gradient projection: Kelley,
// Iterative Methods for Optimization, 1999, chapter 5).
//
// r = θ − 2 with θ ≤ 1 from θ = 0: the first step goes to 1 and stays there.
#pragma once

#include <Eigen/Core>
#include <functional>
#include <limits>
#include <vector>

namespace descenso {

/// r at θ, and J = ∂r/∂θ unless null; false where something is not finite. J may be in other coordinates than
/// r is, as long as JᵀJ and Jᵀr are the same: then `r` is overwritten with the r that belongs to J.
using ResidualFunction =
    std::function<bool(const Eigen::VectorXd& theta, Eigen::VectorXd& r, Eigen::MatrixXd* J)>;

struct Box {
  Eigen::VectorXd low, high;  ///< empty: no bounds
};

struct LeastSquaresOptions {
  int max_trials = 200;
  double tolerance =
      std::numeric_limits<double>::epsilon();  ///< relative reduction of ‖r‖² that is negligible
  Box box = {};
  /// Whether J comes with r at every trial: most are accepted, so that it pays where J costs little more.
  bool with_jacobian = false;
};

struct LeastSquaresEnd {
  Eigen::VectorXd theta;
  double rss = std::numeric_limits<double>::infinity();
  int trials = 0;
  bool converged = false;
};

/// The parameters that are not at a bound beyond which ‖r‖² would fall; `gradient` is Jᵀr.
std::vector<Eigen::Index> free_parameters(const Eigen::VectorXd& theta, const Eigen::VectorXd& gradient,
                                          const Box& box);

/// Minimizes ‖r(θ)‖² from `start`, which is clamped to the box. rss is infinite if r is not finite there.
LeastSquaresEnd minimize_residuals(const ResidualFunction& residuals, Eigen::VectorXd start,
                                   const LeastSquaresOptions& options);

}  // namespace descenso
