#include "fit/minimize.hpp"

#include <cmath>

#include "fit/solvers/linear_fit.hpp"
#include "optimizer/factorization.hpp"
#include "optimizer/judge.hpp"
#include "optimizer/residuals.hpp"
#include "run/reduce.hpp"
#include "run/train.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

/// More trials than any of NIST's sets needs, from either start.
constexpr double kMaxEpochs = 2000;
constexpr int kMaxDescents = 12;
/// A descent that gains less than this share of L has found the same point.
constexpr double kSame = 1e-13;

std::string method_for(GraphObjective<double>& objective) {
  if (objective.residual_count() > 0) return "lm";
  return objective.quadratic() ? "newton" : "bfgs";
}

Result<Minimization> descend_once(const Problem<double>& problem, const std::string& method) {
  Result<Trajectory> run = train(problem, {method, {}}, {.epochs = kMaxEpochs, .bounds = {}});
  if (!run) return run.error();
  Trajectory& trajectory = run.value();
  Minimization out;
  for (const auto& column : trajectory.parameters) out.theta.push_back(column.back());
  out.loss = trajectory.loss.back();
  out.reason = trajectory.reason;
  out.obstacle = std::move(trajectory.obstacle);
  out.epochs = static_cast<double>(trajectory.epochs());
  return out;
}

bool is_final(StopReason reason) {
  return reason == StopReason::converged || reason == StopReason::unbounded;
}

/// The exact minimum, where the problem is linear and the data determine it.
std::optional<Minimization> solve(Problem<double>& problem) {
  GraphObjective<double>& objective = *problem.objective;
  const std::size_t n = objective.residual_count(), p = problem.start.size();
  if (n == 0 || !objective.quadratic()) return std::nullopt;
  if (const auto reduced = reduce(problem))
    return Minimization{reduced->optimum, reduced->loss, StopReason::converged, std::nullopt, 1};
  {
    std::vector<double> r(n);
    MatrixXd jacobian(static_cast<Index>(n), static_cast<Index>(p));  // gone before linear_fit has its own
    objective.residuals(problem.start, r, {jacobian.data(), n * p});
    if (determination(jacobian).rank < Index(p)) return std::nullopt;
  }
  Minimization out{linear_fit(problem), 0, StopReason::converged, std::nullopt, 1};
  out.loss = objective.value(out.theta);
  if (!std::isfinite(out.loss)) return std::nullopt;
  return out;
}

}  // namespace

Result<Minimization> minimize(Problem<double>& problem) {
  if (auto wrong = check_jacobian(problem.objective->residual_count(), problem.start.size())) return *wrong;
  if (std::optional<Minimization> exact = solve(problem)) return std::move(*exact);
  const std::string method = method_for(*problem.objective);
  const std::vector<double> start = problem.start;
  Result<Minimization> best = descend_once(problem, method);
  for (int k = 1; best && k < kMaxDescents && !is_final(best.value().reason); ++k) {
    Minimization& here = best.value();
    const Judgement<double> judgement =
        judge<double>(*problem.objective, std::span<const double>(here.theta));
    problem.start = judgement.lower.empty() ? here.theta : judgement.lower;
    Result<Minimization> again = descend_once(problem, method);
    if (!again || !(again.value().loss < here.loss - kSame * std::abs(here.loss))) break;
    again.value().epochs += here.epochs;
    best = std::move(again);
  }
  problem.start = start;
  return best;
}

}  // namespace descenso
