#include "graph/graph.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "formula/number.hpp"
#include "graph/simplify.hpp"

namespace descenso {
namespace {

struct Description {
  std::string_view name;
  int arity;
  bool commutes = false;  ///< op(a, b) and op(b, a) are the same number
};

constexpr Description describe(Primitive op) {
  switch (op) {
    case Primitive::constant:
      return {"constant", 0};
    case Primitive::parameter:
      return {"parameter", 0};
    case Primitive::column:
      return {"column", 0};
    case Primitive::rows:
      return {"rows", 0};
    case Primitive::add:
      return {"add", 2, true};
    case Primitive::sub:
      return {"sub", 2};
    case Primitive::mul:
      return {"mul", 2, true};
    case Primitive::div:
      return {"div", 2};
    case Primitive::neg:
      return {"neg", 1};
    case Primitive::abs:
      return {"abs", 1};
    case Primitive::sqrt:
      return {"sqrt", 1};
    case Primitive::floor:
      return {"floor", 1};
    case Primitive::min:
      return {"min", 2, true};
    case Primitive::max:
      return {"max", 2, true};
    case Primitive::sign:
      return {"sign", 1};
    case Primitive::less:
      return {"less", 2};
    case Primitive::less_equal:
      return {"less_equal", 2};
    case Primitive::equal:
      return {"equal", 2, true};
    case Primitive::not_equal:
      return {"not_equal", 2, true};
    case Primitive::where:
      return {"where", 3};
    case Primitive::pow:
      return {"pow", 2};
    case Primitive::exp:
      return {"exp", 1};
    case Primitive::expm1:
      return {"expm1", 1};
    case Primitive::log:
      return {"log", 1};
    case Primitive::log1p:
      return {"log1p", 1};
    case Primitive::log2:
      return {"log2", 1};
    case Primitive::log10:
      return {"log10", 1};
    case Primitive::cbrt:
      return {"cbrt", 1};
    case Primitive::sin:
      return {"sin", 1};
    case Primitive::cos:
      return {"cos", 1};
    case Primitive::tan:
      return {"tan", 1};
    case Primitive::asin:
      return {"asin", 1};
    case Primitive::acos:
      return {"acos", 1};
    case Primitive::atan:
      return {"atan", 1};
    case Primitive::sinh:
      return {"sinh", 1};
    case Primitive::cosh:
      return {"cosh", 1};
    case Primitive::tanh:
      return {"tanh", 1};
    case Primitive::sigmoid:
      return {"sigmoid", 1};
    case Primitive::softplus:
      return {"softplus", 1};
    case Primitive::erf:
      return {"erf", 1};
    case Primitive::atan2:
      return {"atan2", 2};
    case Primitive::hypot:
      return {"hypot", 2, true};
    case Primitive::mod:
      return {"mod", 2};
    case Primitive::sum:
      return {"sum", 1};
  }
  return {"", 0};
}

constexpr auto primitives = [] {
  std::array<Description, static_cast<std::size_t>(Primitive::sum) + 1> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = describe(static_cast<Primitive>(i));
  return all;
}();

const Description& row_of(Primitive op) { return primitives[static_cast<std::size_t>(op)]; }

/// The 64 bits of a double (libc++ 13 has no std::bit_cast).
std::uint64_t bits(double value) {
  std::uint64_t word;
  std::memcpy(&word, &value, sizeof word);
  return word;
}

/// The arguments in the order in which nodes are compared: sorted where the primitive commutes.
std::array<NodeId, 3> canonical(const Node& node) {
  std::array<NodeId, 3> args = node.args;
  if (row_of(node.op).commutes && args[1] < args[0]) std::swap(args[0], args[1]);
  return args;
}

bool same(const Node& a, const Node& b) {
  return a.op == b.op && a.index == b.index && canonical(a) == canonical(b) && bits(a.value) == bits(b.value);
}

std::uint64_t hash(const Node& node) {
  std::uint64_t h = static_cast<std::uint64_t>(node.op);
  const auto mix = [&h](std::uint64_t word) {  // the mixing step of splitmix64 (Steele et al. 2014)
    h = (h ^ word) + 0x9e3779b97f4a7c15u;
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
    h ^= h >> 27;
  };
  for (const NodeId arg : canonical(node)) mix(arg);
  mix(bits(node.value));
  mix(node.index);
  return h;
}

std::string line(NodeId id, const Node& node) {
  std::string text = "%";
  text.append(std::to_string(id)).append(" = ").append(name(node.op));
  if (node.op == Primitive::constant) text.append(" ").append(shortest(node.value));
  if (node.op == Primitive::parameter || node.op == Primitive::column)
    text.append(" ").append(std::to_string(node.index));
  for (int i = 0; i < arity(node.op); ++i) text.append(" %").append(std::to_string(node.args[i]));
  return text.append("\n");
}

}  // namespace

int arity(Primitive op) { return row_of(op).arity; }
std::string_view name(Primitive op) { return row_of(op).name; }

NodeId Graph::constant(double value) { return intern({Primitive::constant, {}, value, 0, false}); }
NodeId Graph::parameter(std::uint32_t index) { return intern({Primitive::parameter, {}, 0, index, false}); }
NodeId Graph::column(std::uint32_t index) { return intern({Primitive::column, {}, 0, index, true}); }
NodeId Graph::rows() { return intern({Primitive::rows, {}, 0, 0, false}); }

NodeId Graph::apply(Primitive op, NodeId a) { return make(op, {a}); }
NodeId Graph::apply(Primitive op, NodeId a, NodeId b) { return make(op, {a, b}); }
NodeId Graph::apply(Primitive op, NodeId a, NodeId b, NodeId c) { return make(op, {a, b, c}); }

NodeId Graph::make(Primitive op, std::array<NodeId, 3> args) {
  if (const auto simpler = simplify(*this, op, args)) return *simpler;
  Node node{op, args, 0, 0, false};
  for (int i = 0; i < arity(op); ++i) node.is_column |= nodes_[args[i]].is_column;
  if (op == Primitive::sum) node.is_column = false;
  return intern(node);
}

NodeId Graph::intern(const Node& node) {
  if (4 * nodes_.size() >= 3 * slots_.size()) rehash();
  NodeId& slot = slot_of(node);
  if (slot != empty_slot) return slot;
  slot = static_cast<NodeId>(nodes_.size());
  nodes_.push_back(node);
  return slot;
}

NodeId& Graph::slot_of(const Node& node) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = static_cast<std::size_t>(hash(node)) & mask;
  while (slots_[at] != empty_slot && !same(nodes_[slots_[at]], node)) at = (at + 1) & mask;
  return slots_[at];
}

void Graph::rehash() {
  slots_.assign(std::max<std::size_t>(64, 2 * slots_.size()), empty_slot);
  for (std::size_t id = 0; id < nodes_.size(); ++id) slot_of(nodes_[id]) = static_cast<NodeId>(id);
}

std::vector<NodeId> reachable(const Graph& graph, std::span<const NodeId> outputs) {
  std::vector<bool> needed(graph.size());
  for (const NodeId output : outputs) needed[output] = true;
  std::vector<NodeId> order;
  for (NodeId id = static_cast<NodeId>(graph.size()); id-- > 0;) {
    if (!needed[id]) continue;
    order.push_back(id);
    for (int i = 0; i < arity(graph[id].op); ++i) needed[graph[id].args[i]] = true;
  }
  return {order.rbegin(), order.rend()};
}

std::string to_string(const Graph& graph, std::span<const NodeId> outputs) {
  std::string text;
  for (const NodeId id : reachable(graph, outputs)) text += line(id, graph[id]);
  return text;
}

}  // namespace descenso
