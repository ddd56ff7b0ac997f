// A formula as a directed acyclic graph of primitives: the one representation that `grad` transforms and
// `jit` compiles.
//
// Each node is one primitive applied to earlier nodes, so ids are a topological order: every argument of node
// k is < k. Nodes are hash-consed: building the same expression twice gives the same id, so common
// subexpressions exist once by construction; a + b and b + a are one node, in the order first written. A node
// is either a *scalar* (depends on parameters and constants alone) or a *column* (has one value per row of
// the data); `sum` turns a column into a scalar by adding its rows.
//
//     L(w1) = Σ (y − w1·x)²      %0 = column 0 (x)   %1 = column 1 (y)   %2 = parameter 0 (w1)
//                                %3 = mul %2 %0      %4 = sub %1 %3      %5 = mul %4 %4      %6 = sum %5
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descenso {

/// The closed list of primitives. Every table over it is a `switch` without `default`: a new one does not
/// compile until it has a value, a derivative, a kernel, a wasm emission, a text and a LaTeX form.
enum class Primitive : std::uint8_t {
  // leaves
  constant,   ///< Node::value
  parameter,  ///< θ[Node::index]
  column,     ///< data column Node::index, one value per row
  rows,       ///< n, the number of rows, as a number
  // arithmetic, correctly rounded: the same bits on every platform
  add,
  sub,
  mul,
  div,
  neg,
  abs,
  sqrt,
  floor,
  min,
  max,
  sign,  ///< 1 or −1; x itself where x is ±0 or NaN
  less,
  less_equal,
  equal,
  not_equal,  ///< 1 or 0
  where,      ///< where(c, a, b): a if c ≠ 0, else b
  // elementary functions, accurate to a stated number of ULP
  pow,
  exp,
  expm1,
  log,
  log1p,
  log2,
  log10,
  cbrt,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  sigmoid,
  softplus,
  erf,
  atan2,
  hypot,
  mod,  ///< a − b·floor(a/b), with the sign of b, as Python and NumPy
  // reduction
  sum,  ///< Σ over rows, in the order of data/sum.hpp
};

/// Index of a node in its graph.
using NodeId = std::uint32_t;

/// The number of arguments of the primitive: 0 to 3.
int arity(Primitive op);

/// The primitive's name in printed programs, for example "mul".
std::string_view name(Primitive op);

struct Node {
  Primitive op;
  std::array<NodeId, 3> args{};  ///< the first arity(op) count
  double value = 0;              ///< of a constant
  std::uint32_t index = 0;       ///< of a parameter or column
  bool is_column = false;        ///< whether it has one value per row
};

class Graph {
 public:
  NodeId constant(double value);
  NodeId parameter(std::uint32_t index);
  NodeId column(std::uint32_t index);
  NodeId rows();

  /// The node `op(args…)`, simplified locally (constant folding and the identities listed in simplify.hpp)
  /// and hash-consed: it may be an older node. Cost: O(1).
  NodeId apply(Primitive op, NodeId a);
  NodeId apply(Primitive op, NodeId a, NodeId b);
  NodeId apply(Primitive op, NodeId a, NodeId b, NodeId c);

  const Node& operator[](NodeId id) const { return nodes_[id]; }
  std::size_t size() const { return nodes_.size(); }

 private:
  NodeId make(Primitive op, std::array<NodeId, 3> args);
  NodeId intern(const Node& node);
  NodeId& slot_of(const Node& node);
  void rehash();

  static constexpr NodeId empty_slot = ~NodeId{0};

  std::vector<Node> nodes_;
  std::vector<NodeId> slots_;  ///< nodes by their hash, with linear probing; a power of two
};

/// The nodes that `outputs` need, in topological order (dead code left out).
std::vector<NodeId> reachable(const Graph& graph, std::span<const NodeId> outputs);

/// The program that computes `outputs`, one node a line, as in the header's example.
std::string to_string(const Graph& graph, std::span<const NodeId> outputs);

}  // namespace descenso
