#include "grad/gradient.hpp"

#include <array>
#include <limits>
#include <random>

#include "catch.hpp"
#include "data/simulate.hpp"
#include "data/sum.hpp"
#include "derivatives_agree.hpp"
#include "formula/parse.hpp"
#include "formula/print.hpp"
#include "graph/build.hpp"
#include "graph/interpret.hpp"

using namespace descenso;
using P = Primitive;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

/// ∂f/∂a and ∂f/∂b of a formula of a and b at a point, by reverse mode.
std::array<double, 2> slopes(std::string_view formula, double a, double b = 0) {
  Graph g;
  const NodeId f = build(g, parse(formula).value(), resolver(g, {}, {"a", "b"})).value();
  const std::array wrt{g.parameter(0), g.parameter(1)};
  const auto first = gradient(g, f, wrt);
  const Bindings<double> at{{a, b}, {}, 0};
  return {interpret(g, first[0], at)[0], interpret(g, first[1], at)[0]};
}

/// The notebook's loss, mean squared error of y − w1·x.
struct Notebook {
  Graph g;
  NodeId x = g.column(0), y = g.column(1), w1 = g.parameter(0);
  NodeId r = g.apply(P::sub, y, g.apply(P::mul, w1, x));
  NodeId sum_of_squares = g.apply(P::sum, g.apply(P::mul, r, r));
};

/// The notebook's data: y = 5·x + 2·N(0, 1), seed 22.
Dataset notebook_data() {
  Simulation spec;
  return simulate(spec, [](std::span<const double> x, std::span<double> y) {
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = 5.0 * x[i];
  });
}

}  // namespace

TEST_CASE("The gradient of the mean of squares has the operations of the header's example, in their order") {
  Notebook n;
  const NodeId one_over_n = n.g.apply(P::div, n.g.constant(1), n.g.rows());
  const NodeId slope =
      n.g.apply(P::mul, n.g.apply(P::mul, one_over_n, n.g.apply(P::mul, n.g.constant(2), n.r)), n.x);
  const NodeId expected = n.g.apply(P::neg, n.g.apply(P::sum, slope));
  const NodeId times = n.g.apply(P::mul, n.sum_of_squares, one_over_n);
  const NodeId divided = n.g.apply(P::div, n.sum_of_squares, n.g.rows());
  CHECK(gradient(n.g, times, std::span(&n.w1, 1))[0] == expected);
  CHECK(gradient(n.g, divided, std::span(&n.w1, 1))[0] == expected);
}

TEST_CASE("Gradient descent on the interpreted graph prints the notebook's log in float32") {
  Notebook n;
  const NodeId one_over_n = n.g.apply(P::div, n.g.constant(1), n.g.rows());
  const NodeId loss = n.g.apply(P::mul, n.sum_of_squares, one_over_n);
  const NodeId slope = gradient(n.g, loss, std::span(&n.w1, 1))[0];
  const Dataset data = notebook_data();
  const auto narrow = [](const std::vector<double>& v) { return std::vector<float>(v.begin(), v.end()); };
  Bindings<float> at{{10.0f}, {narrow(data.predictors[0].values), narrow(data.y)}, 100, ordered_sum<float>};
  const std::vector<std::pair<double, double>> printed = {
      // numpy.json, notebook_log: loss and W after 1, 101, … steps
      {36.55500411987305, 9.86294937133789},
      {4.018570423126221, 5.273087501525879},
      {3.88777232170105, 4.982072830200195},
      {3.887246608734131, 4.963622093200684},
      {3.887244701385498, 4.962451457977295}};
  for (int step = 0; step <= 400; ++step) {
    at.parameters[0] = at.parameters[0] - 0.01f * interpret(n.g, slope, at)[0];
    if (step % 100 != 0) continue;
    const auto& [expected_loss, expected_w] = printed[static_cast<std::size_t>(step / 100)];
    CHECK(interpret(n.g, loss, at)[0] == static_cast<float>(expected_loss));
    CHECK(at.parameters[0] == static_cast<float>(expected_w));
  }
}

TEST_CASE("The loss at 10 has NumPy's bits in the interpreter") {
  Notebook n;
  const NodeId loss = n.g.apply(P::div, n.sum_of_squares, n.g.rows());
  const Dataset data = notebook_data();
  const Bindings<double> at{{10.0}, {data.predictors[0].values, data.y}, 100, ordered_sum<double>};
  CHECK(interpret(n.g, loss, at)[0] == 38.407744806265676);
}

