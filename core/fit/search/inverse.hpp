// A model that is a function of another, ŷ = f(h), as the fit of h to f⁻¹(y).
//
// Row i has the weight |f′| at yᵢ, so that its residual is y − ŷ to first order. What is found is a start for
// the model itself: 10^(A − B/(C + x)) becomes A − B/(C + x), a quotient, which needs no start.
#pragma once

#include <optional>
#include <vector>

#include "loss/compose.hpp"

namespace descenso {

/// h as a problem of the same parameters. Of the columns the last two are new: the weights and f⁻¹(y).
struct InverseProblem {
  LossGraph loss;
  std::vector<std::vector<double>> columns;
};

/// Nothing where the model is no such function, or y is not in its range. f: exp, c^h, hᶜ, sqrt, log.
std::optional<InverseProblem> inverse_problem(const LossGraph& loss,
                                              const std::vector<std::vector<double>>& columns);

}  // namespace descenso
