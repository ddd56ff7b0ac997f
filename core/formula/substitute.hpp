// Numbers in place of names, in the syntax tree: m*x with m = 5 is 5*x.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "formula/tree.hpp"

namespace descenso {

/// The formula with the given values in place of their names. A negative value is a negated number, and a
/// product with or a quotient by a value that is 1 loses it:
///
///     m*x + b  with m = 1, b = −2      x + (-2)          x^-m*x  with m = 1      x^-1*x
///
/// A value that is not finite is not substituted. Cost: O(nodes · values).
Tree substitute(const Tree& tree, const std::vector<std::pair<std::string, double>>& values);

}  // namespace descenso
