// The number of epochs that a descent needs until its loss is as good as the best, and stays so.
//
//     settled at the least s with  L(θₖ) ≤ target  for every k from s to the last epoch
//     target = L* + tolerance · max(|L*|, 10⁻⁶ (L(θ₀) − L*))
//
// So with tolerance 0.01 a run has settled when its loss exceeds the best possible by at most one per cent
// from then on. The second term of the maximum is for data that the model fits exactly: where L* is 0, one
// per cent of a millionth of the way down. A run whose method ends by itself stays where it ended. The first
// k with L(θₖ) ≤ target is the epoch at which the run touched the target; a run with momentum may pass
// through it.
//
// The notebook's run (L* = 3.8872…, tolerance 0.01) has settled after 124 epochs. With momentum 0.9 and
// h = 0.373 it touches the target at epoch 1 and settles at 67. Tests repeat both.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>

#include "error.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

/// The end of a descent. X(status) expands once per status; their order is the number in a map.
#define DESCENSO_SETTLE_STATUSES(X)                                                      \
  X(settled)  /* at or below the target at the last epoch */                             \
  X(never)    /* above the target at the last epoch */                                   \
  X(diverged) /* no longer finite, or after all epochs above the loss it started with */ \
  X(failed)   /* could not start: the loss there is not finite, or the data are too few */

enum class SettleStatus : std::uint8_t {
#define DESCENSO_ENUMERATE(status) status,
  DESCENSO_SETTLE_STATUSES(DESCENSO_ENUMERATE)
#undef DESCENSO_ENUMERATE
};

constexpr std::string_view to_string(SettleStatus status) {
  switch (status) {
#define DESCENSO_NAME(status) \
  case SettleStatus::status:  \
    return #status;
    DESCENSO_SETTLE_STATUSES(DESCENSO_NAME)
#undef DESCENSO_NAME
  }
  return "failed";
}

struct Goal {
  double best = 0;          ///< L*
  double tolerance = 0.01;  ///< relative, > 0

  /// L − L* of the target, for a descent that starts `above` the best.
  double margin(double above) const { return tolerance * std::max(std::abs(best), 1e-6 * above); }
};

/// The epochs for which a descent is followed.
struct Horizon {
  std::size_t epochs = 0;      ///< the run's epochs
  std::size_t cap = SIZE_MAX;  ///< the descent is given up once it cannot settle within this many epochs
  bool is_stateless = false;   ///< a step depends on θ alone: where θ no longer moves, it never will
};

struct Settling {
  SettleStatus status = SettleStatus::failed;
  std::int32_t epochs = -1;   ///< s; −1 if the run did not settle
  std::int32_t touched = -1;  ///< the first epoch at or below the target; −1 if there is none
  double loss = NAN;          ///< at s; if the run did not settle, at its last epoch, or the last finite one
  double loss_before = NAN;   ///< the last loss above the target; the loss at the start if there is none
  double target = NAN;        ///< the loss to be reached
  std::size_t steps = 0;      ///< epochs that were computed
};

/// Descends from `start` until it is known whether and when the run settles; entry for entry what `run`
/// records. Errors: those of the rule's init but start_not_finite, which is a failed run. Cost: all epochs,
/// unless the method ends by itself, θ rests or the cap is passed.
template <class T>
Result<Settling> settle(const Rule<T>& rule, Objective<T>& objective, std::span<const T> start,
                        const Goal& goal, const Horizon& horizon);

}  // namespace descenso
