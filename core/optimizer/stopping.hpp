// Stopping criteria: the bounds that a user may set, and the end that the method itself reports (Progress).
//
//     gradient         ‖∇L(θ)‖_∞ ≤ bound            in units of L per unit of a parameter
//     step             ‖θ − θ₋‖_∞ ≤ bound           θ₋: the entry before
//     loss_change      |L − L₋| ≤ bound · |L₋|
//     target           L ≤ bound
//
// A bound that is not set never stops a run. A rejected trial step leaves θ and L as they were by design, so
// it does not count for `step` and `loss_change`.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>

#include "optimizer/rule.hpp"

namespace descenso {

struct Stopping {
  std::optional<double> gradient = {}, step = {}, loss_change = {}, target = {};

  bool any() const { return gradient || step || loss_change || target; }
};

/// The bounds that a run can reach; X(reason) expands once per bound.
#define DESCENSO_BOUNDS(X)                                                   \
  X(gradient)    /* the gradient's largest component is within its bound */  \
  X(step)        /* the largest change of a parameter is within its bound */ \
  X(loss_change) /* the relative change of the loss is within its bound */   \
  X(target)      /* the loss has reached its target */

/// Why a run should end: the method can go no further (`ended`, whatever its Progress calls it), or a bound.
enum class Stopped : std::uint8_t {
  ended,
#define DESCENSO_ENUMERATE(reason) reason,
  DESCENSO_BOUNDS(DESCENSO_ENUMERATE)
#undef DESCENSO_ENUMERATE
};

/// The reason to end the run at `now`, which follows the entry (theta_before, loss_before), or nothing. Cost:
/// O(p) if a bound on gradient or step is set, else O(1).
template <class T>
std::optional<Stopped> should_stop(const Stopping& stopping, std::span<const T> theta_before, T loss_before,
                                   const State<T>& now) {
  if (now.progress != Progress::going) return Stopped::ended;
  if (stopping.target && double(now.loss) <= *stopping.target) return Stopped::target;
  if (stopping.gradient) {
    double largest = 0;
    for (const T g : now.gradient) largest = std::max(largest, std::abs(double(g)));
    if (largest <= *stopping.gradient) return Stopped::gradient;
  }
  double moved = 0;
  if (stopping.step || stopping.loss_change) {
    for (std::size_t i = 0; i < now.theta.size(); ++i)
      moved = std::max(moved, std::abs(double(now.theta[i]) - double(theta_before[i])));
  }
  if (moved == 0) return std::nullopt;  // a rejected trial
  if (stopping.step && moved <= *stopping.step) return Stopped::step;
  const double change = std::abs(double(now.loss) - double(loss_before));
  if (stopping.loss_change && change <= *stopping.loss_change * std::abs(double(loss_before)))
    return Stopped::loss_change;
  return std::nullopt;
}

}  // namespace descenso
