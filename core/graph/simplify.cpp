#include "graph/simplify.hpp"

#include <cmath>

#include "graph/primitive_math.hpp"

namespace descenso {
namespace {

using Simplified = std::optional<NodeId>;

/// The factors of a product that are looked at.
constexpr int max_sum_factors = 8;

/// The graph with the few questions and short names that rules are written in.
struct Rules {
  Graph& g;

  bool is(NodeId id, Primitive op) const { return g[id].op == op; }
  bool is_constant(NodeId id) const { return is(id, Primitive::constant); }
  bool is_value(NodeId id, double value) const { return is_constant(id) && g[id].value == value; }
  NodeId inner(NodeId id) const { return g[id].args[0]; }
  NodeId negate(NodeId a) { return g.apply(Primitive::neg, a); }

  Simplified add(NodeId a, NodeId b) {
    if (is_value(b, 0)) return a;
    if (is_value(a, 0)) return b;
    if (is(b, Primitive::neg)) return g.apply(Primitive::sub, a, inner(b));
    if (is(a, Primitive::neg)) return g.apply(Primitive::sub, b, inner(a));
    return {};
  }

  Simplified sub(NodeId a, NodeId b) {
    if (is_value(b, 0)) return a;
    if (is_value(a, 0)) return negate(b);
    if (is(b, Primitive::neg)) return g.apply(Primitive::add, a, inner(b));
    if (is_value(b, 1) && is(a, Primitive::exp)) return g.apply(Primitive::expm1, inner(a));
    if (is_value(a, 1) && is(b, Primitive::exp)) return negate(g.apply(Primitive::expm1, inner(b)));
    return {};
  }

  Simplified mul(NodeId a, NodeId b) {
    if (is_value(b, 1)) return a;
    if (is_value(a, 1)) return b;
    if (is_value(b, -1)) return negate(a);
    if (is_value(a, -1)) return negate(b);
    if (is(a, Primitive::neg)) return negate(g.apply(Primitive::mul, inner(a), b));
    if (is(b, Primitive::neg)) return negate(g.apply(Primitive::mul, a, inner(b)));
    return {};
  }

  Simplified div(NodeId a, NodeId b) {
    if (is_value(b, 1)) return a;
    if (is_value(b, -1)) return negate(a);
    if (is(a, Primitive::neg)) return negate(g.apply(Primitive::div, inner(a), b));
    if (is(b, Primitive::neg)) return negate(g.apply(Primitive::div, a, inner(b)));
    return {};
  }

  Simplified neg(NodeId a) {
    if (is(a, Primitive::neg)) return inner(a);
    if (is(a, Primitive::sub)) return g.apply(Primitive::sub, g[a].args[1], g[a].args[0]);
    if (is(a, Primitive::mul) && is_constant(inner(a))) {
      const NodeId factor = g[a].args[1];
      return g.apply(Primitive::mul, g.constant(-g[inner(a)].value), factor);
    }
    return {};
  }

  Simplified abs(NodeId a) {
    if (is(a, Primitive::abs)) return a;
    if (is(a, Primitive::neg)) return g.apply(Primitive::abs, inner(a));
    return {};
  }

  Simplified where(NodeId condition, NodeId a, NodeId b) {
    if (a == b) return a;
    if (is_constant(condition)) return g[condition].value != 0 ? a : b;
    return {};
  }

  /// xⁿ for 1 ≤ n ≤ 9 by repeated squaring.
  NodeId product(NodeId x, int n) {
    if (n == 1) return x;
    const NodeId half = product(x, n / 2);
    const NodeId even = g.apply(Primitive::mul, half, half);
    return n % 2 == 0 ? even : g.apply(Primitive::mul, even, x);
  }

  Simplified pow(NodeId x, NodeId exponent) {
    if (!is_constant(exponent)) return {};
    const double n = g[exponent].value;
    if (n == 0) return g.constant(1);
    if (n == 0.5) return g.apply(Primitive::sqrt, x);
    if (n != std::floor(n) || n < -3 || n > 9) return {};
    if (n < 0) return product(g.apply(Primitive::div, g.constant(1), x), static_cast<int>(-n));
    return product(x, static_cast<int>(n));
  }

  /// z of eᶻ + 1 or 1 + eᶻ.
  Simplified one_plus_exp(NodeId id) const {
    if (!is(id, Primitive::add)) return {};
    const auto [a, b, unused] = g[id].args;
    if (is_value(a, 1) && is(b, Primitive::exp)) return inner(b);
    if (is_value(b, 1) && is(a, Primitive::exp)) return inner(a);
    return {};
  }

