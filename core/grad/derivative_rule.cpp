#include "grad/derivative_rule.hpp"

#include <numbers>

namespace descenso {
namespace {

using P = Primitive;
using Product = std::optional<NodeId>;

/// Rules in the letters of the header: y = op(a, b, c), t the tangent or adjoint.
struct Rule {
  Graph& g;
  NodeId y, a, b, c, t;

  NodeId number(double value) { return g.constant(value); }
  NodeId mul(NodeId p, NodeId q) { return g.apply(P::mul, p, q); }
  NodeId div(NodeId p, NodeId q) { return g.apply(P::div, p, q); }
  NodeId add(NodeId p, NodeId q) { return g.apply(P::add, p, q); }
  NodeId sub(NodeId p, NodeId q) { return g.apply(P::sub, p, q); }
  NodeId neg(NodeId p) { return g.apply(P::neg, p); }
  NodeId equal(NodeId p, NodeId q) { return g.apply(P::equal, p, q); }
  NodeId where(NodeId condition, NodeId p, NodeId q) { return g.apply(P::where, condition, p, q); }
  NodeId square(NodeId p) { return mul(p, p); }
  NodeId reciprocal(NodeId p) { return div(number(1), p); }
  /// p, or 1 in place of 0: a denominator that makes 0/0 a 0.
  NodeId nonzero(NodeId p) { return where(equal(p, number(0)), number(1), p); }

  NodeId product(int k) {
    if (a == b) return mul(t, mul(number(2), a));
    return mul(t, k == 0 ? b : a);
  }
  NodeId quotient(int k) {
    if (k == 0) return div(t, b);
    if (const Product slope = logistic_tangent(t)) return neg(*slope);
    return neg(mul(t, div(y, b)));
  }

  // c/(1 + eᶻ) has the slope −y·(eᶻ/(1 + eᶻ)) in z. Its last factor is the sigmoid of z, which is 1 where eᶻ
  // overflows; the rules one after the other would make it 0·∞.

  /// Whether `sum` is 1 + eᶻ, with that node for eᶻ.
  bool is_one_more(NodeId sum, NodeId exponential) const {
    const auto [p, q, unused] = g[sum].args;
    const auto is_one = [&](NodeId id) { return g[id].op == P::constant && g[id].value == 1; };
    return g[sum].op == P::add && ((is_one(p) && q == exponential) || (is_one(q) && p == exponential));
  }

  /// The product with one of its two factors, or the whole of it, replaced by what f makes of that; nothing
  /// where f makes nothing of any.
  template <class F>
  Product of_factor(NodeId product, F f) {
    if (g[product].op == P::neg) {
      const Product inside = of_factor(g[product].args[0], f);
      return inside ? Product(neg(*inside)) : Product();
    }
    if (const Product whole = f(product)) return whole;
    if (g[product].op != P::mul) return {};
    const auto [p, q, unused] = g[product].args;
    if (const Product part = f(q)) return mul(p, *part);
    const Product part = f(p);
    return part ? Product(mul(*part, q)) : Product();
  }

  /// Of y = a/b with b = 1 + eᶻ: t·y/b for a tangent t = s·eᶻ.
  Product logistic_tangent(NodeId tangent) {
    return of_factor(tangent, [&](NodeId factor) -> Product {
      if (g[factor].op != P::exp || !is_one_more(b, factor)) return {};
      return mul(y, g.apply(P::sigmoid, g[factor].args[0]));
    });
  }

  /// Of y = eᵃ: t·y, where the adjoint may be t = s·(p/(1 + eᵃ)).
  NodeId exponential() {
    const Product logistic = of_factor(t, [&](NodeId factor) -> Product {
      if (g[factor].op != P::div || !is_one_more(g[factor].args[1], y)) return {};
      return mul(g[factor].args[0], g.apply(P::sigmoid, a));
    });
    return logistic ? *logistic : mul(t, y);
  }

  /// All to the chosen side, half at a tie. `counts` is 1 where argument k is chosen or both are equal.
  NodeId choice(NodeId counts) {
    return where(counts, where(equal(a, b), mul(t, number(0.5)), t), number(0));
  }
  NodeId minimum(int k) {
    return choice(k == 0 ? g.apply(P::less_equal, a, b) : g.apply(P::less_equal, b, a));
  }
  NodeId maximum(int k) {
    return choice(k == 0 ? g.apply(P::less_equal, b, a) : g.apply(P::less_equal, a, b));
  }

  Product selection(int k) {
    if (k == 0) return {};
    return k == 1 ? where(a, t, number(0)) : where(a, number(0), t);
  }

  NodeId power(int k) {
    if (k == 1) return mul(t, mul(g.apply(P::log, nonzero(a)), y));
    const NodeId slope = mul(b, g.apply(P::pow, a, sub(b, number(1))));
    if (g[b].op == P::constant) return mul(t, slope);
    return mul(t, where(equal(b, number(0)), number(0), slope));
  }

