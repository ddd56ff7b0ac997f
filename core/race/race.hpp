// A race: several methods on one problem, each from the same start or its own, and their standings.
//
// The standings measure every runner against the best known optimum, L*: the lowest of the minima that the
// caller gives; without any, the best point that a runner found, polished by a second-order method. A runner
// has *settled* at the least epoch from which, to its end,
//
//     L − L* ≤ 10⁻⁶ · (L_start − L*)            L_start: the experiment's own start
//
// Settled runners are ranked first, by epochs and then by evaluations; the others follow by their last loss.
// On L = w² from w = 1 gradient descent with rate h leaves (1 − 2h)²ᵏ of the loss after k steps: h = 0.25
// settles after 10, 0.1 after 31.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"
#include "run/trajectory.hpp"

namespace descenso {

/// The largest number of runners of a race: as many as colours that can be distinguished.
inline constexpr std::size_t max_runners = 6;
/// A runner has settled when at most this share of the initial excess loss is left, from there to its end.
inline constexpr double settled_share = 1e-6;

struct Runner {
  OptimizerSpec optimizer;
  NamedNumbers start = {};  ///< empty: the experiment's
};

struct Standing {
  std::size_t runner = 0;         ///< its place in the list of runners
  double epochs = 0;              ///< steps made
  double evaluations = 0;         ///< of L, ∇L and ∇²L together
  double loss = 0;                ///< where it ended
  double distance = 0;            ///< ‖θ − θ*‖ there, to the nearest of the best optima
  std::optional<double> settled;  ///< the epoch from which its loss stays at or below the target
};

struct Race {
  std::vector<Result<Trajectory>> runners;  ///< an error for a runner that could not start
  std::vector<Standing> standings;          ///< best first; without those that could not start. By epoch of
                                            ///< settling, then by evaluations; the others by loss
  std::vector<std::string> names;           ///< parameters
  std::vector<std::vector<double>> optima;  ///< the best points known, each p values; empty if nothing ran
  double loss = 0;                          ///< L*
};

/// Runs all runners on the experiment's problem, in the order given; its own optimizer is ignored. `minima`
/// are known minima. Errors: those of `prepare`; out_of_range for no runner or
/// more than six; missing_field for a parameter that a start or a minimum lacks. Cost: the runs, and a polish
/// of at most 100 steps.
Result<Race> race(const Experiment& experiment, const std::vector<Runner>& runners,
                  const std::vector<NamedNumbers>& minima = {});

}  // namespace descenso
