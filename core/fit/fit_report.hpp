// The report of a least-squares fit: the uncertainty of the parameters, and the share of the variation
// explained.
//
//     s² = RSS/(n − p)                          residual variance; s has the unit of y
//     Cov(θ̂) = s² (JᵀJ)⁻¹ = s² R⁻¹R⁻ᵀ            J = QR at the minimum; standard errors are √diag
//     R² = 1 − RSS/TSS                          TSS = Σ(y − ȳ)² if the model can express a constant, else Σy²
//
// Whether R² is centred follows from the model itself: it is, if the vector of ones lies in the span of J's
// columns. A line through the origin, as the notebook's, is not centred. Exact for linear models, first order
// for others.
//
// NIST's NoInt1 (y = b₁x, x = 60 … 70, y = 130 … 140): b₁ = 251/121, standard error 0.0165289, R² =
// 0.9993655.
#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

namespace descenso {

struct FitReport {
  std::size_t observations = 0, parameters = 0;
  double rss = 0;          ///< Σ r²
  double residual_sd = 0;  ///< s; NaN if n ≤ p
  std::vector<double>
      standard_errors;         ///< p entries; not finite where the data do not determine the parameter
  Eigen::MatrixXd covariance;  ///< p × p
  double r_squared = 0;        ///< NaN if TSS = 0
  bool centred = false;
};

/// From the residuals r (n entries), their Jacobian J (n × p, column-major; the sign does not matter) and the
/// response y (n entries), all at the minimum and finite. Cost: O(n p²).
FitReport fit_report(std::span<const double> r, std::span<const double> jacobian, std::span<const double> y);

}  // namespace descenso
