#include "run/not_a_number.hpp"

#include <algorithm>
#include <cmath>

#include "grad/gradient.hpp"
#include "graph/interpret.hpp"
#include "work.hpp"

namespace descenso {
namespace {

/// The inputs of the graph of a loss: θ with the parameters that follow it, and the data columns.
struct LossPoint {
  std::vector<double> parameters;
  std::vector<std::vector<double>> columns;
  std::size_t rows = 0;
};

/// Rows that are interpreted together.
constexpr std::size_t kRows = 256;

Bindings<double> rows_of(const LossPoint& at, std::size_t first, std::size_t count) {
  Bindings<double> bindings{at.parameters, {}, count};
  for (const std::vector<double>& column : at.columns)
    bindings.columns.emplace_back(column.begin() + std::ptrdiff_t(first),
                                  column.begin() + std::ptrdiff_t(first + count));
  return bindings;
}

/// Is the first node that is not finite an overflow of finite arguments? 1/0 and log 0 have no value.
bool overflows(const Graph& graph, NodeId output, const std::vector<std::vector<double>>& values,
               std::size_t row) {
  const auto value = [&](NodeId id) { return values[id][graph[id].is_column ? row : 0]; };
  for (const NodeId id : reachable(graph, std::span(&output, 1))) {
    if (std::isfinite(value(id))) continue;
    const Node& node = graph[id];
    const bool has_zero = value(node.args[0]) == 0 || (arity(node.op) == 2 && value(node.args[1]) == 0);
    return std::isinf(value(id)) && !has_zero;
  }
  return true;
}

/// The first row in which a node is not finite.
std::optional<NotANumber> look(const Graph& graph, NodeId output, const LossPoint& at) {
  const bool is_column = graph[output].is_column;
  const std::size_t rows = is_column ? at.rows : 1;
  for (std::size_t first = 0; first < rows; first += kRows) {
    const std::size_t count = is_column ? std::min(kRows, rows - first) : at.rows;
    const auto values = interpret_all(graph, output, rows_of(at, first, count));
    const std::vector<double>& found = values[output];
    const auto bad = std::find_if(found.begin(), found.end(), [](double v) { return !std::isfinite(v); });
    if (bad == found.end()) continue;
    const auto row = static_cast<std::size_t>(bad - found.begin());
    return NotANumber{{}, is_column ? double(first + row + 1) : 0, overflows(graph, output, values, row)};
  }
  return std::nullopt;
}

std::optional<NotANumber> find(const LossGraph& loss, const LossPoint& at) {
  if (auto found = look(loss.graph, loss.term, at)) return found;
  Graph graph = loss.graph;
  std::vector<NodeId> theta;
  for (std::size_t j = 0; j < loss.dimension(); ++j)
    theta.push_back(graph.parameter(static_cast<std::uint32_t>(j)));
  const std::vector<NodeId> slopes = jacobian(graph, loss.term, theta);
  for (std::size_t j = 0; j < slopes.size(); ++j)
    if (auto found = look(graph, slopes[j], at)) {
      found->parameter = loss.parameters[j];
      return found;
    }
  return std::nullopt;
}

}  // namespace

template <class T>
std::optional<NotANumber> find_not_a_number(const Problem<T>& problem, const std::vector<double>& theta) {
  if (is_work_spent()) return std::nullopt;  // programs give NaN then
  const GraphObjective<T>& objective = *problem.objective;
  LossPoint at{theta, {}, objective.row_count()};
  at.parameters.insert(at.parameters.end(), objective.extra_parameters().begin(),
                       objective.extra_parameters().end());
  for (const std::span<const T> column : objective.columns())
    at.columns.emplace_back(column.begin(), column.end());
  return find(objective.loss(), at);
}

template std::optional<NotANumber> find_not_a_number(const Problem<float>&, const std::vector<double>&);
template std::optional<NotANumber> find_not_a_number(const Problem<double>&, const std::vector<double>&);

}  // namespace descenso
