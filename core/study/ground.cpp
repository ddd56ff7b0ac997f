#include "study/ground.hpp"

#include <cmath>
#include <limits>

#include "optimizer/registry.hpp"

namespace descenso {
namespace {

constexpr int search_steps = 200;

/// The lowest finite loss on the way of a strong method from one start, kept in `ground` if it is the lowest
/// so far.
void search(Ground& ground, const Rule<double>& rule, std::span<const double> start) {
  Objective<double>& objective = *ground.problem.objective;
  Result<State<double>> begun = rule.init(objective, start);
  if (!begun) return;
  State<double>& state = begun.value();
  for (int k = 0; k <= search_steps && std::isfinite(state.loss); ++k) {
    if (state.loss < ground.best) {
      ground.best = state.loss;
      ground.best_at = state.theta;
    }
    if (state.progress != Progress::going) return;
    rule.step(objective, state);
  }
}

}  // namespace

Result<Ground> lay_ground(const Experiment& experiment, const std::vector<std::vector<double>>& also) {
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  Ground ground{std::move(prepared.value()), nullptr, nullptr, std::numeric_limits<double>::infinity(), {}};
  GraphObjective<double>& objective = *ground.problem.objective;
  if (objective.quadratic()) {
    if (Result<Quadratic> quadratic = quadratic_of(experiment, ground.problem)) {
      const Eigen::VectorXd& at = quadratic.value().optimum;
      ground.best = quadratic.value().loss;
      ground.best_at.assign(at.data(), at.data() + at.size());
      ground.quadratic = std::make_unique<Quadratic>(std::move(quadratic.value()));
      ground.reduced = std::make_unique<QuadraticObjective>(*ground.quadratic);
      return ground;
    }
  }
  const char* name = objective.residual_count() > 0 ? "lm" : "bfgs";
  const auto rule = make_rule<double>(name, {});
  if (!rule) return rule.error();
  search(ground, *rule.value(), ground.problem.start);
  for (const std::vector<double>& start : also) search(ground, *rule.value(), start);
  if (ground.best_at.empty())
    return located(error(ErrorCode::start_not_finite).with("loss", objective.value(ground.problem.start)),
                   ground.problem);
  return ground;
}

}  // namespace descenso
