// NAdam (Dozat 2016): Adam with Nesterov's look-ahead. Two conventions:
//
//     m ← β₁ m + (1 − β₁) g;   v ← β₂ v + (1 − β₂) g²;   v̂ = v / (1 − β₂ᵗ)
//     torch:  μ_t = β₁ (1 − 0.5 · 0.96^(tψ)),
//             m̂ = μ_{t+1} m / (1 − Π_{i≤t+1} μ_i) + (1 − μ_t) g / (1 − Π_{i≤t} μ_i)
//     optax:  μ_t = β₁,   m̂ = β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ)
//     w ← w − h m̂ / (√v̂ + ε)
//
// optax from w = 3 with h = 0.1: m̂ = 0.9·0.3/0.19 + 0.3/0.1 = 4.42105…, w = 3 − 0.1·4.42105/3 = 2.85263….
#pragma once

#include <array>
#include <cmath>

#include "hyperparameters.hpp"
#include "optimizer/parts.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class NAdam {
 public:
  static constexpr std::array<Name, 2> kVectors{{{"mean", "m"}, {"squares", "v"}}};
  static constexpr std::array<Name, 1> kNumbers{{{"product", "\\prod \\beta_i"}}};

  explicit NAdam(const Values& values)
      : beta1_(T(values["b1"])),
        beta2_(T(values["b2"])),
        epsilon_(T(values["eps"])),
        psi_(values["momentum_decay"]),
        scheduled_(values["convention"] == 0) {}

  void init(State<T>& state) const { product(state) = 1; }

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& m = state.vectors[0];
    std::vector<T>& v = state.vectors[1];
    const T mu = mu_at(state.epoch);
    const T next = mu_at(state.epoch + 1);
    product(state) *= mu;
    const T share_m = next / (1 - product(state) * next);
    const T share_g = (1 - mu) / (1 - product(state));
    const T c2 = bias_correction(beta2_, state.epoch);
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = average(m[i], g[i], beta1_);
      v[i] = average(v[i], g[i] * g[i], beta2_);
      w[i] -= rate * ((share_m * m[i] + share_g * g[i]) / (std::sqrt(v[i] / c2) + epsilon_));
    }
  }

 private:
  static T& product(State<T>& state) { return state.numbers.back(); }

  T mu_at(std::uint64_t t) const {
    return scheduled_ ? T(double(beta1_) * (1 - 0.5 * std::pow(0.96, double(t) * psi_))) : beta1_;
  }

  T beta1_, beta2_, epsilon_;
  double psi_;
  bool scheduled_;
};

}  // namespace descenso
