#include "fit/report/pole.hpp"

#include <algorithm>
#include <cmath>

#include "graph/interpret.hpp"

namespace descenso {
namespace {

/// A node's values along the predictor, at fixed parameters.
class Curve {
 public:
  Curve(const LossGraph& loss, const std::vector<double>& theta, std::size_t columns)
      : loss_(loss), theta_(theta), columns_(columns) {
    theta_.resize(theta.size() + 8);
  }

  double at(NodeId id, double x) const {
    std::vector<std::vector<double>> columns(columns_, {1.0});
    columns[0] = {x};
    return interpret(loss_.graph, id, Bindings<double>{theta_, columns, 1})[0];
  }

  /// Whether a quotient grows without end where its denominator changes sign between two points. sin(x)/x
  /// does not at 0.
  bool has_pole(const Node& quotient, NodeId id, double low, double high) const {
    const double width = high - low, sign = at(quotient.args[1], low);
    for (int k = 0; k < 60; ++k) {
      const double middle = low + (high - low) / 2;
      (at(quotient.args[1], middle) * sign > 0 ? low : high) = middle;
    }
    const auto size = [&](double share) {
      return std::max(std::abs(at(id, low - share * width)), std::abs(at(id, high + share * width)));
    };
    return !(size(1e-6) < 10 * size(1e-3));
  }

 private:
  const LossGraph& loss_;
  std::vector<double> theta_;
  std::size_t columns_;
};

}  // namespace

std::optional<Pole> find_pole(FitProblem& problem, const std::vector<double>& theta) {
  if (problem.data().predictors.size() != 1) return std::nullopt;
  const LossGraph& loss = problem.loss();
  std::vector<NodeId> quotients;
  for (const NodeId id : reachable(loss.graph, {&loss.prediction, 1})) {
    const Node& node = loss.graph[id];
    if (node.op == Primitive::div && loss.graph[node.args[1]].is_column) quotients.push_back(id);
  }
  if (quotients.empty()) return std::nullopt;
  Bindings<double> bindings{theta, problem.copied_columns(), problem.rows()};
  bindings.parameters.resize(theta.size() + 8);

  const std::vector<double>& x = problem.data().predictors[0].values;
  const std::vector<std::size_t>& order = problem.rows_in_order();
  const Curve curve(loss, theta, problem.columns().size());
  for (const NodeId id : quotients) {
    const Node& quotient = loss.graph[id];
    const std::vector<double> value = interpret(loss.graph, quotient.args[1], bindings);
    for (std::size_t k = 1; k < order.size(); ++k) {
      const double before = value[order[k - 1]], after = value[order[k]];
      // x itself changes sign at 0 by the choice of the formula, not of the fit.
      const bool is_predictor = before == x[order[k - 1]] && after == x[order[k]];
      const double low = x[order[k - 1]], high = x[order[k]];
      if (before * after < 0 && !is_predictor && curve.has_pole(quotient, id, low, high))
        return Pole{low, high};
    }
  }
  return std::nullopt;
}

}  // namespace descenso
