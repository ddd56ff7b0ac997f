// AdaGrad (Duchi, Hazan & Singer 2011): each coordinate's rate shrinks with the sum of its past squared
// gradients.
//
//     s ← s + g²                                  s₀ = 0 (PyTorch) or 0.1 (optax)
//     w ← w − hₜ g / (√s + ε)                    ε inside the root in optax: √(s + ε)
//     hₜ = h / (1 + (t − 1) lr_decay)            PyTorch's own decay
//
// From w = 3 on L = w²/2 with h = 0.5: s = 9, w = 3 − 0.5·3/3 = 2.5: the first step has length h whatever the
// slope.
#pragma once

#include <algorithm>
#include <array>

#include "hyperparameters.hpp"
#include "optimizer/parts.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class AdaGrad {
 public:
  static constexpr std::array<Name, 1> kVectors{{{"squares", "s"}}};

  explicit AdaGrad(const Values& values)
      : epsilon_(T(values["eps"])),
        initial_(T(values["init"])),
        decay_(T(values["lr_decay"])),
        inside_(values["inside"] != 0) {}

  void init(State<T>& state) const { std::fill(state.vectors[0].begin(), state.vectors[0].end(), initial_); }

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& s = state.vectors[0];
    const T eta = rate / (1 + T(state.epoch - 1) * decay_);
    for (std::size_t i = 0; i < w.size(); ++i) {
      s[i] += g[i] * g[i];
      w[i] -= eta * (g[i] / root(s[i], epsilon_, inside_));
    }
  }

 private:
  T epsilon_, initial_, decay_;
  bool inside_;
};

}  // namespace descenso
