// The parabola through three points of L, whose vertex is closer to the minimum than comparing values can
// come.
//
//     L(w) ≈ L(u) + c (w − u)²,   c = ½ L″
//
// Values are rounded to ε|L|, so a point can be distinguished from the minimum only beyond A = √(ε|L|/c):
// comparing values finds it to 1e-8 where L, w and c are about 1. Three points at a distance K A from each
// other have their vertex off by A/K from rounding and by about (K A)² from L's higher terms.
// K = ε^(−1/6), 406 in double, makes both ε^(2/3) = 4e-11.
//
// The parabola through (0, 3), (1, 1) and (3, 3) has c = 1, u = 1.5 and L(u) = 0.75.
#pragma once

#include <cmath>
#include <optional>

#include "optimizer/univariate/univariate.hpp"

namespace descenso {

/// w and L(w).
struct Point {
  double w, L;
};

struct Parabola {
  double c, u, lowest;  ///< half its second derivative; its vertex (u, lowest)

  /// Through three points with different w. c ≤ 0 if it opens downward; not finite where the points are not.
  Parabola(Point p, Point x, Point q) {
    const double left = (p.L - x.L) / (p.w - x.w), right = (q.L - x.L) / (q.w - x.w);
    c = (right - left) / (q.w - p.w);
    u = (p.w + x.w) / 2 - left / (2 * c);
    lowest = x.L - c * (u - x.w) * (u - x.w);
  }
};

/// K: the distance between the points of a parabola, in units of A.
inline double spread(double epsilon) { return std::pow(epsilon, -1.0 / 6); }

/// K A for the best point x, from the parabola through p, x, q; 0 if it has no minimum. Nothing if the values
/// at p and q are too close to that at x.
inline std::optional<double> reach(Point p, Point x, Point q, double epsilon) {
  const double rounding = epsilon * std::abs(x.L);
  if (!(std::min(p.L, q.L) - x.L > spread(epsilon) * rounding)) return std::nullopt;
  const double A = std::sqrt(rounding / Parabola(p, x, q).c);
  return std::isfinite(A) ? spread(epsilon) * A : 0;
}

/// The minimum of a narrow bracket a < x < b, x being the best point so far: an end that was not evaluated (L
/// not a number) and is lower, or else the vertex of the parabola through the three, if L has the parabola's
/// value there. At a kink, on a plateau or in noise it has not, and nothing is returned. At most three
/// evaluations.
inline std::optional<double> minimum_of(Point& a, Point x, Point& b, Probe& L) {
  for (Point* end : {&a, &b}) {
    if (!std::isnan(end->L)) continue;
    end->L = L.value(end->w);
    if (end->L < x.L) return end->w;
  }
  const Parabola parabola(a, x, b);
  const double quarter = (b.w - a.w) / 4, height = parabola.c * quarter * quarter;
  if (!(height > 0 && std::isfinite(height))) return std::nullopt;
  const double miss = std::abs(L.value(parabola.u) - parabola.lowest);
  return miss <= height / spread(L.epsilon()) ? std::optional(parabola.u) : std::nullopt;
}

}  // namespace descenso
