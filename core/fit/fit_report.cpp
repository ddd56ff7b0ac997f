#include "fit/fit_report.hpp"

#include <cmath>

#include "optimizer/factorization.hpp"

namespace descenso {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

FitReport fit_report(std::span<const double> r, std::span<const double> jacobian, std::span<const double> y) {
  const auto n = Index(r.size()), p = n > 0 ? Index(jacobian.size()) / n : 0;
  const Eigen::Map<const MatrixXd> J(jacobian.data(), n, p);
  const Eigen::Map<const VectorXd> response(y.data(), n);

  FitReport report;
  report.observations = r.size();
  report.parameters = std::size_t(p);
  report.rss = Eigen::Map<const VectorXd>(r.data(), n).squaredNorm();
  report.residual_sd = std::sqrt(report.rss / double(n - p));

  // Columns of norm 1: parameters of very different units must not look dependent.
  const VectorXd scale = J.colwise().norm();
  MatrixXd augmented(n, p + 1);  // with a column of ones, whose part outside the span of J is R(p, p)
  augmented << J * scale.cwiseInverse().asDiagonal(), VectorXd::Ones(n);
  const MatrixXd R = triangular_factor(augmented);
  MatrixXd inverse = MatrixXd::Constant(p, p, std::nan(""));
  if (n >= p) inverse = solve_triangular(R.topLeftCorner(p, p), MatrixXd::Identity(p, p));
  const MatrixXd root = scale.cwiseInverse().asDiagonal() * inverse;
  report.covariance = report.residual_sd * report.residual_sd * root * root.transpose();
  // From the rows of R⁻¹ rather than the covariance's diagonal, which squares could overflow.
  for (Index j = 0; j < p; ++j) report.standard_errors.push_back(report.residual_sd * root.row(j).norm());

  report.centred = n > p && std::abs(R(p, p)) <= 1e-8 * std::sqrt(double(n));
  const double total =
      report.centred ? (response.array() - response.mean()).matrix().squaredNorm() : response.squaredNorm();
  report.r_squared = total > 0 ? 1 - report.rss / total : std::nan("");
  return report;
}

}  // namespace descenso
