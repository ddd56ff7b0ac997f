// Secant method on the derivative: Newton's method with L″ from the last two slopes.
//
//     w ← w − L′(w) (w − w₋) / (L′(w) − L′(w₋))
//
// Superlinear convergence (order 1.618) to a zero of L′, which may be a minimum or a maximum. The second
// point is `first` to the right of the start. It is stuck when both slopes are equal. L = (w − 1)² from 4: w
// = 1 in one step.
#pragma once

#include "optimizer/univariate/univariate.hpp"

namespace descenso {

class Secant {
 public:
  static constexpr std::array<Name, 4> kNumbers{
      {{"w", "w"}, {"before", "w_-"}, {"slope", "L'(w)"}, {"slope_before", "L'(w_-)"}}};

  explicit Secant(const Values& values) : first_(values["first"]), tolerance_(values["tolerance"]) {}

  void init(double start, std::vector<double>& n) const {
    n[W] = start;
    n[BEFORE] = start + first_;
    n[SLOPE] = n[SLOPE_BEFORE] = std::numeric_limits<double>::quiet_NaN();
  }

  double step(Probe& L, std::vector<double>& n, Progress& progress) const {
    if (std::isnan(n[SLOPE])) {
      n[SLOPE] = L.slope(n[W]);
      n[SLOPE_BEFORE] = L.slope(n[BEFORE]);
    }
    const double next = n[W] - n[SLOPE] * (n[W] - n[BEFORE]) / (n[SLOPE] - n[SLOPE_BEFORE]);
    if (!std::isfinite(next)) {
      progress = n[SLOPE] == 0 ? Progress::ended : Progress::stuck;
      return n[W];
    }
    n[BEFORE] = n[W];
    n[SLOPE_BEFORE] = n[SLOPE];
    n[W] = next;
    n[SLOPE] = L.slope(next);
    if (negligible(next - n[BEFORE], next, tolerance_, L.epsilon()) || n[SLOPE] == 0)
      progress = Progress::ended;
    if (std::isnan(n[SLOPE])) progress = Progress::stuck;
    return next;
  }

 private:
  enum { W, BEFORE, SLOPE, SLOPE_BEFORE };

  double first_, tolerance_;
};

}  // namespace descenso
