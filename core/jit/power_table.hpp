// 2^(j/128) for j = 0 … 127, each as a double and the rest: 2^(j/128) = high·(1 + rest), to 100 bits.
//
// The powers are products of 2^(1/128) in double-double arithmetic (Dekker, Numer. Math. 18, 1971): a number
// is the unevaluated sum high + low. j = 64 gives high = 1.4142135623730951, rest = −6.8·10⁻¹⁷.
#pragma once

#include <array>
#include <cstddef>

namespace descenso {

inline constexpr std::size_t power_table_size = 128;

struct DoubleDouble {
  double high, low;
};

/// a·b as its rounded value and the rounding error, both exact.
constexpr DoubleDouble exact_product(double a, double b) {
  constexpr double split = 134217729;  // 2²⁷ + 1
  const double a1 = split * a - (split * a - a), a2 = a - a1;
  const double b1 = split * b - (split * b - b), b2 = b - b1;
  const double product = a * b;
  return {product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2};
}

constexpr DoubleDouble operator*(const DoubleDouble& a, const DoubleDouble& b) {
  const auto [product, error] = exact_product(a.high, b.high);
  const double low = error + (a.high * b.low + a.low * b.high);
  const double high = product + low;
  return {high, low - (high - product)};
}

/// rest and high of each power, in turn.
constexpr std::array<double, 2 * power_table_size> make_power_table() {
  constexpr DoubleDouble root{0x1.0163da9fb3335p+0, 0x1.b61299ab8cdb7p-54};  // 2^(1/128)
  std::array<double, 2 * power_table_size> table{};
  DoubleDouble power{1, 0};
  for (std::size_t j = 0; j < power_table_size; ++j) {
    table[2 * j] = power.low / power.high;
    table[2 * j + 1] = power.high;
    power = power * root;
  }
  return table;
}

alignas(16) inline constexpr std::array<double, 2 * power_table_size> power_table = make_power_table();

}  // namespace descenso
