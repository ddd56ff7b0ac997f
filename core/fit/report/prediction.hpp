// Where the fitted curve lies, and where another observation would: with g = ∂ŷ/∂θ at x, C the covariance of
// the estimates and s the residual deviation,
//
//     confidence band   ŷ(x) ± t·√(gᵀCg)             prediction band   ŷ(x) ± t·√(s² + gᵀCg)
//
// Exact for models linear in θ with normal errors, first order for others.
#pragma once

#include "fit/fit.hpp"

namespace descenso {

/// At options.rows. NaN where a direction that the data do not determine moves ŷ. Errors: those of `predict`.
Result<Band> band_at(const Experiment& experiment, const Fit& fit, const FitOptions& options);

}  // namespace descenso
