// Weighted sums over the rows of data, and when two fitted curves are one.
#pragma once

#include <cstddef>
#include <span>

namespace descenso {

/// Σ ω v²; every ω is 1 where there are no weights.
inline double weighted_square(std::span<const double> v, std::span<const double> weights) {
  double sum = 0;
  for (std::size_t i = 0; i < v.size(); ++i) sum += v[i] * v[i] * (weights.empty() ? 1 : weights[i]);
  return sum;
}

/// Whether the curves a and b are one: Σ ω(a − b)² is negligible beside the smaller Σ ω(y − ŷ)² of both,
/// `rss`, or beside the rounding of `total` = Σ ω y².
inline bool is_same_curve(std::span<const double> a, std::span<const double> b,
                          std::span<const double> weights, double rss, double total) {
  double apart = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    apart += (a[i] - b[i]) * (a[i] - b[i]) * (weights.empty() ? 1 : weights[i]);
  return apart <= 1e-6 * rss + 1e-16 * total;
}

}  // namespace descenso
