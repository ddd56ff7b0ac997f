// Double-double numbers: a sum of two doubles that carries 32 digits, for residuals of linear least squares.
//
// high + low with |low| ≤ ½ ulp(high). Sums and products keep what rounding loses (Knuth's and Dekker's
// error-free transformations; Hida, Li & Bailey 2001). Elementary functions are those of the leading double:
// a model linear in its parameters has them of the data alone, where they are part of what the model is.
//
//     1 + 2⁻⁸⁰ is (1, 2⁻⁸⁰); its square minus 1 is 2⁻⁷⁹ exactly to 32 digits.
#pragma once

#include <cmath>

#include "graph/primitive_math.hpp"

namespace descenso {

struct DoubleDouble {
  double high = 0, low = 0;

  DoubleDouble() = default;
  DoubleDouble(double value) : high(value) {}
  DoubleDouble(double h, double l) : high(h), low(l) {}
};

inline double primal(const DoubleDouble& a) { return a.high; }

/// high + low, renormalized; |high| ≥ |low|.
inline DoubleDouble normalized(double high, double low) {
  const double sum = high + low;
  return {sum, std::isfinite(sum) ? low - (sum - high) : 0};
}

inline DoubleDouble operator+(const DoubleDouble& a, const DoubleDouble& b) {
  const double sum = a.high + b.high, part = sum - a.high;
  const double rest = (a.high - (sum - part)) + (b.high - part);
  return normalized(sum, rest + a.low + b.low);
}
inline DoubleDouble operator-(const DoubleDouble& a) { return {-a.high, -a.low}; }
inline DoubleDouble operator-(const DoubleDouble& a, const DoubleDouble& b) { return a + -b; }

/// The product's rounding error by splitting (Dekker), which needs no fused multiply-add.
inline double product_error(double a, double b, double product) {
  const auto split = [](double x) {
    const double wide = 134217729 * x, high = wide - (wide - x);
    return std::pair{high, x - high};
  };
  const auto [a1, a2] = split(a);
  const auto [b1, b2] = split(b);
  return ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2;
}
inline DoubleDouble operator*(const DoubleDouble& a, const DoubleDouble& b) {
  const double product = a.high * b.high, rest = product_error(a.high, b.high, product);
  if (!std::isfinite(rest)) return product;  // too large to be split
  return normalized(product, rest + (a.high * b.low + a.low * b.high));
}
inline DoubleDouble operator/(const DoubleDouble& a, const DoubleDouble& b) {
  const double first = a.high / b.high;
  if (!std::isfinite(first)) return first;
  const DoubleDouble rest = a - DoubleDouble(first) * b;
  const double second = rest.high / b.high;
  const DoubleDouble last = rest - DoubleDouble(second) * b;
  return DoubleDouble(first) + DoubleDouble(second) + DoubleDouble(last.high / b.high);
}

inline DoubleDouble abs(const DoubleDouble& a) { return a.high < 0 ? -a : a; }
inline DoubleDouble sqrt(const DoubleDouble& a) {
  const double root = std::sqrt(a.high);
  if (!(root > 0) || !std::isfinite(root)) return root;
  const DoubleDouble rest = a - DoubleDouble(root) * DoubleDouble(root);
  return normalized(root, rest.high / (2 * root));
}
inline DoubleDouble minimum(const DoubleDouble& a, const DoubleDouble& b) {
  return minimum(a.high, b.high) == a.high ? a : b;
}
inline DoubleDouble maximum(const DoubleDouble& a, const DoubleDouble& b) {
  return maximum(a.high, b.high) == a.high ? a : b;
}

#define DESCENSO_OF_HIGH(name) \
  inline DoubleDouble name(const DoubleDouble& a) { return std::name(a.high); }
DESCENSO_OF_HIGH(floor)
DESCENSO_OF_HIGH(exp)
DESCENSO_OF_HIGH(expm1)
DESCENSO_OF_HIGH(log)
DESCENSO_OF_HIGH(log1p)
DESCENSO_OF_HIGH(log2)
DESCENSO_OF_HIGH(log10)
DESCENSO_OF_HIGH(cbrt)
DESCENSO_OF_HIGH(sin)
DESCENSO_OF_HIGH(cos)
DESCENSO_OF_HIGH(tan)
DESCENSO_OF_HIGH(asin)
DESCENSO_OF_HIGH(acos)
DESCENSO_OF_HIGH(atan)
DESCENSO_OF_HIGH(sinh)
DESCENSO_OF_HIGH(cosh)
DESCENSO_OF_HIGH(tanh)
DESCENSO_OF_HIGH(erf)
#undef DESCENSO_OF_HIGH
inline DoubleDouble sign(const DoubleDouble& a) { return sign(a.high); }
inline DoubleDouble sigmoid(const DoubleDouble& a) { return sigmoid(a.high); }
inline DoubleDouble softplus(const DoubleDouble& a) { return softplus(a.high); }
inline DoubleDouble mod(const DoubleDouble& a, const DoubleDouble& b) { return mod(a.high, b.high); }
inline DoubleDouble atan2(const DoubleDouble& a, const DoubleDouble& b) { return std::atan2(a.high, b.high); }
inline DoubleDouble hypot(const DoubleDouble& a, const DoubleDouble& b) { return std::hypot(a.high, b.high); }

/// aᵇ; whole powers up to 64 by products that keep their digits, so that a polynomial of degree 10 has them.
inline DoubleDouble pow(const DoubleDouble& a, const DoubleDouble& b) {
  const double n = b.high;
  if (b.low != 0 || n != std::floor(n) || n < 0 || n > 64) return std::pow(a.high, n);
  DoubleDouble power(1), factor = a;
  for (int k = static_cast<int>(n); k > 0; k /= 2) {
    if (k % 2 == 1) power = power * factor;
    factor = factor * factor;
  }
  return power;
}

}  // namespace descenso
