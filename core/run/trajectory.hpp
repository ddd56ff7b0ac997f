// The record of a descent: every point that it visited.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "optimizer/rule.hpp"
#include "run/stop_reason.hpp"

namespace descenso {

/// The place at which a run could not go on. Of left_domain: the point without a number, and the parameter
/// and row that have none there. Of edge: the end of the interval, and its parameter.
struct Obstacle {
  std::vector<double> point;  ///< p values
  std::string parameter;      ///< ∂L/∂parameter is no number, or whose interval it is; empty: L itself
  double row = 0;             ///< the first row of data, from 1; 0 where it is not of a single row
};

/// Entry 0 is the start, before any step; entry k is the point after k steps, with the loss and the gradient
/// *there*. E epochs leave E + 1 entries in every column. In float32 runs the doubles hold float values.
struct Trajectory {
  std::vector<std::string> names;               ///< p parameters
  std::vector<std::vector<double>> parameters;  ///< p columns
  std::vector<std::vector<double>> gradient;    ///< p columns
  std::vector<double> loss;
  /// Evaluations of L, ∇L and ∇²L together, up to each entry; empty where each entry took one of L and ∇L.
  std::vector<double> evaluations_by_entry;
  StopReason reason = StopReason::epochs;
  std::optional<Obstacle> obstacle;  ///< of left_domain and edge
  Evaluations evaluations;

  std::size_t epochs() const { return loss.size() - 1; }
};

}  // namespace descenso
