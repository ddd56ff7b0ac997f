// Lion (Chen et al. 2023), found by program search: steps along the sign of an interpolated momentum.
//
//     c = β₁ m + (1 − β₁) g
//     w ← w − h (sign c + λ w)
//     m ← β₂ m + (1 − β₂) g
//
// Every coordinate moves by h if λ = 0 and c ≠ 0. From w = 3 with h = 0.05: w = 2.95, m = 0.03.
#pragma once

#include <array>

#include "graph/primitive_math.hpp"
#include "hyperparameters.hpp"
#include "optimizer/parts.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class Lion {
 public:
  static constexpr std::array<Name, 1> kVectors{{{"mean", "m"}}};

  explicit Lion(const Values& values)
      : beta1_(T(values["b1"])), beta2_(T(values["b2"])), lambda_(T(values["wd"])) {}

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& m = state.vectors[0];
    for (std::size_t i = 0; i < w.size(); ++i) {
      const T c = average(m[i], g[i], beta1_);
      w[i] -= rate * (sign(c) + lambda_ * w[i]);
      m[i] = average(m[i], g[i], beta2_);
    }
  }

 private:
  T beta1_, beta2_, lambda_;
};

}  // namespace descenso
