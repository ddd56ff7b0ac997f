// The definition of each primitive as a function of numbers: the interpreter runs it, and every faster path
// is tested against it.
//
// T is a real type (float, double, long double) or a type that carries more than a value, such as a dual
// number; the latter brings its own overloads of the functions below, found by argument-dependent lookup.
//
//     mod(−7, 3) = −7 − 3·⌊−7/3⌋ = 2        min(1, NaN) = NaN        where(NaN, a, b) = a, because NaN ≠ 0
//     sigmoid(x) = 1/(1 + e^−x)             softplus(x) = ln(1 + eˣ)
#pragma once

#include <cmath>
#include <concepts>

#include "graph/graph.hpp"

namespace descenso {

/// 1 or −1; x itself where x is ±0 or NaN, as in JAX: sign(−0) is −0 (NumPy gives +0).
template <std::floating_point T>
T sign(T x) {
  return x > 0 ? T(1) : x < 0 ? T(-1) : x;
}

/// The smaller; NaN if either is NaN, as NumPy's `minimum` and WebAssembly's `f64.min`; −0 counts as less
/// than +0.
template <std::floating_point T>
T minimum(T a, T b) {
  if (a != a || b != b) return a + b;
  if (a == b) return std::signbit(a) ? a : b;
  return a < b ? a : b;
}

/// The larger, with the same rules as `minimum`.
template <std::floating_point T>
T maximum(T a, T b) {
  return -minimum(-a, -b);
}

/// The logistic function 1/(1 + e^−x). Both branches keep e^−|x| ≤ 1, so neither tail overflows or cancels.
template <std::floating_point T>
T sigmoid(T x) {
  const T e = std::exp(-std::abs(x));
  return (x < 0 ? e : T(1)) / (1 + e);
}

/// ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), which neither overflows for large x nor vanishes for very
/// negative x.
template <std::floating_point T>
T softplus(T x) {
  return maximum(x, T(0)) + std::log1p(std::exp(-std::abs(x)));
}

/// a − b·⌊a/b⌋ without the rounding of the quotient: the remainder with the sign of b, as Python and NumPy.
/// mod(a, 0) and mod(±∞, b) are NaN.
template <std::floating_point T>
T mod(T a, T b) {
  const T remainder = std::fmod(a, b);
  if (remainder == 0) return std::copysign(T(0), b);
  return (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

/// The part of T that is compared: the number itself, or the value inside a dual number.
template <std::floating_point T>
T primal(T x) {
  return x;
}

/// op(a, b, c), of which the first arity(op) count. Leaves and `sum` have no value of their own here: T(0).
template <class T>
T apply_primitive(Primitive op, const T& a, const T& b, const T& c) {
  using std::abs, std::sqrt, std::floor, std::pow, std::exp, std::expm1, std::log, std::log1p, std::log2,
      std::log10, std::cbrt, std::sin, std::cos, std::tan, std::asin, std::acos, std::atan, std::sinh,
      std::cosh, std::tanh, std::erf, std::atan2, std::hypot;
  switch (op) {
    case Primitive::constant:
    case Primitive::parameter:
    case Primitive::column:
    case Primitive::rows:
    case Primitive::sum:
      return T(0);
    case Primitive::add:
      return a + b;
    case Primitive::sub:
      return a - b;
    case Primitive::mul:
      return a * b;
    case Primitive::div:
      return a / b;
    case Primitive::neg:
      return -a;
    case Primitive::abs:
      return abs(a);
    case Primitive::sqrt:
      return sqrt(a);
    case Primitive::floor:
      return floor(a);
    case Primitive::min:
      return minimum(a, b);
    case Primitive::max:
      return maximum(a, b);
    case Primitive::sign:
      return sign(a);
    case Primitive::less:
      return T(primal(a) < primal(b) ? 1 : 0);
    case Primitive::less_equal:
      return T(primal(a) <= primal(b) ? 1 : 0);
    case Primitive::equal:
      return T(primal(a) == primal(b) ? 1 : 0);
    case Primitive::not_equal:
      return T(primal(a) != primal(b) ? 1 : 0);
    case Primitive::where:
      return primal(a) != 0 ? b : c;
    case Primitive::pow:
      return pow(a, b);
    case Primitive::exp:
      return exp(a);
    case Primitive::expm1:
      return expm1(a);
    case Primitive::log:
      return log(a);
    case Primitive::log1p:
      return log1p(a);
    case Primitive::log2:
      return log2(a);
    case Primitive::log10:
      return log10(a);
    case Primitive::cbrt:
      return cbrt(a);
    case Primitive::sin:
      return sin(a);
    case Primitive::cos:
      return cos(a);
    case Primitive::tan:
      return tan(a);
    case Primitive::asin:
      return asin(a);
    case Primitive::acos:
      return acos(a);
    case Primitive::atan:
      return atan(a);
    case Primitive::sinh:
      return sinh(a);
    case Primitive::cosh:
      return cosh(a);
    case Primitive::tanh:
      return tanh(a);
    case Primitive::sigmoid:
      return sigmoid(a);
    case Primitive::softplus:
      return softplus(a);
    case Primitive::erf:
      return erf(a);
    case Primitive::atan2:
      return atan2(a, b);
    case Primitive::hypot:
      return hypot(a, b);
    case Primitive::mod:
      return mod(a, b);
  }
  return T(0);
}

}  // namespace descenso
