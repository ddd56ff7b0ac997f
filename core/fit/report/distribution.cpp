#include "fit/report/distribution.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace descenso {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// The continued fraction of I_x(a, b), for x below its mean.
double beta_fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  const auto kept = [](double value) { return std::abs(value) < tiny ? tiny : value; };
  double c = 1, d = 1 / kept(1 - (a + b) * x / (a + 1)), product = d;
  for (int m = 1; m < 100000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    product *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    const double factor = d * c;
    product *= factor;
    if (std::abs(factor - 1) < 1e-16) break;
  }
  return product;
}

/// ln Γ(a + b) − ln Γ(a) − ln Γ(b), without the cancellation of large arguments: by Stirling's series.
double log_beta_inverse(double a, double b) {
  if (a < b) return log_beta_inverse(b, a);
  if (a < 30) return std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b);
  const auto series = [](double z) { return (1 / 12.0 - (1 / 360.0 - 1 / (1260 * z * z)) / (z * z)) / z; };
  const double ratio = (a - 0.5) * std::log1p(b / a) + b * std::log(a + b) - b + series(a + b) - series(a);
  return ratio - std::lgamma(b);
}

/// The x > 0 at which the decreasing function `beyond` is `share`: bracketed, then by the Illinois method on
/// the logarithm of the share, halving where three passes have not.
template <class Beyond>
double solve_decreasing(Beyond beyond, double share) {
  const auto excess = [&](double x) { return std::log(beyond(x) / share); };
  double low = 0, high = 1, at_low = -std::log(share), at_high = excess(1);
  while (at_high > 0 && high < 1e300) {
    low = high;
    at_low = at_high;
    high *= 2;
    at_high = excess(high);
  }
  double width = high - low;
  for (int pass = 1; pass < 200 && high - low > 1e-15 * high; ++pass) {
    double x = low + (high - low) * at_low / (at_low - at_high);
    const bool is_inside = x > low && x < high;
    if (!is_inside || pass % 3 == 0) {
      if (!is_inside || high - low > width / 2) x = (low + high) / 2;
      width = high - low;
    }
    const double at = excess(x);
    if (std::abs(at) < 4e-15) return x;  // the rounding of the share
    (at > 0 ? at_high : at_low) /= 2;
    (at > 0 ? low : high) = x;
    (at > 0 ? at_low : at_high) = at;
  }
  return (low + high) / 2;
}

/// ln x for x + y = 1: near 1 only y has the digits.
double log_of(double x, double y) { return x < 0.5 ? std::log(x) : std::log1p(-y); }

/// I_x(a, b) for x + y = 1, both with all their digits.
double incomplete_beta(double a, double b, double x, double y) {
  if (!(x > 0)) return x <= 0 ? 0 : undefined;
  if (!(y > 0)) return 1;
  const double front = std::exp(log_beta_inverse(a, b) + a * log_of(x, y) + b * log_of(y, x));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, y) / b;
}

}  // namespace

double incomplete_beta(double a, double b, double x) { return incomplete_beta(a, b, x, 1 - x); }

double normal_beyond(double z) { return std::erfc(z / std::numbers::sqrt2); }

double student_t_beyond(double t, double degrees) {
  if (degrees > 1e6)  // Abramowitz & Stegun 26.7.8
    return normal_beyond(t * (1 - 1 / (4 * degrees)) / std::sqrt(1 + t * t / (2 * degrees)));
  const double sum = degrees + t * t;
  return incomplete_beta(degrees / 2, 0.5, degrees / sum, t * t / sum);
}

double student_t_within(double level, double degrees) {
  if (!(degrees > 0)) return undefined;
  // A fit asks for the same t several times.
  static thread_local struct { double level = 0, degrees = 0, t = 0; } last;
  if (last.level == level && last.degrees == degrees) return last.t;
  last = {level, degrees,
          solve_decreasing([&](double t) { return student_t_beyond(t, degrees); }, 1 - level)};
  return last.t;
}

double f_beyond(double f, double degrees1, double degrees2) {
  const double sum = degrees2 + degrees1 * f;
  return incomplete_beta(degrees2 / 2, degrees1 / 2, degrees2 / sum, degrees1 * f / sum);
}

double f_quantile(double level, double degrees1, double degrees2) {
  if (!(degrees1 > 0) || !(degrees2 > 0)) return undefined;
  return solve_decreasing([&](double f) { return f_beyond(f, degrees1, degrees2); }, 1 - level);
}

}  // namespace descenso
