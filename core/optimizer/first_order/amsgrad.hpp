// AMSGrad (Reddi, Kale & Kumar 2018): Adam whose scale never shrinks. Three conventions:
//
//     m ← β₁ m + (1 − β₁) g;   v ← β₂ v + (1 − β₂) g²
//     torch:  x ← max(x, v)              w ← w − h m̂ / (√(x/(1 − β₂ᵗ)) + ε)
//     optax:  x ← max(x, v/(1 − β₂ᵗ))    w ← w − h m̂ / (√x + ε)
//     paper:  x ← max(x, v)              w ← w − h m / (√x + ε)          no correction of m or v
//
// From w = 3 on L = w²/2 with h = 0.1: torch and optax 2.9 (nearly), paper 3 − 0.1·0.3/√0.009 = 2.68377….
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "hyperparameters.hpp"
#include "optimizer/parts.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class AmsGrad {
 public:
  static constexpr std::array<Name, 3> kVectors{{{"mean", "m"}, {"squares", "v"}, {"largest", "x"}}};

  explicit AmsGrad(const Values& values)
      : beta1_(T(values["b1"])),
        beta2_(T(values["b2"])),
        epsilon_(T(values["eps"])),
        convention_(Convention(int(values["convention"]))) {}

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& m = state.vectors[0];
    std::vector<T>& v = state.vectors[1];
    std::vector<T>& x = state.vectors[2];
    const bool corrected = convention_ != Convention::paper;
    const T c1 = corrected ? bias_correction(beta1_, state.epoch) : T(1);
    const T c2 = corrected ? bias_correction(beta2_, state.epoch) : T(1);
    const T before =
        convention_ == Convention::optax ? c2 : T(1);  // the correction is before the maximum in optax
    const T after = convention_ == Convention::torch ? c2 : T(1);  // and after it in PyTorch
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = average(m[i], g[i], beta1_);
      v[i] = average(v[i], g[i] * g[i], beta2_);
      x[i] = std::max(x[i], v[i] / before);
      w[i] -= rate * (m[i] / c1 / (std::sqrt(x[i] / after) + epsilon_));
    }
  }

 private:
  enum class Convention { torch, optax, paper };

  T beta1_, beta2_, epsilon_;
  Convention convention_;
};

}  // namespace descenso
