// Steepest descent with a line search (Cauchy 1847): p = −∇L.
//
// The first trial assumes that the step changes L as much as the previous one did: α′ = α (∇L·p)/(∇L′·p′)
// (Nocedal & Wright 2006, § 3.5). With exact searches every direction is perpendicular to the one before: the
// zigzag. From (10, 1) on L = ½(w₁² + 10 w₂²), exact: α = gᵀg/gᵀHg = 200/1100, w = (90/11, −9/11).
#pragma once

#include <algorithm>
#include <array>

#include "optimizer/line_search/descent.hpp"

namespace descenso {

template <class T>
class SteepestDescent {
 public:
  static constexpr std::array<Name, 0> kVectors{};
  static constexpr std::array<Name, 0> kNumbers{};

  explicit SteepestDescent(const Values&) {}

  void direction(Objective<T>&, State<T>& state, std::vector<T>& p) const {
    std::transform(state.gradient.begin(), state.gradient.end(), p.begin(), [](T g) { return -g; });
  }
  void update(State<T>&, const std::vector<T>&, const std::vector<T>&) const {}
  void reset(State<T>& state) const { state.numbers[0] = 0; }

  bool has_natural_step(const State<T>&) const { return false; }
  double first_step(const State<T>& state) const {
    if (state.numbers[0] == 0) return short_first_step(state);
    const double alpha =
        double(state.numbers[0]) * double(state.numbers[1]) / -dot(state.gradient, state.gradient);
    return std::isfinite(alpha) && alpha > 0 ? alpha : short_first_step(state);
  }
};

}  // namespace descenso
