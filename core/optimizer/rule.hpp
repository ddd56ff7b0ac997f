// An optimizer is two pure functions and a state that is a value.
//
//     init :  (L, θ₀)  →  state₀            loss and gradient at θ₀, empty memory, epoch 0
//     step :  (L, state)  →  state′         one update of θ, then loss and gradient at the new θ
//
// The whole memory of a method (moments, an inverse Hessian, a bracket, the order of the batches) is in the
// state; a rule holds only its hyperparameters and is const. A copy of a state is therefore a place to return
// to: stepping back is replaying, and two runners never disturb each other. `step` works in place, because
// moving a state of a few numbers in and out would cost more than the step; first-order rules allocate
// nothing after `init`.
//
// Every step ends with one evaluation of (loss, gradient) at the new θ, which is recorded and is where the
// next step begins. Gradient descent from w = 10 with rate 0.01 on L(w) = w² (gradient 20, then 19.6):
//
//     init  w = 10,  L = 100,   ∇L = 20      step  w = 10 − 0.01·20 = 9.8,  L = 96.04,  ∇L = 19.6
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "error.hpp"
#include "loss/objective.hpp"
#include "optimizer/batches.hpp"

namespace descenso {

/// The evaluations that a method makes. Those for the record alone (the full loss beside mini-batches, the
/// gradient under a derivative-free method) are not counted. A call of value_and_gradient counts in both.
struct Evaluations {
  std::uint64_t value = 0;     ///< of L, or of the residuals
  std::uint64_t gradient = 0;  ///< of ∇L, or of the residuals' Jacobian
  std::uint64_t hessian = 0;   ///< of ∇²L
  bool operator==(const Evaluations&) const = default;
};

/// The method's own report about going on. Whether its end is a minimum is the result of optimizer/judge.hpp,
/// and the bounds a user sets are in optimizer/stopping.hpp.
enum class Progress : std::uint8_t {
  going,  ///< the next step may gain something
  ended,  ///< the method's own end: no step of it can gain anything (bracket at its tolerance, …)
  stuck,  ///< no acceptable step was found; θ is the last accepted point, and more steps change nothing
};

/// The name of a number or vector of the state, for the explanation of a step: a key for programs, a symbol
/// in LaTeX.
struct Name {
  std::string_view key;
  std::string_view symbol;
};

template <class T>
struct State {
  std::vector<T> theta;     ///< θ, p entries
  std::vector<T> gradient;  ///< ∇L(θ), p entries
  T loss = 0;               ///< L(θ)
  Progress progress = Progress::going;
  std::uint64_t epoch = 0;  ///< steps made
  Evaluations evaluations;
  std::vector<std::vector<T>> vectors;  ///< named by Rule::vectors(), in that order
  std::vector<T> numbers;               ///< named by Rule::numbers(), in that order
  std::optional<Batches> batches;       ///< set if the method uses mini-batches
  std::vector<T> landmark;              ///< θ at an earlier epoch, of methods that must not come back to it
};

/// Whether L, θ and, if the method evaluates it, ∇L are finite. A method that compares values alone may be at
/// a kink, where ∇L is not.
template <class T>
bool finite(const State<T>& state) {
  const auto all = [](const std::vector<T>& numbers) {
    bool each = true;
    for (const T number : numbers) each = each && std::isfinite(number);
    return each;
  };
  return std::isfinite(state.loss) && all(state.theta) &&
         (state.evaluations.gradient == 0 || all(state.gradient));
}

template <class T>
class Rule {
 public:
  virtual ~Rule() = default;

  /// The state at `start` (p entries). Errors: start_not_finite; needs_one_parameter or needs_residuals for
  /// an objective that the method cannot descend.
  virtual Result<State<T>> init(Objective<T>& objective, std::span<const T> start) const = 0;

  /// One step, in place. Where L is not finite, a method without a line search moves on to non-finite numbers
  /// (the caller sees the divergence in θ or the loss); one with a line search steps back and, if nothing
  /// helps, reports Progress::stuck.
  virtual void step(Objective<T>& objective, State<T>& state) const = 0;

  /// h, if every step is θ ← θ − h ∇L(θ) over all rows and nothing else. An objective may then make many
  /// steps at once (loss/objective.hpp).
  virtual std::optional<T> constant_rate() const { return std::nullopt; }

  /// The interval that the method searches, if it does: θ may then be its end.
  virtual std::optional<std::pair<double, double>> interval() const { return std::nullopt; }

  /// Names of State::vectors and State::numbers. Vectors of p entries are directions in θ's space and may be
  /// drawn.
  virtual std::span<const Name> vectors() const { return {}; }
  virtual std::span<const Name> numbers() const { return {}; }
};

/// Writes L and ∇L at state.theta into the state, and counts them.
template <class T>
void evaluate(Objective<T>& objective, State<T>& state) {
  state.loss = objective.value_and_gradient(state.theta, state.gradient);
  ++state.evaluations.value;
  ++state.evaluations.gradient;
}

/// The state at `start`, evaluated, with `vectors` zero vectors of p entries and `numbers` zeros.
template <class T>
Result<State<T>> begin_state(Objective<T>& objective, std::span<const T> start, std::size_t vectors,
                             std::size_t numbers);

}  // namespace descenso
