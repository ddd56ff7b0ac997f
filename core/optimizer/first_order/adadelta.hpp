// AdaDelta (Zeiler 2012): steps in the unit of w, by the ratio of past steps to past gradients.
//
//     E ← ρ E + (1 − ρ) g²
//     d = √(D + ε) / √(E + ε) · g
//     D ← ρ D + (1 − ρ) d²
//     w ← w − h d                                 h = 1 in the paper
//
// From w = 3 on L = w²/2 with ρ = 0.9, ε = 1e-6: E = 0.9, d = 10⁻³/√0.900001·3 ≈ 0.0031623, w ≈ 2.9968377.
#pragma once

#include <array>
#include <cmath>

#include "hyperparameters.hpp"
#include "optimizer/parts.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class AdaDelta {
 public:
  static constexpr std::array<Name, 2> kVectors{{{"squares", "E"}, {"steps", "D"}}};

  explicit AdaDelta(const Values& values) : rho_(T(values["rho"])), epsilon_(T(values["eps"])) {}

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& E = state.vectors[0];
    std::vector<T>& D = state.vectors[1];
    for (std::size_t i = 0; i < w.size(); ++i) {
      E[i] = average(E[i], g[i] * g[i], rho_);
      const T d = std::sqrt(D[i] + epsilon_) / std::sqrt(E[i] + epsilon_) * g[i];
      D[i] = average(D[i], d * d, rho_);
      w[i] -= rate * d;
    }
  }

 private:
  T rho_, epsilon_;
};

}  // namespace descenso
