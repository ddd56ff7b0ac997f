// Algebra for printing: every expression as a sum of terms, a term as a number times powers of factors.
//
//     2·x·(a − b)²/y  =  coefficient 2, factors {x, 1}, {a − b, 2}, {y, −1}
//
// Factors are nodes of a pool of syntax nodes in which equal expressions have one index, so like factors and
// like terms are found by comparing numbers.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "formula/tree.hpp"

namespace descenso {

/// Interned syntax nodes, arguments before operations, with the size each would have as a tree of its own.
class SyntaxPool {
 public:
  using Index = std::uint32_t;

  Index number(double value);
  Index name(const std::string& name);
  Index operation(Operation operation, std::array<Index, 3> args);

  const SyntaxNode& operator[](Index index) const { return nodes_[index]; }
  /// Nodes of the expression written out; saturates at 10⁹.
  double size_of(Index index) const { return sizes_[index]; }
  /// The expression as a tree of its own, shared parts repeated. Cost: O(size_of(index)).
  Tree tree(Index index) const;

 private:
  using Key = std::tuple<int, double, std::string, int, std::array<Index, 3>>;
  Index intern(SyntaxNode node);

  std::vector<SyntaxNode> nodes_;
  std::vector<double> sizes_;
  std::map<Key, Index> interned_;
};

struct Factor {
  SyntaxPool::Index base;
  double exponent;
  bool operator==(const Factor&) const = default;
};

struct Term {
  double coefficient = 1;
  std::vector<Factor> factors;
};

/// A sum of terms; none is zero.
using Polynomial = std::vector<Term>;

Polynomial polynomial(SyntaxPool::Index factor);
Polynomial polynomial(SyntaxPool& pool, double constant);

Polynomial add(SyntaxPool& pool, const Polynomial& a, const Polynomial& b);
Polynomial scale(const Polynomial& a, double factor);
/// a·b, where a sum of several terms stays together as one factor.
Polynomial multiply(SyntaxPool& pool, const Polynomial& a, const Polynomial& b);
/// aⁿ for a number n.
Polynomial raise(SyntaxPool& pool, const Polynomial& a, double exponent);

/// The syntax node of the sum, as one would write it: a positive term first, denominators gathered.
SyntaxPool::Index write(SyntaxPool& pool, const Polynomial& a);

}  // namespace descenso
