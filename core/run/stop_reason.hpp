// Why a descent ended.
#pragma once

#include <string_view>

#include "optimizer/stopping.hpp"

namespace descenso {

/// The two reasons of the run itself, then those of optimizer/stopping.hpp.
#define DESCENSO_STOP_REASONS(X)                                              \
  X(epochs)   /* all epochs of the experiment are done */                     \
  X(diverged) /* the next entry would not be finite; the last one still is */ \
  DESCENSO_STOPPINGS(X)

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

constexpr StopReason reason_of(Stopped stopped) {
  switch (stopped) {
#define DESCENSO_REASON(reason) \
  case Stopped::reason:         \
    return StopReason::reason;
    DESCENSO_STOPPINGS(DESCENSO_REASON)
#undef DESCENSO_REASON
  }
  return StopReason::epochs;
}

}  // namespace descenso
