// The number of epochs that a descent needs until its loss is as good as the best.
//
//     arrived at the first k with  L(θₖ) ≤ target,
//     target = L* + tolerance · max(|L*|, 10⁻⁶ (L(θ₀) − L*))
//
// With tolerance 0.01 a run has arrived when its loss exceeds the best by one per cent. The second term of
// the maximum is for data that the model fits exactly, where L* is 0.
//
// The notebook's run (L* = 3.8872…, tolerance 0.01) has arrived after 124 epochs. A test repeats it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>

#include "error.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

/// The status of a descent. X(status) expands once per status; their order is the number in a map.
#define DESCENSO_ARRIVALS(X)                                                             \
  X(reached)  /* at the target */                                                        \
  X(never)    /* all epochs done, above the target */                                    \
  X(diverged) /* no longer finite, or after all epochs above the loss it started with */ \
  X(failed)   /* could not start: the loss there is not finite, or the data are too few */

enum class ArrivalStatus : std::uint8_t {
#define DESCENSO_ENUMERATE(status) status,
  DESCENSO_ARRIVALS(DESCENSO_ENUMERATE)
#undef DESCENSO_ENUMERATE
};

constexpr std::string_view to_string(ArrivalStatus status) {
  switch (status) {
#define DESCENSO_NAME(status) \
  case ArrivalStatus::status: \
    return #status;
    DESCENSO_ARRIVALS(DESCENSO_NAME)
#undef DESCENSO_NAME
  }
  return "failed";
}

struct Goal {
  double best = 0;          ///< L*
  double tolerance = 0.01;  ///< relative, > 0

  /// L − L* of the target, for a descent that starts `above` L*.
  double margin(double above) const { return tolerance * std::max(std::abs(best), 1e-6 * above); }
};

struct Arrival {
  ArrivalStatus status = ArrivalStatus::failed;
  std::int32_t epochs = -1;  ///< k of the target; −1 if it was not reached
  double loss = NAN;         ///< at k, or after all epochs, or the last finite one
  double lowest_loss = NAN;  ///< of the entries before k, or of all if the target was not reached
  double target = NAN;       ///< the loss to be reached
  std::size_t steps = 0;     ///< epochs that were computed
};

/// Descends from `start` until the target, at most `epochs` steps, through the entries of `run`. Errors:
/// those of the rule's init except start_not_finite, which is a failed arrival.
template <class T>
Result<Arrival> arrive(const Rule<T>& rule, Objective<T>& objective, std::span<const T> start,
                       const Goal& goal, std::size_t epochs);

}  // namespace descenso
