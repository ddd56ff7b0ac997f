// The arithmetic that first-order rules share, in the letters of the papers.
//
//     average           m ← β m + (1 − β) g      exponential moving average with weight 1 − β on the newest
//     bias_correction   1 − βᵗ                   the sum of the weights of an average that started at 0
//     root              √v + ε, or √(v + ε)      the scale of a coordinate; libraries place ε differently
//
// m = 0, β = 0.9, g = 2: the average is 0.2, bias_correction(0.9, 1) = 0.1, and 0.2/0.1 = 2 is the gradient.
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

}  // namespace descenso
