#include "fit/optimum.hpp"

#include <Eigen/Core>
#include <cmath>

#include "optimizer/factorization.hpp"
#include "optimizer/registry.hpp"
#include "run/descend.hpp"
#include "run/problem.hpp"

namespace descenso {
namespace {

constexpr double max_epochs = 1000;

std::string_view method_for(GraphObjective<double>& objective) {
  if (objective.residual_count() == 0) return objective.quadratic() ? "newton" : "bfgs";
  return objective.quadratic() ? "gauss_newton" : "lm";
}

/// The last state of a descent by the method that suits the objective.
Result<State<double>> settle(Problem<double>& problem) {
  const auto rule = make_rule<double>(method_for(*problem.objective), {});
  if (!rule) return rule.error();
  Result<State<double>> state = rule.value()->init(*problem.objective, problem.start);
  if (!state) return state;
  descend(*rule.value(), *problem.objective, {.epochs = max_epochs}, state.value());
  return state;
}

}  // namespace

Result<Optimum> optimum(const Experiment& experiment) {
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  Problem<double>& problem = prepared.value();
  const auto p = static_cast<Eigen::Index>(problem.start.size());
  const Result<State<double>> settled = settle(problem);
  if (!settled) return located(settled.error(), problem);

  Eigen::MatrixXd hessian(p, p);
  const std::vector<double>& w = settled.value().theta;
  problem.objective->hessian(w, {hessian.data(), static_cast<std::size_t>(p * p)});
  if (!hessian.allFinite()) return error(ErrorCode::singular);
  const Eigen::VectorXd curvature = symmetric_eigenpairs(hessian).values;
  if (!(curvature[0] > 1e-15 * curvature[p - 1])) return error(ErrorCode::singular);

  Optimum out;
  out.names = problem.parameters;
  out.parameters = w;
  out.loss = settled.value().loss;
  out.exact = problem.objective->quadratic();
  out.curvature.assign(curvature.data(), curvature.data() + p);
  out.stable_rate = 2 / curvature[p - 1];
  out.best_rate = 2 / (curvature[0] + curvature[p - 1]);
  return out;
}

}  // namespace descenso
