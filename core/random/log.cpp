#include "random/log.hpp"

#include <cmath>
#include <cstdint>

#ifdef __EMSCRIPTEN__
// The constants of the algorithm, as musl keeps them for its own logarithm.
extern "C" const struct {
  double ln2_high, ln2_low, poly[5], near_one[11];
  struct {
    double inverse, log;  // 1/c, ln c
  } table[128];
} __log_data;
#endif

namespace descenso {
namespace {

// __builtin_bit_cast, as libc++ 13 has no std::bit_cast.

/// A number and its rounding error.
struct Pair {
  double value, rest;
};

/// a + b exactly (Knuth 1969).
Pair two_sum(double a, double b) {
  const double sum = a + b, of_b = sum - a;
  return {sum, (a - (sum - of_b)) + (b - of_b)};
}

/// a·b exactly (Dekker 1971, the halves by Veltkamp).
Pair two_product(double a, double b) {
  const auto high = [](double x) {
    const double shifted = 134217729.0 * x;  // 2²⁷ + 1
    return shifted - (shifted - x);
  };
  const double product = a * b, a1 = high(a), b1 = high(b), a2 = a - a1, b2 = b - b1;
  return {product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2};
}

/// a + b rounded to odd: if it is not exact, the neighbour whose last bit is 1.
double rounded_to_odd(double a, double b) {
  const auto [sum, rest] = two_sum(a, b);
  const auto bits = __builtin_bit_cast(std::uint64_t, sum);
  if (rest == 0 || (bits & 1) != 0) return sum;
  return __builtin_bit_cast(double, (rest > 0) == (sum > 0) ? bits + 1 : bits - 1);
}

}  // namespace

double fused_multiply_add(double a, double b, double c) {
  const auto [product, rest] = two_product(a, b);
  const auto [low, low_rest] = two_sum(c, rest);
  const auto [high, middle] = two_sum(product, low);
  return high + rounded_to_odd(middle, low_rest);
}

#ifdef __EMSCRIPTEN__

// Every rounding below stands where glibc 2.36 for x86 with FMA has it.
namespace {

constexpr auto fma = fused_multiply_add;

double log_near_one(double x) {
  const double* B = __log_data.near_one;
  const double r = x - 1, r2 = r * r, r3 = r * r2;
  const double first = fma(r2, B[3], fma(r, B[2], B[1]));
  const double second = fma(r2, B[6], fma(r, B[5], B[4]));
  const double third = fma(r3, B[10], fma(r2, B[9], fma(r, B[8], B[7])));
  // r − r²/2 in two parts: B₀ is −½, and the square of the upper half of r is exact.
  const double half = fma(-0x1p27, r, fma(r, 0x1p27, r)), rest = r - half, square = half * half;
  const double high = fma(square, B[0], r);
  const double low = fma(B[0] * rest, r + half, fma(square, B[0], r - high));
  return high + fma(fma(fma(third, r3, second), r3, first), r3, low);
}

}  // namespace

double log_of_fraction(double x) {
  constexpr std::uint64_t lowest = 0x3fe6000000000000;  // z is in [0.6875, 1.375)
  if (x >= 1 - 0x1p-4) return log_near_one(x);
  const auto bits = __builtin_bit_cast(std::uint64_t, x), above = bits - lowest;
  const auto& [inverse, log] = __log_data.table[(above >> 45) % 128];
  const double k = static_cast<double>(static_cast<std::int64_t>(above) >> 52);
  const double z = __builtin_bit_cast(double, bits - (above & 0xfff0000000000000));

  const double* A = __log_data.poly;
  const double r = fma(z, inverse, -1), r2 = r * r;
  const double base = fma(k, __log_data.ln2_high, log), high = base + r;
  const double low = fma(r2, A[0], fma(k, __log_data.ln2_low, base - high + r));
  return fma(r * r2, fma(fma(r, A[4], A[3]), r2, fma(r, A[2], A[1])), low) + high;
}

#else

double log_of_fraction(double x) { return std::log(x); }

#endif

}  // namespace descenso
