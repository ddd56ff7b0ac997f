// Quantities that follow from the parameters, such as the half-life ln(2)/k, with their error:
//
//     Var f(θ̂) = ∇fᵀ C ∇f          to first order (the delta method)
//
// k = 0.5 ± 0.01: ln(2)/k = 1.386 ± 0.0277.
#pragma once

#include <optional>

#include "fit/fit.hpp"

namespace descenso {

/// Fills fit.derived from options.derived. Errors: those of a formula, with args.field "derived.name";
/// unknown_name for what is no parameter.
std::optional<Error> derive(Fit& fit, const FitOptions& options);

}  // namespace descenso
