#include "formula/tree.hpp"

#include <algorithm>

namespace descenso {
namespace {

bool same_node(const SyntaxNode& a, const SyntaxNode& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case SyntaxNode::Kind::number:
      return a.number == b.number;
    case SyntaxNode::Kind::name:
      return a.name == b.name;
    case SyntaxNode::Kind::operation:
      return a.operation == b.operation && a.args == b.args;
  }
  return false;
}

}  // namespace

bool same_formula(const Tree& a, const Tree& b) {
  return std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(), same_node);
}

std::vector<std::string> names_of(const Tree& tree) {
  std::vector<std::string> names;
  for (const SyntaxNode& node : tree.nodes)
    if (node.kind == SyntaxNode::Kind::name &&
        std::find(names.begin(), names.end(), node.name) == names.end())
      names.push_back(node.name);
  return names;
}

}  // namespace descenso
