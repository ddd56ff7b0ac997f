// Syntax tree → graph: names become parameters and columns, operations become primitives.
//
//     "w1*x" with x a column and w1 a parameter      %0 = parameter 0   %1 = column 0   %2 = mul %0 %1
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "error.hpp"
#include "formula/tree.hpp"
#include "graph/graph.hpp"

namespace descenso {

/// The node a name stands for, or nothing if the name is unknown.
using NameResolver = std::function<std::optional<NodeId>(std::string_view name)>;

/// Names by position: columns[k] is data column k, parameters[k] is θ[k]; columns win. The graph must outlive
/// it.
NameResolver resolver(Graph& graph, std::vector<std::string> columns, std::vector<std::string> parameters);

/// The node that computes `tree`. What the language adds to the primitives: a > b is b < a, clip(x, a, b) is
/// min(max(x, a), b), pi and e are constants.
/// Errors: unknown_name (args.name; the caller adds args.known) at the name. Cost: O(nodes).
Result<NodeId> build(Graph& graph, const Tree& tree, const NameResolver& resolve);

}  // namespace descenso
