// Bisection on the derivative: a minimum lies where L′ changes from − to +.
//
//     m = (a + b)/2;   L′(m) > 0: b ← m, else a ← m
//
// One bit a step: 53 steps exhaust a double. It reaches the minimum to full precision, where methods that
// compare values alone stop at √ε. It ends when no other number of L's precision lies between a and b, or
// when b − a ≤ tolerance·max(1, |m|). L = (w − 1)² on [0, 4]: m = 2, L′ = 2 > 0, next bracket [0, 2].
#pragma once

#include "optimizer/univariate/univariate.hpp"

namespace descenso {

class Bisection {
 public:
  static constexpr std::array<Name, 4> kNumbers{{{"a", "a"}, {"b", "b"}, {"m", "m"}, {"slope", "L'(m)"}}};

  explicit Bisection(const Values& values) : interval_(interval(values)), tolerance_(values["tolerance"]) {}

  void init(double, std::vector<double>& n) const {
    n[A] = interval_.first;
    n[B] = interval_.second;
  }

  double middle() const { return descenso::middle(interval_); }

  double step(Probe& L, std::vector<double>& n, Progress& progress) const {
    n[M] = n[A] + (n[B] - n[A]) / 2;
    n[SLOPE] = L.slope(n[M]);
    const bool last = n[M] == n[A] || n[M] == n[B] || n[B] - n[A] <= L.epsilon() * std::abs(n[M]);
    (n[SLOPE] > 0 ? n[B] : n[A]) = n[M];
    const bool narrow = n[B] - n[A] <= tolerance_ * std::max(1.0, std::abs(n[M]));
    if (last || narrow || n[SLOPE] == 0) progress = Progress::converged;
    return n[M];
  }

 private:
  enum { A, B, M, SLOPE };

  std::pair<double, double> interval_;
  double tolerance_;
};

}  // namespace descenso
