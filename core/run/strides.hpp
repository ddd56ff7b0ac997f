// Steps of plain gradient descent that an objective makes many at a time.
//
// Between two calls of a kernel that takes 200 ns the rule, the state and the call itself take 60; a kernel
// that makes the steps itself spares them. The loop of a descent still sees every entry, one after the other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "loss/objective.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class Strides {
 public:
  /// Of a rule and an objective, whose steps have the bits of rule.step.
  Strides(const Rule<T>& rule, Objective<T>& objective)
      : objective_(objective),
        rate_(objective.row_count() <= max_rows ? rule.constant_rate() : std::nullopt) {
    if (!rate_) return;
    const std::size_t dimension = objective.dimension();
    numbers_.resize((1 + 2 * dimension) * max_size);
    for (std::size_t k = 0; k < 1 + 2 * dimension; ++k) columns_.push_back(numbers_.data() + k * max_size);
  }

  /// Moves the state to its next entry, of `left`. Returns false, and leaves the state, where the rule or the
  /// objective has no way to make many steps. The first step is always the rule's, which writes its own
  /// numbers.
  bool step(State<T>& state, std::size_t left) {
    if (next_ == made_ && !make(state, left)) return false;
    state.loss = static_cast<T>(columns_[0][next_]);
    for (std::size_t j = 0; j < state.theta.size(); ++j) {
      state.gradient[j] = static_cast<T>(columns_[1 + j][next_]);
      state.theta[j] = static_cast<T>(columns_[1 + state.theta.size() + j][next_]);
    }
    ++next_;
    ++state.epoch;
    ++state.evaluations.value;
    ++state.evaluations.gradient;
    return true;
  }

 private:
  /// The steps at a time at first, so that a descent that ends soon wastes few, and at last.
  static constexpr std::size_t min_size = 4, max_size = 32;
  /// With more rows the calls cost nothing beside them, and steps in vain would.
  static constexpr std::size_t max_rows = 2000;

  bool make(const State<T>& state, std::size_t left) {
    if (!rate_ || state.epoch == 0 || left == 0) return false;
    theta_ = state.theta;
    gradient_ = state.gradient;
    for (std::size_t j = 0; j < theta_.size(); ++j) theta_[j] -= *rate_ * gradient_[j];
    T loss = state.loss;
    const std::size_t steps = std::min(size_, left);
    const auto last = objective_.descend({*rate_, columns_, 0, steps - 1}, theta_, gradient_, loss);
    if (!last) rate_.reset();
    if (!last) return false;
    // The last entry again: it is not a number, and not in the columns, once the work of the call is spent.
    columns_[0][*last] = loss;
    for (std::size_t j = 0; j < theta_.size(); ++j) {
      columns_[1 + j][*last] = gradient_[j];
      columns_[1 + theta_.size() + j][*last] = theta_[j];
    }
    size_ = std::min(2 * size_, max_size);
    made_ = *last + 1;
    next_ = 0;
    return true;
  }

  Objective<T>& objective_;
  std::optional<T> rate_;
  std::vector<double> numbers_;
  std::vector<double*> columns_;  ///< of L, of each ∂L/∂θⱼ and of each θⱼ, in numbers_
  std::vector<T> theta_, gradient_;
  std::size_t size_ = min_size, made_ = 0, next_ = 0;
};

}  // namespace descenso
