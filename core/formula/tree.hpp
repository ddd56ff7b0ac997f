// A formula as a syntax tree, with the place of each node in its text.
//
// The nodes lie in one array in the order a calculator with a stack would need them (postfix): every argument
// comes before its operation, the root is last. So walking a tree is a loop, and no depth of nesting can
// exhaust the stack.
//
//     w1*x + 2      0: w1   1: x   2: multiply(0, 1)   3: 2   4: add(2, 3)
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "error.hpp"
#include "formula/operation.hpp"

namespace descenso {

struct SyntaxNode {
  enum class Kind : std::uint8_t { number, name, operation };

  Kind kind = Kind::number;
  double number = 0;                    ///< of a number: finite and not negative when it was parsed
  std::string name;                     ///< of a name
  Operation operation = Operation::pi;  ///< of an operation
  std::array<std::uint32_t, 3> args{};  ///< its arguments, earlier in Tree::nodes
  Span at;                              ///< where in the text this node was read
};

struct Tree {
  std::vector<SyntaxNode> nodes;  ///< never empty; the root is the last
};

/// Whether two trees are equal but for their spans.
bool same_formula(const Tree& a, const Tree& b);

/// The distinct names of a formula, in order of first appearance.
std::vector<std::string> names_of(const Tree& tree);

}  // namespace descenso
