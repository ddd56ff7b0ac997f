// Training: ask the objective, take a step, write it down, until a reason to stop.
//
// The notebook's run (w1 = 10, h = 0.01) starts at loss 38.407744806265676 and derivative 13.705061630071…;
// after one step w1 = 9.862949383699329. A test repeats all 401.
#pragma once

#include "error.hpp"
#include "run/experiment.hpp"
#include "run/problem.hpp"
#include "run/trajectory.hpp"

namespace descenso {

/// Runs an experiment and records every entry.
/// Errors: all that `prepare` finds; unknown optimizer or hyperparameter; start_not_finite if the loss at the
/// start is not a number. Cost: (epochs + 1) × one gradient, and 16·(p + 1) bytes an epoch.
Result<Trajectory> run(const Experiment& experiment);

/// The same for one method on a prepared problem, from its start. The objective keeps no trace of it, so
/// several methods may run on one problem in turn. Ends at the first reason of optimizer/stopping.hpp, at the
/// last epoch, or where the numbers end; an entry whose step gained nothing (stuck, converged) is recorded
/// like any other.
template <class T>
Result<Trajectory> descend(const Problem<T>& problem, const OptimizerSpec& optimizer, const StopSpec& stop);

}  // namespace descenso
