// The model's prediction ŷ at given parameters and predictors.
#pragma once

#include <vector>

#include "error.hpp"
#include "run/problem.hpp"

namespace descenso {

/// ŷ, one value per row of `columns`. Errors: those of `prepare`; missing_field for a parameter or predictor
/// without values. Cost: O(rows).
Result<std::vector<double>> predict(const Experiment& experiment, const NamedNumbers& parameters,
                                    const std::vector<Column>& columns);

/// The problem that `predict` evaluates: the experiment's model over other rows, with `parameters` as its
/// start, in double. The response of these rows is 0. Errors: as of `predict`.
Result<Problem<double>> prepare_rows(const Experiment& experiment, const NamedNumbers& parameters,
                                     const std::vector<Column>& columns);

}  // namespace descenso
