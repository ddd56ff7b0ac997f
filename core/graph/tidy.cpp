#include "graph/tidy.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "formula/number.hpp"

namespace descenso {
namespace {

using Index = SyntaxPool::Index;

/// A longer sum or product is treated as one factor, which bounds the work per operation.
constexpr std::size_t max_terms = 100;
constexpr std::size_t max_factors = 40;

/// The product of two coefficients, rounded to 15 digits: 3·0.1 is 0.3 on paper.
double rounded_product(double a, double b) {
  if (std::abs(a) == 1 || std::abs(b) == 1) return a * b;
  return round_to_15_digits(a * b);
}

bool like(const Term& a, const Term& b) {
  return a.factors.size() == b.factors.size() &&
         std::is_permutation(a.factors.begin(), a.factors.end(), b.factors.begin());
}

void include(Polynomial& sum, const Term& term) {
  const auto same = std::find_if(sum.begin(), sum.end(), [&](const Term& t) { return like(t, term); });
  if (same == sum.end()) {
    sum.push_back(term);
    return;
  }
  same->coefficient += term.coefficient;
  if (same->coefficient == 0) sum.erase(same);
}

void include(std::vector<Factor>& product, const Factor& factor) {
  const auto same =
      std::find_if(product.begin(), product.end(), [&](const Factor& f) { return f.base == factor.base; });
  if (same == product.end()) {
    product.push_back(factor);
    return;
  }
  same->exponent += factor.exponent;
  if (same->exponent == 0) product.erase(same);
}

/// The sum as one term: itself if it has one, else a factor; −1 is taken out of a sum of negative terms.
Term as_term(SyntaxPool& pool, const Polynomial& a) {
  if (a.size() == 1) return a[0];
  const bool negative = std::all_of(a.begin(), a.end(), [](const Term& t) { return t.coefficient < 0; });
  return {negative ? -1.0 : 1.0, {{write(pool, negative ? scale(a, -1) : a), 1}}};
}

/// Numbers, then names, then functions, then sums in parentheses: 2·x·sin(x)·(y − w1·x).
int place_in_product(const SyntaxNode& node) {
  if (node.kind == SyntaxNode::Kind::number) return -1;
  if (node.kind != SyntaxNode::Kind::operation || row_of(node.operation).form == Form::constant) return 0;
  return row_of(node.operation).precedence == sum_precedence ? 2 : 1;
}

/// The order of factors: names in the order in which the pool received them, other factors as they are.
bool stands_before(const SyntaxPool& pool, const Factor& a, const Factor& b) {
  const int place_a = place_in_product(pool[a.base]), place_b = place_in_product(pool[b.base]);
  return place_a != place_b ? place_a < place_b : place_a == 0 && a.base < b.base;
}

Index write_factor(SyntaxPool& pool, Index base, double exponent) {
  return exponent == 1 ? base : pool.operation(Operation::power, {base, pool.number(exponent)});
}

/// The factors whose exponent has the sign, multiplied from left to right after `first` (if it is not 1).
Index write_product(SyntaxPool& pool, double first, const std::vector<Factor>& factors, double sign) {
  std::vector<Index> parts;
  if (first != 1) parts.push_back(pool.number(first));
  for (const Factor& factor : factors)
    if (factor.exponent * sign > 0) parts.push_back(write_factor(pool, factor.base, factor.exponent * sign));
  if (parts.empty()) return pool.number(1);
  Index product = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i)
    product = pool.operation(Operation::multiply, {product, parts[i]});
  return product;
}

/// |coefficient|·factors. Halves, quarters, … go below the fraction bar.
Index write_term(SyntaxPool& pool, const Term& term) {
  std::vector<Factor> factors = term.factors;
  std::stable_sort(factors.begin(), factors.end(),
                   [&](const Factor& a, const Factor& b) { return stands_before(pool, a, b); });
  const double coefficient = std::abs(term.coefficient);
  int binary_exponent = 0;
  const bool unit_fraction =
      coefficient < 1 && coefficient >= 1.0 / 64 && std::frexp(coefficient, &binary_exponent) == 0.5;
  const bool fraction = unit_fraction && !factors.empty();
  const Index above = write_product(pool, fraction ? 1 : coefficient, factors, 1);
  const bool divided =
      fraction || std::any_of(factors.begin(), factors.end(), [](const Factor& f) { return f.exponent < 0; });
  if (!divided) return above;
  return pool.operation(Operation::divide,
                        {above, write_product(pool, fraction ? 1 / coefficient : 1, factors, -1)});
}

}  // namespace

// --- the pool ---

Index SyntaxPool::number(double value) {
  if (std::signbit(value) && value == value) return operation(Operation::negate, {number(-value)});
  return intern({SyntaxNode::Kind::number, value, "", {}, {}, {}});
}
Index SyntaxPool::name(const std::string& name) {
  return intern({SyntaxNode::Kind::name, 0, name, {}, {}, {}});
}
Index SyntaxPool::operation(Operation operation, std::array<Index, 3> args) {
  return intern({SyntaxNode::Kind::operation, 0, "", operation, args, {}});
}

Index SyntaxPool::intern(SyntaxNode node) {
  // NaN would break the order of the map; it gets a word in place of its value.
  const bool is_nan = node.number != node.number;
  const Key key{static_cast<int>(node.kind), is_nan ? 0 : node.number, is_nan ? "NaN" : node.name,
                static_cast<int>(node.operation), node.args};
  const auto [place, is_new] = interned_.emplace(key, static_cast<Index>(nodes_.size()));
  if (!is_new) return place->second;
  double size = 1;
  if (node.kind == SyntaxNode::Kind::operation)
    for (int i = 0; i < row_of(node.operation).arity; ++i)
      size += sizes_[node.args[static_cast<std::size_t>(i)]];
  nodes_.push_back(std::move(node));
  sizes_.push_back(std::min(size, 1e9));
  return place->second;
}

