// The list of optimizers: one row each. A new method is one rule file, one row here, its strings and its
// golden row; the catalog, the page's controls, the tests and the documentation read this list.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "hyperparameters.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

/// Groups of methods, by the quantities that they evaluate.
enum class Family : unsigned char {
  first_order,    ///< ∇L, a step of prescribed length
  line_search,    ///< L and ∇L along a direction
  second_order,   ///< L, ∇L and ∇²L
  least_squares,  ///< residuals and their Jacobian
  univariate,     ///< L, L′ or L″ of one parameter
};
std::string_view to_string(Family family);

struct Optimizer {
  std::string_view name;
  Family family;
  std::string_view equation;  ///< LaTeX, the update with the symbols of hyperparameters and of Rule::vectors
  std::vector<Hyperparameter> hyperparameters;
  std::vector<std::string_view> aliases;  ///< other accepted names
  std::unique_ptr<Rule<double>> (*make_double)(const Values&);
  std::unique_ptr<Rule<float>> (*make_float)(const Values&);
};

/// All optimizers, in the order of the page's menu. Cost: O(1) after the first call.
std::span<const Optimizer> optimizers();

/// The row of a name or alias ("sgd" is "gd"), or null.
const Optimizer* find_optimizer(std::string_view name);

/// The rule of that name with its hyperparameters in precision T. Errors: unknown_name, and those of
/// `resolve`.
template <class T>
Result<std::unique_ptr<const Rule<T>>> make_rule(std::string_view name, const Settings& settings);

}  // namespace descenso
