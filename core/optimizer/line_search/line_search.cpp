#include "optimizer/line_search/line_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace descenso {
namespace {

constexpr int kMaxTrials = 60;
constexpr double kExactSlope = 1e-9;

/// The minimum of the cubic through two points with their slopes (Nocedal & Wright 3.59), or NaN if it has
/// none.
template <class T>
double cubic_minimum(const LinePoint<T>& a, const LinePoint<T>& b) {
  const double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.alpha - b.alpha);
  const double root = std::sqrt(d1 * d1 - a.slope * b.slope);
  const double d2 = b.alpha > a.alpha ? root : -root;
  return b.alpha - (b.alpha - a.alpha) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
}

/// The zero of the line through two slopes, used where the values are equal to rounding.
template <class T>
double secant(const LinePoint<T>& a, const LinePoint<T>& b) {
  return a.alpha - a.slope * (b.alpha - a.alpha) / (b.slope - a.slope);
}

template <class T>
bool decreases(const LinePoint<T>& start, const LinePoint<T>& point, double c1) {
  return point.value <= start.value + c1 * point.alpha * start.slope;
}

template <class T>
class WolfeSearch {
 public:
  WolfeSearch(const Line<T>& line, const SearchOptions& options) : line_(line), options_(options) {
    if (options.kind == Search::exact) options_.c2 = kExactSlope;
  }

  std::optional<LinePoint<T>> run() {
    LinePoint<T> before = line_.start();
    double alpha = options_.first;
    while (trials_ < kMaxTrials) {
      LinePoint<T> here = at(alpha);
      if (!here.finite()) return zoom_from_infinite(std::move(before), alpha);
      if (!sufficient(here) || (before.alpha > 0 && here.value > before.value && !level(here)))
        return zoom(std::move(before), std::move(here));
      if (flat(here)) return here;
      if (here.slope >= 0) return zoom(std::move(here), std::move(before));
      alpha = next(before, here);
      before = std::move(here);
    }
    return best(before);
  }

 private:
  LinePoint<T> at(double alpha) {
    ++trials_;
    return line_.at(alpha);
  }

  const LinePoint<T>& start() const { return line_.start(); }

  /// Whether φ(α) differs from φ(0) by no more than its rounding.
  bool level(const LinePoint<T>& point) const { return descenso::level<T>(start().value, point.value); }

  bool sufficient(const LinePoint<T>& point) const {
    return decreases(start(), point, options_.c1) ||
           (level(point) && point.slope <= (2 * options_.c1 - 1) * start().slope);
  }

  bool flat(const LinePoint<T>& point) const { return std::abs(point.slope) <= -options_.c2 * start().slope; }

  /// Beyond `here`, where φ still falls: the cubic's minimum, at least 1.1 and at most 10 times as far.
  double next(const LinePoint<T>& before, const LinePoint<T>& here) const {
    const double guess = cubic_minimum(before, here);
    const double low = 1.1 * here.alpha, high = 10 * here.alpha;
    return guess > low && guess < high ? guess : guess <= low ? low : high;
  }

  /// The best point when the trials are used up, if L is lower there, or equal to rounding with a slope that
  /// does not rise more than it fell at the start.
  std::optional<LinePoint<T>> best(const LinePoint<T>& point) const {
    const bool steeper_up = level(point) && point.slope >= -start().slope;
    if (point.alpha > 0 && point.value <= start().value && !steeper_up) return point;
    return std::nullopt;
  }

  /// Halves the distance from `low` to an α without a finite φ until φ is finite, then searches before that
  /// α.
  std::optional<LinePoint<T>> zoom_from_infinite(LinePoint<T> low, double alpha) {
    while (trials_ < kMaxTrials) {
      alpha = low.alpha + (alpha - low.alpha) / 2;
      LinePoint<T> here = at(alpha);
      if (!here.finite()) continue;
      if (!sufficient(here) || here.slope >= 0) return zoom(std::move(low), std::move(here));
      return here;
    }
    return best(low);
  }

  /// The search between `low`, the best point with sufficient decrease, and `high`, on the side to which φ
  /// falls from `low`. It ends when even the middle rounds to the θ of an end.
  std::optional<LinePoint<T>> zoom(LinePoint<T> low, LinePoint<T> high) {
    bool is_at_end = false;
    while (trials_ < kMaxTrials) {
      const double alpha = is_at_end ? middle(low, high) : between(low, high);
      if (alpha == low.alpha || alpha == high.alpha) break;
      LinePoint<T> here = at(alpha);
      const bool again = std::exchange(is_at_end, here.theta == low.theta || here.theta == high.theta);
      if (again && is_at_end) break;
      if (!here.finite() || !sufficient(here) || (here.value >= low.value && !level(here))) {
        high = std::move(here);
        continue;
      }
      if (flat(here)) return here;
      if (here.slope * (high.alpha - low.alpha) >= 0) high = std::move(low);
      low = std::move(here);
    }
    return best(low);
  }

  /// A trial inside the bracket: the cubic's minimum (the secant's zero where values are level), kept away
  /// from the ends by a tenth of the bracket; every third time the middle, so that the bracket shrinks
  /// whatever φ does.
  double between(const LinePoint<T>& low, const LinePoint<T>& high) const {
    const double width = high.alpha - low.alpha;
    if (!high.finite() || trials_ % 3 == 2) return middle(low, high);
    const double guess = level(low) && level(high) ? secant(low, high) : cubic_minimum(low, high);
    const double share = (guess - low.alpha) / width;
    const double margin = options_.kind == Search::exact ? 1e-3 : 0.1;
    return std::isfinite(share) ? low.alpha + std::clamp(share, margin, 1 - margin) * width
                                : middle(low, high);
  }

  static double middle(const LinePoint<T>& low, const LinePoint<T>& high) {
    return low.alpha + (high.alpha - low.alpha) / 2;
  }

  const Line<T>& line_;
  SearchOptions options_;
  int trials_ = 0;
};

/// The acceptance of α where the values are equal to rounding: the slope has vanished by the curvature
/// condition, or has become steeper. A shorter step would make no progress.
template <class T>
bool slope_gains(const LinePoint<T>& start, const LinePoint<T>& point, double c2) {
  return std::abs(point.slope) <= -c2 * start.slope || point.slope < start.slope;
}

template <class T>
std::optional<LinePoint<T>> backtrack(const Line<T>& line, const SearchOptions& options) {
  const LinePoint<T>& start = line.start();
  double alpha = options.first;
  for (int trial = 0; trial < kMaxTrials; ++trial, alpha /= 2) {
    LinePoint<T> here = line.at(alpha);
    if (here.theta == start.theta) break;
    if (!here.finite()) continue;
    const bool hidden = level<T>(start.value, here.value);
    if (hidden ? slope_gains(start, here, options.c2) : decreases(start, here, options.c1)) return here;
  }
  return std::nullopt;
}

}  // namespace

template <class T>
std::optional<LinePoint<T>> search(const Line<T>& line, const SearchOptions& options) {
  if (options.kind == Search::armijo) return backtrack(line, options);
  return WolfeSearch<T>(line, options).run();
}

template std::optional<LinePoint<float>> search(const Line<float>&, const SearchOptions&);
template std::optional<LinePoint<double>> search(const Line<double>&, const SearchOptions&);

}  // namespace descenso
