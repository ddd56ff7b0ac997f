// The operations that kernels are written in, for plain numbers.
//
// Every formula of elementary.hpp and primitive_kernel.hpp is a template over a lane type V. With V = double
// or float it computes; with V = EmittedLanes (emit_wasm.cpp) the same text writes WebAssembly. One source,
// so the bits are equal. A lane type has + − × ÷ with itself and with double literals, and the functions
// below.
#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <cstring>

#include "jit/power_table.hpp"

namespace descenso {

/// The constant `value` in the lane type of `like`.
template <std::floating_point T>
T constant_like(T /*like*/, double value) {
  return static_cast<T>(value);
}

// Comparisons give a mask; false where an operand is NaN (is_different: true).
template <std::floating_point T>
bool is_less(T a, T b) {
  return a < b;
}
template <std::floating_point T>
bool is_less_equal(T a, T b) {
  return a <= b;
}
template <std::floating_point T>
bool is_equal(T a, T b) {
  return a == b;
}
template <std::floating_point T>
bool is_different(T a, T b) {
  return a != b;
}
inline bool both(bool a, bool b) { return a && b; }

/// a where the mask is set, else b.
template <std::floating_point T>
T select(bool mask, T a, T b) {
  return mask ? a : b;
}
/// 1 where the mask is set, else 0.
template <std::floating_point T>
T one_where(bool mask, T /*like*/) {
  return mask ? T(1) : T(0);
}

template <std::floating_point T>
T absolute(T a) {
  return std::abs(a);
}
template <std::floating_point T>
T square_root(T a) {
  return std::sqrt(a);
}
template <std::floating_point T>
T round_down(T a) {
  return std::floor(a);
}
/// |magnitude| with the sign bit of `sign`.
inline double copy_sign(double magnitude, double sign) { return std::copysign(magnitude, sign); }

/// b < a ? b : a. One instruction; a NaN in a stays, unlike in `minimum`.
inline double pick_smaller(double a, double b) { return b < a ? b : a; }
/// a < b ? b : a. A NaN in a stays.
inline double pick_larger(double a, double b) { return a < b ? b : a; }

/// 2^k for a whole number k in [−1022, 1023]: adding 2⁵² + 1023 leaves the biased exponent in the lowest
/// bits.
inline double power_of_two(double k) {
  const double shifted = k + (4503599627370496.0 + 1023);
  std::uint64_t word;
  std::memcpy(&word, &shifted, sizeof word);
  word <<= 52;
  double power;
  std::memcpy(&power, &word, sizeof power);
  return power;
}

// Of a whole number k that was added to 1.5·2⁵²: its lowest bits are those of k in two's complement, which
// k < 0 needs.

/// k of 1.5·2⁵² + k.
inline std::int32_t whole_of(double shifted) {
  std::uint64_t word;
  std::memcpy(&word, &shifted, sizeof word);
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(word));
}

/// 2^(j/128) = high·(1 + rest).
template <class V>
struct Power {
  V rest;
  V high;
};

/// 2^(j/128) of power_table, for j = k mod 128.
inline Power<double> look_up_power(double shifted) {
  const std::size_t j = static_cast<std::uint32_t>(whole_of(shifted)) % power_table_size;
  return {power_table[2 * j], power_table[2 * j + 1]};
}

/// 2^⌊k/128⌋ in two factors, neither of which overflows or is subnormal for |k| < 128·2000: first·y, and the
/// second.
template <class V>
struct Scaled {
  V first;
  V second;
};
inline Scaled<double> scale_by_power(double y, double shifted) {
  const std::int32_t k = whole_of(shifted);
  std::uint64_t word;
  std::memcpy(&word, &y, sizeof word);
  word += static_cast<std::uint64_t>(k >> 8) << 52;
  const std::uint64_t second_word = static_cast<std::uint64_t>((k >> 7) - (k >> 8) + 1023) << 52;
  Scaled<double> out;
  std::memcpy(&out.first, &word, sizeof word);
  std::memcpy(&out.second, &second_word, sizeof second_word);
  return out;
}

/// The same in one factor, for |k| < 128·1000.
inline double scale_at_once(double y, double shifted) {
  std::uint64_t word;
  std::memcpy(&word, &y, sizeof word);
  word += static_cast<std::uint64_t>(whole_of(shifted) >> 7) << 52;
  std::memcpy(&y, &word, sizeof word);
  return y;
}

/// x = m·2^k with m in [√½, √2).
template <class V>
struct MantissaExponent {
  V mantissa;
  V exponent;
};

// Adding this to the bits of x makes the exponent field step at √2 instead of at 2 (musl's log).
inline constexpr std::uint64_t kSqrtHalfBits = 0x3fe6a09e00000000u;
inline constexpr std::uint64_t kExponentStep = 0x3ff0000000000000u - kSqrtHalfBits;
inline constexpr std::uint64_t kMantissaMask = 0x000fffffffffffffu;
inline constexpr std::uint64_t kTwoTo52Bits = 0x4330000000000000u;

/// For positive normal x; anything for other x.
inline MantissaExponent<double> split(double x) {
  std::uint64_t word;
  std::memcpy(&word, &x, sizeof word);
  word += kExponentStep;
  const std::uint64_t exponent_word = word >> 52 | kTwoTo52Bits;
  const std::uint64_t mantissa_word = (word & kMantissaMask) + kSqrtHalfBits;
  double m, k;
  std::memcpy(&m, &mantissa_word, sizeof m);
  std::memcpy(&k, &exponent_word, sizeof k);
  return {m, k - (4503599627370496.0 + 1023)};
}

/// Marks a place in a long chain of steps after which only these two values are needed; a kernel may begin a
/// new loop there.
inline void end_stage(double& /*a*/, double& /*b*/) {}

using UnaryFunction = double (*)(double);
using BinaryFunction = double (*)(double, double);

/// f of each lane: a call into the C library.
inline double call(UnaryFunction f, double a) { return f(a); }
inline double call(BinaryFunction f, double a, double b) { return f(a, b); }

/// f(x) in the lanes of the mask, else `fast`.
inline double call_where(bool mask, UnaryFunction f, double x, double fast) { return mask ? f(x) : fast; }

/// f, which is written for double, of a lane type of any precision: float goes through double and back.
template <class F>
double through_double(F f, double a) {
  return f(a);
}
template <class F>
float through_double(F f, float a) {
  return static_cast<float>(f(static_cast<double>(a)));
}
template <class F>
double through_double(F f, double a, double b) {
  return f(a, b);
}
template <class F>
float through_double(F f, float a, float b) {
  return static_cast<float>(f(static_cast<double>(a), static_cast<double>(b)));
}

}  // namespace descenso
