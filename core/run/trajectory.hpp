// What a descent leaves behind: every point it visited.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "optimizer/rule.hpp"
#include "optimizer/stopping.hpp"

namespace descenso {

/// Why a run ended: the two reasons of the run itself, then those of optimizer/stopping.hpp.
#define DESCENSO_STOP_REASONS(X)                                              \
  X(epochs)   /* all epochs that were asked for are done */                   \
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

/// Entry 0 is the start, before any step; entry k is the point after k steps, with the loss and the gradient
/// *there*. E epochs leave E + 1 entries in every column. In float32 runs the doubles hold float values.
struct Trajectory {
  std::vector<std::string> names;               ///< p parameters
  std::vector<std::vector<double>> parameters;  ///< p columns
  std::vector<std::vector<double>> gradient;    ///< p columns
  std::vector<double> loss;
  std::vector<double> asked;  ///< evaluations of L, ∇L and ∇²L together, up to each entry
  StopReason reason = StopReason::epochs;
  Evaluations evaluations;

  std::size_t epochs() const { return loss.size() - 1; }
};

}  // namespace descenso
