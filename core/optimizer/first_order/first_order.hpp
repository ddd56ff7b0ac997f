// The frame of all first-order rules: gradient, clipping, learning rate, the rule's own update, evaluation.
//
//     g  = clip(∇L over all rows, or over the next mini-batch)        optimizer/clipping.hpp, batches.hpp
//     h  = rate · schedule(t),  t = 1, 2, …                           optimizer/schedule.hpp
//     θ, memory ← Update(h, g, θ, memory)                             one file per rule
//     L, ∇L ← at the new θ, over all rows                             for the record
//
// An Update<T> is built from Values and has
//     static constexpr std::array<Name, k> kVectors      its memory, k vectors of p entries
//     static constexpr std::array<Name, 1> kNumbers      (optional) a number of its memory, after the rate
//     static constexpr bool kIsPlain                     (optional) the update is θ ← θ − h g and nothing
//     else void init(State<T>&) const                         (optional) memory that does not start at 0 void
//     look_ahead(const State<T>&, std::span<T>) const   (optional) the point of the gradient, if not θ void
//     step(T rate, std::span<const T> g, State<T>&) const
// Float arithmetic rounds every operation to T: rate·g is rounded, then the difference.
#pragma once

#include <array>

#include "hyperparameters.hpp"
#include "optimizer/clipping.hpp"
#include "optimizer/rule.hpp"
#include "optimizer/schedule.hpp"

namespace descenso {

template <class T, template <class> class Update>
class FirstOrder final : public Rule<T> {
 public:
  using Number = T;

  explicit FirstOrder(const Values& values)
      : update_(values),
        schedule_(values),
        clipping_(values),
        batch_(std::uint32_t(values["batch"])),
        seed_(std::uint32_t(values["seed"])) {}

  Result<State<T>> init(Objective<T>& objective, std::span<const T> start) const override {
    Result<State<T>> result = begin_state(objective, start, kNames.size(), kNumbers.size());
    if (!result) return result;
    State<T>& state = result.value();
    const std::size_t rows = objective.row_count();
    if (batch_ > 0 && batch_ < rows) state.batches.emplace(std::uint32_t(rows), batch_, seed_);
    if constexpr (requires { update_.init(state); }) update_.init(state);
    return result;
  }

  void step(Objective<T>& objective, State<T>& state) const override {
    ++state.epoch;
    const T rate = schedule_.rate(state.epoch);
    state.numbers[0] = rate;
    update_.step(rate, gradient(objective, state), state);
    state.loss = objective.value_and_gradient(state.theta, state.gradient);
    if (!uses_other_gradient(state)) count(state);  // otherwise it is for the record alone
  }

  std::optional<T> constant_rate() const override {
    if constexpr (requires { Update<T>::kIsPlain; }) {
      if (schedule_.is_constant() && batch_ == 0 && !clipping_.active()) return schedule_.rate(1);
    }
    return std::nullopt;
  }

  std::span<const Name> vectors() const override { return kNames; }
  std::span<const Name> numbers() const override { return kNumbers; }

 private:
  static constexpr std::size_t kVectors = Update<T>::kVectors.size();
  static constexpr bool kLooksAhead = requires(const Update<T>& u, const State<T>& s, std::span<T> point) {
    u.look_ahead(s, point);
  };
  static constexpr auto kNumbers = [] {
    constexpr Name rate{"rate", "h_t"};
    if constexpr (requires { Update<T>::kNumbers; }) {
      return std::array<Name, 2>{rate, Update<T>::kNumbers[0]};
    } else {
      return std::array<Name, 1>{rate};
    }
  }();
  static constexpr std::array<Name, kVectors + 1 + kLooksAhead> kNames = [] {
    std::array<Name, kVectors + 1 + kLooksAhead> names;
    for (std::size_t i = 0; i < kVectors; ++i) names[i] = Update<T>::kVectors[i];
    names[kVectors] = {"g", "g"};
    if (kLooksAhead) names[kVectors + 1] = {"look_ahead", "w + \\beta v"};
    return names;
  }();

  /// Whether the update uses another gradient than that of the record.
  static bool uses_other_gradient(const State<T>& state) { return kLooksAhead || state.batches; }
  static void count(State<T>& state) {
    ++state.evaluations.value;
    ++state.evaluations.gradient;
  }

  /// The gradient of the update, copied to the vector "g" only when it is not ∇L(θ). Inlined although small
  /// code is the aim: it has one caller, and a call costs a thirtieth of an epoch of 100 points.
  [[gnu::always_inline]] std::span<const T> gradient(Objective<T>& objective, State<T>& state) const {
    if (!state.batches && !kLooksAhead && !clipping_.active()) return state.gradient;
    std::vector<T>& g = state.vectors[kVectors];
    if (state.batches) objective.select(state.batches->next());
    if constexpr (kLooksAhead) {
      std::vector<T>& point = state.vectors[kVectors + 1];
      update_.look_ahead(state, std::span<T>(point));
      objective.value_and_gradient(point, g);
    } else if (state.batches) {
      objective.value_and_gradient(state.theta, g);
    } else {
      g = state.gradient;
    }
    if (uses_other_gradient(state)) count(state);
    if (state.batches) objective.select({});
    clipping_.apply(g);
    return g;
  }

  Update<T> update_;
  Schedule<T> schedule_;
  Clipping<T> clipping_;
  std::uint32_t batch_;
  std::uint32_t seed_;
};

}  // namespace descenso
