#include "fit/search/periodogram.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace descenso {
namespace {

constexpr double steps_per_cycle = 5, lowest_cycles = 0.25, widest = 5;

/// The least distance of two times that differ.
double smallest_gap(std::span<const double> t) {
  std::vector<double> sorted(t.begin(), t.end());
  std::sort(sorted.begin(), sorted.end());
  double least = sorted.back() - sorted.front();
  for (std::size_t i = 1; i < sorted.size(); ++i)
    if (sorted[i] > sorted[i - 1]) least = std::min(least, sorted[i] - sorted[i - 1]);
  return least;
}

/// The share of ‖y‖² explained by cos and sin at every row: a linear problem of two unknowns.
double explained(std::span<const double> c, std::span<const double> s, std::span<const double> y) {
  double cc = 0, ss = 0, cs = 0, cy = 0, sy = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    cc += c[i] * c[i];
    ss += s[i] * s[i];
    cs += c[i] * s[i];
    cy += c[i] * y[i];
    sy += s[i] * y[i];
  }
  const double determinant = cc * ss - cs * cs;
  if (!(determinant > 1e-9 * cc * ss)) return cc > 0 ? cy * cy / cc : 0;
  return (cy * cy * ss - 2 * cy * sy * cs + sy * sy * cc) / determinant;
}

}  // namespace

std::vector<double> spectral_peaks(std::span<const double> t, std::span<const double> y, std::size_t count) {
  const std::size_t n = t.size();
  const auto [low, high] = std::minmax_element(t.begin(), t.end());
  const double range = *high - *low;
  if (n < 4 || !(range > 0) || !std::isfinite(range)) return {};
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / double(n);
  const double step = 2 * std::numbers::pi / range / steps_per_cycle;
  const double most = std::min(range / smallest_gap(t) / 2, double(n) / 2 * widest);
  const auto steps = std::size_t(steps_per_cycle * (std::max(double(n) / 2, most) - lowest_cycles)) + 2;

  // cos and sin of (first + k·step)·t by rotation, from one step to the next.
  std::vector<double> centred, c, s, turn_c, turn_s;
  const double first = 2 * std::numbers::pi / range * lowest_cycles;
  for (std::size_t i = 0; i < n; ++i) {
    const double at = t[i] - *low;
    centred.push_back(y[i] - mean);
    c.push_back(std::cos(first * at));
    s.push_back(std::sin(first * at));
    turn_c.push_back(std::cos(step * at));
    turn_s.push_back(std::sin(step * at));
  }
  std::vector<double> power;
  for (std::size_t k = 0; k < steps; ++k) {
    power.push_back(explained(c, s, centred));
    for (std::size_t i = 0; i < n; ++i) {
      const double next = c[i] * turn_c[i] - s[i] * turn_s[i];
      s[i] = s[i] * turn_c[i] + c[i] * turn_s[i];
      c[i] = next;
    }
  }
  std::vector<std::pair<double, double>> peaks;
  for (std::size_t k = 0; k < steps; ++k) {
    const bool rises = k == 0 || power[k] > power[k - 1], falls = k + 1 == steps || power[k] >= power[k + 1];
    if (rises && falls) peaks.emplace_back(power[k], first + double(k) * step);
  }
  std::stable_sort(peaks.begin(), peaks.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<double> frequencies;
  for (std::size_t k = 0; k < std::min(count, peaks.size()); ++k) frequencies.push_back(peaks[k].second);
  return frequencies;
}

}  // namespace descenso
