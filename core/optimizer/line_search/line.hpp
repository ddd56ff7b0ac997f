// The loss along one direction: φ(α) = L(θ + α p), φ′(α) = ∇L(θ + α p)·p.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "loss/objective.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

/// Σ aᵢ bᵢ, in double.
template <class T>
double dot(const std::vector<T>& a, const std::vector<T>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += double(a[i]) * double(b[i]);
  return sum;
}

/// ‖v‖₂, in double.
template <class T>
double norm(const std::vector<T>& v) {
  return std::sqrt(dot(v, v));
}

/// Whether the gradient is below its rounding level. `largest_gradient` is the largest ‖∇L‖ of the descent.
/// At a kink the gradient stays above it, so that a method that is stuck there does not report convergence.
template <class T>
bool flat(const State<T>& state, double largest_gradient) {
  const double root = std::sqrt(double(std::numeric_limits<T>::epsilon()));
  const double g = norm(state.gradient);
  return g <= root * largest_gradient || g * norm(state.theta) <= root * std::abs(double(state.loss));
}

/// Whether two values of L differ by no more than their rounding.
template <class T>
bool level(double before, double after) {
  return std::abs(after - before) <= 4 * std::numeric_limits<T>::epsilon() * std::abs(before);
}

/// Divides a direction by a power of two where its square would overflow or vanish, and returns that power.
template <class T>
double moderated(std::vector<T>& p) {
  double largest = 0;
  for (const T each : p) largest = std::max(largest, std::abs(double(each)));
  if (!(largest > 1e100 || largest < 1e-100) || !(largest > 0) || !std::isfinite(largest)) return 1;
  const double unit = std::exp2(std::ilogb(largest));
  for (T& each : p) each = T(double(each) / unit);
  return unit;
}

/// A point of the line, with its θ and ∇L.
template <class T>
struct LinePoint {
  double alpha = 0;
  double value = 0;  ///< φ(α)
  double slope = 0;  ///< φ′(α)
  std::vector<T> theta, gradient;

  bool finite() const { return std::isfinite(value) && std::isfinite(slope); }
};

template <class T>
class Line {
 public:
  /// The line from the state's θ along p (p entries). Evaluations are counted in `evaluations`.
  Line(Objective<T>& objective, const State<T>& state, const std::vector<T>& p, Evaluations& evaluations)
      : objective_(objective), p_(p), evaluations_(evaluations) {
    start_ = {0, double(state.loss), dot(state.gradient, p), state.theta, state.gradient};
  }

  /// α = 0.
  const LinePoint<T>& start() const { return start_; }

  /// φ and φ′ at α. One evaluation of L and ∇L.
  LinePoint<T> at(double alpha) const {
    LinePoint<T> point;
    point.alpha = alpha;
    point.theta.resize(p_.size());
    point.gradient.resize(p_.size());
    for (std::size_t i = 0; i < p_.size(); ++i) point.theta[i] = start_.theta[i] + T(alpha) * p_[i];
    point.value = double(objective_.value_and_gradient(point.theta, point.gradient));
    point.slope = dot(point.gradient, p_);
    ++evaluations_.value;
    ++evaluations_.gradient;
    return point;
  }

 private:
  Objective<T>& objective_;
  const std::vector<T>& p_;
  Evaluations& evaluations_;
  LinePoint<T> start_;
};

}  // namespace descenso
