// Heavy ball (Polyak 1964): a velocity that accumulates past gradients.
//
//     b ← β b + (1 − τ) g        (b ← g at t = 1; τ is PyTorch's dampening, 0 for Polyak and optax)
//     w ← w − h b
//
// "averaged" is the other common form, b ← β b + (1 − β) g; with the rate h/(1 − β) its path is the same.
// From w = 3 on L = w²/2 with h = 0.02, β = 0.9: b = 3, w = 2.94; b = 5.64, w = 2.8272.
#pragma once

#include <array>

#include "hyperparameters.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class Momentum {
 public:
  static constexpr std::array<Name, 1> kVectors{{{"momentum", "b"}}};

  explicit Momentum(const Values& values)
      : mu_(T(values["mu"])), tau_(T(values["dampening"])), averaged_(values["averaged"] != 0) {}

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& b = state.vectors[0];
    const bool full_gradient = !averaged_ && state.epoch == 1;
    const T share = averaged_ ? 1 - mu_ : full_gradient ? T(1) : 1 - tau_;
    for (std::size_t i = 0; i < w.size(); ++i) {
      b[i] = mu_ * b[i] + share * g[i];
      w[i] -= rate * b[i];
    }
  }

 private:
  T mu_, tau_;
  bool averaged_;
};

}  // namespace descenso
