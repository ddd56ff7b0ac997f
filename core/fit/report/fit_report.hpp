// The report of a least-squares fit: the uncertainty of the parameters, and the share of the variation
// explained.
//
//     s² = RSS/(n − q)                          residual variance; s has the unit of y; q is the rank of J
//     Cov(θ̂) = s² (JᵀJ)⁻¹ = s² V Σ⁻² Vᵀ         J = U Σ Vᵀ at the minimum; standard errors are √diag
//     R² = 1 − RSS/TSS                          TSS = Σω(y − ȳ)² about the weighted mean, or Σωy²
//
// Residuals and rows of J carry √ω. Rows of weight 0 do not count in n. R² compares with the mean if the
// model can express a constant (the vector √ω lies in the span of J's columns), and for every model that is
// not linear in its parameters, as R's users, SciPy's and Origin's compute it; a linear model without a
// constant, as the notebook's, compares with zero (NIST, R's lm). `centred` is which. Exact for linear
// models, first order for others.
//
// NIST's NoInt1 (y = b₁x, x = 60 … 70, y = 130 … 140): b₁ = 251/121, standard error 0.0165289, R² =
// 0.9993655.
#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

namespace descenso {

struct FitReport {
  std::size_t observations = 0;         ///< n, the rows whose weight is not 0
  std::size_t parameters = 0;           ///< p
  double rss = 0;                       ///< Σ ω(y − ŷ)²
  double residual_sd = 0;               ///< s; NaN if n ≤ q
  std::vector<double> standard_errors;  ///< p entries; NaN where the data do not determine the parameter
  Eigen::MatrixXd covariance;           ///< p × p
  double r_squared = 0;                 ///< NaN if n ≤ q or TSS = 0
  bool centred = false;                 ///< whether TSS is about the mean
  Eigen::MatrixXd undetermined;  ///< p × (p − q): directions in θ along which the fit does not change
  Eigen::MatrixXd basis;  ///< p × q: D⁻¹ V Σ⁻¹ of what is determined; J·basis = U has orthonormal columns
  Eigen::MatrixXd spread;  ///< p × q: s·basis; Cov = spread·spreadᵀ

  /// n − q.
  double degrees() const { return double(observations) - double(spread.cols()); }
};

/// The fitted model: residuals r (n entries) and their Jacobian J (n × p; the sign does not matter), both
/// times √ω, and the response y without it, all at the minimum and finite; weights ω, or empty.
struct Fitted {
  std::span<const double> r;
  const Eigen::MatrixXd& jacobian;
  std::span<const double> y, weights;
  bool linear = false;  ///< whether the model is linear in its parameters
};

/// Cost: O(n p²).
FitReport fit_report(const Fitted& fitted);

}  // namespace descenso
