#include "fit/fit.hpp"

#include <cmath>
#include <limits>

#include "fit/linear_fit.hpp"
#include "fit/minimize.hpp"
#include "fit/student_t.hpp"
#include "inspect/predict.hpp"
#include "run/problem.hpp"

namespace descenso {
namespace {

/// y times √ω.
Eigen::VectorXd response_of(const Dataset& data) {
  Eigen::VectorXd y = Eigen::VectorXd::Map(data.y.data(), static_cast<Eigen::Index>(data.rows()));
  if (data.weights.empty()) return y;
  return y.cwiseProduct(Eigen::VectorXd::Map(data.weights.data(), y.size()).cwiseSqrt());
}

/// The report of a fit, whose parameters lose what is only rounding.
FitReport report_at(const Problem<double>& problem, std::vector<double>& theta) {
  const std::size_t n = problem.objective->residual_count(), p = theta.size();
  std::vector<double> r(n);
  Eigen::MatrixXd jacobian(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(p));
  const std::span<double> entries(jacobian.data(), n * p);
  problem.objective->residuals(theta, r, entries);
  const Dataset& data = *problem.data;
  if (problem.objective->quadratic()) drop_rounding(theta, jacobian, response_of(data));
  problem.objective->residuals(theta, r, entries);
  return fit_report({r, entries, data.y, data.weights, problem.objective->quadratic()});
}

/// The standard error of ŷ with the slopes g; NaN where a direction that is not determined moves ŷ.
double curve_error(const FitReport& report, const Eigen::VectorXd& g) {
  for (const auto& direction : report.undetermined.colwise()) {
    const double moved = direction.cwiseProduct(g).sum(), size = direction.cwiseProduct(g).norm();
    if (std::abs(moved) > 1e-6 * size) return std::numeric_limits<double>::quiet_NaN();
  }
  return (report.spread.transpose() * g).norm();
}

Result<Band> band_at(const Experiment& experiment, const Fit& fit, const std::vector<Column>& rows) {
  NamedNumbers at;
  for (std::size_t j = 0; j < fit.names.size(); ++j) at.emplace_back(fit.names[j], fit.parameters[j]);
  const Result<Problem<double>> prepared = prepare_rows(experiment, at, rows);
  if (!prepared) return prepared.error();
  const Problem<double>& problem = prepared.value();
  const std::size_t n = problem.data->rows(), p = fit.names.size();
  std::vector<double> r(n), jacobian(n * p);
  problem.objective->residuals(problem.start, r, jacobian);
  Band band{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n)};
  problem.objective->predict(problem.start, band.y);
  const double t = student_t_95(fit.report.degrees());
  const Eigen::Map<const Eigen::MatrixXd> J(jacobian.data(), Eigen::Index(n), Eigen::Index(p));
  for (std::size_t i = 0; i < n; ++i) {
    const double half = t * curve_error(fit.report, J.row(Eigen::Index(i)));
    band.low[i] = band.y[i] - half;
    band.high[i] = band.y[i] + half;
  }
  return band;
}

}  // namespace

Result<Fit> fit(const Experiment& experiment, const std::vector<Column>& rows) {
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  Problem<double>& problem = prepared.value();
  if (problem.objective->residual_count() == 0) return error(ErrorCode::needs_residuals);
  const Result<Minimization> end = minimize(problem);
  if (!end) return end.error();
  Fit out;
  out.names = problem.parameters;
  out.parameters = end.value().theta;
  out.report = report_at(problem, out.parameters);
  out.loss = problem.objective->value(out.parameters);
  out.reason = end.value().reason;
  out.obstacle = end.value().obstacle;
  out.epochs = end.value().epochs;
  if (rows.empty()) return out;
  Result<Band> band = band_at(experiment, out, rows);
  if (!band) return band.error();
  out.band = std::move(band.value());
  return out;
}

}  // namespace descenso
