#include "formula/substitute.hpp"

#include <cmath>
#include <optional>

namespace descenso {
namespace {

using Index = std::uint32_t;

class Substitution {
 public:
  Substitution(const Tree& tree, const std::vector<std::pair<std::string, double>>& values)
      : tree_(tree), values_(values) {}

  Tree run() {
    for (const SyntaxNode& node : tree_.nodes) moved_.push_back(replace(node));
    return without_unused(moved_.back());
  }

 private:
  Index push(SyntaxNode node) {
    nodes_.push_back(std::move(node));
    return static_cast<Index>(nodes_.size() - 1);
  }

  std::optional<double> value_of(const SyntaxNode& node) const {
    if (node.kind != SyntaxNode::Kind::name) return std::nullopt;
    for (const auto& [name, value] : values_)
      if (name == node.name && std::isfinite(value)) return value;
    return std::nullopt;
  }

  bool is_substituted_one(Index original) const { return value_of(tree_.nodes[original]) == 1.0; }

  /// The place of the node's replacement; a product with 1 is replaced by its other factor.
  Index replace(const SyntaxNode& node) {
    if (const std::optional<double> value = value_of(node)) {
      const Index number = push({SyntaxNode::Kind::number, std::abs(*value), "", {}, {}, node.at});
      if (!std::signbit(*value)) return number;
      return push({SyntaxNode::Kind::operation, 0, "", Operation::negate, {number}, node.at});
    }
    SyntaxNode copy = node;
    if (node.kind != SyntaxNode::Kind::operation) return push(std::move(copy));
    const bool is_product = node.operation == Operation::multiply;
    if (is_product && is_substituted_one(node.args[0])) return moved_[node.args[1]];
    if ((is_product || node.operation == Operation::divide) && is_substituted_one(node.args[1]))
      return moved_[node.args[0]];
    for (int k = 0; k < row_of(node.operation).arity; ++k)
      copy.args[static_cast<std::size_t>(k)] = moved_[node.args[static_cast<std::size_t>(k)]];
    return push(std::move(copy));
  }

  /// The tree of `root`, renumbered without the nodes that it does not need.
  Tree without_unused(Index root) const {
    std::vector<bool> is_used(nodes_.size());
    is_used[root] = true;
    for (Index i = root + 1; i-- > 0;) {
      if (!is_used[i] || nodes_[i].kind != SyntaxNode::Kind::operation) continue;
      for (int k = 0; k < row_of(nodes_[i].operation).arity; ++k)
        is_used[nodes_[i].args[static_cast<std::size_t>(k)]] = true;
    }
    Tree out;
    std::vector<Index> number(nodes_.size());
    for (Index i = 0; i <= root; ++i) {
      if (!is_used[i]) continue;
      SyntaxNode node = nodes_[i];
      for (Index& arg : node.args) arg = number[arg];
      number[i] = static_cast<Index>(out.nodes.size());
      out.nodes.push_back(std::move(node));
    }
    return out;
  }

  const Tree& tree_;
  const std::vector<std::pair<std::string, double>>& values_;
  std::vector<SyntaxNode> nodes_;
  std::vector<Index> moved_;  ///< by index in the original tree
};

}  // namespace

Tree substitute(const Tree& tree, const std::vector<std::pair<std::string, double>>& values) {
  return Substitution(tree, values).run();
}

}  // namespace descenso