TEST_CASE("A scalar used in every row adds up the rows' adjoints, in one sum") {
  Graph g;
  const NodeId w = g.parameter(0), x = g.column(0);
  // L = Σ (w·x + w) has dL/dw = Σ (x + 1)
  const NodeId loss = g.apply(P::sum, g.apply(P::add, g.apply(P::mul, w, x), w));
  const NodeId slope = gradient(g, loss, std::span(&w, 1))[0];
  CHECK(interpret(g, slope, Bindings<double>{{3.0}, {{1, 2, 4}}, 3})[0] == 10.0);
  int sums = 0;
  for (const NodeId id : reachable(g, std::span(&slope, 1))) sums += g[id].op == P::sum;
  CHECK(sums == 1);
}

TEST_CASE("A column's gradient is that of its sum, its Jacobian goes row by row") {
  Graph g;
  const NodeId w = g.parameter(0), x = g.column(0);
  const NodeId f = g.apply(P::mul, g.apply(P::mul, w, w), x);
  const Bindings<double> at{{3.0}, {{1, 2}}, 2};
  CHECK(interpret(g, gradient(g, f, std::span(&w, 1))[0], at) == std::vector<double>{18.0});
  CHECK(interpret(g, jacobian(g, f, std::span(&w, 1))[0], at) == std::vector<double>{6.0, 12.0});
}

TEST_CASE("What does not depend on a parameter has derivative zero") {
  Graph g;
  const std::array wrt{g.parameter(0), g.parameter(1)};
  const NodeId f = g.apply(P::floor, g.parameter(1));
  for (const NodeId slope : gradient(g, f, wrt)) CHECK(slope == g.constant(0));
  for (const NodeId slope : jacobian(g, f, wrt)) CHECK(slope == g.constant(0));
}

TEST_CASE("A Hessian is symmetric by construction and has the mixed derivative") {
  Graph g;
  const NodeId f = build(g, parse("(1-a)^2+100*(b-a^2)^2").value(), resolver(g, {}, {"a", "b"})).value();
  const std::array wrt{g.parameter(0), g.parameter(1)};
  const auto second = hessian(g, f, wrt);
  const Bindings<double> at{{-1.2, 1.0}, {}, 0};
  CHECK(second[1] == second[2]);
  CHECK_THAT(interpret(g, second[0], at)[0], WithinRel(1330.0, 1e-14));
  CHECK_THAT(interpret(g, second[1], at)[0], WithinRel(480.0, 1e-14));
  CHECK_THAT(interpret(g, second[3], at)[0], WithinRel(200.0, 1e-14));
}

TEST_CASE("Where a function is not differentiable, JAX's choices hold") {
  struct Choice {
    std::string formula;
    double a, b;
    std::array<double, 2> slopes;
  };
  const Choice choices[] = {{"abs(a)", 0, 0, {0, 0}},
                            {"sign(a)", 0, 0, {0, 0}},
                            {"floor(a)", 2, 0, {0, 0}},
                            {"a < b", 1, 1, {0, 0}},
                            {"min(a, b)", 2, 2, {0.5, 0.5}},
                            {"max(a, b)", 2, 2, {0.5, 0.5}},
                            {"max(a, b)", nan_value, 2, {0, 0}},
                            {"clip(a, 0, 1)", 0, 0, {0.5, 0}},
                            {"clip(a, 0, 1)", 1, 0, {0.5, 0}},
                            {"clip(a, 0, 1)", 2, 0, {0, 0}},
                            {"where(a, a*b, b)", 0, 3, {0, 1}},
                            {"where(a < 1, 2*a, b)", 1, 3, {0, 1}},
                            {"mod(a, b)", 6, 3, {1, -2}},
                            {"mod(a, b)", -7, 3, {1, 3}},
                            {"sqrt(a)", 0, 0, {infinity, 0}},
                            {"cbrt(a)", 0, 0, {infinity, 0}},
                            {"a^b", 3, 0, {0, std::log(3.0)}},
                            {"a^b", 0, 0, {0, 0}},
                            {"a^b", 0, 2, {0, 0}},
                            {"a^b", -2, 3, {12, nan_value}},
                            {"log(a)", -2, 0, {-0.5, 0}},
                            {"hypot(a, b)", 0, 0, {0, 0}},
                            {"atan2(a, b)", 0, 0, {nan_value, nan_value}}};
  for (const Choice& choice : choices) {
    const auto found = slopes(choice.formula, choice.a, choice.b);
    for (std::size_t k = 0; k < 2; ++k) {
      INFO(choice.formula << " at " << choice.a << ", " << choice.b << ": " << found[k]);
      CHECK((found[k] == choice.slopes[k] || (found[k] != found[k] && choice.slopes[k] != choice.slopes[k])));
    }
  }
}

