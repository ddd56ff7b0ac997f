// Nesterov's accelerated gradient in look-ahead form (Sutskever, Martens, Dahl & Hinton 2013): the gradient
// is taken at the point to which the velocity alone would lead.
//
//     v ← β v − h ∇L(w + β v)
//     w ← w + v
//
// Costs two gradients a step here: one at w + β v for the update, one at w for the record (not counted).
// From w = 3 on L = w²/2 with h = 0.02, β = 0.9: v = −0.06, w = 2.94; then the slope is taken at 2.886.
#pragma once

#include <array>

#include "hyperparameters.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class LookAhead {
 public:
  static constexpr std::array<Name, 1> kVectors{{{"velocity", "v"}}};

  explicit LookAhead(const Values& values) : mu_(T(values["mu"])) {}

  void look_ahead(const State<T>& state, std::span<T> point) const {
    for (std::size_t i = 0; i < point.size(); ++i) point[i] = state.theta[i] + mu_ * state.vectors[0][i];
  }

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& v = state.vectors[0];
    for (std::size_t i = 0; i < w.size(); ++i) {
      v[i] = mu_ * v[i] - rate * g[i];
      w[i] += v[i];
    }
  }

 private:
  T mu_;
};

}  // namespace descenso
