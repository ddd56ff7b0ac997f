// NumPy's legacy generator, `numpy.random.RandomState`, bit for bit.
//
// NumPy froze this stream by policy (NEP 19), so a notebook of ten years ago still prints the same numbers.
// Three layers:
//
//  1. 32-bit words: the Mersenne Twister MT19937 (Matsumoto & Nishimura 1998), seeded as
//     `std::mt19937(seed)`.
//  2. Uniforms on [0, 1) with 53 random bits, from two words a, b in that order:
//         u = ((a >> 5)·2²⁶ + (b >> 6)) / 2⁵³
//  3. Normals by Marsaglia's polar method: draw x₁ = 2u − 1, x₂ = 2u′ − 1 until 0 < r² = x₁² + x₂² < 1; then
//         f = √(−2·ln r² / r²)
//     f·x₂ is returned first, and f·x₁ is kept for the next call.
//
// Example (seed 22): the first standard normal is −0.0919499198651913. A test repeats it.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace descenso {

class RandomState {
 public:
  explicit RandomState(std::uint32_t seed) : words_(seed) {}

  /// The next 32-bit word of the Mersenne Twister.
  std::uint32_t next_word() { return static_cast<std::uint32_t>(words_()); }

  /// Uniform on [0, 1), a multiple of 2⁻⁵³.
  double random_sample();

  /// One draw of N(0, 1). Its last bit is that of NumPy on a processor with fused multiply-add
  /// (random/log.hpp).
  double standard_normal();

  /// One draw of N(mean, sd²) = mean + sd·standard_normal(). sd ≥ 0, in the unit of the mean.
  double normal(double mean, double sd) { return mean + sd * standard_normal(); }

  /// A uniform integer in [0, max], by masking and rejection as NumPy does.
  std::uint32_t interval(std::uint32_t max);

  /// A random order of 0 … n−1: Fisher–Yates from the end, the order of `RandomState.permutation(n)`.
  std::vector<std::uint32_t> permutation(std::uint32_t n);

 private:
  std::mt19937 words_;
  std::optional<double> kept_normal_;
};

}  // namespace descenso
