#include "loss/compose.hpp"

#include <algorithm>

#include "formula/parse.hpp"
#include "grad/gradient.hpp"
#include "graph/build.hpp"
#include "loss/model_names.hpp"

namespace descenso {
namespace {

using enum Primitive;

/// The graph under construction, with the places that are fixed once the parameters are known.
class Composer {
 public:
  explicit Composer(const LossShape& shape) : shape_(shape), g_(out_.graph) {}

  Result<LossGraph> compose() && {
    const Loss* loss = find_loss(shape_.loss);
    if (!loss) return unknown_loss();
    if (auto wrong = read_model()) return *wrong;
    make_residual();
    const Result<NodeId> term = make_term(*loss);
    if (!term) return term.error();
    out_.term = weighted(term.value());
    reduce(loss->reduction, out_.term);
    if (shape_.ridge) penalize(hyper_count_, [this](NodeId w) { return g_.apply(mul, w, w); });
    if (shape_.lasso) penalize(hyper_count_ + 1, [this](NodeId w) { return g_.apply(abs, w); });
    out_.weighted = shape_.weighted;
    out_.reduction = loss->reduction;
    out_.least_squares = loss->least_squares && !shape_.ridge && !shape_.lasso;
    return std::move(out_);
  }

 private:
  Error unknown_loss() const {
    return unknown_name("loss.name", shape_.loss, losses(), [](const Loss& loss) { return loss.name; });
  }

  std::optional<Error> read_model() {
    Result<Tree> tree = parse(shape_.model);
    if (!tree) return std::move(tree.error()).with("field", "model.formula");
    Result<std::vector<std::string>> parameters = parameters_of(tree.value(), shape_.predictors);
    if (!parameters) return std::move(parameters.error()).with("field", "model.formula");
    if (auto wrong = check_names_of_model(shape_.model, tree.value(), shape_.predictors))
      return std::move(*wrong).with("field", "model.formula");
    out_.parameters = std::move(parameters.value());
    const Result<NodeId> built = build(g_, tree.value(), resolver(g_, shape_.predictors, out_.parameters));
    if (!built) return Error(built.error()).with("field", "model.formula");
    out_.prediction = built.value();
    return std::nullopt;
  }

  std::uint32_t column_count() const { return static_cast<std::uint32_t>(shape_.predictors.size()); }
  NodeId y() { return g_.column(column_count()); }
  NodeId omega() { return g_.column(column_count() + 1); }
  /// The k-th parameter after θ.
  NodeId extra_parameter(std::size_t k) {
    return g_.parameter(static_cast<std::uint32_t>(out_.dimension() + k));
  }

  void make_residual() {
    r_ = g_.apply(sub, y(), out_.prediction);
    out_.residual = shape_.weighted ? g_.apply(mul, g_.apply(sqrt, omega()), r_) : r_;
  }

  Result<NodeId> make_term(const Loss& loss) {
    std::vector<NodeId> hyper;
    for (std::size_t k = 0; k < loss.hyperparameters.size(); ++k) hyper.push_back(extra_parameter(k));
    hyper_count_ = hyper.size();
    if (loss.term) return loss.term(g_, {r_, y(), out_.prediction, hyper});
    Result<Tree> tree = parse(shape_.term);
    if (!tree) return std::move(tree.error()).with("field", "loss.formula");
    const std::vector<std::string> names = names_of(tree.value());
    const auto uses = [&](std::string_view name) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    const Result<NodeId> term =
        build(g_, tree.value(), [this](std::string_view name) -> std::optional<NodeId> {
          if (name == "r") return r_;
          if (name == "y") return y();
          if (name == "yhat") return out_.prediction;
          return std::nullopt;
        });
    if (!term) return Error(term.error()).with("field", "loss.formula").with("known", "r, y, yhat");
    if (!uses("r") && !uses("yhat"))
      return error(ErrorCode::loss_without_residual).with("field", "loss.formula");
    return term;
  }

  NodeId weighted(NodeId term) { return shape_.weighted ? g_.apply(mul, omega(), term) : term; }

  NodeId total() { return extra_parameter(hyper_count_ + penalties().size()); }

  void reduce(Reduction reduction, NodeId term) {
    const NodeId added = g_.apply(sum, term);
    if (reduction == Reduction::sum) {
      out_.value = added;
      out_.gradient = gradient(g_, added, theta());
    } else if (shape_.divide_rows_by_n) {
      out_.value = g_.apply(mul, added, g_.apply(div, g_.constant(1), total()));
      out_.gradient = gradient(g_, out_.value, theta());
    } else {
      out_.value = g_.apply(div, added, total());
      out_.gradient = gradient(g_, added, theta());
      for (NodeId& slope : out_.gradient) slope = g_.apply(div, slope, total());
    }
  }