TEST_CASE("A branch that is not taken contributes exactly 0, also where its slope is infinite or no number") {
  CHECK(slopes("where(a > 0, log(a), a)", -1)[0] == 1);
  CHECK(slopes("where(a > 0, sqrt(a), a)", 0)[0] == 1);  // JAX: NaN
  CHECK(slopes("where(a > 0, sqrt(where(a > 0, a, 1)), a)", 0)[0] == 1);
  // A part that two branches share, neither of which is taken.
  CHECK(slopes("where(a > 1, sqrt(a), where(a > 0, 2*sqrt(a), a^2))", -3)[0] == -6);
  CHECK(slopes("where(a > 1, where(a > 2, sqrt(-a), a), where(a > 0, 2*sqrt(-a), a^2))", 1.5)[0] == 1);
  CHECK(slopes("where(a > 1, sqrt(a), where(a > 0, 2*sqrt(a), 0)) + where(a > 2, sqrt(a), a)", -3)[0] == 1);
}

TEST_CASE("The side that min or max does not choose contributes exactly 0, forward and backward") {
  CHECK(slopes("sqrt(max(a, 0))", -2)[0] == 0);  // JAX: NaN
  CHECK(slopes("max(a, 0)^0.5 + min(a, b)", -2, 3)[0] == 1);
  Graph g;
  const NodeId w = g.parameter(0), x = g.column(0);
  const NodeId root = g.apply(P::sqrt, g.apply(P::max, g.apply(P::sub, x, w), g.constant(0)));
  const Bindings<double> at{{2.5}, {{1, 2, 2.75, 6.5}}, 4};
  CHECK(interpret(g, jacobian(g, root, std::span(&w, 1))[0], at) == std::vector<double>{0, 0, -1, -0.25});
}

TEST_CASE("tanh keeps its slope where 1 − tanh² has lost it") {
  CHECK_THAT(slopes("tanh(a)", 20)[0], WithinRel(1.6993417021166355e-17, 1e-15));
}

TEST_CASE("The slope of a logistic curve is right also where its exponential overflows") {
  Graph g;
  const NodeId b = g.parameter(1);
  const NodeId f = build(g, parse("a/(1+exp(-b))").value(), resolver(g, {}, {"a", "b"})).value();
  const NodeId forward = jvp(g, std::array{f}, std::array{b}, std::array{g.constant(1)})[0];
  for (const long double z : {-800.0L, -740.0L, -709.9L, -100.0L, -3.0L, 0.0L, 0.7L, 36.0L, 100.0L, 709.0L}) {
    const long double e = std::exp(-std::abs(z)), slope = e / ((1 + e) * (1 + e));
    const auto is_near = [&](double found, long double right) {
      return std::abs(found - right) <= 1e-14 * std::abs(right) + std::numeric_limits<double>::min();
    };
    CAPTURE(double(z));
    CHECK(is_near(slopes("a/(1+exp(-b))", 3, double(z))[1], 3 * slope));
    CHECK(is_near(slopes("1/(1+exp(-a))", double(z))[0], slope));
    CHECK(is_near(slopes("1/(exp(b-a)+1)", double(z))[1], -slope));
    CHECK(is_near(slopes("5-exp(a)/(1+exp(b))", 0, -double(z))[1], slope));
    CHECK(is_near(interpret(g, forward, Bindings<double>{{3, double(z)}, {}, 0})[0], 3 * slope));
  }
}

TEST_CASE("A dual number repeats the header's example") {
  const Dual<double> x{3, 1};
  const Dual<double> f = x * x + Dual<double>(2.0) * x;
  CHECK(f.value == 15);
  CHECK(f.slope == 8);
}

TEST_CASE("Ridders' extrapolation gains ten digits on the central difference") {
  const auto f = [](double x) { return std::sin(x); };
  CHECK_THAT(central_difference(f, 1, 0.1), WithinAbs(0.5394, 5e-5));
  CHECK_THAT(ridders(f, 1, 0.4).derivative, WithinAbs(std::cos(1.0), 1e-12));
}

