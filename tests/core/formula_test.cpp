#include "formula/parse.hpp"

#include <random>

#include "catch.hpp"
#include "formula/number.hpp"
#include "formula/print.hpp"
#include "formula/substitute.hpp"
#include "graph/build.hpp"
#include "graph/interpret.hpp"

using namespace descenso;

namespace {

std::string text(std::string_view formula) {
  const Result<Tree> tree = parse(formula);
  return tree ? to_text(tree.value()) : "error: " + std::string(to_string(tree.error().code));
}

std::string latex(std::string_view formula) {
  const Result<Tree> tree = parse(formula);
  return tree ? to_latex(tree.value()) : "error: " + std::string(to_string(tree.error().code));
}

struct Refusal {
  std::string formula;
  ErrorCode code;
  Span at;
};

}  // namespace

TEST_CASE("Numbers print as the shortest text that reads back") {
  const std::pair<double, std::string> cases[] = {{0.1, "0.1"},       {1.0 / 3, "0.3333333333333333"},
                                                  {1e21, "1e21"},     {-0.0, "-0"},
                                                  {5e-324, "5e-324"}, {100, "100"},
                                                  {1e-7, "1e-7"},     {INFINITY, "inf"},
                                                  {-2.5, "-2.5"}};
  for (const auto& [value, expected] : cases) CHECK(shortest(value) == expected);
}

TEST_CASE("Precedence and associativity are those of mathematics") {
  const std::pair<std::string, std::string> same[] = {{"-w^2", "-(w^2)"},
                                                      {"2^3^2", "2^(3^2)"},
                                                      {"a-b-c", "(a-b)-c"},
                                                      {"a/b/c", "(a/b)/c"},
                                                      {"a+b*c", "a+(b*c)"},
                                                      {"-a*b", "-(a*b)"},
                                                      {"2^-1", "2^(-1)"},
                                                      {"-x^-y", "-(x^(-y))"},
                                                      {"a*-b", "a*(-b)"},
                                                      {"a- -b", "a-(-b)"},
                                                      {"+a", "a"},
                                                      {"a<b+1", "a<(b+1)"},
                                                      {"2x", "2*x"},
                                                      {"w1 x", "w1*x"},
                                                      {"2(x+1)", "2*(x+1)"},
                                                      {"(a)(b)", "a*b"},
                                                      {"2x^2", "2*(x^2)"},
                                                      {"(a)x", "a*x"},
                                                      {"2pi x", "2*pi*x"},
                                                      {"2exp(x)", "2*exp(x)"},
                                                      {"-2x y", "-(2*x*y)"},
                                                      {"a/b*c", "(a/b)*c"},
                                                      {"x**2", "x^2"},
                                                      {"pow(a, b+1)", "a^(b+1)"},
                                                      {"sen(x)", "sin(x)"},
                                                      {"raiz(x)", "sqrt(x)"},
                                                      {"ln(x)", "log(x)"},
                                                      {"arcsen(x)", "asin(x)"},
                                                      {"tg(x)", "tan(x)"},
                                                      {"2 × a ÷ b − c", "2*a/b-c"},
                                                      {"a ≤ b", "a<=b"},
                                                      {"2π", "2*pi"},
                                                      {"si(x<1, 2, 3)", "where(x<1,2,3)"},
                                                      {"x^(2)y", "x^2*y"},
                                                      {"sin(x^2)y", "sin(x^2)*y"},
                                                      {"2e", "2*e"}};
  for (const auto& [a, b] : same) {
    INFO(a << " and " << b);
    REQUIRE(parse(a));
    REQUIRE(parse(b));
    CHECK(same_formula(parse(a).value(), parse(b).value()));
  }
}

TEST_CASE("Text has the fewest parentheses that keep the meaning") {
  for (const std::string formula : {"-2*x*(y - w1*x)^2",
                                    "a - (b - c)",
                                    "a - b - c",
                                    "a/(b*c)",
                                    "a/b*c",
                                    "(-a)*b",
                                    "-a*b",
                                    "2^3^2",
                                    "(2^3)^2",
                                    "(-2)^2",
                                    "-2^2",
                                    "2^(-1)",
                                    "a + (-b)",
                                    "-(-a)",
                                    "-(a + b)",
                                    "(a < b) + 1",
                                    "where(x < 0, -x, x)",
                                    "1e-7*x",
                                    "clip(x, 0, 1)",
                                    "sin(x)^2",
                                    "a*(b*c)",
                                    "pi*e",
                                    "atan2(y, x)",
                                    "β1*x + μ"})
    CHECK(text(formula) == formula);
}

