// Nonlinear conjugate gradient: each direction keeps part of the previous one, so that on a quadratic it does
// not undo the minimization along earlier directions.
//
//     p ← −g′ + β p,     y = g′ − g
//     FR    β = g′·g′ / g·g                  Fletcher & Reeves 1964
//     PR+   β = max(0, g′·y / g·g)           Polak & Ribière 1969, Powell 1984
//     HS    β = g′·y / p·y                   Hestenes & Stiefel 1952
//
// The directions descend if the search has c₂ < ½; the default is 0.1. On a quadratic in p parameters with
// exact searches it ends after p steps: from (3, −2) on ½(w₁² + 10 w₂²), two.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "optimizer/line_search/descent.hpp"

namespace descenso {

template <class T>
class ConjugateGradient {
 public:
  static constexpr std::array<Name, 1> kVectors{{{"conjugate", "-g + \\beta p"}}};
  static constexpr std::array<Name, 1> kNumbers{{{"beta", "\\beta"}}};

  explicit ConjugateGradient(const Values& values) : formula_(Formula(int(values["formula"]))) {}

  void direction(Objective<T>&, State<T>& state, std::vector<T>& p) const { p = state.vectors[kOwnVectors]; }

  void update(State<T>& state, const std::vector<T>&, const std::vector<T>& y) const {
    const std::vector<T>& p = state.vectors[0];
    const double b = beta(state.gradient, p, y);
    state.numbers[kOwnNumbers] = T(b);
    std::vector<T>& next = state.vectors[kOwnVectors];
    for (std::size_t i = 0; i < p.size(); ++i) next[i] = T(-double(state.gradient[i]) + b * double(p[i]));
  }

  void reset(State<T>& state) const {
    state.numbers[0] = state.numbers[kOwnNumbers] = 0;
    std::vector<T>& next = state.vectors[kOwnVectors];
    std::transform(state.gradient.begin(), state.gradient.end(), next.begin(), [](T g) { return -g; });
  }

  bool has_natural_step(const State<T>&) const { return false; }
  double first_step(const State<T>& state) const {
    if (state.numbers[0] == 0) return short_first_step(state);
    const double slope = dot(state.gradient, state.vectors[kOwnVectors]);
    const double alpha = double(state.numbers[0]) * double(state.numbers[1]) / slope;
    return std::isfinite(alpha) && alpha > 0 ? alpha : short_first_step(state);
  }

 private:
  enum class Formula { fr, pr, hs };

  /// β from g′, the previous p, and y; 0 (a restart) where the formula divides by 0.
  double beta(const std::vector<T>& next, const std::vector<T>& p, const std::vector<T>& y) const {
    double before = 0;  // g·g, with g = g′ − y
    for (std::size_t i = 0; i < y.size(); ++i)
      before += (double(next[i]) - double(y[i])) * (double(next[i]) - double(y[i]));
    double b = 0;
    switch (formula_) {
      case Formula::fr:
        b = dot(next, next) / before;
        break;
      case Formula::pr:
        b = std::max(0.0, dot(next, y) / before);
        break;
      case Formula::hs:
        b = dot(next, y) / dot(p, y);
        break;
    }
    return std::isfinite(b) ? b : 0;
  }

  Formula formula_;
};

}  // namespace descenso
