#include "fit/search/inverse.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace descenso {
namespace {

using enum Primitive;

/// h, f⁻¹ and f′ as a function of y.
struct Outer {
  NodeId inner;
  std::function<double(double)> inverse, slope;
};

std::optional<Outer> outer_of(const Graph& graph, NodeId prediction) {
  const Node& node = graph[prediction];
  const auto log = [](double y) { return std::log(y); };
  switch (node.op) {
    case exp:
      return Outer{node.args[0], log, [](double y) { return y; }};
    case Primitive::log:
      return Outer{node.args[0], [](double y) { return std::exp(y); }, [](double y) { return std::exp(-y); }};
    case sqrt:
      return Outer{node.args[0], [](double y) { return y < 0 ? std::nan("") : y * y; },
                   [](double y) { return 0.5 / y; }};
    case pow: {
      const Node &base = graph[node.args[0]], &exponent = graph[node.args[1]];
      if (base.op == constant && base.value > 0 && base.value != 1) {
        const double scale = std::log(base.value);
        return Outer{node.args[1], [=](double y) { return std::log(y) / scale; },
                     [=](double y) { return y * scale; }};
      }
      if (exponent.op != constant || exponent.value == 0) return std::nullopt;
      const double c = exponent.value;
      return Outer{node.args[0], [=](double y) { return std::pow(y, 1 / c); },
                   [=](double y) { return c * std::pow(y, 1 - 1 / c); }};
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<InverseProblem> inverse_problem(const LossGraph& loss,
                                              const std::vector<std::vector<double>>& columns) {
  const std::optional<Outer> outer = outer_of(loss.graph, loss.prediction);
  if (!outer) return std::nullopt;
  InverseProblem out{loss, columns};
  const std::vector<double>& y = columns[columns.size() - (loss.weighted ? 2 : 1)];
  std::vector<double> weights, turned;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double share = loss.weighted ? std::sqrt(columns.back()[i]) : 1;
    turned.push_back(outer->inverse(y[i]));
    weights.push_back(share * std::abs(outer->slope(y[i])));
    if (!std::isfinite(turned[i]) || !std::isfinite(weights[i])) return std::nullopt;
  }
  out.columns.push_back(std::move(weights));
  out.columns.push_back(std::move(turned));
  Graph& graph = out.loss.graph;
  const auto count = std::uint32_t(columns.size());
  out.loss.prediction = outer->inner;
  out.loss.residual =
      graph.apply(mul, graph.column(count), graph.apply(sub, graph.column(count + 1), outer->inner));
  out.loss.weighted = false;
  return out;
}

}  // namespace descenso
