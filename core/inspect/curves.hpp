// The model's curve at every point of a path through parameter space, for the chart of a descent that plays.
#pragma once

#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

/// ŷ over `columns` (P rows) for each of the K points of `path`, one column of K values per parameter: K·P
/// numbers, point after point. Not finite where the model is not.
///
///     w1*x over x = (1, 2) along w1 = (3, 5)      3, 6, 5, 10
///
/// Errors: those of `predict`; length_mismatch for columns of the path of unequal length; out_of_range beyond
/// `max_curve_values` numbers (args.value, min, max). Cost: K·P predictions.
Result<std::vector<double>> curves(const Experiment& experiment, const std::vector<Column>& path,
                                   const std::vector<Column>& columns);

/// The largest number of values of one call: 80 MB.
inline constexpr double max_curve_values = 1e7;

}  // namespace descenso
