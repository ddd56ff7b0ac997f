#include "fit/report/prediction.hpp"

#include <cmath>
#include <limits>

#include "fit/report/distribution.hpp"
#include "inspect/predict.hpp"
#include "optimizer/factorization.hpp"
#include "run/problem.hpp"

namespace descenso {
namespace {

double curve_error(const FitReport& report, const Eigen::VectorXd& g) {
  for (const auto& direction : report.undetermined.colwise()) {
    const double moved = direction.cwiseProduct(g).sum(), size = direction.cwiseProduct(g).norm();
    if (std::abs(moved) > 1e-6 * size) return std::numeric_limits<double>::quiet_NaN();
  }
  return transposed_times(report.spread, g).stableNorm();
}

}  // namespace

Result<Band> band_at(const Experiment& experiment, const Fit& fit, const FitOptions& options) {
  NamedNumbers at;  // limits of typed starts are not for estimates
  for (const std::string& name : fit.names) at.emplace_back(name, 1.0);
  const Result<Problem<double>> prepared = prepare_rows(experiment, at, options.rows);
  if (!prepared) return prepared.error();
  const Problem<double>& problem = prepared.value();
  const std::size_t n = problem.data->rows(), p = fit.names.size();
  std::vector<double> r(n), jacobian(n * p);
  problem.objective->residuals(fit.parameters, r, jacobian);
  Band band;
  band.y.resize(n);
  problem.objective->predict(fit.parameters, band.y);
  const double t = student_t_within(options.level, options.absolute ? 1e9 : fit.report.degrees());
  const double s = options.absolute ? 1 : fit.report.residual_sd;
  const Eigen::Map<const Eigen::MatrixXd> J(jacobian.data(), Eigen::Index(n), Eigen::Index(p));
  for (std::size_t i = 0; i < n; ++i) {
    const double error = curve_error(fit.report, J.row(Eigen::Index(i)));
    const double half = t * error, wide = t * std::hypot(s, error);
    band.low.push_back(band.y[i] - half);
    band.high.push_back(band.y[i] + half);
    band.prediction_low.push_back(band.y[i] - wide);
    band.prediction_high.push_back(band.y[i] + wide);
  }
  return band;
}

}  // namespace descenso
