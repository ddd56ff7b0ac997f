// The descent to a minimum that fit and optimum share, whatever the experiment's own method.
//
//     linear in θ, squared residuals      QR with refinement (solvers/linear_fit.hpp)
//     other sums of squares               Levenberg–Marquardt
//     the rest                            Newton on a quadratic, else BFGS
//
// A descent that did not end at a minimum is begun again where it ended, or from a lower point that
// optimizer/judge.hpp finds beside it, until neither gains: so a saddle is left.
#pragma once

#include "error.hpp"
#include "run/problem.hpp"
#include "run/trajectory.hpp"

namespace descenso {

struct Minimization {
  std::vector<double> theta;
  double loss = 0;
  StopReason reason = StopReason::epochs;
  std::optional<Obstacle> obstacle;
  double epochs = 0;  ///< of all descents together
};

/// From problem.start, which is the same afterwards. Errors: start_not_finite, slope_not_finite. Cost: a
/// descent or more.
Result<Minimization> minimize(Problem<double>& problem);

}  // namespace descenso
