// RMSProp (Hinton 2012, lecture 6e): AdaGrad with an exponential average instead of a sum.
//
//     v ← α v + (1 − α) g²
//     centred (Graves 2013):  m ← α m + (1 − α) g,  and v − m² in place of v below
//     u = g / (√v + ε)                            ε inside the root in optax: √(v + ε)
//     b ← β b + u
//     w ← w − h b                                 without momentum (β = 0) b is u
//
// From w = 3 on L = w²/2 with h = 0.05, α = 0.99: v = 0.09, u = 10 (nearly), w = 2.5.
#pragma once

#include <algorithm>
#include <array>

#include "hyperparameters.hpp"
#include "optimizer/parts.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class RmsProp {
 public:
  static constexpr std::array<Name, 3> kVectors{{{"squares", "v"}, {"mean", "m"}, {"momentum", "b"}}};

  explicit RmsProp(const Values& values)
      : alpha_(T(values["alpha"])),
        epsilon_(T(values["eps"])),
        mu_(T(values["mu"])),
        initial_(T(values["init"])),
        centered_(values["centered"] != 0),
        inside_(values["inside"] != 0) {}

  void init(State<T>& state) const { std::fill(state.vectors[0].begin(), state.vectors[0].end(), initial_); }

  void step(T rate, std::span<const T> g, State<T>& state) const {
    std::vector<T>& w = state.theta;
    std::vector<T>& v = state.vectors[0];
    std::vector<T>& m = state.vectors[1];  // stays 0 unless centred
    std::vector<T>& b = state.vectors[2];
    for (std::size_t i = 0; i < w.size(); ++i) {
      v[i] = average(v[i], g[i] * g[i], alpha_);
      if (centered_) m[i] = average(m[i], g[i], alpha_);
      const T u = g[i] / root(v[i] - m[i] * m[i], epsilon_, inside_);
      b[i] = mu_ * b[i] + u;
      w[i] -= rate * b[i];
    }
  }

 private:
  T alpha_, epsilon_, mu_, initial_;
  bool centered_, inside_;
};

}  // namespace descenso
