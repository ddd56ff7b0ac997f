// The report of a fit in which some parameters are held or at a bound, or whose loss is no sum of squares.
//
// The covariance of least squares is that of fit/report/fit_report.hpp, over the free parameters alone. That
// of a likelihood is the inverse of Fisher's information, that of another loss H⁻¹(Σ∇ρᵢ∇ρᵢᵀ)H⁻¹·n/(n − q), H
// = ∇²Σρᵢ (Huber 1967).
#pragma once

#include "fit/fit_problem.hpp"
#include "fit/report/fit_report.hpp"

namespace descenso {

/// r and J are residuals and Jacobian at θ. Held parameters have errors of 0, those at a bound NaN.
/// `absolute`: weights are 1/σ² in the unit of y, and errors are not scaled by s. Cost: O(n p²), and one
/// Hessian of L.
FitReport report_at(FitProblem& problem, const std::vector<double>& theta, const Eigen::VectorXd& r,
                    const Eigen::MatrixXd& J, bool absolute);

}  // namespace descenso
