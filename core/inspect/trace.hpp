// The derivative of one row's loss, traced through its graph, with every number of a forward and a backward
// pass.
//
// Forward, each node v takes its value from its arguments. Backward, the last node has the adjoint 1, and
// every edge from an argument x to v brings x the contribution v̄·∂v/∂x; x̄ is their sum. For the notebook's
// loss r² of the row x = 2, y = 3 at w1 = 1:
//
//     forward    ŷ = w1·x = 2      r = y − ŷ = 1      ℓ = r·r = 1
//     backward   ℓ̄ = 1      r̄ = 1·2r = 2      ŷ̄ = 2·(−1) = −2      w̄1 = −2·x = −4 = ∂ℓ/∂w1
//
// Two independent checks accompany it: dual numbers, which carry the derivative forward, and a central
// difference.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "graph/graph.hpp"
#include "run/experiment.hpp"

namespace descenso {

struct TraceEdge {
  std::size_t from = 0;  ///< the argument's place among the nodes
  bool flows = false;    ///< whether the argument depends on a parameter and its derivative is not 0
  double adjoint = 0;    ///< contribution to the adjoint of the argument; 0 where nothing flows
};

struct TraceNode {
  Primitive op = Primitive::constant;
  std::string formula;  ///< the node in the formula language; empty if it would fill pages
  bool flows = false;   ///< whether the node depends on a parameter
  double value = 0;
  double adjoint = 0;            ///< ∂ℓ/∂v; 0 where nothing flows
  std::vector<TraceEdge> edges;  ///< one per argument, in order; of x·x the first carries both contributions
};

/// One parameter's derivative ∂ℓ/∂w, computed in three ways.
struct TraceSlope {
  std::string name;
  double reverse = 0;
  double dual = 0;
  double finite_difference = 0;
  double difference = 0;  ///< the step δ of (ℓ(w + δ) − ℓ(w − δ))/2δ
};

struct Trace {
  std::vector<TraceNode> nodes;  ///< arguments before what uses them; the last is ℓ
  std::vector<TraceSlope> slopes;
};

/// The graph of the experiment's loss term of row `row` (0 … n−1), penalties and 1/n left out, at
/// `parameters`. Of a function without data: the function itself, row 0. Always in double. Errors: those of
/// `prepare`; missing_field for a parameter without a value; out_of_range for the row. Cost: O(nodes²), which
/// is small for a graph that a person reads.
Result<Trace> trace(const Experiment& experiment, double row, const NamedNumbers& parameters);

}  // namespace descenso
