// Graph → syntax tree, to print what is computed: gradients above all.
//
// The tree is tidied on the way as one would on paper: constants are gathered in front, repeated factors
// become powers, negative powers a denominator, like terms are added and signs pulled forward, and known
// constants get their names.
//
//     ∂/∂w1 of (y − w1·x)²     graph  neg(mul(x, mul(2, sub(y, mul(w1, x)))))     text  -2*x*(y - w1*x)
//
// The tidied form is equal where everything is finite, and is for reading only: nothing is computed from it.
// It drops the guards of derivative_rule.hpp (a denominator that is 1 in place of 0) and cancels x/x and x −
// x.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "formula/tree.hpp"
#include "graph/graph.hpp"

namespace descenso {

/// The names of the leaves of a graph.
struct LeafNames {
  std::vector<std::string> columns;     ///< by column index
  std::vector<std::string> parameters;  ///< by parameter index
  std::string rows = "n";
};

inline constexpr int max_printed_nodes = 5000;

/// The formula of one node. Every leaf it needs must have a name.
/// Errors: formula_too_long (args.length, max, in nodes), because shared nodes are written out each time they
/// are used. Cost: O(size of the tree).
Result<Tree> to_tree(const Graph& graph, NodeId id, const LeafNames& names);

}  // namespace descenso
