// Poles of a fitted model among its data: a denominator that changes sign between neighbouring rows.
//
// 1/(x − 2.5) has one between the rows x = 2 and x = 3: every residual may be small, and the curve is
// infinite between them. Where the numerator vanishes too, as in sin(x)/x at 0, there is none. With one
// predictor the rows are neighbours along it; with several predictors none is
// reported.
#pragma once

#include <optional>

#include "fit/fit_problem.hpp"

namespace descenso {

struct Pole {
  double low = 0, high = 0;  ///< the predictor's values on both sides
};

/// The first pole at θ.
std::optional<Pole> find_pole(FitProblem& problem, const std::vector<double>& theta);

}  // namespace descenso
