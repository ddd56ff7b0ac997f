#include "graph/graph.hpp"

#include <limits>

#include "catch.hpp"
#include "graph/interpret.hpp"

using namespace descenso;
using P = Primitive;

namespace {

/// Σ (y − w1·x)², as in the header of graph.hpp.
NodeId sum_of_squares(Graph& g) {
  const NodeId x = g.column(0), y = g.column(1), w1 = g.parameter(0);
  const NodeId r = g.apply(P::sub, y, g.apply(P::mul, w1, x));
  return g.apply(P::sum, g.apply(P::mul, r, r));
}

}  // namespace

TEST_CASE("A graph prints the program of the header's example") {
  Graph g;
  const NodeId loss = sum_of_squares(g);
  CHECK(to_string(g, std::span(&loss, 1)) ==
        "%0 = column 0\n%1 = column 1\n%2 = parameter 0\n%3 = mul %2 %0\n%4 = sub %1 %3\n%5 = mul %4 %4\n%6 "
        "= sum %5\n");
}

TEST_CASE("Building an expression twice gives the same node, in either order where it commutes") {
  Graph g;
  const NodeId loss = sum_of_squares(g);
  CHECK(sum_of_squares(g) == loss);
  const NodeId a = g.parameter(0), b = g.parameter(1);
  for (const P op : {P::add, P::mul, P::min, P::max, P::equal, P::not_equal, P::hypot})
    CHECK(g.apply(op, a, b) == g.apply(op, b, a));
  for (const P op : {P::sub, P::div, P::pow, P::less, P::less_equal, P::atan2, P::mod})
    CHECK(g.apply(op, a, b) != g.apply(op, b, a));
  CHECK(g[g.apply(P::mul, b, g.column(3))].args[0] == b);
}

TEST_CASE("Constants that differ in a bit are different nodes") {
  Graph g;
  CHECK(g.constant(0.0) != g.constant(-0.0));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(g.constant(nan) == g.constant(nan));
}

TEST_CASE("A node is a column if an argument is, except a sum") {
  Graph g;
  const NodeId w = g.parameter(0), x = g.column(0);
  CHECK_FALSE(g[g.apply(P::exp, w)].is_column);
  CHECK(g[g.apply(P::exp, x)].is_column);
  CHECK(g[g.apply(P::where, w, w, x)].is_column);
  CHECK_FALSE(g[g.apply(P::sum, x)].is_column);
  CHECK_FALSE(g[g.rows()].is_column);
}

TEST_CASE("The sum of a scalar over the rows is one product") {
  Graph g;
  const NodeId w = g.parameter(0);
  CHECK(g.apply(P::sum, w) == g.apply(P::mul, g.rows(), w));
}

TEST_CASE("Identities give the older node") {
  Graph g;
  const NodeId x = g.parameter(0), y = g.parameter(1);
  const NodeId zero = g.constant(0), one = g.constant(1), minus_one = g.constant(-1);
  const NodeId minus_x = g.apply(P::neg, x);
  CHECK(g.apply(P::add, x, zero) == x);
  CHECK(g.apply(P::add, zero, x) == x);
  CHECK(g.apply(P::sub, x, zero) == x);
  CHECK(g.apply(P::sub, zero, x) == minus_x);
  CHECK(g.apply(P::mul, x, one) == x);
  CHECK(g.apply(P::mul, minus_one, x) == minus_x);
  CHECK(g.apply(P::mul, x, minus_one) == minus_x);
  CHECK(g.apply(P::div, x, one) == x);
  CHECK(g.apply(P::div, x, minus_one) == minus_x);
  CHECK(g.apply(P::neg, minus_x) == x);
  CHECK(g.apply(P::add, y, minus_x) == g.apply(P::sub, y, x));
  CHECK(g.apply(P::add, minus_x, y) == g.apply(P::sub, y, x));
  CHECK(g.apply(P::sub, y, minus_x) == g.apply(P::add, x, y));
  CHECK(g.apply(P::neg, g.apply(P::sub, x, y)) == g.apply(P::sub, y, x));
  CHECK(g.apply(P::mul, minus_x, y) == g.apply(P::neg, g.apply(P::mul, x, y)));
  CHECK(g.apply(P::div, minus_x, g.apply(P::neg, y)) == g.apply(P::div, x, y));
  CHECK(g.apply(P::pow, x, one) == x);
  CHECK(g.apply(P::pow, x, zero) == one);
  CHECK(g.apply(P::pow, x, g.constant(2)) == g.apply(P::mul, x, x));
  CHECK(g.apply(P::pow, x, g.constant(0.5)) == g.apply(P::sqrt, x));
  CHECK(g.apply(P::pow, x, minus_one) == g.apply(P::div, one, x));
  CHECK(g.apply(P::abs, minus_x) == g.apply(P::abs, x));
  CHECK(g.apply(P::max, x, x) == x);
  CHECK(g.apply(P::where, zero, x, y) == y);
  CHECK(g.apply(P::where, x, y, y) == y);
  CHECK(g.apply(P::mul, g.constant(2), g.constant(3)) == g.constant(6));
}

