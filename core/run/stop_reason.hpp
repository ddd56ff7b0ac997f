// Why a descent ended.
#pragma once

#include <string_view>

#include "optimizer/stopping.hpp"

namespace descenso {

/// Why a run ended: a closed list. `converged` is a minimum alone (optimizer/judge.hpp).
#define DESCENSO_STOP_REASONS(X)                                                                   \
  X(epochs)      /* all epochs of the experiment are done */                                       \
  X(converged)   /* a minimum: the slope there is nothing, and no step gains */                    \
  X(diverged)    /* L grew until the next entry would not be finite; the last one still is */      \
  X(unbounded)   /* L falls without end */                                                         \
  X(left_domain) /* the next point, or one beside the last, is one where L is no number */         \
  X(edge)        /* the best point is the end of the interval, and the slope leads out */          \
  X(saddle)      /* the slope is nothing, and L falls to a side: a saddle or a maximum */          \
  X(stuck)       /* the method found no lower point, at one that is no minimum (kink, rounding) */ \
  DESCENSO_BOUNDS(X)

enum class StopReason {
#define DESCENSO_ENUMERATE(reason) reason,
  DESCENSO_STOP_REASONS(DESCENSO_ENUMERATE)
#undef DESCENSO_ENUMERATE
};

constexpr std::string_view to_string(StopReason reason) {
  switch (reason) {
#define DESCENSO_NAME(reason) \
  case StopReason::reason:    \
    return #reason;
    DESCENSO_STOP_REASONS(DESCENSO_NAME)
#undef DESCENSO_NAME
  }
  return "epochs";
}

/// The reason that the loop alone can give: a method that ended by itself is `stuck` until run/conclude.hpp
/// has looked.
constexpr StopReason reason_of(Stopped stopped) {
  switch (stopped) {
    case Stopped::ended:
      return StopReason::stuck;
#define DESCENSO_REASON(reason) \
  case Stopped::reason:         \
    return StopReason::reason;
      DESCENSO_BOUNDS(DESCENSO_REASON)
#undef DESCENSO_REASON
  }
  return StopReason::epochs;
}

}  // namespace descenso
