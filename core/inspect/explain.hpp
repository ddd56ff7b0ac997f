// One step of a run: its two ends, and the memory and decisions of the method.
//
// The run is replayed from its start to that epoch. A rule is pure, so the replay gives the entries of the
// trajectory, at the cost of the run.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "optimizer/rule.hpp"
#include "run/experiment.hpp"

namespace descenso {

/// A vector of the method's memory, p entries.
struct NamedVector {
  Name name;
  std::vector<double> values;
};
struct NamedNumber {
  Name name;
  double value;
};

/// A point with its gradient and loss.
struct StatePoint {
  std::vector<double> theta, gradient;
  double loss = 0;
};

struct Explanation {
  double epoch = 0;                ///< k: the step from entry k − 1 to entry k
  std::vector<std::string> names;  ///< parameters
  StatePoint before, after;
  std::vector<NamedVector> vectors;  ///< after the step: those in θ's space (p entries)
  std::vector<NamedNumber> numbers;  ///< after the step
  Progress progress = Progress::going;
  Evaluations evaluations;  ///< of this step alone
};

/// The step that leads to entry `epoch` of the experiment's trajectory. Errors: those of `run`; out_of_range
/// for epoch 0 or one beyond the end of the run. Cost: the run up to there.
Result<Explanation> explain(const Experiment& experiment, double epoch);

}  // namespace descenso
