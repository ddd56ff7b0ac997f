// Many descents of one experiment with different values of its dials, for maps and the tuner.
//
// Each descent takes the fastest of three ways that is exact:
//   1. a quadratic loss and a plain method: each eigendirection is counted (study/quadratic/modes.hpp), p
//      multiplications per epoch
//   2. a quadratic loss and another first-order method: its rule on the reduced quadratic, O(p²) per epoch
//   3. anything else: its rule on the compiled loss, O(n) per epoch
// A count that rounding could change, and a method that decides by the last digits (float32, line searches),
// takes the third way, so that a run with the same settings settles at exactly the same epoch.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "error.hpp"
#include "study/dial.hpp"
#include "study/settle.hpp"
#include "study/shared_problem.hpp"

namespace descenso {

/// A dial and the interval of its values.
struct DialRange {
  Dial dial;
  double from, to;
};

class Descents {
 public:
  virtual ~Descents() = default;

  /// The descent with dial k at values[k]. An impossible problem or start is a failed run, or an error
  /// where no dial changes the problem. Errors: those of `run`. Changing a dial of the problem prepares a new
  /// problem (study/shared_problem.hpp), which is slow, so vary those in the outer loop.
  virtual Result<Settling> at(std::span<const double> values) = 0;

  /// Gives up each later descent once it cannot settle within this many epochs.
  virtual void set_cap(std::size_t epochs) = 0;

  /// The problem of the last descent; null before the first, or if the problem was impossible.
  virtual const SharedProblem* shared() const = 0;
};

/// Checks the experiment's method and tolerance (relative to the optimum, in [1e-12, 1e6]).
/// Errors: those of `resolve`; unknown_name for an optimizer; limits of `tolerance`.
Result<std::unique_ptr<Descents>> make_descents(const Experiment& experiment, std::vector<DialRange> dials,
                                                double tolerance);

}  // namespace descenso
