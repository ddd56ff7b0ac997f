// L-BFGS (Nocedal 1980): BFGS with the last k pairs (s, y) instead of a matrix.
//
//     p = −H g by the two-loop recursion (Nocedal & Wright 2006, algorithm 7.4),
//     H₀ = (s·y/y·y) I of the newest pair
//
// Memory 2kp instead of p²; with k ≥ p on a quadratic the path is that of BFGS. A pair with y·s not positive
// is skipped. One pair on L = 5w²: s = −1, y = −10, so p = −g/10, Newton's step.
#pragma once

#include <array>
#include <vector>

#include "optimizer/line_search/descent.hpp"

namespace descenso {

template <class T>
class LBfgs {
 public:
  static constexpr std::array<Name, 2> kVectors{{{"steps", "S"}, {"changes", "Y"}}};
  static constexpr std::array<Name, 1> kNumbers{{{"pairs", ""}}};

  explicit LBfgs(const Values& values) : memory_(std::size_t(values["memory"])) {}

  void direction(Objective<T>&, State<T>& state, std::vector<T>& p) const {
    const std::size_t n = p.size(), pairs = state.vectors[kOwnVectors].size() / n;
    const T* S = state.vectors[kOwnVectors].data();
    const T* Y = state.vectors[kOwnVectors + 1].data();
    std::vector<double> q(state.gradient.begin(), state.gradient.end()), a(pairs);
    for (std::size_t k = pairs; k-- > 0;) {
      a[k] = product(S + k * n, q) / product(S + k * n, Y + k * n, n);
      for (std::size_t i = 0; i < n; ++i) q[i] -= a[k] * double(Y[k * n + i]);
    }
    const T* newest = pairs > 0 ? Y + (pairs - 1) * n : nullptr;
    const double gamma = pairs > 0 ? product(S + (pairs - 1) * n, newest, n) / product(newest, newest, n) : 1;
    for (double& each : q) each *= gamma;
    for (std::size_t k = 0; k < pairs; ++k) {
      const double b = product(Y + k * n, q) / product(S + k * n, Y + k * n, n);
      for (std::size_t i = 0; i < n; ++i) q[i] += (a[k] - b) * double(S[k * n + i]);
    }
    for (std::size_t i = 0; i < n; ++i) p[i] = T(-q[i]);
  }

  void update(State<T>& state, const std::vector<T>& s, const std::vector<T>& y) const {
    const double ys = dot(y, s);
    if (!(ys > 1e-14 * std::sqrt(dot(y, y) * dot(s, s)))) return;
    push(state.vectors[kOwnVectors], s);
    push(state.vectors[kOwnVectors + 1], y);
    state.numbers[kOwnNumbers] = T(state.vectors[kOwnVectors].size() / s.size());
  }

  void reset(State<T>& state) const {
    state.vectors[kOwnVectors].clear();
    state.vectors[kOwnVectors + 1].clear();
    state.numbers[kOwnNumbers] = 0;
  }

  bool has_natural_step(const State<T>& state) const { return state.numbers[kOwnNumbers] > 0; }
  double first_step(const State<T>& state) const {
    return has_natural_step(state) ? 1 : short_first_step(state);
  }

 private:
  static double product(const T* a, const T* b, std::size_t n) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += double(a[i]) * double(b[i]);
    return sum;
  }
  static double product(const T* a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < b.size(); ++i) sum += double(a[i]) * b[i];
    return sum;
  }
  /// Appends one vector of the newest pair, and drops the oldest if there are more than k.
  void push(std::vector<T>& history, const std::vector<T>& newest) const {
    if (history.size() == memory_ * newest.size())
      history.erase(history.begin(), history.begin() + std::ptrdiff_t(newest.size()));
    history.insert(history.end(), newest.begin(), newest.end());
  }

  std::size_t memory_;
};

}  // namespace descenso
