#include "inspect/check.hpp"

#include <algorithm>

#include "formula/parse.hpp"
#include "formula/print.hpp"
#include "formula/substitute.hpp"
#include "grad/gradient.hpp"
#include "graph/build.hpp"
#include "graph/to_tree.hpp"
#include "loss/compose.hpp"
#include "loss/model_names.hpp"

namespace descenso {
namespace {

Spelling spell(const Tree& tree) { return {to_text(tree), to_latex(tree)}; }

}  // namespace

Result<FormulaCheck> check_formula(const std::string& formula, const std::vector<std::string>& columns,
                                   const NamedNumbers& values) {
  Result<Tree> tree = parse(formula);
  if (!tree) return Error(tree.error()).with("field", "formula");
  if (!values.empty()) tree = substitute(tree.value(), values);
  const Result<std::vector<std::string>> parameters = parameters_of(tree.value(), columns);
  if (!parameters) return Error(parameters.error()).with("field", "formula");
  if (auto wrong = check_names_of_model(formula, tree.value(), columns))
    return std::move(*wrong).with("field", "formula");
  FormulaCheck out{parameters.value(), spell(tree.value()), {}};

  Graph graph;
  const Result<NodeId> node = build(graph, tree.value(), resolver(graph, columns, out.parameters));
  if (!node) return Error(node.error()).with("field", "formula");
  // Row by row, not summed: the derivative of the formula itself.
  std::vector<NodeId> theta;
  for (std::uint32_t j = 0; j < out.parameters.size(); ++j) theta.push_back(graph.parameter(j));
  for (NodeId slope : jacobian(graph, node.value(), theta)) {
    const Result<Tree> written = to_tree(graph, slope, {columns, out.parameters});
    out.gradient.push_back(written ? spell(written.value()) : Spelling{});
  }
  return out;
}

}  // namespace descenso