TEST_CASE("LaTeX is what a person would write") {
  const std::pair<std::string, std::string> cases[] = {
      {"w1*x", R"(w_{1}\,x)"},
      {"(a+b)/c", R"(\frac{a + b}{c})"},
      {"x^(a+1)", R"(x^{a + 1})"},
      {"(a/b)^2", R"(\left(\frac{a}{b}\right)^{2})"},
      {"-2*x*(y-w1*x)", R"(-2\,x\,\left(y - w_{1}\,x\right))"},
      {"2*3", R"(2 \cdot 3)"},
      {"sqrt(x+1)", R"(\sqrt{x + 1})"},
      {"exp(-x^2)^2", R"(\left(\mathrm{e}^{-x^{2}}\right)^{2})"},
      {"abs(a-b)", R"(\left|a - b\right|)"},
      {"where(x<=1, a, b)", R"(\begin{cases} a & x \le 1 \\ b & x > 1 \end{cases})"},
      {"where(c, a, b)", R"(\begin{cases} a & c \ne 0 \\ b & c = 0 \end{cases})"},
      {"sigmoid(x)", R"(\operatorname{sigmoid}\left(x\right))"},
      {"log1p(a+b)", R"(\ln\left(1 + \left(a + b\right)\right))"},
      {"expm1(x)*y", R"(\left(\mathrm{e}^{x} - 1\right)\,y)"},
      {"1.5e-7*x", R"(1.5 \cdot 10^{-7}\,x)"},
      {"beta*x_max + rate2", R"(\beta\,x_{\mathrm{max}} + \mathrm{rate}_{2})"},
      {"yhat - y", R"(\hat{y} - y)"}};
  for (const auto& [formula, expected] : cases) CHECK(latex(formula) == expected);
}

TEST_CASE("A wrong formula is refused with its place") {
  const Refusal cases[] = {{"", ErrorCode::empty_formula, {0, 0}},
                           {"  ", ErrorCode::empty_formula, {2, 2}},
                           {"2,5*x", ErrorCode::decimal_comma, {1, 2}},
                           {"(2,5)", ErrorCode::decimal_comma, {2, 3}},
                           {"y = 2*x", ErrorCode::equation, {2, 3}},
                           {"2*x)", ErrorCode::unexpected_text, {3, 4}},
                           {"2*(x", ErrorCode::unclosed_parenthesis, {2, 3}},
                           {"2*", ErrorCode::missing_operand, {2, 2}},
                           {"2**", ErrorCode::missing_operand, {3, 3}},
                           {"2**/x", ErrorCode::missing_operand, {3, 4}},
                           {"()", ErrorCode::missing_operand, {1, 2}},
                           {"x 2", ErrorCode::missing_operator, {2, 3}},
                           {"(a)2", ErrorCode::missing_operator, {3, 4}},
                           {"1/2x", ErrorCode::ambiguous_product, {3, 4}},
                           {"e^2x", ErrorCode::ambiguous_product, {3, 4}},
                           {"1/2(x)", ErrorCode::ambiguous_product, {3, 4}},
                           {"a<b<c", ErrorCode::chained_comparison, {3, 4}},
                           {"x(1+2)", ErrorCode::unknown_function, {0, 1}},
                           {"sinn(x)", ErrorCode::unknown_function, {0, 4}},
                           {"sin x", ErrorCode::function_needs_parentheses, {0, 3}},
                           {"atan2(x)", ErrorCode::wrong_argument_count, {0, 8}},
                           {"sin()", ErrorCode::wrong_argument_count, {0, 5}},
                           {"min(1, 2, 3, 4)", ErrorCode::wrong_argument_count, {0, 15}},
                           {"1e999", ErrorCode::number_too_large, {0, 5}},
                           {"a # b", ErrorCode::unexpected_character, {2, 3}},
                           {"a € b", ErrorCode::unexpected_character, {2, 3}},
                           {"😀 + \xC3\xB1#", ErrorCode::unexpected_character, {0, 2}},
                           {"\xFF", ErrorCode::unexpected_character, {0, 1}}};
  for (const Refusal& expected : cases) {
    const Result<Tree> tree = parse(expected.formula);
    INFO(expected.formula);
    REQUIRE_FALSE(tree);
    CHECK(to_string(tree.error().code) == to_string(expected.code));
    CHECK(tree.error().at == expected.at);
  }
}

