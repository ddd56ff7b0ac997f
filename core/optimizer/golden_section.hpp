// Golden section (Kiefer 1953): the bracket shrinks by 1/φ = 0.618034 a step, for one evaluation each.
//
//     x₁ = b − (b − a)/φ,  x₂ = a + (b − a)/φ;   L(x₁) < L(x₂): b ← x₂, else a ← x₁
//
// One of the two points is always the one the next bracket needs. Ends when b − a ≤ 2δ, δ = √ε|x| + t.
// [0, 1]: x₁ = 0.381966, x₂ = 0.618034; if L(x₁) is smaller, the next bracket is [0, 0.618034] with x₂ = 0.381966.
#pragma once

#include "optimizer/univariate.hpp"

namespace descenso {

class GoldenSection {
 public:
  static constexpr std::array<Name, 6> kNumbers{
      {{"a", "a"}, {"b", "b"}, {"x1", "x_1"}, {"x2", "x_2"}, {"f1", "L(x_1)"}, {"f2", "L(x_2)"}}};

  explicit GoldenSection(const Values& values) : interval_(interval(values)), t_(values["tolerance"] / 3) {}

  void init(double, std::vector<double>& n) const {
    n[A] = interval_.first;
    n[B] = interval_.second;
    n[X1] = n[X2] = std::numeric_limits<double>::quiet_NaN();
  }

  double step(Probe& L, std::vector<double>& n, Progress& progress) const {
    if (std::isnan(n[X1])) {
      low(L, n);
      high(L, n);
    } else if (n[F1] < n[F2]) {
      n[B] = n[X2];
      n[X2] = n[X1];
      n[F2] = n[F1];
      low(L, n);
    } else {
      n[A] = n[X1];
      n[X1] = n[X2];
      n[F1] = n[F2];
      high(L, n);
    }
    const double best = n[F1] < n[F2] ? n[X1] : n[X2];
    // Rounding has the last word: points that are out of order say no more.
    if (n[B] - n[A] <= 2 * resolution(best, t_) || !(n[X1] < n[X2])) progress = Progress::converged;
    return best;
  }

 private:
  enum { A, B, X1, X2, F1, F2 };
  static constexpr double kShare = 0.6180339887498949;

  static void low(Probe& L, std::vector<double>& n) { n[F1] = L.value(n[X1] = n[B] - kShare * (n[B] - n[A])); }
  static void high(Probe& L, std::vector<double>& n) { n[F2] = L.value(n[X2] = n[A] + kShare * (n[B] - n[A])); }

  std::pair<double, double> interval_;
  double t_;
};

}  // namespace descenso
