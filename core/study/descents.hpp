// Many descents of one experiment with some of its dials turned: what maps and the tuner are made of.
//
// Each goes the fastest of three ways that is exact:
//   1. a quadratic loss and a plain method: its directions are counted (run/modes.hpp), p multiplications per
//   epoch
//   2. a quadratic loss and another first-order method: its rule on the reduced quadratic, O(p²) per epoch
//   3. anything else: its rule on the compiled loss, O(n) per epoch
// A count that rounding could change, and what rounding changes (float32, line searches), goes the third way,
// so that a run with the same settings arrives at exactly the same epoch.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "error.hpp"
#include "study/arrival.hpp"
#include "study/dial.hpp"
#include "study/shared_problem.hpp"

namespace descenso {

/// A dial and the stretch of it that is looked at.
struct DialRange {
  Dial dial;
  double from, to;
};

class Descents {
 public:
  virtual ~Descents() = default;

  /// The descent with dial k at values[k]. A problem or a start that is impossible is a failed arrival; but
  /// where no dial changes the problem it is an error. Errors: those of `run`. Turning a dial of the problem
  /// lays a new ground (run/ground.hpp), so turn those slowest.
  virtual Result<Arrival> at(std::span<const double> values) = 0;

  /// From now on no descent takes more epochs than these.
  virtual void limit(std::size_t epochs) = 0;

  /// The ground of the last descent; null before the first, or if its problem was impossible.
  virtual const SharedProblem* shared() const = 0;
};

/// Checks the experiment's method and tolerance (relative to the optimum, in [1e-12, 1e6]).
/// Errors: those of `resolve`; unknown_name for an optimizer; limits of `tolerance`.
Result<std::unique_ptr<Descents>> make_descents(const Experiment& experiment, std::vector<DialRange> dials,
                                                double tolerance);

}  // namespace descenso
