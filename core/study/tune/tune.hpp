// The tuner: good settings from few descents, reproducibly.
//
//   1. a design: N settings spread evenly by the additive recurrence of Roberts (2018), shifted by a seed
//   2. successive halving (Jamieson & Talwalkar 2016): all settings are given a few epochs to settle in; the
//      better half gets twice as many, and so on, until one settles or two fifths of the budget are spent
//   3. a cap: from then on a descent is given up once it cannot settle sooner than the best so far (Hutter et
//      al. 2009), so a miss costs little; one that stays below the target is followed to its last epoch. As
//      long as none has settled, each is given all epochs
//   4. refinement: at every point of the design that is better than its neighbours, a simplex
//      (study/tune/nelder_mead.hpp) searches for a descent that settles within the cap; then the design
//      continues, until eight rounds in a row bring no improvement
//
// The number of epochs is a step function of the settings, on which a search finds no descent direction.
// Settings are therefore compared by the epochs with a fraction,
//
//     k − 1 + r/(1 + r),      r = log ((L − L*)/margin) of epoch k − 1,
//
// where k is the epoch of settling (study/settle.hpp), or the first one beyond the cap. It falls smoothly
// towards k − 1 as a descent comes nearer to settling one epoch sooner.
#pragma once

#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"
#include "study/dial.hpp"
#include "study/settle.hpp"

namespace descenso {

/// The largest number of settings that are tuned together.
inline constexpr std::size_t max_tuned_axes = 4;

struct TuneSpec {
  std::vector<Axis> axes;  ///< 1 to 4; their points are not used
  double tolerance = 0.01;
  double budget = 100000;  ///< epochs over all descents; a descent of none counts as one
  double seed = 0;         ///< of the design's shift
};

struct Trial {
  std::vector<double> values;  ///< one per axis
  Settling settling;
  /// Epochs with fraction; smaller is better. More than the experiment's epochs if the descent did not
  /// settle.
  double score = 0;
};

/// One round of the halving.
struct TuneRound {
  std::size_t candidates = 0;
  double epochs = 0;  ///< the largest number for each
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
