// The part of a problem that many descents share: the prepared problem, its quadratic if it is one, and the
// best loss.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "error.hpp"
#include "run/problem.hpp"
#include "study/quadratic/quadratic.hpp"
#include "study/settle.hpp"

namespace descenso {

struct SharedProblem {
  Problem<double> problem;
  std::unique_ptr<Quadratic> quadratic;         ///< null where the loss is not quadratic
  std::unique_ptr<QuadraticObjective> reduced;  ///< the objective over `quadratic`; null without it
  double best = 0;                              ///< L*: exact on a quadratic, else the lowest loss found
  std::vector<double> best_at;                  ///< θ there
};

/// Prepares the problem of an experiment. Where L* has no formula, it is the lowest loss that
/// Levenberg–Marquardt or, without residuals, BFGS finds from the experiment's start and from `also` (starts
/// of p values each); there may be a lower one. Errors: those of `prepare`. Cost: O(n p²), or some hundred
/// gradients for each start.
Result<SharedProblem> prepare_shared(const Experiment& experiment,
                                     const std::vector<std::vector<double>>& also = {});

}  // namespace descenso
