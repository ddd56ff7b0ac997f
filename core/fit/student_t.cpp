#include "fit/student_t.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace descenso {
namespace {

/// The number of degrees of freedom above which the expansion is used.
constexpr double many = 200;
/// The normal distribution's: P(|Z| ≤ z) = 0.95.
constexpr double z = 1.9599639845400542;

double expansion(double nu) {
  const double z2 = z * z;
  const double g1 = z * (z2 + 1) / 4;
  const double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
  const double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  const double g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
  return z + (g1 + (g2 + (g3 + g4 / nu) / nu) / nu) / nu;
}

}  // namespace

double student_t_within(double t, int degrees) {
  const double theta = std::atan(t / std::sqrt(double(degrees)));
  const double c2 = std::cos(theta) * std::cos(theta);
  const bool odd = degrees % 2 == 1;
  double term = odd ? std::cos(theta) : 1, sum = 0;
  for (int k = odd ? 3 : 2; k <= degrees; k += 2) {
    sum += term;
    term *= c2 * (k - 1) / k;
  }
  const double s = std::sin(theta);
  return odd ? 2 / std::numbers::pi * (theta + s * sum) : s * sum;
}

double student_t_95(double degrees) {
  if (!(degrees >= 1)) return std::numeric_limits<double>::quiet_NaN();
  if (degrees > many) return expansion(degrees);
  double low = z, high = 13;  // ν = 1 has 12.7
  for (int pass = 0; pass < 60; ++pass) {
    const double middle = (low + high) / 2;
    (student_t_within(middle, int(degrees)) < 0.95 ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace descenso
