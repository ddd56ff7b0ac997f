// The loop of every descent: a step, an observation, and the first reason to stop.
//
//     observe(state₀);   state ← step(state), observe(state), …   until a reason below
//
// A run, a race, a map's cell, an explained step, a fit and a search for the best loss all descend here, so a
// run that ends at epoch 30 ends there for each of them.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "loss/objective.hpp"
#include "optimizer/rule.hpp"
#include "optimizer/stopping.hpp"
#include "run/experiment.hpp"
#include "run/stop_reason.hpp"
#include "run/strides.hpp"

namespace descenso {

/// Steps from `state`, which `rule.init` made, until there is a reason to stop, and leaves the last state in
/// it. `observe(state)` sees every entry, the start included, and returns whether to go on. Returns the
/// reason, or nothing where the observer ended the descent. After `diverged` the state is the one that is not
/// finite, which no observer has seen. The observer is a template argument, so that the compiler inlines it.
template <class T, class Observer>
std::optional<StopReason> descend(const Rule<T>& rule, Objective<T>& objective, const StopSpec& stop,
                                  State<T>& state, Observer&& observe) {
  const auto epochs = static_cast<std::uint64_t>(stop.epochs);
  const bool compares = stop.bounds.step || stop.bounds.loss_change;
  std::vector<T> theta_before;
  T loss_before = state.loss;
  if (compares) theta_before = state.theta;
  Strides<T> strides(rule, objective);
  for (;;) {
    if (!observe(std::as_const(state))) return std::nullopt;
    if (const auto stopped = should_stop<T>(stop.bounds, theta_before, loss_before, state))
      return reason_of(*stopped);
    if (state.epoch >= epochs) return StopReason::epochs;
    if (compares) {
      theta_before = state.theta;
      loss_before = state.loss;
    }
    if (!strides.step(state, epochs - state.epoch)) rule.step(objective, state);
    if (!finite(state)) return StopReason::diverged;
  }
}

/// The same for a caller that needs the last state alone.
template <class T>
StopReason descend(const Rule<T>& rule, Objective<T>& objective, const StopSpec& stop, State<T>& state) {
  return *descend(rule, objective, stop, state, [](const State<T>&) { return true; });
}

}  // namespace descenso
