// Dual numbers: a check of derivatives that is independent of grad.
//
// a + a′ε with ε² = 0. Arithmetic on them is the chain rule: f(a + a′ε) = f(a) + f′(a)·a′·ε, so evaluating a
// formula at x + 1·ε gives its value and its derivative together. No rule here is shared with grad. T is
// float, double, long double, or again a Dual (then ε₁ε₂ carries second derivatives).
//
//     (3 + 1ε)² + 2·(3 + 1ε) = 15 + 8ε      f(3) = 15, f′(3) = 8
//
// Where a function is not differentiable, the choices are those of derivative_rule.hpp.
// Source: Clifford (1873); Griewank & Walther, Evaluating Derivatives (2008), §3.1.
#pragma once

#include <cmath>

#include "graph/primitive_math.hpp"

namespace descenso {

template <class T>
struct Dual {
  T value{};
  T slope{};

  Dual() = default;
  Dual(T v) : value(v) {}
  Dual(T v, T s) : value(v), slope(s) {}
  /// Constants of a formula, also where T is itself a dual number.
  explicit Dual(int v) : value(v) {}
  explicit Dual(double v) requires(!std::same_as<T, double>) : value(static_cast<T>(v)) {}
};

template <class T>
auto primal(const Dual<T>& x) {
  return primal(x.value);
}

// --- arithmetic ---

template <class T>
Dual<T> operator-(const Dual<T>& a) {
  return {-a.value, -a.slope};
}
template <class T>
Dual<T> operator+(const Dual<T>& a, const Dual<T>& b) {
  return {a.value + b.value, a.slope + b.slope};
}
template <class T>
Dual<T> operator-(const Dual<T>& a, const Dual<T>& b) {
  return {a.value - b.value, a.slope - b.slope};
}
template <class T>
Dual<T> operator*(const Dual<T>& a, const Dual<T>& b) {
  return {a.value * b.value, a.slope * b.value + a.value * b.slope};
}
template <class T>
Dual<T> operator/(const Dual<T>& a, const Dual<T>& b) {
  const T quotient = a.value / b.value;
  return {quotient, (a.slope - quotient * b.slope) / b.value};
}

/// The chain rule: f(x) with the outer derivative f′(x).
template <class T>
Dual<T> chain(const Dual<T>& x, T value, T derivative) {
  return {value, derivative * x.slope};
}

// --- one argument ---

template <class T>
Dual<T> abs(const Dual<T>& x) {
  using std::abs;
  return chain(x, T(abs(x.value)), T(sign(x.value)));
}
template <class T>
Dual<T> sign(const Dual<T>& x) {
  return {sign(x.value), T(0)};
}
template <class T>
Dual<T> floor(const Dual<T>& x) {
  using std::floor;
  return {T(floor(x.value)), T(0)};
}
template <class T>
Dual<T> sqrt(const Dual<T>& x) {
  using std::sqrt;
  const T root = sqrt(x.value);
  return chain(x, root, T(T(1) / (root + root)));
}
template <class T>
Dual<T> cbrt(const Dual<T>& x) {
  using std::cbrt;
  const T root = cbrt(x.value);
  return chain(x, root, T(T(1) / (T(3) * root * root)));
}
template <class T>
Dual<T> exp(const Dual<T>& x) {
  using std::exp;
  const T e = exp(x.value);
  return chain(x, e, e);
}
template <class T>
Dual<T> expm1(const Dual<T>& x) {
  using std::exp, std::expm1;
  return chain(x, T(expm1(x.value)), T(exp(x.value)));
}
template <class T>
Dual<T> log(const Dual<T>& x) {
  using std::log;
  return chain(x, T(log(x.value)), T(T(1) / x.value));
}
template <class T>
Dual<T> log1p(const Dual<T>& x) {
  using std::log1p;
  return chain(x, T(log1p(x.value)), T(T(1) / (T(1) + x.value)));
}
template <class T>
Dual<T> log2(const Dual<T>& x) {
  using std::log2;
  return chain(x, T(log2(x.value)), T(T(1) / (x.value * T(0.6931471805599453))));
}
template <class T>
Dual<T> log10(const Dual<T>& x) {
  using std::log10;
  return chain(x, T(log10(x.value)), T(T(1) / (x.value * T(2.302585092994046))));
}
template <class T>
Dual<T> sin(const Dual<T>& x) {
  using std::sin, std::cos;
  return chain(x, T(sin(x.value)), T(cos(x.value)));
}
template <class T>
Dual<T> cos(const Dual<T>& x) {
  using std::sin, std::cos;
  return chain(x, T(cos(x.value)), T(-sin(x.value)));
}
template <class T>
Dual<T> tan(const Dual<T>& x) {
  using std::tan, std::cos;
  const T c = cos(x.value);
  return chain(x, T(tan(x.value)), T(T(1) / (c * c)));
}
template <class T>
Dual<T> asin(const Dual<T>& x) {
  using std::asin, std::sqrt;
  return chain(x, T(asin(x.value)), T(T(1) / sqrt(T(1) - x.value * x.value)));
}
template <class T>
Dual<T> acos(const Dual<T>& x) {
  using std::acos, std::sqrt;
  return chain(x, T(acos(x.value)), T(T(-1) / sqrt(T(1) - x.value * x.value)));
}
template <class T>
Dual<T> atan(const Dual<T>& x) {
  using std::atan;
  return chain(x, T(atan(x.value)), T(T(1) / (T(1) + x.value * x.value)));
}
template <class T>
Dual<T> sinh(const Dual<T>& x) {
  using std::sinh, std::cosh;
  return chain(x, T(sinh(x.value)), T(cosh(x.value)));
}
template <class T>
Dual<T> cosh(const Dual<T>& x) {
  using std::sinh, std::cosh;
  return chain(x, T(cosh(x.value)), T(sinh(x.value)));
}
template <class T>
Dual<T> tanh(const Dual<T>& x) {
  using std::tanh, std::cosh;
  const T c = cosh(x.value);
  return chain(x, T(tanh(x.value)), T(T(1) / c / c));
}
template <class T>
Dual<T> sigmoid(const Dual<T>& x) {
  const T s = sigmoid(x.value);
  return chain(x, s, T(s * sigmoid(T(-x.value))));
}
template <class T>
Dual<T> softplus(const Dual<T>& x) {
  return chain(x, T(softplus(x.value)), T(sigmoid(x.value)));
}
template <class T>
Dual<T> erf(const Dual<T>& x) {
  using std::erf, std::exp;
  return chain(x, T(erf(x.value)), T(T(1.1283791670955126) * exp(T(-(x.value * x.value)))));
}

// --- two arguments ---

/// `a` where it is chosen, `b` where that is, their mean slope at a tie and none where one is NaN.
template <class T>
Dual<T> chosen(const Dual<T>& a, const Dual<T>& b, T value, bool a_wins, bool b_wins) {
  if (a_wins) return {value, a.slope};
  if (b_wins) return {value, b.slope};
  return {value, primal(a) == primal(b) ? T((a.slope + b.slope) * T(0.5)) : T(0)};
}
template <class T>
Dual<T> minimum(const Dual<T>& a, const Dual<T>& b) {
  return chosen(a, b, T(minimum(a.value, b.value)), primal(a) < primal(b), primal(b) < primal(a));
}
template <class T>
Dual<T> maximum(const Dual<T>& a, const Dual<T>& b) {
  return chosen(a, b, T(maximum(a.value, b.value)), primal(b) < primal(a), primal(a) < primal(b));
}
/// A slope that is exactly zero takes no part, so that x² may be differentiated at x < 0, where ln x is NaN.
template <class T>
Dual<T> pow(const Dual<T>& a, const Dual<T>& b) {
  using std::pow, std::log;
  const T value = pow(a.value, b.value);
  T slope(0);
  if (primal(a.slope) != 0 && primal(b) != 0)
    slope = slope + a.slope * b.value * pow(a.value, T(b.value - T(1)));
  if (primal(b.slope) != 0) slope = slope + b.slope * value * (primal(a) == 0 ? T(0) : T(log(a.value)));
  return {value, slope};
}
template <class T>
Dual<T> atan2(const Dual<T>& a, const Dual<T>& b) {
  using std::atan2;
  const T square = a.value * a.value + b.value * b.value;
  return {T(atan2(a.value, b.value)), (b.value * a.slope - a.value * b.slope) / square};
}
template <class T>
Dual<T> hypot(const Dual<T>& a, const Dual<T>& b) {
  using std::hypot;
  const T h = hypot(a.value, b.value);
  if (primal(h) == 0) return {h, T(0)};
  return {h, (a.value * a.slope + b.value * b.slope) / h};
}
template <class T>
Dual<T> mod(const Dual<T>& a, const Dual<T>& b) {
  using std::floor;
  return {T(mod(a.value, b.value)), a.slope - T(floor(a.value / b.value)) * b.slope};
}

}  // namespace descenso