Tree SyntaxPool::tree(Index index) const {
  // Postfix by an explicit stack: a node is written when its arguments have been.
  struct Visit {
    Index index;
    bool args_done;
  };
  Tree tree;
  std::vector<Visit> to_visit{{index, false}};
  std::vector<Index> written;  // subtrees that wait for their operation
  while (!to_visit.empty()) {
    const Visit visit = to_visit.back();
    to_visit.pop_back();
    SyntaxNode node = nodes_[visit.index];
    const int arity = node.kind == SyntaxNode::Kind::operation ? row_of(node.operation).arity : 0;
    if (!visit.args_done) {
      to_visit.push_back({visit.index, true});
      for (int i = arity; i-- > 0;) to_visit.push_back({node.args[static_cast<std::size_t>(i)], false});
      continue;
    }
    for (int i = arity; i-- > 0;) {
      node.args[static_cast<std::size_t>(i)] = written.back();
      written.pop_back();
    }
    tree.nodes.push_back(std::move(node));
    written.push_back(static_cast<Index>(tree.nodes.size() - 1));
  }
  return tree;
}

// --- algebra ---

Polynomial polynomial(Index factor) { return {{1, {{factor, 1}}}}; }

Polynomial polynomial(SyntaxPool& pool, double constant) {
  struct Named {
    double value;
    double coefficient;
    Operation function;  ///< of `argument`; pi and e stand for themselves
    double argument;
    double exponent;
  };
  constexpr Named known[] = {{std::numbers::e, 1, Operation::euler, 0, 1},
                             {std::numbers::log2e, 1, Operation::log, 2, -1},
                             {std::numbers::log10e, 1, Operation::log, 10, -1},
                             {2 * std::numbers::inv_sqrtpi, 2, Operation::sqrt, 0, -1}};
  constexpr double pi = std::numbers::pi;
  if (constant == 0) return {};
  const double size = std::abs(constant), sign = constant < 0 ? -1 : 1;
  for (int k = 1; k <= 8; ++k) {
    if (size == k * pi) return {{sign * k, {{pool.operation(Operation::pi, {}), 1}}}};
    if (size == pi / k) return {{sign, {{pool.operation(Operation::pi, {}), 1}, {pool.number(k), -1}}}};
  }
  for (const Named& named : known) {
    if (size != named.value) continue;
    const bool alone = row_of(named.function).arity == 0;
    const Index argument =
        named.argument == 0 ? pool.operation(Operation::pi, {}) : pool.number(named.argument);
    const Index base =
        alone ? pool.operation(named.function, {}) : pool.operation(named.function, {argument});
    return {{sign * named.coefficient, {{base, named.exponent}}}};
  }
  return {{constant, {}}};
}

Polynomial add(SyntaxPool& pool, const Polynomial& a, const Polynomial& b) {
  if (a.size() + b.size() > max_terms) {
    Polynomial sum = a.empty() ? a : polynomial(write(pool, a));
    if (!b.empty()) include(sum, as_term(pool, b));
    return sum;
  }
  Polynomial sum = a;
  for (const Term& term : b) include(sum, term);
  return sum;
}

Polynomial scale(const Polynomial& a, double factor) {
  Polynomial scaled = a;
  for (Term& term : scaled) term.coefficient = rounded_product(term.coefficient, factor);
  return scaled;
}

Polynomial multiply(SyntaxPool& pool, const Polynomial& a, const Polynomial& b) {
  if (a.empty() || b.empty()) return {};
  Term product = as_term(pool, a);
  const Term other = as_term(pool, b);
  product.coefficient = rounded_product(product.coefficient, other.coefficient);
  for (const Factor& factor : other.factors) include(product.factors, factor);
  if (product.factors.size() > max_factors) return polynomial(write(pool, {product}));
  return {product};
}

Polynomial raise(SyntaxPool& pool, const Polynomial& a, double exponent) {
  if (a.empty()) return polynomial(pool.operation(Operation::power, {pool.number(0), pool.number(exponent)}));
  Term term = as_term(pool, a);
  const bool whole = exponent == std::floor(exponent);
  const bool plain = term.coefficient == 1 && term.factors.size() == 1 && term.factors[0].exponent == 1;
  if (!whole && !plain) return {{1, {{write(pool, a), exponent}}}};
  if (std::abs(term.coefficient) != 1) {  // 1/(2x) keeps its 2: as a factor of its own, it stays exact
    term.factors.insert(term.factors.begin(), {pool.number(std::abs(term.coefficient)), 1});
    term.coefficient = term.coefficient < 0 ? -1 : 1;
  }
  term.coefficient = std::fmod(exponent, 2) == 0 ? 1 : term.coefficient;
  for (Factor& factor : term.factors) factor.exponent *= exponent;
  return {term};
}

Index write(SyntaxPool& pool, const Polynomial& a) {
  if (a.empty()) return pool.number(0);
  Polynomial terms = a;
  const auto positive =
      std::find_if(terms.begin(), terms.end(), [](const Term& t) { return t.coefficient > 0; });
  if (positive != terms.end()) std::rotate(terms.begin(), positive, positive + 1);
  Index sum = write_term(pool, terms[0]);
  if (terms[0].coefficient < 0) sum = pool.operation(Operation::negate, {sum});
  for (std::size_t i = 1; i < terms.size(); ++i) {
    const Operation operation = terms[i].coefficient < 0 ? Operation::subtract : Operation::add;
    sum = pool.operation(operation, {sum, write_term(pool, terms[i])});
  }
  return sum;
}

}  // namespace descenso
