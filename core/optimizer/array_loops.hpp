// Loops over plain arrays, for the inner loops of factorizations and fits. Eigen's expressions are function
// calls for every number where the engine is compiled for size.
#pragma once

#include <cmath>
#include <cstddef>

namespace descenso {

/// a·b, in four sums that do not wait for each other.
inline double dot(const double* a, const double* b, std::ptrdiff_t n) {
  double sum[4] = {0, 0, 0, 0};
  std::ptrdiff_t i = 0;
  for (; i + 4 <= n; i += 4) {
    sum[0] += a[i] * b[i];
    sum[1] += a[i + 1] * b[i + 1];
    sum[2] += a[i + 2] * b[i + 2];
    sum[3] += a[i + 3] * b[i + 3];
  }
  for (; i < n; ++i) sum[0] += a[i] * b[i];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// b ← b + c·a.
inline void add_multiple(double c, const double* a, double* b, std::ptrdiff_t n) {
  for (std::ptrdiff_t i = 0; i < n; ++i) b[i] += c * a[i];
}

/// The largest |aᵢ|; NaN where there is one.
inline double largest_size(const double* a, std::ptrdiff_t n) {
  double largest = 0;
  for (std::ptrdiff_t i = 0; i < n; ++i) {
    const double size = std::abs(a[i]);
    if (size > largest || std::isnan(size)) largest = size;
  }
  return largest;
}

/// Whether every number is finite: the sum of x·0 is then 0, and NaN otherwise.
inline bool all_finite(const double* a, std::ptrdiff_t n) {
  double sum[2] = {0, 0};
  std::ptrdiff_t i = 0;
  for (; i + 2 <= n; i += 2) {
    sum[0] += a[i] * 0;
    sum[1] += a[i + 1] * 0;
  }
  if (i < n) sum[0] += a[i] * 0;
  return sum[0] + sum[1] == 0;
}

}  // namespace descenso
