#include "grad/gradient.hpp"

#include <optional>

#include "grad/derivative_rule.hpp"

namespace descenso {
namespace {

using Derivative = std::optional<NodeId>;  // nothing is zero

NodeId or_zero(Graph& graph, Derivative derivative) { return derivative ? *derivative : graph.constant(0); }

Derivative add(Graph& graph, Derivative a, Derivative b);

/// 1 where a derivative counts, else 0: where all of its guards, one inside another, are open.
NodeId counts(Graph& graph, NodeId derivative) {
  const std::optional<Guarded> t = guarded(graph, derivative);
  if (!t) return graph.constant(1);
  const Primitive comparison = t->when ? Primitive::not_equal : Primitive::equal;
  const NodeId here = graph.apply(comparison, t->condition, graph.constant(0));
  return guarded(graph, t->value) ? graph.apply(Primitive::min, here, counts(graph, t->value)) : here;
}

/// The sum of two derivatives of which each counts on one side of a condition. Where neither counts, because
/// of guards further in, the sum does not either.
NodeId add_guarded(Graph& graph, NodeId first, NodeId second) {
  const Guarded a = *guarded(graph, first), b = *guarded(graph, second);
  if (a.condition == b.condition && a.when == b.when)
    return guard(graph, {a.condition, *add(graph, a.value, b.value), a.when});
  if (a.condition == b.condition) {
    const NodeId chosen = a.when ? a.value : b.value, other = a.when ? b.value : a.value;
    const NodeId total = graph.apply(Primitive::where, a.condition, chosen, other);
    if (!guarded(graph, chosen) && !guarded(graph, other)) return total;
    const NodeId either =
        graph.apply(Primitive::where, a.condition, counts(graph, chosen), counts(graph, other));
    return guard(graph, {either, total, true});
  }
  const NodeId either = graph.apply(Primitive::max, counts(graph, first), counts(graph, second));
  return guard(graph, {either, graph.apply(Primitive::add, first, second), true});
}

Derivative add(Graph& graph, Derivative a, Derivative b) {
  if (!a || !b) return a ? a : b;
  if (guarded(graph, *a) && guarded(graph, *b)) return add_guarded(graph, *a, *b);
  return graph.apply(Primitive::add, *a, *b);
}

/// Σ over rows of an adjoint; guarded by "in any row" if the adjoint is guarded row by row.
NodeId sum_of(Graph& graph, NodeId adjoint) {
  const NodeId total = graph.apply(Primitive::sum, adjoint);
  if (!guarded(graph, adjoint)) return total;
  return guard(graph, {graph.apply(Primitive::sum, counts(graph, adjoint)), total, true});
}

/// Which nodes depend on one of `inputs`? Derivatives of the others are never built.
std::vector<bool> depends_on(const Graph& graph, std::span<const NodeId> inputs,
                             std::span<const NodeId> order) {
  std::vector<bool> depends(graph.size());
  for (const NodeId input : inputs) depends[input] = true;
  for (const NodeId id : order)
    for (int i = 0; i < arity(graph[id].op); ++i)
      if (depends[graph[id].args[i]]) depends[id] = true;
  return depends;
}

/// Adjoints under way. What a scalar receives from columns is added up row by row first and summed once.
class Adjoints {
 public:
  explicit Adjoints(Graph& graph) : graph_(graph), whole_(graph.size()), by_row_(graph.size()) {}

  /// `in_rows`: the adjoint comes from a node with one value per row.
  void receive(NodeId id, Derivative adjoint, bool in_rows) {
    std::vector<Derivative>& place = in_rows && !graph_[id].is_column ? by_row_ : whole_;
    place[id] = add(graph_, place[id], adjoint);
  }

  Derivative of(NodeId id) {
    if (by_row_[id]) {
      const bool is_leaf = arity(graph_[id].op) == 0;  // nothing is multiplied by its adjoint any more
      const NodeId total =
          is_leaf ? graph_.apply(Primitive::sum, *by_row_[id]) : sum_of(graph_, *by_row_[id]);
      whole_[id] = add(graph_, whole_[id], total);
    }
    by_row_[id].reset();
    return whole_[id];
  }

 private:
  Graph& graph_;
  std::vector<Derivative> whole_, by_row_;
};

/// v̇ of one node from its arguments' tangents.
Derivative tangent_of(Graph& graph, NodeId id, const std::vector<Derivative>& tangents) {
  const Node node = graph[id];
  Derivative tangent;
  for (int k = 0; k < arity(node.op); ++k) {
    const Derivative t = tangents[node.args[static_cast<std::size_t>(k)]];
    if (!t) continue;
    tangent =
        add(graph, tangent,
            node.op == Primitive::sum ? graph.apply(Primitive::sum, *t) : times_partial(graph, id, k, *t));
  }
  return tangent;
}

}  // namespace

std::vector<NodeId> gradient(Graph& graph, NodeId f, std::span<const NodeId> wrt) {
  const std::vector<NodeId> order = reachable(graph, std::span(&f, 1));
  const std::vector<bool> depends = depends_on(graph, wrt, order);
  Adjoints adjoints(graph);
  adjoints.receive(f, graph.constant(1), graph[f].is_column);
  for (auto id = order.rbegin(); id != order.rend(); ++id) {
    const Derivative adjoint = depends[*id] ? adjoints.of(*id) : Derivative();
    if (!adjoint) continue;
    const Node node = graph[*id];
    for (int k = 0; k < arity(node.op); ++k) {
      const NodeId argument = node.args[static_cast<std::size_t>(k)];
      if (!depends[argument]) continue;
      const bool is_sum = node.op == Primitive::sum;
      adjoints.receive(argument, is_sum ? adjoint : times_partial(graph, *id, k, *adjoint), node.is_column);
    }
  }
  std::vector<NodeId> result;
  for (const NodeId w : wrt) result.push_back(or_zero(graph, adjoints.of(w)));
  return result;
}

std::vector<NodeId> jvp(Graph& graph, std::span<const NodeId> outputs, std::span<const NodeId> inputs,
                        std::span<const NodeId> tangents) {
  std::vector<Derivative> tangent(graph.size());
  std::vector<bool> is_input(graph.size());
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    tangent[inputs[k]] = tangents[k];
    is_input[inputs[k]] = true;
  }
  for (const NodeId id : reachable(graph, outputs))
    if (!is_input[id]) tangent[id] = tangent_of(graph, id, tangent);
  std::vector<NodeId> result;
  for (const NodeId output : outputs) result.push_back(or_zero(graph, tangent[output]));
  return result;
}

std::vector<NodeId> jacobian(Graph& graph, NodeId f, std::span<const NodeId> wrt) {
  const NodeId one = graph.constant(1);
  std::vector<NodeId> columns;
  for (const NodeId w : wrt)
    columns.push_back(jvp(graph, std::span(&f, 1), std::span(&w, 1), std::span(&one, 1))[0]);
  return columns;
}

std::vector<NodeId> hessian(Graph& graph, NodeId f, std::span<const NodeId> wrt) {
  const std::size_t p = wrt.size();
  const std::vector<NodeId> first = gradient(graph, f, wrt);
  const NodeId one = graph.constant(1);
  std::vector<NodeId> second(p * p);
  for (std::size_t j = 0; j < p; ++j) {
    const std::vector<NodeId> column =
        jvp(graph, std::span(first).first(j + 1), wrt.subspan(j, 1), std::span(&one, 1));
    for (std::size_t i = 0; i <= j; ++i) second[i + p * j] = second[j + p * i] = column[i];
  }
  return second;
}

}  // namespace descenso
