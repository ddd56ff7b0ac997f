// RAdam (Liu et al. 2019, algorithm 2) in PyTorch's form: Adam, whose adaptive scale is used only once it
// averages enough gradients.
//
//     m ← β₁ m + (1 − β₁) g;   v ← β₂ v + (1 − β₂) g²;   m̂ = m/(1 − β₁ᵗ);   v̂ = v/(1 − β₂ᵗ)
//     ρ_∞ = 2/(1 − β₂) − 1,    ρ_t = ρ_∞ − 2t β₂ᵗ/(1 − β₂ᵗ)          the effective number of gradients in v
//     ρ_t > 5:  w ← w − h r m̂ / (√v̂ + ε/√(1 − β₂ᵗ)),
//               r = √((ρ_t − 4)(ρ_t − 2) ρ_∞ / ((ρ_∞ − 4)(ρ_∞ − 2) ρ_t))
//     else      w ← w − h m̂
//
// (The paper's bound is 4; with β₂ = 0.999 both wait for five steps. optax has ε without its root.) The
// difference in ρ_t cancels all digits but the last ones, so it is computed step by step:
// ρ_t = 1 + β₂ (1 − β₂ᵗ⁻¹)/(1 − β₂ᵗ) (ρ_{t−1} + 1).
//
// From w = 3 on L = w²/2 with h = 0.1 the first step is m̂ = g: w = 3 − 0.1·3 = 2.7. ρ_1 = 1, ρ_2 = 1.9995,
// ρ_6 = 5.994….
#pragma once

#include <array>
#include <cmath>

#include "hyperparameters.hpp"
#include "optimizer/parts.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class RAdam {
 public:
  static constexpr std::array<Name, 2> kVectors{{{"mean", "m"}, {"squares", "v"}}};
  static constexpr std::array<Name, 1> kNumbers{{{"window", "\\rho_t"}}};

  explicit RAdam(const Values& values)
      : beta1_(T(values["b1"])),
        beta2_(T(values["b2"])),
        epsilon_(T(values["eps"])),
        longest_(2 / (1 - beta2_) - 1) {}

  void init(State<T>& state) const { window(state) = -1; }

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& m = state.vectors[0];
    std::vector<T>& v = state.vectors[1];
    const T c1 = bias_correction(beta1_, state.epoch), c2 = bias_correction(beta2_, state.epoch);
    const T rho = window(state) =
        1 + beta2_ * (bias_correction(beta2_, state.epoch - 1) / c2) * (window(state) + 1);
    const bool is_adaptive = rho > 5;
    const T factor = is_adaptive ? rectification(rho) * std::sqrt(c2) : T(1);
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = average(m[i], g[i], beta1_);
      v[i] = average(v[i], g[i] * g[i], beta2_);
      const T scale = is_adaptive ? std::sqrt(v[i]) + epsilon_ : T(1);
      w[i] -= rate * (factor * (m[i] / c1) / scale);
    }
  }

 private:
  static T& window(State<T>& state) { return state.numbers.back(); }

  T rectification(T rho) const {
    return std::sqrt((rho - 4) * (rho - 2) * longest_ / ((longest_ - 4) * (longest_ - 2) * rho));
  }

  T beta1_, beta2_, epsilon_, longest_;
};

}  // namespace descenso
