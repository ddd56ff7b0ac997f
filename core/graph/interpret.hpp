// The interpreter evaluates a graph node by node and row by row: slow and obvious, it is the reference that
// `evaluate` in jit is tested against.
//
// A scalar node has one value, a column node n. A scalar argument of a column node is the same in every row:
//
//     L(w1) = Σ (y − w1·x)² at w1 = 3, x = (1, 2), y = (4, 5):  r = (1, −1), L = 2
//
// The order in which `sum` adds is the caller's choice, because it decides the last bits.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "graph/graph.hpp"
#include "graph/primitive_math.hpp"

namespace descenso {

/// Σ values from left to right, starting from zero.
template <class T>
T sum_left_to_right(std::span<const T> values) {
  T total(0);
  for (const T& value : values) total = total + value;
  return total;
}

/// The numbers of a graph's leaves.
template <class T>
struct Bindings {
  std::vector<T> parameters;            ///< θ, p entries
  std::vector<std::vector<T>> columns;  ///< each of `rows` entries
  std::size_t rows = 0;
  T (*sum)(std::span<const T>) = sum_left_to_right<T>;
};

/// The values of every node that `output` needs, indexed by NodeId: 1 for a scalar, `rows` for a column, none
/// for a node that is not needed. Every parameter and column of the graph must be bound. Cost: O(nodes·rows),
/// with memory.
template <class T>
std::vector<std::vector<T>> interpret_all(const Graph& graph, NodeId output, const Bindings<T>& bindings) {
  std::vector<std::vector<T>> values(graph.size());
  for (const NodeId id : reachable(graph, std::span(&output, 1))) {
    const Node& node = graph[id];
    const auto argument = [&](int i, std::size_t row) -> T {
      if (i >= arity(node.op)) return T(0);
      const std::vector<T>& value = values[node.args[i]];
      return value[graph[node.args[i]].is_column ? row : 0];
    };
    if (node.op == Primitive::constant)
      values[id] = {T(node.value)};
    else if (node.op == Primitive::parameter)
      values[id] = {bindings.parameters[node.index]};
    else if (node.op == Primitive::column)
      values[id] = bindings.columns[node.index];
    else if (node.op == Primitive::rows)
      values[id] = {T(static_cast<double>(bindings.rows))};
    else if (node.op == Primitive::sum)
      values[id] = {bindings.sum(values[node.args[0]])};
    else
      for (std::size_t row = 0; row < (node.is_column ? bindings.rows : 1); ++row)
        values[id].push_back(apply_primitive(node.op, argument(0, row), argument(1, row), argument(2, row)));
  }
  return values;
}

/// The value of one node: 1 entry if it is a scalar, `rows` if it is a column.
template <class T>
std::vector<T> interpret(const Graph& graph, NodeId output, const Bindings<T>& bindings) {
  return interpret_all(graph, output, bindings)[output];
}

}  // namespace descenso
