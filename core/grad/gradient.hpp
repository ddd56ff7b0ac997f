// Derivatives of a graph as a graph: reverse mode, forward mode, and what is made of them.
//
// Reverse mode visits the nodes that f needs from last to first. Every node v holds its adjoint v̄ = ∂f/∂v;
// f̄ = 1, and each argument x of v receives v̄·∂v/∂x (derivative_rule.hpp). The cost is that of a few
// evaluations of f, whatever the number of parameters. `sum` hands its adjoint to every row; a scalar that
// was used in every row adds up the rows' adjoints.
//
//     L = Σ r²·(1/n), r = y − w1·x      S̄ = 1/n     r̄ = (1/n)·(2·r)     w̄1 = −Σ ((1/n)·(2·r))·x
//
// in exactly these operations and this order, which the notebook's printed digits depend on.
//
// Forward mode visits them from first to last with a tangent v̇ for given tangents of the inputs. For f: Rᵖ →
// Rᵐ reverse mode costs m passes and forward mode p; so gradients are taken in reverse, Jacobians of columns
// forward, and Hessians forward over reverse.
//
// Sources: Griewank & Walther, Evaluating Derivatives (2008), chapters 3 and 5; Baydin et al., JMLR 18
// (2018).
#pragma once

#include <span>
#include <vector>

#include "graph/graph.hpp"

namespace descenso {

/// ∂f/∂w for each w of `wrt`, by one reverse pass. f is a scalar; if it is a column, the derivative is that
/// of Σf. A w on which f does not depend gives the constant 0. Cost: O(nodes of f) new nodes at most.
std::vector<NodeId> gradient(Graph& graph, NodeId f, std::span<const NodeId> wrt);

/// The tangent of each output when inputs[k] moves with velocity tangents[k] (both spans of one length): Σₖ
/// ∂f/∂xₖ·ẋₖ, a column where the output is one. An output that does not depend on the inputs gives the
/// constant 0.
std::vector<NodeId> jvp(Graph& graph, std::span<const NodeId> outputs, std::span<const NodeId> inputs,
                        std::span<const NodeId> tangents);

/// ∂f/∂w for each w of `wrt`, row by row if f is a column: the columns of the Jacobian of n residuals. p
/// forward passes.
std::vector<NodeId> jacobian(Graph& graph, NodeId f, std::span<const NodeId> wrt);

/// ∂²f/∂wᵢ∂wⱼ, p × p, column-major: entry i + p·j. Forward over reverse; (i, j) and (j, i) are the same node.
std::vector<NodeId> hessian(Graph& graph, NodeId f, std::span<const NodeId> wrt);

}  // namespace descenso
