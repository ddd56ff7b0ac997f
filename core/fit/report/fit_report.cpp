#include "fit/report/fit_report.hpp"

#include <cmath>
#include <limits>

#include "optimizer/factorization.hpp"

namespace descenso {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

VectorXd root_weights(const Fitted& fitted, Index n) {
  if (fitted.weights.empty()) return VectorXd::Ones(n);
  return VectorXd::Map(fitted.weights.data(), n).cwiseSqrt();
}

/// Whether the model can express a constant: the columns of J span the vector √ω.
bool spans(const MatrixXd& J, const VectorXd& root) {
  if (J.rows() <= J.cols()) return false;
  const VectorXd scale = column_scales(J);
  const double size = root.norm();
  const auto write_augmented = [&](Index first, MatrixXd& block) {
    const Index rows = block.rows();
    for (Index j = 0; j < J.cols(); ++j) block.col(j) = J.col(j).segment(first, rows) * (1 / scale[j]);
    block.col(J.cols()) = root.segment(first, rows) / size;
  };
  const MatrixXd R = triangular_factor(J.rows(), J.cols() + 1, write_augmented);
  return std::abs(R(J.cols(), J.cols())) <= 1e-8;  // R's last diagonal entry is what J leaves of √ω
}

/// Standard errors and covariance; NaN for every parameter that an undetermined direction moves.
void estimate_errors(FitReport& report, const Determination& found) {
  const Index p = found.scale.size(), q = found.rank;
  report.basis.resize(p, q);
  for (Index k = 0; k < q; ++k)
    for (Index j = 0; j < p; ++j) report.basis(j, k) = found.v(j, k) / found.scale[j] / found.sigma[k];
  report.spread = report.residual_sd * report.basis;
  report.covariance = product(report.spread, report.spread.transpose());
  for (Index j = 0; j < p; ++j) {
    const bool is_determined = found.v.row(j).tail(p - q).norm() <= 1e-6;
    // From the rows rather than the covariance's diagonal, whose squares may overflow or vanish.
    report.standard_errors.push_back(is_determined ? report.spread.row(j).stableNorm() : unknown);
    if (is_determined) continue;
    report.covariance.row(j).setConstant(unknown);
    report.covariance.col(j).setConstant(unknown);
  }
}

}  // namespace

FitReport fit_report(const Fitted& fitted) {
  const MatrixXd& J = fitted.jacobian;
  const Index n = J.rows(), p = J.cols();
  const VectorXd root = root_weights(fitted, n);
  const VectorXd response = VectorXd::Map(fitted.y.data(), n);
  const Determination found = determination(J);

  FitReport report;
  const Index counted = (root.array() > 0).count(), degrees = counted - found.rank;
  report.observations = std::size_t(counted);
  report.parameters = std::size_t(p);
  report.rss = VectorXd::Map(fitted.r.data(), n).squaredNorm();
  report.residual_sd = degrees > 0 ? std::sqrt(report.rss / double(degrees)) : unknown;
  report.undetermined = found.undetermined();
  estimate_errors(report, found);

  report.centred = !fitted.linear || spans(J, root);
  const double mean = report.centred ? root.cwiseAbs2().dot(response) / root.squaredNorm() : 0;
  const double total = (root.array() * (response.array() - mean)).matrix().squaredNorm();
  report.r_squared = degrees > 0 && total > 0 ? 1 - report.rss / total : unknown;
  return report;
}

}  // namespace descenso