TEST_CASE("A misspelt function is answered with the one that is meant") {
  const std::pair<std::string, std::string> cases[] = {
      {"sinn", "sin"},  {"coss", "cos"},       {"sqrr", "sqrt"}, {"exo", "exp"},
      {"tahn", "tanh"}, {"sigmod", "sigmoid"}, {"xyzzy", ""},    {"f", ""}};
  for (const auto& [name, meant] : cases) {
    const Result<Tree> tree = parse(name + "(x)");
    REQUIRE_FALSE(tree);
    const auto& args = tree.error().args;
    CHECK(std::get<std::string>(args[0].second) == name);
    CHECK((args.size() > 1 ? std::get<std::string>(args[1].second) : "") == meant);
  }
}

TEST_CASE("Depth and length are bounded") {
  const auto code = [](const std::string& formula) { return to_string(parse(formula).error().code); };
  CHECK(code(std::string(1000000, '(')) == "formula_too_long");
  CHECK(code(std::string(9000, '(') + "x") == "formula_too_deep");
  CHECK(code(std::string(9000, '-') + "x") == "formula_too_deep");
  std::string powers = "x", sums = "x", calls;
  for (int i = 0; i < 1000; ++i) powers += "^x", sums += "+x", calls += "sin(";
  CHECK(code(powers) == "formula_too_deep");
  CHECK(code(calls + "x") == "formula_too_deep");
  CHECK(parse(sums));
  CHECK(parse(std::string(199, '(') + "x" + std::string(199, ')')));
}

TEST_CASE("Nested conditions do not blow the LaTeX up") {
  std::string formula = "x";
  for (int i = 0; i < 150; ++i) formula = "where(" + formula + "<1,a,b)";
  REQUIRE(parse(formula));
  CHECK(to_latex(parse(formula).value()).size() < 20 * formula.size());
}

TEST_CASE("Every node knows the bytes it was read from") {
  const Tree tree = parse(" w1 * (x + 2)").value();
  REQUIRE(tree.nodes.size() == 5);
  CHECK(tree.nodes[0].at == Span{1, 3});
  CHECK(tree.nodes[3].at == Span{6, 13});
  CHECK(tree.nodes[4].at == Span{1, 13});
}

TEST_CASE("Free names are listed in order of appearance") {
  CHECK(names_of(parse("w1*exp(-w2*x) + w1 + pi").value()) == std::vector<std::string>{"w1", "w2", "x"});
}

namespace {

/// A random tree of at most `size` operations, over every operation that can be typed.
Tree random_tree(std::mt19937& random, int size) {
  Tree tree;
  std::vector<std::uint32_t> open;  // subtrees not yet used
  const auto push = [&](SyntaxNode node) {
    tree.nodes.push_back(std::move(node));
    open.push_back(static_cast<std::uint32_t>(tree.nodes.size() - 1));
  };
  const auto leaf = [&] {
    const double numbers[] = {0, 1, 2, 0.5, 1e-7, 3e21, 0.1};
    const char* names[] = {"x", "w1", "w2", "beta", "x_max"};
    if (random() % 2 == 0)
      push({SyntaxNode::Kind::number, numbers[random() % 7], "", {}, {}, {}});
    else
      push({SyntaxNode::Kind::name, 0, names[random() % 5], {}, {}, {}});
  };
  for (int i = 0; i < size || open.size() > 1;) {
    const auto rows = operations();
    const OperationRow& row = i < size ? rows[random() % rows.size()] : row_of(Operation::multiply);
    if (row.form == Form::printed || (i < size && random() % 3 == 0)) {
      if (i < size) leaf();
      continue;
    }
    ++i;
    // Postfix: leaves until there are enough subtrees on the stack, then the operation takes the last ones.
    while (open.size() < static_cast<std::size_t>(row.arity)) leaf();
    SyntaxNode node{SyntaxNode::Kind::operation, 0, "", row.operation, {}, {}};
    for (int k = row.arity; k-- > 0;) node.args[static_cast<std::size_t>(k)] = open.back(), open.pop_back();
    push(node);
  }
  return tree;
}

}  // namespace

TEST_CASE("Printing and parsing again gives the same tree") {
  std::mt19937 random(22);
  for (int i = 0; i < 1000; ++i) {
    const Tree tree = random_tree(random, 1 + i % 30);
    const std::string printed = to_text(tree);
    const Result<Tree> again = parse(printed);
    INFO(printed);
    REQUIRE(again);
    // Compare prints as well as trees: arguments may be built in another order, which same_formula would see.
    CHECK(to_text(again.value()) == printed);
    CHECK(to_latex(again.value()) == to_latex(tree));
    CHECK(names_of(again.value()) == names_of(tree));
    CHECK(same_formula(again.value(), tree));
  }
}