TEST_CASE("A power of two is taken out of a sum of products, however many factors follow it") {
  Graph g;
  const NodeId x = g.column(0), y = g.column(1), w = g.parameter(0);
  NodeId scaled = g.apply(P::mul, g.constant(-2), y), plain = y;
  for (const NodeId factor : {x, w, y}) {
    scaled = g.apply(P::mul, scaled, factor);
    plain = g.apply(P::mul, plain, factor);
    CHECK(g.apply(P::sum, scaled) == g.apply(P::mul, g.constant(-2), g.apply(P::sum, plain)));
  }
  const NodeId three = g.apply(P::mul, g.apply(P::mul, g.constant(3), y), x);
  CHECK(g[g.apply(P::sum, three)].op == P::sum);  // 3·y is rounded
}

TEST_CASE("An exponential minus 1 keeps its digits near 0") {
  Graph g;
  const NodeId z = g.parameter(0), e = g.apply(P::exp, z), one = g.constant(1);
  CHECK(g.apply(P::sub, e, one) == g.apply(P::expm1, z));
  CHECK(g.apply(P::sub, one, e) == g.apply(P::neg, g.apply(P::expm1, z)));
  CHECK(g[g.apply(P::sub, e, g.constant(2))].op == P::sub);
}

TEST_CASE("What could hide a NaN or move a rounding is left alone") {
  Graph g;
  const NodeId x = g.parameter(0), zero = g.constant(0);
  CHECK(g[g.apply(P::mul, x, zero)].op == P::mul);
  CHECK(g[g.apply(P::sub, x, x)].op == P::sub);
  CHECK(g[g.apply(P::div, x, x)].op == P::div);
  const NodeId nested = g.apply(P::mul, g.constant(2), g.apply(P::mul, g.constant(3), x));
  CHECK(g[g[nested].args[1]].op == P::mul);
}

TEST_CASE("Reachable leaves dead code out and keeps the order") {
  Graph g;
  const NodeId loss = sum_of_squares(g);
  g.apply(P::exp, g.parameter(9));
  const auto order = reachable(g, std::span(&loss, 1));
  CHECK(order == std::vector<NodeId>{0, 1, 2, 3, 4, 5, 6});
}

TEST_CASE("The interpreter gives the header's example") {
  Graph g;
  const NodeId loss = sum_of_squares(g);
  Bindings<double> bindings{{3.0}, {{1, 2}, {4, 5}}, 2};
  CHECK(interpret(g, loss, bindings) == std::vector<double>{2.0});
  CHECK(interpret(g, g[loss].args[0], bindings) == std::vector<double>{1.0, 1.0});
}

TEST_CASE("Integer powers by products stay within 4 ULP of pow") {
  for (const double x : {1.1, -0.7, 3.3333, 1e-20, -1e20, 123.456})
    for (int n = -3; n <= 9; ++n) {
      Graph g;
      const NodeId power = g.apply(P::pow, g.parameter(0), g.constant(n));
      const double value = interpret(g, power, Bindings<double>{{x}, {}, 0})[0];
      CHECK_THAT(value, WithinULP(std::pow(x, n), 4));
    }
  Graph g;  // beyond them products would be less accurate than pow
  for (const int n : {-4, 10}) CHECK(g[g.apply(P::pow, g.parameter(0), g.constant(n))].op == P::pow);
}

TEST_CASE("The sign of a zero is that zero, as jax.numpy.sign(-0.0) is -0.0") {
  // Printed by JAX 0.10.2: jnp.sign(-0.0) = -0.0, jnp.sign(0.0) = 0.0, jnp.sign(nan) = nan.
  const auto sign_of = [](double x) { return apply_primitive(P::sign, x, 0.0, 0.0); };
  CHECK(sign_of(3) == 1);
  CHECK(sign_of(-0.5) == -1);
  CHECK((sign_of(-0.0) == 0 && std::signbit(sign_of(-0.0))));
  CHECK((sign_of(0.0) == 0 && !std::signbit(sign_of(0.0))));
  CHECK(std::isnan(sign_of(NAN)));
}
