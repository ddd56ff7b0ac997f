// The tuner: good settings with few descents, and the same answer every time.
//
//   1. a design: N settings spread evenly by the additive recurrence of Roberts (2018), shifted by a seed
//   2. successive halving (Jamieson & Talwalkar 2016): all descend a few epochs; the better half descends twice as many …
//   3. refinement: from the best few a compass search (Kolda, Lewis & Torczon 2003), whose steps halve where none gains
//
// Settings are compared by the epochs to the target (run/arrival.hpp), counted with their fraction: where between k − 1
// and k the straight line of log(L − L*) crosses the target. Whole epochs have plateaus on which no search sees a way.
// Settings that do not arrive stand behind all that do, by how far they are from the target.
#pragma once

#include <vector>

#include "error.hpp"
#include "run/arrival.hpp"
#include "run/dial.hpp"
#include "run/experiment.hpp"

namespace descenso {

struct TuneSpec {
  std::vector<Axis> axes;  ///< 1 to 4; their points are not used
  double tolerance = 0.01;
  double budget = 100000;  ///< epochs over all descents
  double seed = 0;         ///< of the design's shift
};

struct Trial {
  std::vector<double> values;  ///< one per axis
  Arrival arrival;
  double score = 0;  ///< epochs with fraction; less is better
};

/// How the search went, to be told.
struct TuneRound {
  std::size_t candidates = 0;
  double epochs = 0;  ///< each at most
};

struct Tuning {
  std::vector<Trial> ranked;      ///< the best ones, best first; at most ten
  std::vector<TuneRound> rounds;  ///< of the halving
  std::size_t refinements = 0;    ///< descents of the compass search
  double steps = 0;               ///< epochs computed in all
  double best = 0;                ///< L*
};

/// Errors: those of `sweep`; limits of `budget` (1 … 1e9); too_many_parameters for more than 4 axes, missing_field for none.
/// Cost: the budget's epochs, and a part of it more to finish the descent under way.
Result<Tuning> tune(const Experiment& experiment, const TuneSpec& spec);

}  // namespace descenso
