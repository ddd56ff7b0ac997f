// The tuner: good settings with few descents, and the same answer every time.
//
//   1. a design: N settings spread evenly by the additive recurrence of Roberts (2018), shifted by a seed
//   2. successive halving (Jamieson & Talwalkar 2016): all descend a few epochs; the better half descends
//   twice as many …
//      until one arrives
//   3. a cap: from then on no descent may take as many epochs as the best so far (Hutter et al. 2009), so
//   that a trial
//      costs little and can only be an improvement or a miss
//   4. refinement: in every place of the design that is better than its neighbours, a simplex
//   (run/nelder_mead.hpp)
//      looks for an arrival within the cap; then the design goes on, until eight rounds of it in a row gain
//      nothing
//
// Whole epochs have plateaus on which no search sees a way. Settings are therefore compared by the epochs
// with a fraction,
//
//     k − 1 + r/(1 + r),      r = log ((L − L*)/margin) of the best epoch before k,
//
// where k is the epoch of arrival (run/arrival.hpp), or the first one beyond the cap. It falls smoothly
// towards k − 1 as a descent comes nearer to arriving one epoch sooner.
#pragma once

#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"
#include "study/arrival.hpp"
#include "study/dial.hpp"

namespace descenso {

struct TuneSpec {
  std::vector<Axis> axes;  ///< 1 to 4; their points are not used
  double tolerance = 0.01;
  double budget = 100000;  ///< epochs over all descents; one that needs none counts as one
  double seed = 0;         ///< of the design's shift
};

struct Trial {
  std::vector<double> values;  ///< one per axis
  Arrival arrival;
  double score =
      0;  ///< epochs with fraction; less is better. Beyond the experiment's epochs if it did not arrive
};

/// How the search went, to be told.
struct TuneRound {
  std::size_t candidates = 0;
  double epochs = 0;  ///< each at most
};

struct Tuning {
  std::vector<Trial> ranked;      ///< the best of each neighbourhood, best first; at most ten
  std::vector<TuneRound> rounds;  ///< of the halving
  std::size_t refinements = 0;    ///< descents under the cap
  double steps = 0;               ///< epochs computed in all, at most the budget
  double best = 0;                ///< L*
};

/// Errors: those of `sweep`; limits of `budget` (1 … 1e9); too_many_parameters for more than 4 axes,
/// missing_field for none. Cost: at most the budget's epochs.
Result<Tuning> tune(const Experiment& experiment, const TuneSpec& spec);

}  // namespace descenso
