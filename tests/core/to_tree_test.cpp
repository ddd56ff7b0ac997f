#include "graph/to_tree.hpp"

#include "catch.hpp"
#include "derivatives_agree.hpp"
#include "formula/print.hpp"

using namespace descenso;

namespace {

const LeafNames names{{"x", "y"}, {"w1", "w2", "a", "b"}, "n"};

/// A formula through the graph and back.
std::string tidied(std::string_view formula) {
  Graph g;
  const NodeId f = build(g, parse(formula).value(), resolver(g, names.columns, names.parameters)).value();
  return to_text(to_tree(g, f, names).value());
}

/// ∂f/∂(parameter k) as text.
std::string slope(std::string_view formula, std::uint32_t k = 0) {
  Graph g;
  const NodeId f = build(g, parse(formula).value(), resolver(g, names.columns, names.parameters)).value();
  const NodeId w = g.parameter(k);
  return to_text(to_tree(g, jacobian(g, f, std::span(&w, 1))[0], names).value());
}

}  // namespace

TEST_CASE("A graph is written as one would on paper") {
  const std::pair<std::string, std::string> cases[] = {{"x*x*x", "x^3"},
                                                       {"x/x", "1"},
                                                       {"x - x", "0"},
                                                       {"-x + y", "y - x"},
                                                       {"2*x*3", "6*x"},
                                                       {"x + x", "2*x"},
                                                       {"x/2", "x/2"},
                                                       {"0.5*x", "x/2"},
                                                       {"3*(0.1*x)", "0.3*x"},
                                                       {"1/(2*x)", "1/(2*x)"},
                                                       {"x*sin(x)*2", "2*x*sin(x)"},
                                                       {"pi*x", "pi*x"},
                                                       {"-(x + y)", "-x - y"},
                                                       {"x^2.5", "x^2.5"},
                                                       {"(x+y)*x", "x*(x + y)"},
                                                       {"clip(x, 0, 1)", "min(max(x, 0), 1)"},
                                                       {"x > y", "y < x"},
                                                       {"x^-2", "1/x^2"},
                                                       {"2*pi*x", "2*pi*x"},
                                                       {"(pi/2)*x", "pi*x/2"},
                                                       {"(2*x)^y", "(2*x)^y"},
                                                       {"0.1*x", "0.1*x"},
                                                       {"5", "5"},
                                                       {"x/y/a", "x/(a*y)"},
                                                       {"sqrt(x)*sqrt(x)", "sqrt(x)^2"}};
  for (const auto& [formula, expected] : cases) CHECK(tidied(formula) == expected);
}

TEST_CASE("Derivatives read as in a textbook") {
  const std::pair<std::string, std::string> cases[] = {{"(y - w1*x)^2", "-2*x*(y - w1*x)"},
                                                       {"w1*x", "x"},
                                                       {"w1*exp(-w2*x) + a", "exp(-w2*x)"},
                                                       {"log(w1)", "1/w1"},
                                                       {"sqrt(w1)", "1/(2*sqrt(w1))"},
                                                       {"w1^3", "3*w1^2"},
                                                       {"w1^x", "x*w1^(x - 1)"},
                                                       {"x^w1", "log(x)*x^w1"},
                                                       {"sin(w1*x)", "x*cos(w1*x)"},
                                                       {"cos(w1*x)", "-x*sin(w1*x)"},
                                                       {"tanh(w1)", "1/cosh(w1)^2"},
                                                       {"erf(w1)", "2*exp(-w1^2)/sqrt(pi)"},
                                                       {"log2(w1)", "1/(w1*log(2))"},
                                                       {"w1*x/(w2 + x)", "x/(w2 + x)"},
                                                       {"hypot(w1, w2)", "w1/hypot(w1, w2)"},
                                                       {"sigmoid(w1)", "sigmoid(w1)*sigmoid(-w1)"},
                                                       {"abs(w1)", "sign(w1)"},
                                                       {"x", "0"}};
  for (const auto& [formula, expected] : cases) CHECK(slope(formula) == expected);
  CHECK(slope("w1*exp(-w2*x)", 1) == "-w1*x*exp(-w2*x)");
  CHECK(slope("w1*x/(w2 + x)", 1) == "-w1*x/(w2 + x)^2");
}

TEST_CASE("The mean of squares has the gradient that the page shows") {
  Graph g;
  const NodeId x = g.column(0), y = g.column(1), w1 = g.parameter(0);
  const NodeId r = g.apply(Primitive::sub, y, g.apply(Primitive::mul, w1, x));
  const NodeId loss =
      g.apply(Primitive::div, g.apply(Primitive::sum, g.apply(Primitive::mul, r, r)), g.rows());
  const Tree tree = to_tree(g, gradient(g, loss, std::span(&w1, 1))[0], names).value();
  CHECK(to_text(tree) == "-sum(2*x*(y - w1*x)/n)");
  CHECK(to_latex(tree) == R"(-\sum\left(\frac{2\,x\,\left(y - w_{1}\,x\right)}{n}\right))");
}

TEST_CASE("What is printed computes what the graph computes") {
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    const std::string formula = random_smooth_formula(random, 1 + i % 8);
    INFO(formula);
    Graph g;
    const auto by_name = resolver(g, {}, {"a", "b"});
    const NodeId f = build(g, parse(formula).value(), by_name).value();
    const std::array wrt{g.parameter(0), g.parameter(1)};
    const Bindings<double> at{{0.7, 1.3}, {}, 0};
    for (const NodeId derivative : gradient(g, f, wrt)) {
      const Result<Tree> tree = to_tree(g, derivative, {{}, {"a", "b"}, "n"});
      REQUIRE(tree);
      const Result<Tree> read = parse(to_text(tree.value()));
      INFO(to_text(tree.value()));
      REQUIRE(read);
      const NodeId again = build(g, read.value(), by_name).value();
      const double expected = interpret(g, derivative, at)[0];
      CHECK_THAT(interpret(g, again, at)[0], WithinAbs(expected, 1e-12 * (1 + std::abs(expected))));
    }
  }
}

TEST_CASE("A derivative that would fill pages is refused") {
  Graph g;
  NodeId f = g.parameter(0);
  for (int i = 0; i < 40; ++i)
    f = g.apply(Primitive::sin, g.apply(Primitive::add, f, g.apply(Primitive::cos, f)));
  const Result<Tree> tree = to_tree(g, f, names);
  REQUIRE_FALSE(tree);
  CHECK(tree.error().code == ErrorCode::formula_too_long);
}
