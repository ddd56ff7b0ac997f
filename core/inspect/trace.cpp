#include "inspect/trace.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>

#include "formula/print.hpp"
#include "grad/derivative_rule.hpp"
#include "grad/dual.hpp"
#include "grad/finite_difference.hpp"
#include "graph/interpret.hpp"
#include "graph/to_tree.hpp"
#include "run/problem.hpp"

namespace descenso {
namespace {

/// The term of one row: its graph, with the names and numbers of its leaves.
struct Term {
  Graph graph;
  NodeId output;
  std::size_t dimension;  ///< the first parameters of the graph are θ
  LeafNames names;
  Bindings<double> at;
};

LeafNames leaf_names(const Experiment& experiment, const Problem<double>& problem) {
  LeafNames names;
  names.parameters = problem.parameters;
  if (std::holds_alternative<FunctionSpec>(experiment.data)) return names;
  for (const Column& column : problem.data->predictors) names.columns.push_back(column.name);
  names.columns.insert(names.columns.end(), {"y", "weight"});
  if (const Loss* loss = find_loss(experiment.loss.name))
    for (const Hyperparameter& own : loss->hyperparameters) names.parameters.emplace_back(own.key);
  for (const Hyperparameter& penalty : penalties()) names.parameters.emplace_back(penalty.key);
  names.parameters.push_back(names.rows);
  return names;
}

Term term_of(const Experiment& experiment, const Problem<double>& problem, std::size_t row,
             const std::vector<double>& theta) {
  const GraphObjective<double>& objective = *problem.objective;
  const LossGraph& loss = objective.loss();
  Bindings<double> at{theta, {}, 1};
  at.parameters.insert(at.parameters.end(), objective.extra_parameters().begin(),
                       objective.extra_parameters().end());
  for (const std::span<const double> column : objective.columns()) at.columns.push_back({column[row]});
  return {loss.graph, loss.term, loss.dimension(), leaf_names(experiment, problem), std::move(at)};
}

bool is_theta(const Term& term, NodeId id) {
  const Node& node = term.graph[id];
  return node.op == Primitive::parameter && node.index < term.dimension;
}

/// A node that would take more nodes than this to write out has no formula: it could not be read, and writing
/// every part of a long sum costs the square of its length.
constexpr double max_written_nodes = 300;

/// The reverse pass of grad/gradient.hpp, with the contribution of each edge.
class Tracer {
 public:
  explicit Tracer(Term& term)
      : term_(term), g_(term.graph), order_(reachable(g_, std::span(&term.output, 1))) {
    for (std::size_t place = 0; place < order_.size(); ++place) place_[order_[place]] = place;
  }

  std::vector<TraceNode> run() {
    for (const NodeId id : order_) nodes_.push_back(forward(id));
    adjoints_.resize(order_.size());
    adjoints_.back() = g_.constant(1);
    for (std::size_t place = order_.size(); place-- > 0;)
      if (adjoints_[place]) backward(place);
    return std::move(nodes_);
  }

 private:
  /// Nodes come after their arguments, so values are known up to a node and the rest is computed once.
  double value_of(NodeId id) {
    while (values_.size() <= id) values_.push_back(value_of(g_[static_cast<NodeId>(values_.size())]));
    return values_[id];
  }

  double value_of(const Node& node) const {
    const auto argument = [&](std::size_t k) {
      return static_cast<int>(k) < arity(node.op) ? values_[node.args[k]] : 0;
    };
    switch (node.op) {
      case Primitive::constant:
        return node.value;
      case Primitive::parameter:
        return term_.at.parameters[node.index];
      case Primitive::column:
        return term_.at.columns[node.index][0];
      case Primitive::rows:
        return 1;
      case Primitive::sum:
        return argument(0);
      default:
        return apply_primitive(node.op, argument(0), argument(1), argument(2));
    }
  }

