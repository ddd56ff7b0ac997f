#include "graph/build.hpp"

#include <algorithm>
#include <numbers>
#include <utility>

namespace descenso {
namespace {

NodeId operation(Graph& g, Operation op, NodeId a, NodeId b, NodeId c) {
  using P = Primitive;
  switch (op) {
    case Operation::pi:
      return g.constant(std::numbers::pi);
    case Operation::euler:
      return g.constant(std::numbers::e);
    case Operation::less:
      return g.apply(P::less, a, b);
    case Operation::less_equal:
      return g.apply(P::less_equal, a, b);
    case Operation::greater:
      return g.apply(P::less, b, a);
    case Operation::greater_equal:
      return g.apply(P::less_equal, b, a);
    case Operation::equal:
      return g.apply(P::equal, a, b);
    case Operation::not_equal:
      return g.apply(P::not_equal, a, b);
    case Operation::add:
      return g.apply(P::add, a, b);
    case Operation::subtract:
      return g.apply(P::sub, a, b);
    case Operation::negate:
      return g.apply(P::neg, a);
    case Operation::multiply:
      return g.apply(P::mul, a, b);
    case Operation::divide:
      return g.apply(P::div, a, b);
    case Operation::power:
      return g.apply(P::pow, a, b);
    case Operation::where:
      return g.apply(P::where, a, b, c);
    case Operation::abs:
      return g.apply(P::abs, a);
    case Operation::sign:
      return g.apply(P::sign, a);
    case Operation::sqrt:
      return g.apply(P::sqrt, a);
    case Operation::cbrt:
      return g.apply(P::cbrt, a);
    case Operation::exp:
      return g.apply(P::exp, a);
    case Operation::expm1:
      return g.apply(P::expm1, a);
    case Operation::log:
      return g.apply(P::log, a);
    case Operation::log1p:
      return g.apply(P::log1p, a);
    case Operation::log2:
      return g.apply(P::log2, a);
    case Operation::log10:
      return g.apply(P::log10, a);
    case Operation::sin:
      return g.apply(P::sin, a);
    case Operation::cos:
      return g.apply(P::cos, a);
    case Operation::tan:
      return g.apply(P::tan, a);
    case Operation::asin:
      return g.apply(P::asin, a);
    case Operation::acos:
      return g.apply(P::acos, a);
    case Operation::atan:
      return g.apply(P::atan, a);
    case Operation::sinh:
      return g.apply(P::sinh, a);
    case Operation::cosh:
      return g.apply(P::cosh, a);
    case Operation::tanh:
      return g.apply(P::tanh, a);
    case Operation::sigmoid:
      return g.apply(P::sigmoid, a);
    case Operation::softplus:
      return g.apply(P::softplus, a);
    case Operation::erf:
      return g.apply(P::erf, a);
    case Operation::min:
      return g.apply(P::min, a, b);
    case Operation::max:
      return g.apply(P::max, a, b);
    case Operation::atan2:
      return g.apply(P::atan2, a, b);
    case Operation::hypot:
      return g.apply(P::hypot, a, b);
    case Operation::floor:
      return g.apply(P::floor, a);
    case Operation::mod:
      return g.apply(P::mod, a, b);
    case Operation::clip:
      return g.apply(P::min, g.apply(P::max, a, b), c);
    case Operation::sum:
      return g.apply(P::sum, a);
  }
  return 0;
}

}  // namespace

NameResolver resolver(Graph& graph, std::vector<std::string> columns, std::vector<std::string> parameters) {
  return [&graph, columns = std::move(columns),
          parameters = std::move(parameters)](std::string_view name) -> std::optional<NodeId> {
    const auto position = [&](const std::vector<std::string>& names) {
      return static_cast<std::uint32_t>(std::find(names.begin(), names.end(), name) - names.begin());
    };
    if (const std::uint32_t k = position(columns); k < columns.size()) return graph.column(k);
    if (const std::uint32_t k = position(parameters); k < parameters.size()) return graph.parameter(k);
    return {};
  };
}

Result<NodeId> build(Graph& graph, const Tree& tree, const NameResolver& resolve) {
  std::vector<NodeId> built;
  for (const SyntaxNode& node : tree.nodes) switch (node.kind) {
      case SyntaxNode::Kind::number:
        built.push_back(graph.constant(node.number));
        break;
      case SyntaxNode::Kind::name: {
        const std::optional<NodeId> id = resolve(node.name);
        if (!id) return error_at(ErrorCode::unknown_name, node.at).with("name", node.name);
        built.push_back(*id);
        break;
      }
      case SyntaxNode::Kind::operation: {
        // Arguments beyond the arity are 0 and stand for the first node; `operation` does not look at them.
        const auto argument = [&](std::size_t i) { return built.empty() ? 0 : built[node.args[i]]; };
        built.push_back(operation(graph, node.operation, argument(0), argument(1), argument(2)));
        break;
      }
    }
  return built.back();
}

}  // namespace descenso
