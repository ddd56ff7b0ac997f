// The least-squares solution of a model that is linear in its parameters, to (almost) all digits that double
// has.
//
//     r(θ) = r₀ + J θ          min ‖r‖²   by QR of J with its columns scaled to norm 1
//
// One QR solution loses as many digits as the condition of J has. They come back by refining the residuals
// and the parameters together (Björck 1967): with f = r₀ + Jθ − r and g = −Jᵀr, computed in double-double
// arithmetic from the model's graph itself,
//
//     h = R⁻ᵀ g,   δθ = −R⁻¹(Qᵀf − h),   δr = f − Q(Qᵀf − h)
//
// until the corrections no longer shrink. A parameter whose share of every ŷ is below the rounding of y is 0.
//
// NIST's Filip (degree 10, condition 10¹⁵): the 10 digits or more that are certified, where QR alone gives 7.
// y = x² + x over x = 0 … 7 as a x² + b x + c: c is 0, not 10⁻¹⁶.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "run/problem.hpp"

namespace descenso {

/// The parameters. The objective has residuals, is quadratic, and its Jacobian's rank is full
/// (optimizer/factorization.hpp). Beyond 10⁵ entries of J without refinement. Cost: O(n p²), and some thirty
/// times an evaluation of the residuals.
std::vector<double> linear_fit(const Problem<double>& problem);

/// Sets to 0 every parameter of a linear model whose share of each ŷ is below the rounding of y, as 10⁻¹⁶³
/// is.
void drop_rounding(std::vector<double>& theta, const Eigen::MatrixXd& jacobian,
                   const Eigen::VectorXd& response);

}  // namespace descenso
