// Golden section (Kiefer 1953): the bracket shrinks by 1/φ = 0.618034 a step, for one evaluation each.
//
//     x₁ = b − (b − a)/φ,  x₂ = a + (b − a)/φ;   L(x₁) < L(x₂): b ← x₂, else a ← x₁
//
// One of the two points is always a point of the next bracket. optimizer/univariate/section.hpp has its end.
// [0, 1]: x₁ = 0.381966, x₂ = 0.618034; if L(x₁) is smaller, the next bracket is [0, 0.618034] with
// x₂ = 0.381966.
#pragma once

#include "optimizer/univariate/section.hpp"

namespace descenso {

struct GoldenCut : SectionNumbers {
  static void place(Kept kept, Probe& L, std::vector<double>& n) {
    constexpr double kShare = 0.6180339887498949;
    if (kept == Kept::low) {
      n[X2] = n[X1];
      n[F2] = n[F1];
    }
    if (kept == Kept::high) {
      n[X1] = n[X2];
      n[F1] = n[F2];
    }
    if (kept != Kept::high) n[F1] = L.value(n[X1] = n[B] - kShare * (n[B] - n[A]));
    if (kept != Kept::low) n[F2] = L.value(n[X2] = n[A] + kShare * (n[B] - n[A]));
  }
};

using GoldenSection = Section<GoldenCut>;

}  // namespace descenso
