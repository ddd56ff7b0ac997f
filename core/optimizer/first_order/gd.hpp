// Gradient descent (Cauchy 1847), the notebook's "futuro = presente + paso × cambio":
//
//     w ← w − h g
//
// From w = 10 with h = 0.01 and g = 20: w = 10 − 0.2 = 9.8.
#pragma once

#include <array>

#include "hyperparameters.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
struct GradientDescent {
  static constexpr std::array<Name, 0> kVectors{};
  static constexpr bool kIsPlain = true;
  explicit GradientDescent(const Values&) {}

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= rate * g[i];
  }
};

}  // namespace descenso
