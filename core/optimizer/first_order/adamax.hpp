// AdaMax (Kingma & Ba 2014, § 7.1): Adam with the largest gradient in place of the mean square.
//
//     m ← β₁ m + (1 − β₁) g
//     u ← max(β₂ u, |g| + ε)                      the paper has no ε
//     w ← w − h m / ((1 − β₁ᵗ) u)
//
// From w = 3 on L = w²/2 with h = 0.1: m = 0.3, u = 3, w = 3 − 0.1·0.3/(0.1·3) = 2.9 (nearly).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "hyperparameters.hpp"
#include "optimizer/parts.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class AdaMax {
 public:
  static constexpr std::array<Name, 2> kVectors{{{"mean", "m"}, {"largest", "u"}}};

  explicit AdaMax(const Values& values)
      : beta1_(T(values["b1"])), beta2_(T(values["b2"])), epsilon_(T(values["eps"])) {}

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& m = state.vectors[0];
    std::vector<T>& u = state.vectors[1];
    const T c1 = bias_correction(beta1_, state.epoch);
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = average(m[i], g[i], beta1_);
      u[i] = std::max(beta2_ * u[i], std::abs(g[i]) + epsilon_);
      w[i] -= rate * (m[i] / (c1 * u[i]));
    }
  }

 private:
  T beta1_, beta2_, epsilon_;
};

}  // namespace descenso
