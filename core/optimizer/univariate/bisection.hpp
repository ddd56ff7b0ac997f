// Bisection on the derivative: a minimum lies where L′ changes from − to +.
//
//     m = (a + b)/2;   L′(m) > 0: b ← m, else a ← m
//
// One bit a step: 53 steps exhaust a double. Reaches the minimum of L itself to full precision, where methods
// that look at values alone stop at √ε. Where L or L′ is not a number, or L′ = 0 at a point that is higher
// than one that is known (a maximum, a plateau), the part with the lowest point that is known is kept. Ends
// when no other number of L's precision lies between, or b − a ≤ tolerance·max(1, |m|). An end of the
// interval that the bracket has shrunk to is looked at last. L = (w − 1)² on [0, 4]: m = 2, L′ = 2 > 0, next
// bracket [0, 2].
#pragma once

#include "optimizer/univariate/univariate.hpp"

namespace descenso {

class Bisection {
 public:
  static constexpr std::array<Name, 4> kNumbers{{{"a", "a"}, {"b", "b"}, {"m", "m"}, {"slope", "L'(m)"}}};

  explicit Bisection(const Values& values)
      : interval_(descenso::interval(values)), tolerance_(values["tolerance"]) {}

  void init(double, std::vector<double>& n) const {
    n[A] = interval_.first;
    n[B] = interval_.second;
  }

  std::pair<double, double> interval() const { return interval_; }

  double step(Probe& L, std::vector<double>& n, Progress& progress) const {
    n[M] = n[A] + (n[B] - n[A]) / 2;
    n[SLOPE] = L.slope(n[M]);
    if (std::isinf(n[SLOPE])) {  // a vertical tangent, as of ∛w at 0: beside it
      n[M] = n[A] + 0.4375 * (n[B] - n[A]);
      n[SLOPE] = L.slope(n[M]);
    }
    if (n[SLOPE] == 0 && L.best_w == n[M] && !(L.curvature(n[M]) > 0)) {  // it may be a maximum
      L.value(n[A]);
      L.value(n[B]);
    }
    const bool last = n[M] == n[A] || n[M] == n[B] || n[B] - n[A] <= L.epsilon() * std::abs(n[M]);
    const bool is_best = L.best_w == n[M];
    const bool goes_by_slope = std::isfinite(n[SLOPE]) && (n[SLOPE] != 0 || is_best);
    (goes_by_slope ? n[SLOPE] > 0 : L.best_w < n[M]) ? n[B] = n[M] : n[A] = n[M];
    const bool narrow = n[B] - n[A] <= tolerance_ * std::max(1.0, std::abs(n[M]));
    if (!last && !narrow && !(n[SLOPE] == 0 && is_best)) return n[M];
    progress = Progress::ended;
    if (n[A] == interval_.first) L.value(n[A]);
    if (n[B] == interval_.second) L.value(n[B]);
    return L.best_w == n[A] || L.best_w == n[B] ? L.best_w : n[M];
  }

 private:
  enum { A, B, M, SLOPE };

  std::pair<double, double> interval_;
  double tolerance_;
};

}  // namespace descenso