  TraceNode forward(NodeId id) {
    const Node& node = g_[id];
    TraceNode out{
        .op = node.op, .formula = {}, .flows = is_theta(term_, id), .value = value_of(id), .edges = {}};
    double size = 1;
    for (int k = 0; k < arity(node.op); ++k) {
      const std::size_t from = place_.at(node.args[static_cast<std::size_t>(k)]);
      out.edges.push_back({.from = from});
      out.flows = out.flows || nodes_[from].flows;
      size += sizes_[from];
    }
    sizes_.push_back(size);
    if (size > max_written_nodes) return out;
    if (const Result<Tree> written = to_tree(g_, id, term_.names)) out.formula = to_text(written.value());
    return out;
  }

  /// Adds the contributions of a node to the adjoints of its arguments.
  void backward(std::size_t place) {
    TraceNode& node = nodes_[place];
    node.adjoint = value_of(*adjoints_[place]);
    for (int k = 0; k < static_cast<int>(node.edges.size()); ++k) {
      TraceEdge& edge = node.edges[static_cast<std::size_t>(k)];
      if (!nodes_[edge.from].flows) continue;
      const std::optional<NodeId> share = times_partial(g_, order_[place], k, *adjoints_[place]);
      if (!share) continue;
      edge.flows = true;
      edge.adjoint = value_of(*share);
      std::optional<NodeId>& total = adjoints_[edge.from];
      total = total ? g_.apply(Primitive::add, *total, *share) : *share;
    }
  }

  Term& term_;
  Graph& g_;
  std::vector<NodeId> order_;
  std::unordered_map<NodeId, std::size_t> place_;  ///< among the nodes
  std::vector<TraceNode> nodes_;
  std::vector<std::optional<NodeId>> adjoints_;  ///< by place
  std::vector<double> values_;                   ///< by node, of the row
  std::vector<double> sizes_;                    ///< by place, in nodes written out
};

double by_dual_numbers(const Term& term, std::size_t j) {
  Bindings<Dual<double>> at{{}, {}, 1};
  for (const double value : term.at.parameters) at.parameters.emplace_back(value);
  for (const std::vector<double>& column : term.at.columns) at.columns.push_back({Dual<double>(column[0])});
  at.parameters[j].slope = 1;
  return interpret(term.graph, term.output, at)[0].slope;
}

TraceSlope slope_of(const Term& term, std::size_t j, double reverse) {
  const double here = term.at.parameters[j];
  const double step = std::cbrt(std::numeric_limits<double>::epsilon()) * std::max(1.0, std::fabs(here));
  Bindings<double> at = term.at;
  const auto along = [&](double w) {
    at.parameters[j] = w;
    return interpret(term.graph, term.output, at)[0];
  };
  return {term.names.parameters[j], reverse, by_dual_numbers(term, j), central_difference(along, here, step),
          step};
}

}  // namespace

Result<Trace> trace(const Experiment& experiment, double row, const NamedNumbers& parameters) {
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  const Problem<double>& problem = prepared.value();
  const Result<std::vector<double>> theta = values_of(problem.parameters, parameters);
  if (!theta) return theta.error();
  const double last = std::max(1.0, static_cast<double>(problem.data->rows())) - 1;
  if (auto wrong = check("row", whole_limits(0, last), row)) return *wrong;

  Term term = term_of(experiment, problem, static_cast<std::size_t>(row), theta.value());
  Trace out{Tracer(term).run(), {}};
  const std::vector<NodeId> order = reachable(term.graph, std::span(&term.output, 1));
  for (std::size_t j = 0; j < term.dimension; ++j) {
    const NodeId w = term.graph.parameter(static_cast<std::uint32_t>(j));
    const auto found = std::find(order.begin(), order.end(), w);
    const double reverse =
        found == order.end() ? 0 : out.nodes[static_cast<std::size_t>(found - order.begin())].adjoint;
    out.slopes.push_back(slope_of(term, j, reverse));
  }
  return out;
}

}  // namespace descenso
