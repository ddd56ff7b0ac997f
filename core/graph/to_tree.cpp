#include "graph/to_tree.hpp"

#include <optional>

#include "graph/tidy.hpp"

namespace descenso {
namespace {

using P = Primitive;
using Index = SyntaxPool::Index;

/// The operation that a primitive is written as where it is not algebra (sums, products and powers are).
std::optional<Operation> function_of(Primitive op) {
  switch (op) {
    case P::constant:
    case P::parameter:
    case P::column:
    case P::rows:
    case P::add:
    case P::sub:
    case P::mul:
    case P::div:
    case P::neg:
      return {};
    case P::abs:
      return Operation::abs;
    case P::sqrt:
      return Operation::sqrt;
    case P::floor:
      return Operation::floor;
    case P::min:
      return Operation::min;
    case P::max:
      return Operation::max;
    case P::sign:
      return Operation::sign;
    case P::less:
      return Operation::less;
    case P::less_equal:
      return Operation::less_equal;
    case P::equal:
      return Operation::equal;
    case P::not_equal:
      return Operation::not_equal;
    case P::where:
      return Operation::where;
    case P::pow:
      return Operation::power;
    case P::exp:
      return Operation::exp;
    case P::expm1:
      return Operation::expm1;
    case P::log:
      return Operation::log;
    case P::log1p:
      return Operation::log1p;
    case P::log2:
      return Operation::log2;
    case P::log10:
      return Operation::log10;
    case P::cbrt:
      return Operation::cbrt;
    case P::sin:
      return Operation::sin;
    case P::cos:
      return Operation::cos;
    case P::tan:
      return Operation::tan;
    case P::asin:
      return Operation::asin;
    case P::acos:
      return Operation::acos;
    case P::atan:
      return Operation::atan;
    case P::sinh:
      return Operation::sinh;
    case P::cosh:
      return Operation::cosh;
    case P::tanh:
      return Operation::tanh;
    case P::sigmoid:
      return Operation::sigmoid;
    case P::softplus:
      return Operation::softplus;
    case P::erf:
      return Operation::erf;
    case P::atan2:
      return Operation::atan2;
    case P::hypot:
      return Operation::hypot;
    case P::mod:
      return Operation::mod;
    case P::sum:
      return Operation::sum;
  }
  return {};
}

class Writer {
 public:
  Writer(const Graph& graph, const LeafNames& names) : g_(graph), names_(names), polynomials_(graph.size()) {
    for (const std::string& name : names.parameters) pool_.name(name);  // before columns: w1·x, not x·w1
  }

  Result<Tree> run(NodeId output) {
    for (const NodeId id : reachable(g_, std::span(&output, 1))) polynomials_[id] = expand(g_[id]);
    const Index root = write(pool_, polynomials_[output]);
    if (pool_.size_of(root) > max_printed_nodes)
      return error(ErrorCode::formula_too_long)
          .with("length", pool_.size_of(root))
          .with("max", double(max_printed_nodes));
    return pool_.tree(root);
  }

 private:
  const Polynomial& argument(const Node& node, std::size_t i) const { return polynomials_[node.args[i]]; }

  Polynomial expand(const Node& node) {
    if (const std::optional<NodeId> guarded = guarded_value(node)) return polynomials_[*guarded];
    if (node.op == P::pow && g_[node.args[1]].op == P::constant)
      return raise(pool_, argument(node, 0), g_[node.args[1]].value);
    if (node.op == P::expm1)  // the graph makes one of eᶻ − 1
      return add(pool_, polynomial(call(Operation::exp, node)), polynomial(pool_, -1));
    const std::optional<Operation> function = function_of(node.op);
    return function ? polynomial(call(*function, node)) : algebra(node);
  }

  /// Leaves, sums and products.
  Polynomial algebra(const Node& node) {
    if (node.op == P::constant) return polynomial(pool_, node.value);
    if (node.op == P::parameter) return polynomial(pool_.name(names_.parameters[node.index]));
    if (node.op == P::column) return polynomial(pool_.name(names_.columns[node.index]));
    if (node.op == P::rows) return polynomial(pool_.name(names_.rows));
    const Polynomial& a = argument(node, 0);
    if (node.op == P::neg) return scale(a, -1);
    const Polynomial& b = argument(node, 1);
    if (node.op == P::add) return add(pool_, a, b);
    if (node.op == P::sub) return add(pool_, a, scale(b, -1));
    return multiply(pool_, a, node.op == P::mul ? b : raise(pool_, b, -1));
  }

  Index call(Operation function, const Node& node) {
    std::array<Index, 3> args{};
    for (int i = 0; i < arity(node.op); ++i)
      args[static_cast<std::size_t>(i)] = write(pool_, argument(node, static_cast<std::size_t>(i)));
    return pool_.operation(function, args);
  }

  /// v of where(p = 0, 1, v) with v = p, and of where(p = 0, 0, v) with p a factor of v: guards against 0/0
  /// that the rules of grad put in.
  std::optional<NodeId> guarded_value(const Node& node) const {
    if (node.op != P::where || g_[node.args[0]].op != P::equal) return {};
    const Node& condition = g_[node.args[0]];
    const auto is = [&](NodeId id, double value) {
      return g_[id].op == P::constant && g_[id].value == value;
    };
    const NodeId p = condition.args[0], v = node.args[2];
    if (!is(condition.args[1], 0)) return {};
    if (is(node.args[1], 1) && v == p) return v;
    const bool has_factor = g_[v].op == P::mul && (g_[v].args[0] == p || g_[v].args[1] == p);
    return is(node.args[1], 0) && has_factor ? std::optional(v) : std::nullopt;
  }

  const Graph& g_;
  const LeafNames& names_;
  SyntaxPool pool_;
  std::vector<Polynomial> polynomials_;
};

}  // namespace

Result<Tree> to_tree(const Graph& graph, NodeId id, const LeafNames& names) {
  return Writer(graph, names).run(id);
}

}  // namespace descenso
