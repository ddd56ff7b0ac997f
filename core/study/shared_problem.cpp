#include "study/shared_problem.hpp"

#include <cmath>
#include <limits>

#include "optimizer/registry.hpp"
#include "run/descend.hpp"

namespace descenso {
namespace {

constexpr double max_search_epochs = 200;

/// Descends from one start, and keeps the lowest loss of the descent in `shared` if it is the lowest so far.
void search(SharedProblem& shared, const Rule<double>& rule, std::span<const double> start) {
  Objective<double>& objective = *shared.problem.objective;
  Result<State<double>> begun = rule.init(objective, start);
  if (!begun) return;
  descend(rule, objective, {.epochs = max_search_epochs}, begun.value(), [&](const State<double>& entry) {
    if (entry.loss < shared.best) {
      shared.best = entry.loss;
      shared.best_at = entry.theta;
    }
    return true;
  });
}

}  // namespace

Result<SharedProblem> prepare_shared(const Experiment& experiment,
                                     const std::vector<std::vector<double>>& also) {
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  SharedProblem shared{
      std::move(prepared.value()), nullptr, nullptr, std::numeric_limits<double>::infinity(), {}};
  GraphObjective<double>& objective = *shared.problem.objective;
  if (objective.quadratic()) {
    if (Result<Quadratic> quadratic = quadratic_of(shared.problem)) {
      const Eigen::VectorXd& at = quadratic.value().optimum;
      shared.best = quadratic.value().loss;
      shared.best_at.assign(at.data(), at.data() + at.size());
      shared.quadratic = std::make_unique<Quadratic>(std::move(quadratic.value()));
      if (!std::isfinite(shared.best))
        return located(error(ErrorCode::start_not_finite).with("loss", shared.best), shared.problem);
      shared.reduced = std::make_unique<QuadraticObjective>(*shared.quadratic);
      return shared;
    }
  }
  const char* name = objective.residual_count() > 0 ? "lm" : "bfgs";
  const auto rule = make_rule<double>(name, {});
  if (!rule) return rule.error();
  search(shared, *rule.value(), shared.problem.start);
  for (const std::vector<double>& start : also) search(shared, *rule.value(), start);
  if (shared.best_at.empty())
    return located(error(ErrorCode::start_not_finite).with("loss", objective.value(shared.problem.start)),
                   shared.problem);
  return shared;
}

}  // namespace descenso