  /// Adds λ Σ size(wⱼ), λ being the k-th parameter after θ.
  template <class Size>
  void penalize(std::size_t k, Size size) {
    NodeId sizes = g_.constant(0);
    for (NodeId w : theta()) sizes = g_.apply(add, sizes, size(w));
    const NodeId penalty = g_.apply(mul, extra_parameter(k), sizes);
    const std::vector<NodeId> slopes = gradient(g_, penalty, theta());
    out_.value = g_.apply(add, out_.value, penalty);
    for (std::size_t j = 0; j < slopes.size(); ++j)
      out_.gradient[j] = g_.apply(add, out_.gradient[j], slopes[j]);
  }

  std::vector<NodeId> theta() {
    std::vector<NodeId> nodes;
    for (std::uint32_t j = 0; j < out_.dimension(); ++j) nodes.push_back(g_.parameter(j));
    return nodes;
  }

  const LossShape& shape_;
  LossGraph out_;
  Graph& g_;
  NodeId r_ = 0;
  std::size_t hyper_count_ = 0;
};

/// Whether an operation between θ and L has a kink.
bool has_kink(const LossGraph& loss) {
  constexpr Primitive kinked[] = {abs, sign, floor, min, max, mod, less, less_equal, equal, not_equal};
  std::vector<bool> moves(loss.graph.size());
  for (NodeId id : reachable(loss.graph, {&loss.value, 1})) {
    const Node& node = loss.graph[id];
    moves[id] = node.op == Primitive::parameter && node.index < loss.dimension();
    for (int k = 0; k < arity(node.op); ++k) moves[id] = moves[id] || moves[node.args[std::size_t(k)]];
    if (moves[id] && std::find(std::begin(kinked), std::end(kinked), node.op) != std::end(kinked))
      return true;
  }
  return false;
}

std::vector<NodeId> theta_of(LossGraph& loss) {
  std::vector<NodeId> nodes;
  for (std::uint32_t j = 0; j < loss.dimension(); ++j) nodes.push_back(loss.graph.parameter(j));
  return nodes;
}

}  // namespace

Result<std::vector<std::string>> parameters_of(const Tree& tree, const std::vector<std::string>& columns) {
  std::vector<std::string> parameters;
  for (const std::string& name : names_of(tree))
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) parameters.push_back(name);
  if (parameters.size() <= max_parameters) return parameters;
  return error(ErrorCode::too_many_parameters)
      .with("count", static_cast<double>(parameters.size()))
      .with("max", static_cast<double>(max_parameters));
}

Result<LossGraph> compose(const LossShape& shape) { return Composer(shape).compose(); }

Result<LossGraph> compose_function(const std::string& formula) {
  Result<Tree> tree = parse(formula);
  if (!tree) return std::move(tree.error()).with("field", "objective.formula");
  LossGraph out;
  Result<std::vector<std::string>> parameters = parameters_of(tree.value(), {});
  if (!parameters) return std::move(parameters.error()).with("field", "objective.formula");
  out.parameters = std::move(parameters.value());
  const Result<NodeId> built = build(out.graph, tree.value(), resolver(out.graph, {}, out.parameters));
  if (!built) return Error(built.error()).with("field", "objective.formula");
  out.value = out.term = out.prediction = built.value();
  out.gradient = gradient(out.graph, out.value, theta_of(out));
  return out;
}

std::vector<NodeId> hessian_of(LossGraph& loss) {
  const NodeId one = loss.graph.constant(1);
  std::vector<NodeId> out;
  for (NodeId w : theta_of(loss))
    for (NodeId entry : jvp(loss.graph, loss.gradient, {&w, 1}, {&one, 1})) out.push_back(entry);
  return out;
}

bool is_quadratic(LossGraph& loss) {
  if (has_kink(loss)) return false;
  const std::vector<NodeId> second = hessian_of(loss);
  const std::vector<NodeId> needed = reachable(loss.graph, second);
  return std::none_of(needed.begin(), needed.end(), [&](NodeId id) {
    const Node& node = loss.graph[id];
    return node.op == Primitive::parameter && node.index < loss.dimension();
  });
}

std::vector<NodeId> jacobian_of(LossGraph& loss) {
  return jacobian(loss.graph, loss.residual, theta_of(loss));
}

}  // namespace descenso
