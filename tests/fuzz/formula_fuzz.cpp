// Whatever is typed: parse, print, build, differentiate, interpret, lower, evaluate. Nothing may crash,
// reading the print back must give the same formula, and `evaluate` must give the interpreter's bits where
// only exact operations occur.
//
//     CXX=clang++-14 cmake -S . -B build/sanitize -G Ninja -DDESCENSO_SANITIZE=ON
//     cmake --build build/sanitize --target fuzz
//     build/sanitize/fuzz -max_total_time=600 -dict=tests/fuzz/formula.dict
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "formula/parse.hpp"
#include "formula/print.hpp"
#include "grad/gradient.hpp"
#include "graph/build.hpp"
#include "graph/interpret.hpp"
#include "graph/to_tree.hpp"
#include "jit/evaluate.hpp"

using namespace descenso;

namespace {

void require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

/// An error must point into the text.
void check_error(const Error& error, std::string_view text) {
  require(error.at.has_value(), "an error without a place");
  require(error.at->begin >= 0 && error.at->begin <= error.at->end, "a span that runs backwards");
  require(static_cast<std::size_t>(error.at->begin) <= text.size(), "a span outside the text");
}

/// Does the print read back as the same formula? The print of a formula near the limits may exceed them.
void check_round_trip(const Tree& tree) {
  const Result<Tree> again = parse(to_text(tree));
  if (again)
    require(same_formula(tree, again.value()), "print and parse");
  else
    require(again.error().code == ErrorCode::formula_too_long ||
                again.error().code == ErrorCode::formula_too_deep,
            "a print that does not parse");
}

constexpr std::size_t rows = 3;

/// Whether every evaluator computes the same bits for the node.
bool is_exact(const Graph& g, NodeId node) {
  for (const NodeId id : reachable(g, std::span(&node, 1)))
    if (g[id].op >= Primitive::pow) return false;
  return true;
}

bool same_number(double a, double b) { return a == b || (a != a && b != b); }

/// `evaluate` against its judge, the interpreter.
void check_evaluate(const Graph& g, NodeId f, const Bindings<double>& at) {
  const std::vector<double> expected = interpret(g, f, at);
  const bool is_column = g[f].is_column;
  const Result<Program> program = lower(g, is_column ? Outputs{{}, {f}} : Outputs{{f}, {}});
  require(static_cast<bool>(program), "lowering");
  std::vector<const double*> columns;
  for (const std::vector<double>& column : at.columns) columns.push_back(column.data());
  double scalar = 0, values[rows] = {};
  double* const outputs[] = {values};
  const std::vector<SumLeaf> leaves = sum_leaves(rows);
  Workspace<double> workspace(program.value());
  evaluate(program.value(),
           Call<double>{at.parameters.data(), columns.data(), rows, leaves, &scalar, outputs}, workspace);
  if (!is_exact(g, f)) return;
  for (std::size_t i = 0; i < expected.size(); ++i)
    require(same_number(expected[i], is_column ? values[i] : scalar), "evaluate and interpreter");
}

/// Names "x" and "y" are columns, every other name is a parameter.
void differentiate(const Tree& tree) {
  Graph g;
  const std::vector<std::string> columns{"x", "y"}, parameters = names_of(tree);
  const NodeId f = build(g, tree, resolver(g, columns, parameters)).value();
  std::vector<NodeId> wrt;
  for (std::size_t k = 0; k < parameters.size() && k < 3; ++k)
    wrt.push_back(g.parameter(static_cast<std::uint32_t>(k)));
  const std::vector<NodeId> first = gradient(g, f, wrt);
  if (g.size() < 2000) hessian(g, f, wrt);
  const Bindings<double> at{std::vector<double>(parameters.size(), 0.75), {{-1, 0, 2.5}, {3, 0, -0.5}}, rows};
  check_evaluate(g, f, at);
  for (const NodeId slope : first) {
    check_evaluate(g, slope, at);
    const Result<Tree> printed = to_tree(g, slope, {columns, parameters, "n"});
    if (printed) to_latex(printed.value());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Result<Tree> tree = parse(text);
  if (!tree) {
    check_error(tree.error(), text);
    return 0;
  }
  to_latex(tree.value());
  check_round_trip(tree.value());
  differentiate(tree.value());
  return 0;
}
