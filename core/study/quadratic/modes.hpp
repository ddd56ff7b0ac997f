// Gradient descent and the heavy ball on a quadratic, direction by direction, counted epoch by epoch.
//
//     e ← (1 − hλ) e                                        gradient descent
//     eₖ₊₁ = a eₖ − β eₖ₋₁,   a = 1 + β − hλ,   e₋₁ = e₀     heavy ball, in one recurrence without its
//                                                           velocity (Polyak 1964)
//
// The second contains the first (β = 0), so one loop counts both. Whether the run leaves the target again is
// read from an envelope, a bound on every later |eⱼ|, so that a run need not be followed to its last epoch.
// With the roots r± of z² − a z + β:
//
//     complex roots    V = eₖ² − a eₖ eₖ₋₁ + β eₖ₋₁² shrinks by β per epoch, and eⱼ² ≤ V/(1 − a²/4β)
//     real roots       u = eₖ − r₋ eₖ₋₁ and v = eₖ − r₊ eₖ₋₁ shrink by r₊ and r₋,
//                      and |eⱼ| ≤ (|r₊ u| + |r₋ v|)/(r₊ − r₋) while |r±| ≤ 1
//
// The same numbers come out as from the rules themselves up to rounding. A count that rounding could change
// is marked (`is_reliable`), and the caller runs the rule itself.
#pragma once

#include <vector>

#include "hyperparameters.hpp"
#include "study/quadratic/quadratic.hpp"
#include "study/settle.hpp"

namespace descenso {

/// The two hyperparameters of the methods that this file can count.
struct PlainMethod {
  double rate = 0;
  double mu = 0;
};

/// Whether the optimizer is a plain method: gd, or momentum without dampening or averaging; constant rate, no
/// clipping, all rows in each step. `rows` is the size of the data.
bool is_plain(std::string_view optimizer, const Values& values, std::size_t rows);
PlainMethod plain_method(const Values& values);

struct Count {
  Settling settling;
  bool is_reliable = true;  ///< false: the loss passed so near to the target that rounding decides
};

/// Counts on a quadratic from the errors e₀. Cost: at most epochs × p multiplications; nothing is allocated
/// after the first.
class ModeCounter {
 public:
  explicit ModeCounter(const Quadratic& quadratic) : q_(quadratic) {}

  Count count(const PlainMethod& method, const Eigen::VectorXd& errors, const Goal& goal,
              const Horizon& horizon);

 private:
  /// One direction: its recurrence and what bounds its later errors.
  struct Mode {
    double half_curvature;  ///< λ/2
    double keep;            ///< a
    double now, before;     ///< eₖ, eₖ₋₁
    double upper, lower;    ///< r₊, r₋; both 0 where they are complex
    double stretch;         ///< 1/(1 − a²/4β) of complex roots, else 1/(r₊ − r₋)
    bool is_complex, is_stable;
  };

  Mode mode_of(const PlainMethod& method, double lambda, double error) const;
  double later_excess(double mu) const;

  const Quadratic& q_;
  std::vector<Mode> modes_;
};

}  // namespace descenso