  /// z of sigmoid(z), also where it is written 1/(1 + e^−z) or eᶻ/(1 + eᶻ).
  Simplified logit(NodeId id) {
    if (is(id, Primitive::sigmoid)) return inner(id);
    if (!is(id, Primitive::div)) return {};
    const auto [a, b, unused] = g[id].args;
    const Simplified z = one_plus_exp(b);
    if (!z) return {};
    if (is_value(a, 1)) return negate(*z);
    return is(a, Primitive::exp) && inner(a) == *z ? z : Simplified();
  }

  Simplified log(NodeId a) {
    if (is(a, Primitive::exp)) return inner(a);
    if (const Simplified z = one_plus_exp(a)) return g.apply(Primitive::softplus, *z);
    if (const Simplified z = logit(a)) return negate(g.apply(Primitive::softplus, negate(*z)));
    if (!is(a, Primitive::sub) || !is_value(inner(a), 1)) return {};
    const Simplified z = logit(g[a].args[1]);
    return z ? Simplified(negate(g.apply(Primitive::softplus, *z))) : Simplified();
  }

  Simplified log1p(NodeId a) {
    if (is(a, Primitive::exp)) return g.apply(Primitive::softplus, inner(a));
    return {};
  }

  Simplified sum(NodeId a) {
    if (!g[a].is_column) return g.apply(Primitive::mul, g.rows(), a);
    if (is(a, Primitive::neg)) return negate(g.apply(Primitive::sum, inner(a)));
    const Factored factored = take_out_power_of_two(a, max_sum_factors);
    if (!factored.power) return {};
    return g.apply(Primitive::mul, *factored.power, g.apply(Primitive::sum, factored.rest));
  }

  /// A product as power·rest, if its first factor is ±2ᵏ.
  struct Factored {
    Simplified power;
    NodeId rest;
  };
  Factored take_out_power_of_two(NodeId id, int factors) {
    if (!is(id, Primitive::mul) || factors == 0) return {{}, id};
    const auto [first, second, unused] = g[id].args;
    if (is_power_of_two(first)) return {first, second};
    const Factored factored = take_out_power_of_two(first, factors - 1);
    if (!factored.power) return {{}, id};
    return {factored.power, g.apply(Primitive::mul, factored.rest, second)};
  }

  /// ±2ᵏ: a factor that rounds nothing.
  bool is_power_of_two(NodeId id) const {
    int exponent;
    return is_constant(id) && std::abs(std::frexp(g[id].value, &exponent)) == 0.5;
  }

  bool all_constant(Primitive op, const std::array<NodeId, 3>& args) const {
    for (int i = 0; i < arity(op); ++i)
      if (!is_constant(args[i])) return false;
    return op != Primitive::sum;
  }

  NodeId fold(Primitive op, const std::array<NodeId, 3>& args) {
    const auto value = [&](int i) { return i < arity(op) ? g[args[i]].value : 0.0; };
    return g.constant(apply_primitive(op, value(0), value(1), value(2)));
  }
};

}  // namespace

std::optional<NodeId> simplify(Graph& graph, Primitive op, const std::array<NodeId, 3>& args) {
  Rules rules{graph};
  if (rules.all_constant(op, args)) return rules.fold(op, args);
  const auto [a, b, c] = args;
  switch (op) {
    case Primitive::add:
      return rules.add(a, b);
    case Primitive::sub:
      return rules.sub(a, b);
    case Primitive::mul:
      return rules.mul(a, b);
    case Primitive::div:
      return rules.div(a, b);
    case Primitive::neg:
      return rules.neg(a);
    case Primitive::abs:
      return rules.abs(a);
    case Primitive::where:
      return rules.where(a, b, c);
    case Primitive::pow:
      return rules.pow(a, b);
    case Primitive::log:
      return rules.log(a);
    case Primitive::log1p:
      return rules.log1p(a);
    case Primitive::sum:
      return rules.sum(a);
    case Primitive::min:
    case Primitive::max:
      return a == b ? Simplified(a) : Simplified();
    case Primitive::constant:
    case Primitive::parameter:
    case Primitive::column:
    case Primitive::rows:
    case Primitive::sqrt:
    case Primitive::floor:
    case Primitive::sign:
    case Primitive::less:
    case Primitive::less_equal:
    case Primitive::equal:
    case Primitive::not_equal:
    case Primitive::exp:
    case Primitive::expm1:
    case Primitive::log2:
    case Primitive::log10:
    case Primitive::cbrt:
    case Primitive::sin:
    case Primitive::cos:
    case Primitive::tan:
    case Primitive::asin:
    case Primitive::acos:
    case Primitive::atan:
    case Primitive::sinh:
    case Primitive::cosh:
    case Primitive::tanh:
    case Primitive::sigmoid:
    case Primitive::softplus:
    case Primitive::erf:
    case Primitive::atan2:
    case Primitive::hypot:
    case Primitive::mod:
      return {};
  }
  return {};
}

}  // namespace descenso