namespace {

using Numbers = std::vector<std::pair<std::string, double>>;

/// The value of a formula whose names are all among `values`.
double value_of(const Tree& tree, const Numbers& values) {
  Graph graph;
  std::vector<std::string> names;
  Bindings<double> at{{}, {}, 1};
  for (const auto& [name, value] : values) {
    names.push_back(name);
    at.parameters.push_back(value);
  }
  return interpret(graph, build(graph, tree, resolver(graph, {}, names)).value(), at)[0];
}

}  // namespace

TEST_CASE("Substituted values are spelled where their names stood") {
  const std::tuple<std::string, Numbers, std::string> cases[] = {
      {"m*x", {{"m", 5}}, "5*x"},
      {"m*x", {{"m", 1}}, "x"},
      {"x*m", {{"m", 1}}, "x"},
      {"x/m", {{"m", 1}}, "x"},
      {"m/x", {{"m", 1}}, "1/x"},
      {"1*x", {}, "1*x"},
      {"m", {{"m", 1}}, "1"},
      {"m*m", {{"m", 1}}, "1"},
      {"m*x + b", {{"m", 1}, {"b", -2}}, "x + (-2)"},
      {"x^-m*x", {{"m", 1}}, "x^(-1)*x"},
      {"-m*x", {{"m", 2}}, "-2*x"},
      {"x - m", {{"m", -3}}, "x - (-3)"},
      {"m*exp(m2*x)", {{"m", 2}}, "2*exp(m2*x)"},
      {"m*x", {{"m", NAN}}, "m*x"},
  };
  for (const auto& [formula, values, expected] : cases)
    CHECK(to_text(substitute(parse(formula).value(), values)) == to_text(parse(expected).value()));
}

TEST_CASE("A substituted formula has the value of the original at those numbers") {
  for (const char* formula : {"x^-m*x", "m*x^b - m/b", "-m^b", "m - b*(m - x)", "2^-b^m", "sin(m*x)*b + m",
                              "where(m < b, m*x, b*x)", "x - -m", "m x^b", "b*b*m*m*x"}) {
    const Tree tree = parse(formula).value();
    for (const double m : {1.0, -1.0, 2.5, -0.5, 0.0})
      for (const double b : {1.0, 3.0, -2.0}) {
        const Numbers all = {{"x", 1.75}, {"m", m}, {"b", b}};
        const Tree written = parse(to_text(substitute(tree, {{"m", m}, {"b", b}}))).value();
        INFO(to_text(written));
        const double expected = value_of(tree, all), got = value_of(written, {{"x", 1.75}});
        if (std::isfinite(expected))
          CHECK_THAT(got, WithinRel(expected, 1e-14));  // whole powers become products, within 4 ULP
        else
          CHECK(std::isfinite(got) == std::isfinite(expected));
      }
  }
}

TEST_CASE("School signs say what plain text says") {
  const auto [written, plain] = GENERATE(table<std::string, std::string>({
      {"a*x²+b", "a*x^2 + b"},
      {"x³", "x^3"},
      {"x⁻¹", "x^(-1)"},
      {"x¹⁰", "x^10"},
      {"-x²", "-x^2"},
      {"2x²y", "2*x^2*y"},
      {"(x+1)²", "(x + 1)^2"},
      {"e^(−x²/2)", "e^(-x^2/2)"},
      {"√x", "sqrt(x)"},
      {"√(x+1)", "sqrt(x + 1)"},
      {"√(x+1)²", "sqrt(x + 1)^2"},
      {"2√x", "2*sqrt(x)"},
      {"√√x", "sqrt(sqrt(x))"},
      {"√sin(x)", "sqrt(sin(x))"},
      {"√|x|", "sqrt(abs(x))"},
      {"∛x", "cbrt(x)"},
      {"|x|", "abs(x)"},
      {"|x|*w", "abs(x)*w"},
      {"2|x|", "2*abs(x)"},
      {"|x-1|+|w*x|", "abs(x - 1) + abs(w*x)"},
      {"||x|-1|", "abs(abs(x) - 1)"},
      {"|x|²", "abs(x)^2"},
      {"|(|x|+1)*y|", "abs((abs(x) + 1)*y)"},
      {"max(|x|, |y|)", "max(abs(x), abs(y))"},
      {"w₁*x+w₁₂", "w1*x + w12"},
      {"2·π×x÷y", "2*pi*x/y"},
  }));
  INFO(written);
  const Result<Tree> tree = parse(written), same = parse(plain);
  REQUIRE(tree);
  REQUIRE(same);
  CHECK(to_text(tree.value()) == to_text(same.value()));
  CHECK(to_latex(tree.value()) == to_latex(same.value()));
  CHECK(to_text(parse(to_text(tree.value())).value()) == to_text(tree.value()));
}

