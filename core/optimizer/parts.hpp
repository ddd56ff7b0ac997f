// The small parts that first-order rules are composed of, in the letters of the papers.
//
//     average   m ← β m + (1 − β) g            exponential moving average with weight 1 − β on the newest
//     bias_correction    1 − βᵗ                          what an average that started at 0 still lacks after
//     t steps root      √v + ε, or √(v + ε)             the scale of a coordinate; where ε stands differs
//     between libraries
//
// m = 0, β = 0.9, g = 2: average 0.2; bias_correction(0.9, 1) = 0.1; 0.2/0.1 = 2, the gradient itself, as it
// should be.
#pragma once

#include <cmath>
#include <cstdint>

namespace descenso {

template <class T>
T average(T m, T g, T beta) {
  return beta * m + (1 - beta) * g;
}

/// 1 − βᵗ, computed in double and rounded to T.
template <class T>
T bias_correction(T beta, std::uint64_t t) {
  return T(1 - std::pow(double(beta), double(t)));
}

/// √v + ε (PyTorch), or √(v + ε) if `inside` (optax).
template <class T>
T root(T v, T epsilon, bool inside) {
  return inside ? std::sqrt(v + epsilon) : std::sqrt(v) + epsilon;
}

/// −1, 0 or 1; NaN for NaN, so that a divergence is not hidden.
template <class T>
T sign(T g) {
  return g > 0 ? T(1) : g < 0 ? T(-1) : g;
}

}  // namespace descenso
