// Finite differences: a check of derivatives that uses the values of f alone.
//
// The central difference D(h) = (f(x + h) − f(x − h))/2h errs by f‴h²/6 + O(h⁴) and by rounding of about
// ε|f|/h. Ridders' method computes D at h, h/1.4, h/1.4², … and extrapolates to h → 0 (Neville), eliminating
// h², h⁴, … in turn; the entry of the tableau that agrees best with its neighbours is the result, and the
// difference is its error estimate.
//
//     f = sin, x = 1: D(0.1) = 0.5394 (two digits); extrapolated: 0.5403023058681 (cos 1 to 13 digits)
//
// Source: Ridders, Advances in Engineering Software 4 (1982) 75–76.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace descenso {

/// (f(x + h) − f(x − h)) / 2h, with the h that x ± h can hold.
template <class F>
double central_difference(F f, double x, double h) {
  const double right = x + h, left = x - h;
  return (f(right) - f(left)) / (right - left);
}

struct Extrapolated {
  double derivative;
  double error;  ///< estimated absolute error; infinite if no two estimates were finite
};

/// f′(x) from at most 20 values of f within [x − h, x + h], where f should be smooth. h > 0.
template <class F>
Extrapolated ridders(F f, double x, double h) {
  constexpr int steps = 10;
  constexpr double shrink = 1.4;
  double previous[steps], current[steps];
  Extrapolated best{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()};
  for (int i = 0; i < steps; ++i, h /= shrink) {
    current[0] = central_difference(f, x, h);
    double factor = shrink * shrink;
    for (int j = 1; j <= i; ++j, factor *= shrink * shrink) {
      current[j] = (current[j - 1] * factor - previous[j - 1]) / (factor - 1);
      const double error =
          std::max(std::abs(current[j] - current[j - 1]), std::abs(current[j] - previous[j - 1]));
      if (error <= best.error) best = {current[j], error};
    }
    std::copy(current, current + i + 1, previous);
  }
  return best;
}

}  // namespace descenso
