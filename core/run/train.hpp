// Training: a descent whose every entry is recorded.
//
// The notebook's run (w1 = 10, h = 0.01) starts at loss 38.407744806265676 and derivative 13.705061630071…;
// after one step w1 = 9.862949383699329. A test repeats all 401.
#pragma once

#include "error.hpp"
#include "run/experiment.hpp"
#include "run/problem.hpp"
#include "run/trajectory.hpp"

namespace descenso {

/// Runs an experiment and records every entry. Errors: those of `prepare`; an unknown optimizer or
/// hyperparameter; start_not_finite if the loss at the start is not finite. Cost: (epochs + 1) × one
/// gradient, and 16·(p + 1) bytes an epoch.
Result<Trajectory> run(const Experiment& experiment);

/// Whether the record of `runs` runs fits the memory. Errors: too_much_memory.
std::optional<Error> check_record(const StopSpec& stop, std::size_t parameters, std::size_t runs);

/// Whether `epochs` + 1 gradients are work for one call. Errors: too_much_work.
template <class T>
std::optional<Error> check_work(const Problem<T>& problem, const StopSpec& stop);

/// Runs one method on a prepared problem, from its start, and records every entry. The objective does not
/// change, so several methods may run on one problem in turn. The run ends as `descend` does
/// (run/descend.hpp); an entry whose step gained nothing (stuck, converged) is recorded like any other.
template <class T>
Result<Trajectory> train(const Problem<T>& problem, const OptimizerSpec& optimizer, const StopSpec& stop);

}  // namespace descenso
