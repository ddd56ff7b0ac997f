#include "fit/estimate.hpp"

#include <cmath>
#include <limits>

#include "optimizer/factorization.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// The covariance of absolute weights: s is not estimated.
void unscale(FitReport& report) {
  if (!(report.residual_sd > 0)) return;
  report.spread /= report.residual_sd;
  report.covariance /= report.residual_sd * report.residual_sd;
  for (double& each : report.standard_errors) each /= report.residual_sd;
}

void spoil(FitReport& report) {
  report.standard_errors.assign(report.standard_errors.size(), not_known);
  report.covariance.setConstant(not_known);
}

/// The inverse of Fisher's information Σ ω ∇μ∇μᵀ/V(μ) of a likelihood, as R's glm has it.
void use_information(FitReport& report, FitProblem& problem, const std::vector<double>& theta,
                     const Fitted& fitted) {
  std::vector<double> mean(problem.rows());
  problem.objective().predict(theta, mean);
  MatrixXd J = fitted.jacobian;
  for (std::size_t i = 0; i < mean.size(); ++i) {
    const double variance = problem.variance()(mean[i]);
    J.row(Index(i)) *= variance > 0 ? 1 / std::sqrt(variance) : 0;
  }
  const FitReport found = fit_report({fitted.r, J, fitted.y, fitted.weights, fitted.linear});
  if (report.undetermined.cols() > 0 || found.undetermined.cols() > 0) return spoil(report);
  report.spread = found.basis;
  report.covariance = product(report.spread, report.spread.transpose());
  for (Index j = 0; j < J.cols(); ++j) report.standard_errors[std::size_t(j)] = report.spread.row(j).norm();
}

/// H⁻¹(Σ∇ρᵢ∇ρᵢᵀ)H⁻¹·n/(n − q) of a loss that is no sum of squares.
void use_sandwich(FitReport& report, FitProblem& problem, const std::vector<double>& theta,
                  const std::vector<std::size_t>& free) {
  if (free.empty()) return;
  const std::size_t p = problem.dimension();
  VectorXd q;
  MatrixXd Jq, H{MatrixXd::Zero(Index(p), Index(p))};
  if (!problem.terms(theta, q, &Jq)) return;
  problem.objective().hessian(theta, {H.data(), p * p});
  H *= problem.objective().extra_parameters().back();  // N: L is the mean of the terms
  const auto m = Index(free.size());
  MatrixXd G(Jq.rows(), m), A(m, m);
  for (Index a = 0; a < m; ++a) {
    G.col(a) = Jq.col(Index(free[std::size_t(a)])).cwiseProduct(q);  // ∂ρ/∂θ
    for (Index b = 0; b < m; ++b) A(a, b) = H(Index(free[std::size_t(a)]), Index(free[std::size_t(b)]));
  }
  const VectorXd scale =
      A.diagonal().cwiseAbs().cwiseSqrt().unaryExpr([](double d) { return d > 0 ? d : 1; });
  const MatrixXd scaled = scale.cwiseInverse().asDiagonal() * A * scale.cwiseInverse().asDiagonal();
  if (!scaled.allFinite()) return;
  const Svd found = svd(scaled);
  if (!(found.sigma[m - 1] > 1e-12 * found.sigma[0])) return spoil(report);
  const MatrixXd left = scale.cwiseInverse().asDiagonal() * found.v,
                 right = found.sigma.cwiseInverse().asDiagonal() * found.u.transpose() *
                         scale.cwiseInverse().asDiagonal();
  const MatrixXd inverse = product(left, right);
  const double n = double(report.observations);
  const MatrixXd R = triangular_factor(G);
  report.spread = std::sqrt(n / (n - double(m))) * product(inverse, R.transpose());
  report.covariance = product(report.spread, report.spread.transpose());
  for (Index a = 0; a < m; ++a) report.standard_errors[std::size_t(a)] = report.spread.row(a).stableNorm();
}

}  // namespace

FitReport report_at(FitProblem& problem, const std::vector<double>& theta, const VectorXd& r,
                    const MatrixXd& J, bool absolute) {
  const std::vector<std::size_t> free = problem.free_at(theta);
  const std::size_t p = problem.dimension(), n = problem.rows();
  MatrixXd some;
  if (free.size() < p) {
    some.resize(J.rows(), Index(free.size()));
    for (std::size_t k = 0; k < free.size(); ++k) some.col(Index(k)) = J.col(Index(free[k]));
  }
  const MatrixXd& open = free.size() < p ? some : J;
  const Dataset& data = problem.data();
  const Fitted fitted{{r.data(), n}, open, data.y, data.weights, problem.objective().quadratic()};
  FitReport part = fit_report(fitted);
  if (problem.variance())
    use_information(part, problem, theta, fitted);
  else if (!problem.is_least_squares())
    use_sandwich(part, problem, theta, free);
  if (absolute && problem.is_least_squares()) unscale(part);
  if (free.size() == p) return part;
  FitReport whole = part;
  whole.standard_errors.assign(p, not_known);
  whole.covariance = MatrixXd::Zero(Index(p), Index(p));
  whole.undetermined = MatrixXd::Zero(Index(p), part.undetermined.cols());
  whole.basis = MatrixXd::Zero(Index(p), part.basis.cols());
  whole.spread = MatrixXd::Zero(Index(p), part.spread.cols());
  for (std::size_t j = 0; j < p; ++j)
    if (problem.held()[j]) whole.standard_errors[j] = 0;
  for (std::size_t a = 0; a < free.size(); ++a) {
    const auto i = Index(free[a]);
    whole.standard_errors[free[a]] = part.standard_errors[a];
    whole.undetermined.row(i) = part.undetermined.row(Index(a));
    whole.basis.row(i) = part.basis.row(Index(a));
    whole.spread.row(i) = part.spread.row(Index(a));
    for (std::size_t b = 0; b < free.size(); ++b)
      whole.covariance(i, Index(free[b])) = part.covariance(Index(a), Index(b));
  }
  return whole;
}

}  // namespace descenso
