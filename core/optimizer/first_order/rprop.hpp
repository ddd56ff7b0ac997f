// Rprop (Riedmiller & Braun 1993), in the form iRprop⁻ (Igel & Hüsken 2000): steps by the sign of the
// gradient alone.
//
//     s = g · g_prev, per coordinate
//     Δ ← clip(Δ · (η₊ if s > 0, η₋ if s < 0, 1 if s = 0), Δ_min, Δ_max)       Δ₀ = rate
//     if s < 0: g ← 0                             the minimum was passed: no step
//     w ← w − Δ sign g;   g_prev ← g
//
// optax's version applies the step computed one step earlier (and 0 where s < 0), so it lags by one.
// Gradients 1, 1, 1, −1, 1 with Δ₀ = 0.1: torch moves 0.1, 0.12, 0.144, 0, 0.072; optax 0, 0.1, 0.12, 0, 0.
#pragma once

#include <algorithm>
#include <array>

#include "graph/primitive_math.hpp"
#include "hyperparameters.hpp"
#include "optimizer/parts.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class Rprop {
 public:
  static constexpr std::array<Name, 2> kVectors{{{"size", "\\Delta"}, {"previous", "g_{t-1}"}}};

  explicit Rprop(const Values& values)
      : initial_(T(values["rate"])),
        minus_(T(values["eta_minus"])),
        plus_(T(values["eta_plus"])),
        smallest_(T(values["dmin"])),
        largest_(T(values["dmax"])),
        lags_(values["convention"] != 0) {}

  void init(State<T>& state) const { std::fill(state.vectors[0].begin(), state.vectors[0].end(), initial_); }

  void step(T /*rate*/, std::span<const T> gradient, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& delta = state.vectors[0];
    std::vector<T>& previous = state.vectors[1];  // g of the step before; its signed step when lagging
    for (std::size_t i = 0; i < w.size(); ++i) {
      const T s = gradient[i] * previous[i];
      if (s != 0) delta[i] = std::clamp(delta[i] * (s > 0 ? plus_ : minus_), smallest_, largest_);
      const T g = s < 0 ? T(0) : gradient[i];
      const T move = delta[i] * sign(g);
      w[i] -= !lags_ ? move : s < 0 ? T(0) : previous[i];
      previous[i] = lags_ ? move : g;
    }
  }

 private:
  T initial_, minus_, plus_, smallest_, largest_;
  bool lags_;
};

}  // namespace descenso
