#include "fit/report/pole.hpp"

#include "graph/interpret.hpp"

namespace descenso {

std::optional<Pole> find_pole(FitProblem& problem, const std::vector<double>& theta,
                              const std::vector<std::size_t>& order) {
  if (problem.data().predictors.size() != 1) return std::nullopt;
  const LossGraph& loss = problem.loss();
  std::vector<NodeId> denominators;
  for (const NodeId id : reachable(loss.graph, {&loss.prediction, 1})) {
    const Node& node = loss.graph[id];
    if (node.op == Primitive::div && loss.graph[node.args[1]].is_column) denominators.push_back(node.args[1]);
  }
  if (denominators.empty()) return std::nullopt;
  Bindings<double> bindings{theta, problem.columns(), problem.rows()};
  bindings.parameters.resize(theta.size() + 8);

  const std::vector<double>& x = problem.data().predictors[0].values;
  for (const NodeId id : denominators) {
    const std::vector<double> value = interpret(loss.graph, id, bindings);
    for (std::size_t k = 1; k < order.size(); ++k) {
      const double before = value[order[k - 1]], after = value[order[k]];
      // x itself changes sign at 0 by the choice of the formula, not of the fit.
      const bool is_predictor = before == x[order[k - 1]] && after == x[order[k]];
      if (before * after < 0 && !is_predictor) return Pole{x[order[k - 1]], x[order[k]]};
    }
  }
  return std::nullopt;
}

}  // namespace descenso
