// The findings about a fit, each within a stated error rate.
//
// On well-posed problems with independent normal errors each test of the residuals (runs, Durbin–Watson,
// outliers) errs in at most 1 % of the cases, at `pattern_level` and `outlier_level`.
#pragma once

#include "fit/fit_problem.hpp"
#include "fit/report/pole.hpp"
#include "fit/report/residual_tests.hpp"

namespace descenso {

/// The p-value of each of the two tests at or below which residuals have a pattern.
inline constexpr double pattern_level = 0.005;

/// All findings about `fit`, whose other fields are filled in, at an end of a descent.
Verdict findings_of(FitProblem& problem, const Fit& fit, const LocalEnd& end, const ResidualTests& tests,
                    const std::optional<Pole>& pole);

}  // namespace descenso
