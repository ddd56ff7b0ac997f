#include "study/shared_problem.hpp"

#include <cmath>
#include <limits>

#include "optimizer/registry.hpp"

namespace descenso {
namespace {

constexpr int max_search_epochs = 200;

/// The lowest finite loss on the way of a strong method from one start, kept in `ground` if it is the lowest
/// so far.
void search(SharedProblem& shared, const Rule<double>& rule, std::span<const double> start) {
  Objective<double>& objective = *shared.problem.objective;
  Result<State<double>> begun = rule.init(objective, start);
  if (!begun) return;
  State<double>& state = begun.value();
  for (int k = 0; k <= max_search_epochs && std::isfinite(state.loss); ++k) {
    if (state.loss < shared.best) {
      shared.best = state.loss;
      shared.best_at = state.theta;
    }
    if (state.progress != Progress::going) return;
    rule.step(objective, state);
  }
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
    if (Result<Quadratic> quadratic = quadratic_of(experiment, shared.problem)) {
      const Eigen::VectorXd& at = quadratic.value().optimum;
      shared.best = quadratic.value().loss;
      shared.best_at.assign(at.data(), at.data() + at.size());
      shared.quadratic = std::make_unique<Quadratic>(std::move(quadratic.value()));
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
