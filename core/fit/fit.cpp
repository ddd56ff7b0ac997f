#include "fit/fit.hpp"

#include <cmath>

#include "fit/student_t.hpp"
#include "inspect/predict.hpp"
#include "run/problem.hpp"
#include "run/train.hpp"

namespace descenso {
namespace {

/// More trials than any of NIST's sets needs, from either start.
constexpr double max_trials = 2000;

std::vector<double> weighted_response(const Dataset& data) {
  std::vector<double> y = data.y;
  for (std::size_t i = 0; i < data.weights.size(); ++i) y[i] *= std::sqrt(data.weights[i]);
  return y;
}

FitReport report_at(const Problem<double>& problem, const std::vector<double>& theta) {
  const std::size_t n = problem.objective->residual_count();
  std::vector<double> r(n), jacobian(n * theta.size());
  problem.objective->residuals(theta, r, jacobian);
  return fit_report(r, jacobian, weighted_response(*problem.data));
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
  const double t = student_t_95(static_cast<double>(fit.report.observations) - static_cast<double>(p));
  const Eigen::Map<const Eigen::MatrixXd> J(jacobian.data(), Eigen::Index(n), Eigen::Index(p));
  for (std::size_t i = 0; i < n; ++i) {
    const Eigen::VectorXd g = J.row(Eigen::Index(i));
    const double half = t * std::sqrt(g.dot(fit.report.covariance * g));
    band.low[i] = band.y[i] - half;
    band.high[i] = band.y[i] + half;
  }
  return band;
}

}  // namespace

Result<Fit> fit(const Experiment& experiment, const std::vector<Column>& rows) {
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  const Problem<double>& problem = prepared.value();
  const Result<Trajectory> run = train(problem, {"lm", {}}, {.epochs = max_trials, .bounds = {}});
  if (!run) return run.error();
  Fit out;
  out.names = problem.parameters;
  for (const auto& column : run.value().parameters) out.parameters.push_back(column.back());
  out.report = report_at(problem, out.parameters);
  out.loss = run.value().loss.back();
  out.reason = run.value().reason;
  out.epochs = static_cast<double>(run.value().epochs());
  if (rows.empty()) return out;
  Result<Band> band = band_at(experiment, out, rows);
  if (!band) return band.error();
  out.band = std::move(band.value());
  return out;
}

}  // namespace descenso
