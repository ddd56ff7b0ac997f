// Adam (Kingma & Ba 2014): bias-corrected averages of the gradient and of its square.
//
//     m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
//     v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
//     w ← w − h m̂ / (√(v̂ + ε_root) + ε)           ε_root is optax's, 0 elsewhere
//
// The first step has length h whatever the gradient: m̂ = g, v̂ = g². From w = 3 with h = 0.1: w = 2.9
// (nearly).
#pragma once

#include <array>
#include <cmath>

#include "hyperparameters.hpp"
#include "optimizer/parts.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class Adam {
 public:
  static constexpr std::array<Name, 2> kVectors{{{"mean", "m"}, {"squares", "v"}}};

  explicit Adam(const Values& values)
      : beta1_(T(values["b1"])),
        beta2_(T(values["b2"])),
        epsilon_(T(values["eps"])),
        epsilon_root_(T(values["eps_root"])) {}

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& m = state.vectors[0];
    std::vector<T>& v = state.vectors[1];
    const T c1 = bias_correction(beta1_, state.epoch);
    const T c2 = bias_correction(beta2_, state.epoch);
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = average(m[i], g[i], beta1_);
      v[i] = average(v[i], g[i] * g[i], beta2_);
      w[i] -= rate * (m[i] / c1 / (std::sqrt(v[i] / c2 + epsilon_root_) + epsilon_));
    }
  }

 private:
  T beta1_, beta2_, epsilon_, epsilon_root_;
};

}  // namespace descenso
