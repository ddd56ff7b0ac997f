#include "optimizer/fit_report.hpp"

#include <Eigen/QR>
#include <cmath>

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
  const Eigen::HouseholderQR<MatrixXd> qr(J * scale.cwiseInverse().asDiagonal());
  const MatrixXd R = qr.matrixQR().topRows(std::min(n, p)).triangularView<Eigen::Upper>();
  MatrixXd inverse = MatrixXd::Constant(p, p, std::nan(""));
  if (n >= p) inverse = R.triangularView<Eigen::Upper>().solve(MatrixXd(MatrixXd::Identity(p, p)));
  const MatrixXd root = scale.cwiseInverse().asDiagonal() * inverse;
  report.covariance = report.residual_sd * report.residual_sd * root * root.transpose();
  // From the rows of R⁻¹ rather than the covariance's diagonal, which squares could overflow.
  for (Index j = 0; j < p; ++j) report.standard_errors.push_back(report.residual_sd * root.row(j).norm());

  VectorXd ones = VectorXd::Ones(n);
  ones.applyOnTheLeft(qr.householderQ().transpose());
  report.centred = n > p && ones.tail(n - p).norm() <= 1e-8 * std::sqrt(double(n));
  const double total =
      report.centred ? (response.array() - response.mean()).matrix().squaredNorm() : response.squaredNorm();
  report.r_squared = total > 0 ? 1 - report.rss / total : std::nan("");
  return report;
}

}  // namespace descenso
