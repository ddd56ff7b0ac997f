// What the model says: ŷ at given parameters and predictors.
#pragma once

#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

/// ŷ, one value per row of `columns`. Errors: those of `prepare`; missing_field for a parameter or predictor without
/// values. Cost: O(rows).
Result<std::vector<double>> predict(const Experiment& experiment, const NamedNumbers& parameters,
                                    const std::vector<Column>& columns);

}  // namespace descenso