  /// 1/√(1 − a²) = asin′.
  NodeId arc_slope() { return reciprocal(g.apply(P::sqrt, mul(sub(number(1), a), add(number(1), a)))); }

  /// ∂atan2(a, b) = (b, −a)/h², with h = √(a² + b²).
  NodeId angle(int k) {
    const NodeId h = g.apply(P::hypot, a, b);
    return k == 0 ? mul(t, div(div(b, h), h)) : neg(mul(t, div(div(a, h), h)));
  }

  /// −⌊a/b⌋ = −(a − y)/b, rounded because the difference is only almost a multiple of b.
  NodeId remainder(int k) {
    if (k == 0) return t;
    return neg(mul(t, g.apply(P::floor, add(div(sub(a, y), b), number(0.5)))));
  }

  Product partial(P op, int k) {
    constexpr double per_ln2 = std::numbers::log2e, per_ln10 = std::numbers::log10e;
    constexpr double erf_slope = 2 * std::numbers::inv_sqrtpi;
    switch (op) {
      case P::constant:
      case P::parameter:
      case P::column:
      case P::rows:
      case P::floor:
      case P::sign:
      case P::less:
      case P::less_equal:
      case P::equal:
      case P::not_equal:
      case P::sum:
        return {};
      case P::add:
        return t;
      case P::sub:
        return k == 0 ? t : neg(t);
      case P::mul:
        return a == b && k == 1 ? Product() : product(k);
      case P::div:
        return quotient(k);
      case P::neg:
        return neg(t);
      case P::abs:
        return mul(t, g.apply(P::sign, a));
      case P::sqrt:
        return mul(t, div(number(0.5), y));
      case P::min:
        return minimum(k);
      case P::max:
        return maximum(k);
      case P::where:
        return selection(k);
      case P::pow:
        return power(k);
      case P::exp:
        return exponential();
      case P::expm1:
        return mul(t, g.apply(P::exp, a));
      case P::log:
        return div(t, a);
      case P::log1p:
        return div(t, add(number(1), a));
      case P::log2:
        return mul(t, div(number(per_ln2), a));
      case P::log10:
        return mul(t, div(number(per_ln10), a));
      case P::cbrt:
        return mul(t, reciprocal(mul(number(3), square(y))));
      case P::sin:
        return mul(t, g.apply(P::cos, a));
      case P::cos:
        return neg(mul(t, g.apply(P::sin, a)));
      case P::tan:
        return mul(t, add(number(1), square(y)));
      case P::asin:
        return mul(t, arc_slope());
      case P::acos:
        return neg(mul(t, arc_slope()));
      case P::atan:
        return mul(t, reciprocal(add(number(1), square(a))));
      case P::sinh:
        return mul(t, g.apply(P::cosh, a));
      case P::cosh:
        return mul(t, g.apply(P::sinh, a));
      case P::tanh:
        return mul(t, square(reciprocal(g.apply(P::cosh, a))));
      case P::sigmoid:
        return mul(t, mul(y, g.apply(P::sigmoid, neg(a))));
      case P::softplus:
        return mul(t, g.apply(P::sigmoid, a));
      case P::erf:
        return mul(t, mul(number(erf_slope), g.apply(P::exp, neg(square(a)))));
      case P::atan2:
        return angle(k);
      case P::hypot:
        return mul(t, div(k == 0 ? a : b, nonzero(y)));
      case P::mod:
        return remainder(k);
    }
    return {};
  }
};

bool is_zero(const Graph& graph, NodeId id) { return graph[id].op == P::constant && graph[id].value == 0; }

}  // namespace

std::optional<Guarded> guarded(const Graph& graph, NodeId t) {
  if (graph[t].op != P::where) return std::nullopt;
  const auto [condition, chosen, other] = graph[t].args;
  if (is_zero(graph, other)) return Guarded{condition, chosen, true};
  if (is_zero(graph, chosen)) return Guarded{condition, other, false};
  return std::nullopt;
}

NodeId guard(Graph& graph, const Guarded& t) {
  const NodeId zero = graph.constant(0);
  return t.when ? graph.apply(P::where, t.condition, t.value, zero)
                : graph.apply(P::where, t.condition, zero, t.value);
}

std::optional<NodeId> times_partial(Graph& graph, NodeId id, int k, NodeId t) {
  if (std::optional<Guarded> inside = guarded(graph, t)) {
    const std::optional<NodeId> product = times_partial(graph, id, k, inside->value);
    if (!product) return std::nullopt;
    inside->value = *product;
    return guard(graph, *inside);
  }
  const Node node = graph[id];
  return Rule{graph, id, node.args[0], node.args[1], node.args[2], t}.partial(node.op, k);
}

}  // namespace descenso
