// Do residuals look like independent noise? Tests along the rows' order by the first predictor.
//
//     runs             stretches of one sign: too few means a pattern (Wald & Wolfowitz 1940)
//     Durbin–Watson    d = Σ(rᵢ − rᵢ₋₁)²/Σr², near 2 for noise, near 0 for a pattern. Its mean and variance
//                      under independent normal errors follow from the projection M = I − QQᵀ of the fit
//                      (Durbin & Watson, Biometrika 38, 1951):
//                      E = tr(MA)/(n − q),   Var = 2(tr((MA)²) − (n − q)E²)/((n − q)(n − q + 2))
//     outliers         the largest externally studentized residuals, Bonferroni-corrected
//                      (Cook & Weisberg, Residuals and Influence in Regression, 1982)
//
// Few runs and a small d alone count: many short runs are what a fit of many parameters leaves.
//
// r = (1, 1, 1, −1, −1, −1): 2 runs of 4 expected.
#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "data/dataset.hpp"

namespace descenso {

struct ResidualTests {
  double runs = 0, expected_runs = 0, runs_p = 1;  ///< one-sided: too few
  double durbin_watson = 2, durbin_watson_p = 1;   ///< one-sided: too small
  std::vector<double> outlier_rows;                ///< from 1, in the data's order
  std::vector<double> outlier_sizes;               ///< studentized residuals
  double outlier_p = 1;                            ///< of the largest, times n
};

/// r at the minimum, times √ω, its Jacobian J, and the basis (p × q) with which J·basis has orthonormal
/// columns; `order` has the rows from the least to the largest first predictor; rows of weight 0 are not in
/// it.
ResidualTests test_residuals(const Eigen::VectorXd& r, Eigen::MatrixXd J, const Eigen::MatrixXd& basis,
                             const std::vector<std::size_t>& order);

/// Of counts with the means μ: r = ±√(2ω(y ln(y/μ) − y + μ)), whose spread does not grow with μ (McCullagh &
/// Nelder, Generalized Linear Models, 1989, § 2.4). `U` is J·basis.
ResidualTests test_counts(const Dataset& data, std::span<const double> mean, const Eigen::MatrixXd& U,
                          const std::vector<std::size_t>& order);

/// The mean of r over the rows; it is 0 for least squares with a constant, and not for a quantile.
double mean_of(const Eigen::VectorXd& r, const std::vector<std::size_t>& order);

/// The p-value at or below which outliers are reported.
inline constexpr double outlier_level = 0.01;

}  // namespace descenso