TEST_CASE("A sign that can be read in two ways, or stays open, is an error at its place") {
  const auto [written, code, begin] = GENERATE(table<std::string, ErrorCode, int>({
      {"√2x", ErrorCode::ambiguous_product, 2},
      {"√x²", ErrorCode::ambiguous_product, 2},
      {"√x^2", ErrorCode::ambiguous_product, 2},
      {"√", ErrorCode::missing_operand, 1},
      {"|x", ErrorCode::unclosed_bar, 0},
      {"x|", ErrorCode::unclosed_bar, 1},
      {"(|x)", ErrorCode::unexpected_text, 3},
      {"x^²", ErrorCode::missing_operand, 2},
      {"²", ErrorCode::missing_operand, 0},
      {"x²^3", ErrorCode::unexpected_text, 2},
  }));
  INFO(written);
  const Result<Tree> tree = parse(written);
  REQUIRE(!tree);
  CHECK(to_string(tree.error().code) == to_string(code));
  CHECK(tree.error().at->begin == begin);
}

TEST_CASE("Another notation is answered with what to write, which parses") {
  const auto [written, expected] = GENERATE(table<std::string, std::string>({
      {"np.exp(x)", "exp"},
      {"w*math.sqrt(x)", "sqrt"},
      {"Math.abs(x)", "abs"},
      {"np.pi*x", "pi"},
      {"relu(w*x)", "max(w*x, 0)"},
      {"sin^2(x)", "sin(x)^2"},
      {"sin²(w*(x+1))", "sin(w*(x+1))^2"},
      {"log(x, 2)", "log(x)/log(2)"},
      {"a + lg(x)", "log10(x)"},
      {"cot(x)", "1/tan(x)"},
      {"max(x, 0, 1)", "max(x, max(0, 1))"},
      {"if x>0 then w else 0", "where(x>0, w, 0)"},
      {"si x>0 entonces w si no 0", "where(x>0, w, 0)"},
      {"w*x if x>0 else 0", "where(x>0, w*x, 0)"},
      {"x>0 ? w : 0", "where(x>0, w, 0)"},
      {"w*trunc(x)", "sign(x)*floor(abs(x))"},
      {"si(x>0; w; 0)", "si(x>0, w, 0)"},
      {"IF(x>0, w, 0)", "if(x>0, w, 0)"},
      {"[w+1]*x", "(w+1)*x"},
      {"w.*x.^2", "w*x^2"},
      {"5%*w*x", "5/100*w*x"},
      {"w*SIN(x) + Exp[x]", "w*sin(x) + exp(x)"},
      {"w*LOG(x)", "w*log10(x)"},
      {"Sen(x)*w", "sen(x)*w"},
      {"log_2(x)*w", "log2(x)*w"},
      {"½*w*x", "(1/2)*w*x"},
      {"w*³√x", "w*∛x"},
      {"\\frac{w}{x} \\cdot \\sqrt{x}", "(w)/(x) * sqrt(x)"},
      {"w*\\sin\\left(x\\right)", "w*sin(x)"},
      {"sin(30°)*w", "sin(30*pi/180)*w"},
      {"w*0x1F", "31"},
  }));
  INFO(written);
  const Result<Tree> tree = parse(written);
  REQUIRE(!tree);
  CHECK(tree.error().code == ErrorCode::other_notation);
  const auto argument = [&](const std::string& name) {
    for (const auto& [key, value] : tree.error().args)
      if (key == name) return std::get<std::string>(value);
    return std::string();
  };
  CHECK(argument("suggestion") == expected);
  const Span at = *tree.error().at;
  std::string mended = written;
  const bool is_ascii = std::all_of(written.begin(), written.end(), [](char c) { return c >= 0; });
  if (is_ascii) {
    mended.replace(std::size_t(at.begin), std::size_t(at.end - at.begin), expected);
    CHECK(parse(mended));
  }
}

TEST_CASE("an error in bytes that are no UTF-8 lies within them") {
  const std::string text = std::string(7, '\xF4') + ")o2.lg";
  const Result<Tree> tree = parse(text);
  REQUIRE(!tree);
  REQUIRE(tree.error().at);
  CHECK(tree.error().at->begin >= 0);
  CHECK(tree.error().at->end <= int(text.size()));
}