TEST_CASE("The gradient of a sum is the sum of the gradients") {
  std::mt19937 random(3);
  for (int i = 0; i < 100; ++i) {
    const std::string f = random_smooth_formula(random, 6), h = random_smooth_formula(random, 6);
    Graph g;
    const auto names = resolver(g, {}, {"a", "b"});
    const NodeId first = build(g, parse(f).value(), names).value(),
                 second = build(g, parse(h).value(), names).value();
    const std::array wrt{g.parameter(0), g.parameter(1)};
    const auto whole = gradient(g, g.apply(P::add, first, second), wrt);
    const auto left = gradient(g, first, wrt), right = gradient(g, second, wrt);
    const Bindings<double> at{{0.7, 1.3}, {}, 0};
    for (std::size_t k = 0; k < 2; ++k) {
      const double a = interpret(g, left[k], at)[0], b = interpret(g, right[k], at)[0];
      INFO(f << "   and   " << h);
      // Shared subexpressions add their adjoints in another order: rounding of the largest term is the scale.
      CHECK_THAT(interpret(g, whole[k], at)[0], WithinAbs(a + b, 1e-12 * (1 + std::abs(a) + std::abs(b))));
    }
  }
}

TEST_CASE("Three opinions agree on every primitive") {
  const std::pair<std::string, std::vector<std::array<double, 2>>> table[] = {
      {"a + b", {{1, 2}, {-3, 0.5}}},
      {"a - b", {{1, 2}, {-3, 0.5}}},
      {"a * b", {{1, 2}, {-3, 0.5}}},
      {"a / b", {{1, 2}, {-3, 0.5}}},
      {"a * a", {{1, 0}, {-3, 0}}},
      {"-a", {{1, 0}}},
      {"abs(a)", {{1.5, 0}, {-2, 0}}},
      {"sqrt(a)", {{2, 0}, {0.01, 0}}},
      {"floor(a)", {{1.5, 0}, {-2.3, 0}}},
      {"min(a, b)", {{1, 2}, {2, 1}}},
      {"max(a, b)", {{1, 2}, {2, 1}}},
      {"sign(a)", {{3, 0}, {-3, 0}}},
      {"a < b", {{1, 2}}},
      {"a <= b", {{1, 2}}},
      {"a == b", {{1, 2}}},
      {"a != b", {{1, 2}}},
      {"where(a > b, a*b, a/b)", {{1, 2}, {2, 1}}},
      {"a^b", {{2, 3}, {0.3, -1.7}}},
      {"a^3.7", {{2, 0}, {0.3, 0}}},
      {"a^3", {{-2, 0}, {0.3, 0}}},
      {"exp(a)", {{1, 0}, {-5, 0}}},
      {"expm1(a)", {{1, 0}, {-1e-3, 0}}},
      {"log(a)", {{2, 0}, {0.1, 0}}},
      {"log1p(a)", {{2, 0}, {-0.5, 0}}},
      {"log2(a)", {{2, 0}, {0.1, 0}}},
      {"log10(a)", {{2, 0}, {0.1, 0}}},
      {"cbrt(a)", {{2, 0}, {-0.5, 0}}},
      {"sin(a)", {{1, 0}, {-7, 0}}},
      {"cos(a)", {{1, 0}, {-7, 0}}},
      {"tan(a)", {{1, 0}, {-0.3, 0}}},
      {"asin(a)", {{0.5, 0}, {-0.7, 0}}},
      {"acos(a)", {{0.5, 0}, {-0.7, 0}}},
      {"atan(a)", {{0.5, 0}, {-9, 0}}},
      {"sinh(a)", {{1, 0}, {-2, 0}}},
      {"cosh(a)", {{1, 0}, {-2, 0}}},
      {"tanh(a)", {{1, 0}, {-2, 0}}},
      {"sigmoid(a)", {{1, 0}, {-2, 0}}},
      {"softplus(a)", {{1, 0}, {-2, 0}}},
      {"erf(a)", {{1, 0}, {-0.4, 0}}},
      {"atan2(a, b)", {{1, 2}, {-3, 0.5}, {1, -2}}},
      {"hypot(a, b)", {{1, 2}, {-3, 0.5}}},
      {"mod(a, b)", {{7.5, 2}, {-7.5, 2}, {7.5, -2}}},
      {"clip(a, 0, b)", {{0.5, 1}, {2, 1}, {-1, 1}}}};
  for (const auto& [formula, points] : table)
    for (const auto& point : points) expect_derivatives_agree(formula, point);
}

TEST_CASE("Three opinions agree on hundreds of random formulas") {
  std::mt19937 random(22);
  for (int i = 0; i < 300; ++i) {
    const std::string formula = random_smooth_formula(random, 1 + i % 8);
    std::uniform_real_distribution<double> anywhere(0.2, 1.8);
    expect_derivatives_agree(formula, {anywhere(random), anywhere(random)});
  }
}
