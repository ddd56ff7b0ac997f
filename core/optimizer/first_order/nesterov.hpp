// Nesterov's accelerated gradient (1983), reformulated as PyTorch and optax have it:
//
//     b ← β b + g
//     w ← w − h (g + β b)
//
// The iterate w is the point at which the look-ahead form (look_ahead.hpp) takes its gradient: the two differ
// only in which point of the same path is called the iterate. From w = 3 on L = w²/2 with h = 0.02, β = 0.9:
// b = 3, w = 2.886.
#pragma once

#include <array>

#include "hyperparameters.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class Nesterov {
 public:
  static constexpr std::array<Name, 1> kVectors{{{"momentum", "b"}}};

  explicit Nesterov(const Values& values) : mu_(T(values["mu"])) {}

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& b = state.vectors[0];
    for (std::size_t i = 0; i < w.size(); ++i) {
      b[i] = mu_ * b[i] + g[i];
      w[i] -= rate * (g[i] + mu_ * b[i]);
    }
  }

 private:
  T mu_;
};

}  // namespace descenso
