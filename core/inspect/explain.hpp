// One step, explained: where it began and ended, and what the method remembered and decided on the way.
//
// The run is replayed from its start to that epoch, because a rule is pure: replaying costs what running did,
// and what comes out is what the trajectory recorded.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "optimizer/rule.hpp"
#include "run/experiment.hpp"

namespace descenso {

/// A vector of p entries that the method keeps, with its names of rule.hpp.
struct NamedVector {
  Name name;
  std::vector<double> values;
};
struct NamedNumber {
  Name name;
  double value;
};

/// Loss and gradient at a point.
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
