#include "fit/search/quotient.hpp"

#include <cmath>

namespace descenso {
namespace {

using enum Primitive;

constexpr int weightings = 4;

/// N and D of a node, if it is a quotient or a product with one.
std::optional<std::pair<NodeId, NodeId>> parts_of(Graph& graph, NodeId id) {
  const Node node = graph[id];
  if (node.op == div) return std::pair(node.args[0], node.args[1]);
  if (node.op == neg)
    if (auto inner = parts_of(graph, node.args[0]))
      return std::pair(graph.apply(neg, inner->first), inner->second);
  if (node.op != mul) return std::nullopt;
  for (const int k : {0, 1}) {
    const Node factor = graph[node.args[std::size_t(k)]];
    if (factor.op == div)
      return std::pair(graph.apply(mul, node.args[std::size_t(1 - k)], factor.args[0]), factor.args[1]);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Quotient> Quotient::of(const LossGraph& given, const std::vector<bool>& held,
                                     const std::vector<std::vector<double>>& columns) {
  LossGraph loss = given;
  const auto parts = parts_of(loss.graph, loss.prediction);
  if (!parts) return std::nullopt;
  const std::size_t before = separate(loss, held).linear.size();
  const auto count = std::uint32_t(columns.size());
  const NodeId y = loss.graph.column(count - (loss.weighted ? 2 : 1));
  const NodeId w = loss.graph.column(count);
  const NodeId equation = loss.graph.apply(sub, loss.graph.apply(mul, y, parts->second), parts->first);
  loss.prediction = equation;
  Separation separation = separate(loss, held);
  if (separation.linear.size() <= before) return std::nullopt;
  loss.prediction = parts->second;
  loss.residual = loss.graph.apply(mul, w, equation);
  return Quotient(std::move(loss), std::move(separation), columns);
}

Quotient::Quotient(LossGraph loss, Separation separation, const std::vector<std::vector<double>>& columns)
    : separation_(std::move(separation)) {
  std::vector<std::vector<double>> with = columns;
  with.emplace_back(columns[0].size(), 1.0);
  model_ = std::make_unique<SeparableModel>(loss, separation_, std::move(with));
}

std::vector<std::vector<double>> Quotient::proposals(std::vector<double> theta) {
  std::vector<std::vector<double>> all;
  std::vector<double>& w = model_->column(model_->columns().size() - 1);
  w.assign(w.size(), 1.0);
  std::vector<double> D;
  for (int k = 0; k < weightings; ++k) {
    if (!std::isfinite(model_->solve(theta, separation_.linear))) break;
    all.push_back(theta);
    if (!model_->predict(theta, D)) break;
    for (std::size_t i = 0; i < w.size(); ++i) w[i] = D[i] == 0 ? 0 : 1 / std::abs(D[i]);
  }
  return all;
}

}  // namespace descenso
